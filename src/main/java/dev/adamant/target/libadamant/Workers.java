package dev.adamant.target.libadamant;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share work cut into parts. Which thread takes which part is left to chance, so a
 * part's results must not depend on it.
 */
final class Workers implements AutoCloseable {

  /** The system property with the number of threads; else there is one for each processor. */
  static final String THREADS_PROPERTY = "adamant.threads";

  /** More than any machine has. */
  private static final int MOST_THREADS = 4096;

  private final int threads;
  private ExecutorService helpers;

  /**
   * Threads that start when first needed.
   *
   * @param threads the calling one included, at least 1
   */
  Workers(int threads) {
    this.threads = threads;
  }

  /** One part of some work. */
  @FunctionalInterface
  interface Part {

    /**
     * Does it.
     *
     * @param slot number of the thread, from 0: no other has it at the same time
     * @param part number of the part, from 0
     */
    void run(int slot, int part);
  }

  /** As many as {@link #threadsOfThisProcess}. */
  static Workers ofThisProcess() {
    return new Workers(threadsOfThisProcess());
  }

  /**
   * What {@value #THREADS_PROPERTY} says, else the number of processors.
   *
   * @throws IllegalArgumentException when that is no number of threads
   */
  static int threadsOfThisProcess() {
    String wanted = System.getProperty(THREADS_PROPERTY);
    if (wanted == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!wanted.matches("[1-9][0-9]{0,3}") || Integer.parseInt(wanted) > MOST_THREADS) {
      throw new IllegalArgumentException(
          "the system property "
              + THREADS_PROPERTY
              + " is \""
              + wanted
              + "\", must be a number from 1 to "
              + MOST_THREADS);
    }
    return Integer.parseInt(wanted);
  }

  /** How many threads there are, the calling one included. */
  int threads() {
    return threads;
  }

  /**
   * Does all parts, in the calling thread and in others; one caller at a time.
   *
   * @throws RuntimeException what the first part that failed has thrown, when no part runs any more
   */
  void run(int parts, Part part) {
    if (parts <= 1 || threads == 1) {
      for (int i = 0; i < parts; i++) {
        part.run(0, i);
      }
      return;
    }
    if (helpers == null) {
      helpers = Executors.newFixedThreadPool(threads - 1, Workers::daemon);
    }
    Job job = new Job(parts, part);
    for (int i = 1; i < Math.min(parts, threads); i++) {
      helpers.execute(job);
    }
    job.run();
    job.await();
  }

  /** Ends the threads. */
  @Override
  public void close() {
    if (helpers != null) {
      helpers.close();
    }
  }

  private static Thread daemon(Runnable job) {
    Thread thread = new Thread(job, "adamant-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** Parts that are taken one by one. */
  private static final class Job implements Runnable {

    private static final long SPIN_NANOS = 50_000;

    private final int parts;
    private final Part part;
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile Throwable failure;

    Job(int parts, Part part) {
      this.parts = parts;
      this.part = part;
    }

    @Override
    public void run() {
      int slot = slots.getAndIncrement();
      for (int i = taken.getAndIncrement(); i < parts; i = taken.getAndIncrement()) {
        try {
          if (failure == null) {
            part.run(slot, i);
          }
        } catch (Throwable e) {
          failure = e;
        }
        if (finished.incrementAndGet() == parts) {
          synchronized (this) {
            notifyAll();
          }
        }
      }
    }

    void await() {
      long patience = System.nanoTime() + SPIN_NANOS;
      while (finished.get() < parts && System.nanoTime() - patience < 0) {
        Thread.onSpinWait();
      }
      boolean interrupted = false;
      synchronized (this) {
        while (finished.get() < parts) {
          try {
            wait();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure instanceof Error e) {
        throw e;
      }
      if (failure != null) {
        throw (RuntimeException) failure;
      }
    }
  }
}
