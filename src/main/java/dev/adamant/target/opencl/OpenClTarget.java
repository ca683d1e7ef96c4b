package dev.adamant.target.opencl;

import dev.adamant.bindings.OpenClException;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Event;
import dev.adamant.target.Holds;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Transfers;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** One device of OpenCL: one queue, and the kernels that were used so far. */
final class OpenClTarget implements Target {

  private final TargetInfo info;
  private final Session session;
  private final LaunchQueue queue;
  private final Kernels kernels;
  private final Copies copies;
  private final Reaper reaper;
  private final UnderWay underWay = new UnderWay();

  /** Held while work is launched; regions are retained before and released behind it. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean closed;

  private OpenClTarget(TargetInfo info, Session session, LaunchQueue queue) {
    this.info = info;
    this.session = session;
    this.queue = queue;
    kernels = new Kernels(queue, List.of(new SlicedContract()));
    copies = new Copies(queue, info.name());
    reaper = new Reaper(info.name());
  }

  /**
   * Opens a device that can be used.
   *
   * @throws IllegalArgumentException when the settings ask for what it cannot do
   * @throws dev.adamant.bindings.OpenClException when the driver refuses
   * @throws TargetException when its first kernel fails
   */
  static OpenClTarget open(OpenClDevice device, Settings settings) {
    TargetInfo info = Descriptions.of(device, settings);
    Session session = new Session(device);
    LaunchQueue queue = null;
    try {
      Route route = Route.choose(device, settings.route());
      BinaryCache cache =
          settings.keepsBinaries(device) ? new BinaryCache(settings.cacheFolder()) : null;
      Programs programs = new Programs(session, route, cache);
      HostViews views = info.sharesHostMemory() ? new HostViews(session) : null;
      queue = new LaunchQueue(session, programs, views);
      if (views != null && !SharedMemoryProbe.holds(queue, session)) {
        queue.shareNothing();
        info = Descriptions.withoutSharing(info);
      }
      return new OpenClTarget(info, session, queue);
    } catch (RuntimeException | Error e) {
      try {
        if (queue != null) {
          queue.close();
        }
      } finally {
        session.release();
      }
      throw e;
    }
  }

  @Override
  public TargetInfo info() {
    return info;
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    return Kernels.supports(kernel, type);
  }

  @Override
  public Region region(String name, long limit) {
    if (info.sharesHostMemory()) {
      return Region.open(name, limit);
    }
    lock.lock();
    try {
      requireOpen();
      return Region.open(name, limit, new DeviceAllocator(session, true));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Event submit(Work work) {
    return submit(work, true);
  }

  @Override
  public void run(Work work) {
    submit(work, false).await();
  }

  /**
   * Begins work.
   *
   * @param watched whether its end is seen by the reaper, for the case that nobody waits for it
   */
  private OpenClEvent submit(Work work, boolean watched) {
    requireSupport(work);
    Region[] held = Holds.retain(work);
    lock.lock();
    try {
      if (closed) {
        Holds.release(held);
        requireOpen();
      }
      queue.begin();
      boolean launched = false;
      OpenClEvent event = null;
      try {
        launch(work);
        launched = true;
      } finally {
        event = end(work, held);
        if (!launched) {
          event.awaitEnd(0);
        }
      }
      if (watched && !event.isEnded()) {
        reaper.watch(event);
      }
      return event;
    } finally {
      lock.unlock();
    }
  }

  private void launch(Work work) {
    try {
      if (work instanceof Work.Copy copy) {
        copies.launch(copy);
      } else if (work.out().count() > 0) {
        kernels.launch(work);
      }
    } catch (OpenClException e) {
      throw new TargetException(
          info.name(),
          "the driver refused " + work.kernel().kernelName() + ": " + e.getMessage(),
          e);
    }
  }

  private OpenClEvent end(Work work, Region[] held) {
    List<Runnable> endings = queue.endings();
    endings.add(() -> Holds.release(held));
    underWay.begin();
    endings.add(underWay::end);
    MemorySegment event = queue.end();
    return new OpenClEvent(info.name(), work.kernel().kernelName(), event, endings);
  }

  private void requireSupport(Work work) {
    requireSupport(work.kernel(), work.out());
    work.operands().forEach(operand -> requireSupport(work.kernel(), operand));
  }

  private void requireSupport(Kernel kernel, Tensor tensor) {
    if (!supports(kernel, tensor.type())) {
      throw new TargetException(
          info.name(),
          "there is no kernel "
              + kernel.kernelName()
              + " for "
              + tensor
              + "; there is for "
              + info.types().stream().filter(type -> supports(kernel, type)).toList(),
          null);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new TargetException(info.name(), "it is closed: open it again", null);
    }
  }

  @Override
  public Transfers transfers() {
    lock.lock();
    try {
      return copies.transfers();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      reaper.close();
      underWay.awaitNone();
      try {
        queue.close();
      } finally {
        session.release();
      }
    } finally {
      lock.unlock();
    }
  }
}
