package dev.adamant.serve;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Threads that take what processor time others leave, so that a candidate is prepared without
 * slowing down live answers. On Linux, where a thread has a priority of its own, their nice value
 * is by {@value #NICE} above that of whoever calls, for life: the most there is. It leaves them
 * about a seventieth of a busy processor, and so seldom a turn; a turn lasts to the next tick of
 * the system, often 4 ms, and all who wait for an answer wait for its end. Elsewhere, and where the
 * system refuses, they are threads like any other, which costs speed and nothing else.
 *
 * <p>A thread inherits the priority of the one that starts it: a task is not to start what outlives
 * it. Nor does its end wake whoever waits for it, since to wake a virtual thread may start a
 * carrier thread for all of them; a thread of the usual priority stands between.
 */
public final class QuietThreads {

  private static final int NICE = 19;
  private static final Optional<MethodHandle> ADD_NICE = addNice();

  private QuietThreads() {}

  private static final class QuietThread extends Thread {

    /** What the thread that waits for it is to do. */
    private final BlockingQueue<Runnable> wishes = new LinkedBlockingQueue<>();

    /** Of the waiting thread. */
    private boolean ended;

    QuietThread(String name, Runnable task) {
      super(task, name);
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        wishes.add(() -> ended = true);
      }
    }

    void await() {
      while (!ended) {
        try {
          wishes.take().run();
        } catch (InterruptedException e) {
          // Nobody else knows the thread that waits here, so nobody means it.
        }
      }
    }
  }

  /**
   * Does a task in a quiet thread of its own, or in the calling thread where that is quiet, and
   * waits for its end. An interrupt of the caller interrupts the task; the caller's status is set
   * again.
   *
   * @param name of the thread
   * @return what the task returns
   * @throws Exception what the task throws
   */
  public static <T> T call(String name, Callable<T> task) throws Exception {
    if (isQuiet()) {
      return task.call();
    }
    FutureTask<T> future =
        new FutureTask<>(
            () -> {
              lowerPriority();
              return task.call();
            });
    QuietThread thread = new QuietThread(name, future);
    CountDownLatch end = new CountDownLatch(1);
    Thread.ofPlatform().daemon().name(name + " (waits)").start(() -> relay(thread, end));
    boolean interrupted = false;
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (future.state() == Future.State.SUCCESS) {
      return future.resultNow();
    }
    throw thrown(future.exceptionNow());
  }

  /**
   * Does a part of a task that live answers may wait for, such as a switch, with the usual
   * priority: in the thread between, or in the calling thread where that is not quiet. An interrupt
   * does not reach it.
   *
   * @return what it returns
   * @throws Exception what it throws
   */
  public static <T> T usually(Callable<T> part) throws Exception {
    if (!(Thread.currentThread() instanceof QuietThread quiet)) {
      return part.call();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    quiet.wishes.add(
        () -> {
          try {
            result.complete(part.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.join();
    } catch (CompletionException e) {
      throw thrown(e.getCause());
    }
  }

  private static void relay(QuietThread thread, CountDownLatch end) {
    try {
      thread.start();
      thread.await();
    } finally {
      end.countDown();
    }
  }

  private static Exception thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }

  /** Whether the calling thread is quiet. */
  public static boolean isQuiet() {
    return Thread.currentThread() instanceof QuietThread;
  }

  private static void lowerPriority() {
    ADD_NICE.ifPresent(
        handle -> {
          try {
            int ignored = (int) handle.invokeExact(NICE);
          } catch (Throwable e) {
            throw new IllegalStateException("nice cannot be called", e);
          }
        });
  }

  /** {@code int nice(int inc)} of the C library, which on Linux is about the calling thread. */
  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> addNice() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    FunctionDescriptor descriptor =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    Linker linker = Linker.nativeLinker();
    try {
      return linker
          .defaultLookup()
          .find("nice")
          .map(symbol -> linker.downcallHandle(symbol, descriptor));
    } catch (IllegalCallerException e) {
      return Optional.empty(); // Native access is denied; nothing needs it here.
    }
  }
}
