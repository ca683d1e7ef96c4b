package dev.adamant.schedule;

import dev.adamant.memory.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A timeline in a file that opens in Perfetto (ui.perfetto.dev): the JSON of the Trace Event
 * Format, with a track for every lane of every member. Times are microseconds since the trace was
 * begun. What happens in one lane may be nested, but must not overlap else: Perfetto leaves it out
 * then.
 *
 * <p>A thread of its own writes; those that tell what happened only put it in a queue.
 */
public final class Trace implements Watcher, AutoCloseable {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private record TakenOut(String member, String reason, long time) {}

  private final long origin = System.nanoTime();
  private final Queue<Record> waiting = new ConcurrentLinkedQueue<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread writer;
  private volatile boolean ending;

  /** No file will come of it: then nothing is kept any more. */
  private volatile Throwable failure;

  /**
   * Begins a file, which has its name only once it is complete.
   *
   * @throws IOException when it cannot be written
   */
  public Trace(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": cannot be written: it is a folder, name a file in it");
    }
    writer = Thread.ofPlatform().name("adamant-trace").daemon().unstarted(() -> write(file));
    writer.start();
    boolean interrupted = false;
    while (true) {
      try {
        opened.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    throwFailure();
  }

  @Override
  public void happened(Happening happening) {
    add(happening);
  }

  @Override
  public void takenOut(String member, String reason) {
    add(new TakenOut(member, reason, System.nanoTime()));
  }

  /**
   * Completes the file. What is told later is in no file.
   *
   * @throws IOException when something could not be written; there is then no file of the name,
   *     unless there was one before
   */
  @Override
  public void close() throws IOException {
    ending = true;
    LockSupport.unpark(writer);
    boolean interrupted = false;
    while (true) {
      try {
        writer.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    throwFailure();
  }

  private void add(Record told) {
    if (!ending && failure == null) {
      waiting.add(told);
    }
  }

  private void write(Path file) {
    try {
      AtomicFile.write(file, this::writeTo);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      waiting.clear();
    } finally {
      opened.countDown();
    }
  }

  private void writeTo(FileChannel channel) throws IOException {
    try (TraceWriter text = new TraceWriter(channel, origin)) {
      opened.countDown();
      boolean last;
      do {
        last = ending;
        for (Record told = waiting.poll(); told != null; told = waiting.poll()) {
          switch (told) {
            case Happening happening -> text.event(happening);
            case TakenOut out -> text.takenOut(out.member(), out.reason(), out.time());
            default -> throw new AssertionError(told);
          }
        }
        if (!last) {
          LockSupport.parkNanos(this, PAUSE_NANOS);
        }
      } while (!last);
      text.end();
    }
  }

  private void throwFailure() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }
}
