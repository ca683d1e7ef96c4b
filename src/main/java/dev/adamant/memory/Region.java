package dev.adamant.memory;

import dev.adamant.number.Format;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The owner of memory: named, counted, with a limit. A job, a served model, a batch of requests
 * opens one, lays its tensors in it and closes it; nothing in it is freed before.
 *
 * <p>Work that was submitted to a target holds the regions of its tensors ({@link #retain}), so
 * {@link #close} waits for it. All methods may be called from any thread.
 */
public final class Region implements AutoCloseable {

  /** Every block begins at a multiple of so many bytes. */
  public static final long ALIGNMENT = 64;

  /** Added to the number of holds when closing begins: what makes it negative. */
  private static final int CLOSING = Integer.MIN_VALUE;

  private final String name;
  private final String place;
  private final long limit;
  private final Allocator allocator;
  private final Accounting accounting;
  private final AtomicInteger holds = new AtomicInteger();

  /** Guards all below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Deque<Runnable> closers = new ArrayDeque<>();
  private Thread closer;
  private boolean freed;
  private long live;
  private long peak;

  private Region(String name, long limit, Allocator allocator, Accounting accounting) {
    this.name = Objects.requireNonNull(name, "name");
    if (limit <= 0) {
      throw new MemoryException(
          "the limit of the region " + name + " is " + limit + " bytes, must be above 0");
    }
    this.limit = limit;
    this.allocator = allocator;
    this.accounting = accounting;
    this.place = allocator.place();
  }

  /**
   * An empty region of the host.
   *
   * @param name what errors and the accounting call it
   * @param limit the most bytes that it may hold, above 0
   * @throws MemoryException when the limit is not above 0
   */
  public static Region open(String name, long limit) {
    return open(name, limit, Allocator.host());
  }

  /**
   * An empty region of the allocator's place. The region owns the allocator, also where this
   * throws.
   *
   * @param name what errors and the accounting call it
   * @param limit the most bytes that it may hold, above 0
   * @throws MemoryException when the limit is not above 0
   */
  public static Region open(String name, long limit, Allocator allocator) {
    try {
      return open(name, limit, allocator, Accounting.process());
    } catch (RuntimeException | Error e) {
      try {
        allocator.close();
      } catch (RuntimeException | Error f) {
        e.addSuppressed(f);
      }
      throw e;
    }
  }

  /**
   * An empty region that has no memory and no limit, and counts what would be laid in it: its
   * tensors have types and shapes, and work can be made of them, but neither be read nor run.
   * {@link Accounting#process} does not count it. So the bytes of a plan are known before any is
   * taken.
   *
   * @param name what errors call it
   */
  public static Region onPaper(String name) {
    return open(name, Long.MAX_VALUE, Allocator.paper(), Accounting.ofItsOwn());
  }

  private static Region open(String name, long limit, Allocator allocator, Accounting accounting) {
    Region region = new Region(name, limit, allocator, accounting);
    accounting.opened(region);
    return region;
  }

  /** What errors and the accounting call it. */
  public String name() {
    return name;
  }

  /** The most bytes that it may hold. */
  public long limit() {
    return limit;
  }

  /** {@code host}, or the name of the target whose memory it is. */
  public String place() {
    return place;
  }

  /** Whether {@link #close} has not begun. */
  public boolean isOpen() {
    return holds.get() >= 0;
  }

  /** Bytes that it holds now, its padding to {@link #ALIGNMENT} included; 0 when closed. */
  public long liveBytes() {
    lock.lock();
    try {
      return live;
    } finally {
      lock.unlock();
    }
  }

  /** The most bytes that it ever held. */
  public long peakBytes() {
    lock.lock();
    try {
      return peak;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Bytes of all zeros.
   *
   * @param bytes at least 1; counted as the next multiple of {@link #ALIGNMENT}
   * @throws MemoryException when the region is closed, the limit would be passed, or the place has
   *     no room
   */
  public Block allocate(long bytes) {
    lock.lock();
    try {
      checkOpen();
      if (bytes <= 0) {
        throw new MemoryException(
            "the region " + name + " was asked for " + bytes + " bytes: ask for at least 1");
      }
      long padding = -bytes & (ALIGNMENT - 1);
      if (bytes > limit - live || padding > limit - live - bytes) {
        throw new MemoryException(
            "the region "
                + name
                + " holds "
                + live
                + " of at most "
                + limit
                + " bytes and was asked for "
                + (bytes + Math.min(padding, Long.MAX_VALUE - bytes))
                + " more (rounded up to a multiple of "
                + ALIGNMENT
                + "): open it with a higher limit, or use smaller tensors");
      }
      Object handle = allocateAtPlace(bytes + padding);
      Block block =
          new Block(this, bytes, handle instanceof MemorySegment s ? s.asSlice(0, bytes) : handle);
      live += bytes + padding;
      peak = Math.max(peak, live);
      accounting.allocated(bytes + padding);
      return block;
    } finally {
      lock.unlock();
    }
  }

  private Object allocateAtPlace(long bytes) {
    try {
      return allocator.allocate(bytes);
    } catch (MemoryException e) {
      throw new MemoryException("the region " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * A contiguous tensor of zeros, row-major, over a block of its own.
   *
   * @param shape the length of each dimension; none for a scalar
   * @throws MemoryException as {@link #allocate}, and when a length is negative, there are too many
   *     dimensions, or the bytes are past 2^63
   */
  public Tensor tensor(DataType type, long... shape) {
    checkOpen();
    long bytes = Shapes.byteSize(this, type, shape);
    return Tensor.over(allocate(Math.max(bytes, 1)), type, shape);
  }

  /** The same for patterns of the format. */
  public Tensor tensor(Format format, long... shape) {
    return tensor(DataType.of(format), shape);
  }

  /**
   * Has something done when the region closes, before its memory goes; last registered, first done.
   *
   * @throws MemoryException when the region is closed
   */
  public void onClose(Runnable closer) {
    Objects.requireNonNull(closer, "closer");
    lock.lock();
    try {
      checkOpen();
      closers.push(closer);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps the memory until {@link #release}: for whoever has work on it under way. Who holds a
   * region must not wait for its {@link #close}.
   *
   * @throws MemoryException when the region is closed
   */
  public void retain() {
    int now;
    do {
      now = holds.get();
      if (now < 0) {
        throw closed();
      }
    } while (!holds.compareAndSet(now, Math.addExact(now, 1)));
  }

  /**
   * Ends one {@link #retain}.
   *
   * @throws IllegalStateException when the region is not held
   */
  public void release() {
    int now;
    do {
      now = holds.get();
      if ((now & ~CLOSING) == 0) {
        throw new IllegalStateException(
            "the region " + name + " was released more often than it was retained");
      }
    } while (!holds.compareAndSet(now, now - 1));
    if (now - 1 == CLOSING) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Throws where the region is closed.
   *
   * @throws MemoryException naming the region
   */
  public void checkOpen() {
    if (!isOpen()) {
      throw closed();
    }
  }

  private MemoryException closed() {
    return new MemoryException(
        "the region " + name + " is closed: its tensors can no longer be used, open another");
  }

  /**
   * Waits for the work that holds the region, does what {@link #onClose} was told and frees the
   * memory. Closing again is harmless: it waits until the memory is freed, except where the first
   * close has called it.
   *
   * <p>The memory is freed and no longer counted also where this throws what was thrown first; the
   * rest is suppressed in it.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closer != null) {
        while (!freed && !closer.equals(Thread.currentThread())) {
          changed.awaitUninterruptibly();
        }
        return;
      }
      closer = Thread.currentThread();
      holds.getAndUpdate(n -> n | CLOSING);
      while (holds.get() != CLOSING) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    free();
  }

  /** With no hold left and nothing to come, the closing thread has all to itself. */
  private void free() {
    Throwable thrown = null;
    for (Runnable closer : closers) {
      thrown = thrownBy(closer, thrown);
    }
    thrown = thrownBy(allocator::close, thrown);
    lock.lock();
    try {
      closers.clear();
      accounting.closed(this, live);
      live = 0;
      freed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    switch (thrown) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new MemoryException("the region " + name + " did not close well", thrown);
    }
  }

  private static Throwable thrownBy(Runnable step, Throwable before) {
    try {
      step.run();
      return before;
    } catch (Throwable e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }

  /** {@code region NAME}. */
  @Override
  public String toString() {
    return "region " + name;
  }
}
