package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What targets whose kernels are calls of the host have in common: a queue in order, held regions,
 * and refusals. An implementation adds {@link #execute}, which is called for one piece of work at a
 * time, by whichever thread gets to it first: the queue's own, one that waits for an event, or the
 * caller of {@link #run}.
 *
 * <p>A thread that has nothing to do spins for {@value Ticket#SPIN_NANOS} ns before it parks, so
 * that small work does not pay for waking it. The queue's thread starts with the first {@link
 * #submit}.
 */
public abstract class QueuedTarget implements Target {

  private final String name;

  /** Held by whoever executes; work leaves the queue under it. */
  private final ReentrantLock turn = new ReentrantLock();

  /** Guards the fields below. */
  private final Object gate = new Object();

  private final Deque<Ticket> queue = new ArrayDeque<>();
  private volatile int queued;
  private volatile boolean closed;
  private volatile QueueThread thread;

  /**
   * A target that takes work at once.
   *
   * @param name as in its {@link TargetInfo}
   */
  protected QueuedTarget(String name) {
    this.name = name;
  }

  /**
   * Does the work, whose regions are held and whose types {@link #supports} has accepted. The
   * memory of a tensor is its block's handle: its region may refuse {@link Tensor#segment} already,
   * since a region that is being closed waits for this.
   */
  protected abstract void execute(Work work);

  /** Gives back what the target owns, after the last work; called once. */
  protected void release() {}

  /** Its name. */
  protected final String name() {
    return name;
  }

  @Override
  public Region region(String regionName, long limit) {
    return Region.open(regionName, limit);
  }

  @Override
  public final Event submit(Work work) {
    accept(work);
    Region[] held = Holds.retain(work);
    Ticket ticket = new Ticket(this, work, held);
    try {
      synchronized (gate) {
        checkOpen();
        if (thread == null) {
          thread = QueueThread.start(this);
        }
        queue.add(ticket);
        queued = queue.size();
      }
    } catch (RuntimeException | Error e) {
      Holds.release(held);
      throw e;
    }
    thread.wake();
    return ticket;
  }

  /** {@inheritDoc} Done in the calling thread, when its turn has come. */
  @Override
  public final void run(Work work) {
    accept(work);
    Region[] held = Holds.retain(work);
    boolean first;
    try {
      turn.lock();
      try {
        checkOpen();
        first = queued == 0;
        if (first) {
          perform(work);
        }
      } finally {
        turn.unlock();
      }
    } finally {
      Holds.release(held);
    }
    if (!first) {
      submit(work).await();
    }
  }

  /**
   * Does work in the calling thread when its turn has come, for whoever holds the regions of its
   * tensors already: they may be closing. For targets that are made of others.
   *
   * @throws TargetException as {@link #run}
   */
  public final void runHeld(Work work) {
    accept(work);
    turn.lock();
    try {
      checkOpen();
      perform(work);
    } finally {
      turn.unlock();
    }
  }

  /** Refuses further work, does what is queued, and gives everything back. */
  @Override
  public final void close() {
    boolean first;
    synchronized (gate) {
      first = !closed;
      closed = true;
    }
    turn.lock();
    try {
      while (executeNext()) {
        // Until the queue is empty.
      }
      if (first) {
        release();
      }
    } finally {
      turn.unlock();
    }
    QueueThread worker = thread;
    if (worker != null) {
      worker.end();
    }
  }

  /** Executes the oldest work of the queue, unless another thread executes. */
  boolean tryExecuteNext() {
    if (!turn.tryLock()) {
      return false;
    }
    try {
      return executeNext();
    } finally {
      turn.unlock();
    }
  }

  /** The same when the others have finished. */
  void executeNextInTurn() {
    turn.lock();
    try {
      executeNext();
    } finally {
      turn.unlock();
    }
  }

  boolean hasQueued() {
    return queued > 0;
  }

  boolean isClosed() {
    return closed;
  }

  /** Executes and reports every failure as this target's. */
  void perform(Work work) {
    try {
      execute(work);
    } catch (TargetException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      throw new TargetException(name, work.kernel().kernelName() + ": " + e.getMessage(), e);
    }
  }

  private boolean executeNext() {
    Ticket ticket;
    synchronized (gate) {
      ticket = queue.poll();
      queued = queue.size();
    }
    if (ticket == null) {
      return false;
    }
    ticket.execute();
    return true;
  }

  private void checkOpen() {
    if (closed) {
      throw new TargetException(name, "it is closed: open it again", null);
    }
  }

  private void accept(Work work) {
    accept(work.kernel(), work.out());
    List<Tensor> operands = work.operands();
    for (int i = 0; i < operands.size(); i++) {
      accept(work.kernel(), operands.get(i));
    }
  }

  private void accept(Kernel kernel, Tensor tensor) {
    DataType type = tensor.type();
    if (!supports(kernel, type)) {
      throw new TargetException(
          name,
          kernel.kernelName()
              + " does not take "
              + type
              + ": choose one of "
              + info().types().stream().filter(other -> supports(kernel, other)).toList()
              + ", or another target",
          null);
    }
    if (!tensor.block().isHost()) {
      throw new TargetException(
          name,
          "the region "
              + tensor.region().name()
              + " is in the memory of "
              + tensor.region().place()
              + ", which the host cannot address: copy the tensor to a region of the host first",
          null);
    }
  }
}
