package dev.adamant.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Live requests that a candidate answers, too, when it comes to it: the live version hands over
 * what it has answered and waits for nothing. Of more passes than the candidate keeps up with, some
 * are left out.
 */
final class Shadow implements PassObserver {

  /** Passes that wait for the candidate. */
  private static final int WAITING = 8;

  private static final long SECOND = 1_000_000_000L;

  private final BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(WAITING);
  private final int wanted;
  private final List<double[]> live = new ArrayList<>();
  private final List<double[]> candidate = new ArrayList<>();

  /** A pass of the live version. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Seen(int rows, double[] features, double[] outputs) {}

  /**
   * Nothing seen yet.
   *
   * @param wanted rows
   */
  Shadow(int wanted) {
    this.wanted = wanted;
  }

  @Override
  public void passed(int rows, double[] features, double[] outputs) {
    // Where there is no room the pass is left out: the live version must not wait.
    boolean ignored = seen.offer(new Seen(rows, features, outputs));
  }

  /** Whether a candidate may still go live. */
  @FunctionalInterface
  interface Overtaken {
    /** Why it may not, in one sentence; null where it may. */
    String why() throws IOException;
  }

  /**
   * Has the candidate answer until there are as many rows as are wanted, or the time is up.
   *
   * @param overtaken is asked every second
   * @throws GateRefusal when the candidate may not go live any more
   */
  void follow(Engine engine, Duration time, Overtaken overtaken)
      throws GateRefusal, IOException, InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    long asked = System.nanoTime();
    while (live.size() < wanted && System.nanoTime() - until < 0) {
      Seen pass = seen.poll(Math.min(SECOND, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (pass != null) {
        answer(engine, pass);
      }
      if (System.nanoTime() - asked > SECOND) {
        asked = System.nanoTime();
        String why = overtaken.why();
        if (why != null) {
          throw new GateRefusal(why);
        }
      }
    }
  }

  private void answer(Engine engine, Seen pass) throws InterruptedException {
    int count = Math.min(pass.rows(), wanted - live.size());
    List<double[]> rows = split(pass.features(), pass.rows()).subList(0, count);
    candidate.addAll(GateEvidence.answers(engine, rows));
    live.addAll(split(pass.outputs(), pass.rows()).subList(0, count));
  }

  private static List<double[]> split(double[] values, int rows) {
    int width = values.length / rows;
    List<double[]> split = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      split.add(Arrays.copyOfRange(values, i * width, (i + 1) * width));
    }
    return split;
  }

  /** How many rows were compared. */
  int rows() {
    return live.size();
  }

  /** What the live version answered. */
  List<double[]> live() {
    return live;
  }

  /** What the candidate did, to the same. */
  List<double[]> candidate() {
    return candidate;
  }
}
