package dev.adamant.serve;

import dev.adamant.model.ModelDescription;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A version that answers: its weights in a region of its own, and a thread that takes the rows that
 * wait, as many as fit in a batch, and runs them on the target together. Whoever asks holds a lease
 * ({@link #retain}, {@link #release}); after {@link #retire} there are no new ones, and with the
 * last the region is closed.
 *
 * <p>Answers do not depend on what shares a pass: each has the bits that the row alone would have.
 *
 * <p>The thread starts with the first request that is not from a quiet thread ({@link
 * QuietThreads}). Until then quiet threads compute their answers themselves, one at a time, so that
 * a candidate is tried out without taking the processor from what is live.
 */
public final class Engine {

  /**
   * Its limits.
   *
   * @param batch most rows of a pass
   * @param waiting most rows that wait, those of the pass under way not counted
   */
  public record Limits(int batch, int waiting) {

    /** What a server has unless it is told otherwise. */
    public static final Limits DEFAULT = new Limits(64, 4096);

    /** Checks that both are at least 1. */
    public Limits {
      if (batch < 1 || waiting < 1) {
        throw new IllegalArgumentException(
            "a batch of " + batch + " and " + waiting + " waiting rows: both must be at least 1");
      }
    }
  }

  private final VersionRecord version;
  private final PassRunner runner;
  private final Batcher batcher;
  private final Limits limits;
  private final Leases leases = new Leases();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /** Held to compute without the thread, or to start it. */
  private final ReentrantLock starting = new ReentrantLock();

  private volatile boolean started;
  private volatile boolean ended;

  private Engine(VersionRecord version, PassRunner runner, Target target, Limits limits) {
    this.version = version;
    this.runner = runner;
    this.limits = limits;
    this.batcher = new Batcher(runner, name(), target.info().name(), limits.waiting(), this::end);
  }

  /**
   * Loads a version, and prepares every size of pass so that the first answer is as quick as any.
   *
   * @param target stays the caller's
   * @throws dev.adamant.model.ModelFileException when the file is no model
   * @throws dev.adamant.memory.TensorFileException when it cannot be read or is damaged
   * @throws dev.adamant.memory.MemoryException when the target has no room
   * @throws dev.adamant.target.TargetException when the target fails
   */
  public static Engine open(VersionRecord version, Path model, Target target, Limits limits)
      throws IOException {
    PassRunner runner = PassRunner.open(model, target, limits.batch());
    try {
      runner.warm();
      return new Engine(version, runner, target, limits);
    } catch (RuntimeException | Error e) {
      runner.close();
      throw e;
    }
  }

  private String name() {
    return version.model() + " version " + version.version();
  }

  /** What it answers for. */
  public VersionRecord version() {
    return version;
  }

  /** What the model is. */
  public ModelDescription description() {
    return runner.description();
  }

  /** Bytes of its region. */
  public long heldBytes() {
    return runner.heldBytes();
  }

  /** Its limits. */
  public Limits limits() {
    return limits;
  }

  /** Takes a lease; false when it is retired. */
  public boolean retain() {
    return leases.retain();
  }

  /**
   * Gives a lease back.
   *
   * @throws IllegalStateException when none is out
   */
  public void release() {
    if (leases.release()) {
      stop();
    }
  }

  /** How many rows wait now. */
  public int waiting() {
    return batcher.waiting();
  }

  /** How many leases are out. */
  public int leases() {
    return leases.count();
  }

  /**
   * Answers; the caller holds a lease and waits. Any number of threads, virtual ones too.
   *
   * @param features raw, [rows, inputs]; not to be changed until the answer is there
   * @param rows at least 1; more than a batch are answered in several passes
   * @throws BusyException when too many rows wait
   * @throws InterruptedException when the caller is interrupted; the rows are then dropped
   * @throws IllegalArgumentException when there are not as many features, or the rows alone are
   *     more than may wait
   * @throws IllegalStateException when it is retired and the caller had no lease
   * @throws dev.adamant.target.TargetException when the target fails: other requests go on
   */
  public Answer answer(double[] features, int rows) throws BusyException, InterruptedException {
    check(features, rows);
    if (!started) {
      if (QuietThreads.isQuiet()) {
        Answer answer = answerHere(features, rows);
        if (answer != null) {
          return answer;
        }
      } else {
        start();
      }
    }
    int outputs = description().network().outputs();
    int[] labels = runner.newLabels(rows);
    Ask ask = new Ask(features, rows, new double[Math.multiplyExact(rows, outputs)], labels);
    batcher.add(ask, rows);
    return new Answer(version, rows, ask.await(), labels);
  }

  private void check(double[] features, int rows) {
    int inputs = description().network().inputs();
    if (rows < 1 || features.length != (long) rows * inputs) {
      throw new IllegalArgumentException(
          features.length
              + " features for "
              + rows
              + " rows of "
              + inputs
              + ": give at least a row, and as many as it has");
    }
    if (rows > limits.waiting()) {
      throw new IllegalArgumentException(
          rows + " rows in a request, at most " + limits.waiting() + " may wait: send fewer");
    }
  }

  private void start() {
    starting.lock();
    try {
      checkNotEnded();
      if (!started) {
        Thread.ofPlatform().daemon().name("engine " + name()).start(batcher);
        started = true;
      }
    } finally {
      starting.unlock();
    }
  }

  private Answer answerHere(double[] features, int rows) throws InterruptedException {
    starting.lockInterruptibly();
    try {
      checkNotEnded();
      if (started) {
        return null;
      }
      int outputs = description().network().outputs();
      double[] values = new double[Math.multiplyExact(rows, outputs)];
      int[] labels = runner.newLabels(rows);
      for (int done = 0; done < rows; ) {
        int count = Math.min(rows - done, runner.batch());
        for (int i = 0; i < count; i++) {
          runner.load(i, features, done + i);
        }
        PassRunner.Result pass = runner.run(count);
        Ask.transpose(pass.values(), count, 0, count, values, done);
        if (labels != null) {
          System.arraycopy(pass.labels(), 0, labels, done, count);
        }
        done += count;
      }
      return new Answer(version, rows, values, labels);
    } finally {
      starting.unlock();
    }
  }

  private void checkNotEnded() {
    if (ended) {
      throw new IllegalStateException(name() + " was retired: take a lease of the live version");
    }
  }

  /**
   * Has every pass seen by an observer, from the next one on.
   *
   * @param observer null to stop; called once more perhaps by the pass under way
   */
  public void observe(PassObserver observer) {
    batcher.observe(observer);
  }

  /** Has the rows of every pass counted. */
  void meter(IntConsumer meter) {
    batcher.meter(meter);
  }

  /**
   * Gives out no further leases. Called once, by whoever opened it.
   *
   * @return done when the last lease is back and the region is closed; with what the closing threw
   */
  public CompletableFuture<Void> retire() {
    if (leases.retire()) {
      stop();
    }
    return closed;
  }

  /** After the last lease: the thread closes, or, where it never began, the calling one. */
  private void stop() {
    starting.lock();
    try {
      ended = true;
      if (started) {
        batcher.stop();
        return;
      }
    } finally {
      starting.unlock();
    }
    end();
  }

  private void end() {
    try {
      runner.close();
      closed.complete(null);
    } catch (RuntimeException | Error e) {
      closed.completeExceptionally(e);
    }
  }
}
