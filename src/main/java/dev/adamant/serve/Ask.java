package dev.adamant.serve;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * One caller's rows on their way through an engine. The caller waits in {@link #await}; the
 * engine's thread reads the rows, in one pass or in several, and ends it.
 */
final class Ask {

  private static final int WAITING = 0;
  private static final int READING = 1;
  private static final int ENDED = 2;
  private static final int ABANDONED = 3;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Ask.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread caller = Thread.currentThread();
  private final double[] features;
  private final int rows;
  private final double[] values;
  private final int[] labels;
  private volatile int state;
  private RuntimeException failure;

  /** Rows that a pass has read, and rows that are answered: the engine's thread alone counts. */
  private int read;

  private int answered;

  /**
   * Of the calling thread.
   *
   * @param features [rows, inputs]
   * @param values [rows, outputs], to be written
   * @param labels [rows], to be written; null for none
   */
  Ask(double[] features, int rows, double[] values, int[] labels) {
    this.features = features;
    this.rows = rows;
    this.values = values;
    this.labels = labels;
  }

  /** How many rows no pass has read yet. */
  int unread() {
    return rows - read;
  }

  /** Begins to read rows; false when nobody waits for them any more. */
  boolean beginReading() {
    return STATE.compareAndSet(this, WAITING, READING);
  }

  /** The features, of which the first row to read is {@link #nextRow}. */
  double[] features() {
    return features;
  }

  /** The first row that is not read. */
  int nextRow() {
    return read;
  }

  /** Ends what {@link #beginReading} began. */
  void endReading(int count) {
    read += count;
    state = WAITING;
  }

  /**
   * Takes answers to rows that were read, and wakes the caller with the last.
   *
   * @param pass what it gave
   * @param column of the first of them
   */
  void answer(PassRunner.Result pass, int passRows, int column, int count) {
    transpose(pass.values(), passRows, column, count, values, answered);
    if (labels != null) {
      System.arraycopy(pass.labels(), column, labels, answered, count);
    }
    answered += count;
    if (answered == rows) {
      end();
    }
  }

  /**
   * Copies columns as rows.
   *
   * @param outputs [outputs, columns]
   * @param column the first of them
   * @param values [any, outputs]
   * @param row where the first goes
   */
  static void transpose(
      double[] outputs, int columns, int column, int count, double[] values, int row) {
    int width = outputs.length / columns;
    int at = row * width;
    for (int r = 0; r < count; r++) {
      for (int o = 0; o < width; o++) {
        values[at++] = outputs[o * columns + column + r];
      }
    }
  }

  /** Ends it with an exception for the caller. */
  void fail(RuntimeException reason) {
    failure = reason;
    end();
  }

  private void end() {
    if (STATE.compareAndSet(this, WAITING, ENDED)) {
      LockSupport.unpark(caller);
    }
  }

  /**
   * Waits, in the thread that made it, for all answers.
   *
   * @return [rows, outputs]
   * @throws InterruptedException when the thread is interrupted: nothing reads the features or
   *     writes the values then
   * @throws RuntimeException what {@link #fail} was given
   */
  double[] await() throws InterruptedException {
    boolean interrupted = false;
    while (state != ENDED) {
      interrupted |= Thread.interrupted();
      if (!interrupted) {
        LockSupport.park(this);
      } else if (STATE.compareAndSet(this, WAITING, ABANDONED)) {
        throw new InterruptedException("interrupted while waiting for an answer");
      } else {
        Thread.onSpinWait(); // The rows are being read, which is soon over.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
    return values;
  }
}
