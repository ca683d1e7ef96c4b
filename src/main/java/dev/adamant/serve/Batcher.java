package dev.adamant.serve;

import dev.adamant.target.TargetException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The thread of an engine and the queue in front of it. The thread takes the rows that wait, as
 * many as a batch has, and runs them together; there is no delay to gather more, since while a pass
 * runs others gather. Requests take turns: of one with more rows than there is room for, the rest
 * goes to the end of the queue.
 */
final class Batcher implements Runnable {

  private static final System.Logger LOG = System.getLogger("dev.adamant.serve");

  private final PassRunner runner;
  private final String name;
  private final String target;
  private final int inputs;
  private final int mostWaiting;
  private final Runnable atEnd;
  private final ConcurrentLinkedQueue<Ask> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /** The parts of the pass at hand: whose they are, and how many rows. */
  private final Ask[] asks;

  private final int[] counts;
  private int parts;
  private int rows;

  /** Who watches that pass, and the raw rows for it; null for nobody. */
  private PassObserver watcher;

  private double[] seen;

  private volatile Thread thread;
  private volatile boolean idle;
  private volatile boolean stopping;
  private volatile boolean ended;
  private volatile PassObserver observer;
  private volatile IntConsumer meter = passed -> {};

  /**
   * Nothing waits yet.
   *
   * @param runner used by the thread alone, from {@link #run} on
   * @param name what errors call the model
   * @param target what errors call the target
   * @param atEnd done by the thread, last
   */
  Batcher(PassRunner runner, String name, String target, int mostWaiting, Runnable atEnd) {
    this.runner = runner;
    this.name = name;
    this.target = target;
    this.inputs = runner.description().network().inputs();
    this.mostWaiting = mostWaiting;
    this.atEnd = atEnd;
    this.asks = new Ask[runner.batch()];
    this.counts = new int[runner.batch()];
  }

  /** How many rows wait. */
  int waiting() {
    return waiting.get();
  }

  /** Who sees passes; null for nobody. */
  void observe(PassObserver newObserver) {
    observer = newObserver;
  }

  /** Who is told of the rows of each pass. */
  void meter(IntConsumer newMeter) {
    meter = newMeter;
  }

  /**
   * Puts rows in the queue.
   *
   * @param count of the rows
   * @throws BusyException when too many wait
   */
  void add(Ask ask, int count) throws BusyException {
    int now;
    do {
      now = waiting.get();
      if (count > mostWaiting - now) {
        throw new BusyException(
            name
                + " has "
                + now
                + " rows waiting, at most "
                + mostWaiting
                + " may: ask again later");
      }
    } while (!waiting.compareAndSet(now, now + count));
    queue.add(ask);
    wake();
    if (ended) {
      failWaiting();
    }
  }

  /** Ends the thread when nothing waits. */
  void stop() {
    stopping = true;
    wake();
  }

  private void wake() {
    if (idle) {
      idle = false;
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      while (gather()) {
        pass();
      }
    } finally {
      ended = true;
      failWaiting();
      atEnd.run();
    }
  }

  /** Fills the batch, waiting for the first row; false at the end. */
  private boolean gather() {
    parts = 0;
    rows = 0;
    while (true) {
      Ask ask = rows == asks.length ? null : queue.poll();
      if (ask != null) {
        take(ask);
      } else if (rows > 0) {
        return true;
      } else if (stopping && queue.isEmpty()) {
        return false;
      } else {
        idle = true;
        if (queue.isEmpty() && !stopping) {
          LockSupport.park(this);
        }
        idle = false;
      }
    }
  }

  private void take(Ask ask) {
    int unread = ask.unread();
    if (!ask.beginReading()) {
      waiting.addAndGet(-unread);
      return;
    }
    if (rows == 0) {
      watcher = observer;
      seen = watcher == null ? null : new double[asks.length * inputs];
    }
    int count = Math.min(unread, asks.length - rows);
    int first = ask.nextRow();
    for (int i = 0; i < count; i++) {
      runner.load(rows + i, ask.features(), first + i);
    }
    if (seen != null) {
      System.arraycopy(ask.features(), first * inputs, seen, rows * inputs, count * inputs);
    }
    ask.endReading(count);
    waiting.addAndGet(-count);
    asks[parts] = ask;
    counts[parts++] = count;
    rows += count;
    if (count < unread) {
      queue.add(ask);
    }
  }

  private void pass() {
    PassRunner.Result outputs;
    try {
      outputs = runner.run(rows);
    } catch (RuntimeException | Error e) {
      // A target that fails once may be well again: only these rows are lost.
      LOG.log(Level.WARNING, "a pass of " + name + " failed", e);
      fail(e);
      return;
    }
    int column = 0;
    for (int i = 0; i < parts; i++) {
      asks[i].answer(outputs, rows, column, counts[i]);
      column += counts[i];
      asks[i] = null;
    }
    meter.accept(rows);
    if (watcher != null) {
      show(outputs.values());
    }
  }

  private void fail(Throwable cause) {
    for (int i = 0; i < parts; i++) {
      asks[i].fail(
          new TargetException(target, "it failed to answer for " + name + ": ask again", cause));
      asks[i] = null;
    }
  }

  private void show(double[] outputs) {
    double[] byRow = new double[outputs.length];
    Ask.transpose(outputs, rows, 0, rows, byRow, 0);
    try {
      watcher.passed(rows, Arrays.copyOf(seen, rows * inputs), byRow);
    } catch (RuntimeException e) {
      observer = null;
      LOG.log(Level.WARNING, "the observer of " + name + " failed and sees no more", e);
    }
  }

  private void failWaiting() {
    for (Ask ask = queue.poll(); ask != null; ask = queue.poll()) {
      ask.fail(new IllegalStateException(name + " was retired while rows waited: keep a lease"));
    }
  }
}
