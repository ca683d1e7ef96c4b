package dev.adamant.target.opencl;

import dev.adamant.memory.Tensor;
import dev.adamant.target.TargetException;
import dev.adamant.target.Transfers;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;

/** Moves bytes between regions, and counts those that go between host and device. */
final class Copies {

  private final LaunchQueue queue;
  private final String target;
  private long uploads;
  private long uploadedBytes;
  private long downloads;
  private long downloadedBytes;

  /**
   * None so far.
   *
   * @param target its name, for messages
   */
  Copies(LaunchQueue queue, String target) {
    this.queue = queue;
    this.target = target;
  }

  /** What went between host and device so far. */
  Transfers transfers() {
    return new Transfers(uploads, uploadedBytes, downloads, downloadedBytes);
  }

  /**
   * Begins the copy.
   *
   * @throws TargetException when a tensor is in the memory of another device
   */
  void launch(Work.Copy copy) {
    Tensor out = copy.out();
    Tensor a = copy.a();
    long bytes = a.byteSize();
    if (bytes == 0) {
      return;
    }
    DeviceMemory to = queue.reach(out.block());
    DeviceMemory from = queue.reach(a.block());
    requireReach(out, to);
    requireReach(a, from);
    if (to != null && from != null) {
      queue.chain().copy(to, start(out), from, start(a), bytes);
    } else if (to != null) {
      queue.chain().upload(to, start(out), a.segment());
      uploads++;
      uploadedBytes += bytes;
    } else if (from != null) {
      queue.chain().download(out.segment(), from, start(a));
      downloads++;
      downloadedBytes += bytes;
    } else {
      copyOnHost(out.segment(), a.segment());
    }
  }

  /** The device takes no part, so all before is waited for. */
  private void copyOnHost(MemorySegment out, MemorySegment a) {
    queue.chain().finish();
    out.copyFrom(a);
  }

  private void requireReach(Tensor tensor, DeviceMemory memory) {
    if (memory == null && !tensor.block().isHost()) {
      throw new TargetException(
          target,
          "the tensor "
              + tensor
              + " is in the memory of "
              + tensor.region().place()
              + ": copy it to a region of the host with that target first",
          null);
    }
  }

  private static long start(Tensor tensor) {
    return tensor.offset() * tensor.type().byteSize();
  }
}
