package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;

/**
 * A tensor in the memory of a target with a twin on the host, which is the tensor itself where the
 * host can address it.
 */
final class StagedTensor {

  private final Target target;
  private final Tensor tensor;
  private final Tensor host;
  private final Work upload;
  private final Work download;

  /**
   * Zeros.
   *
   * @param target whose memory it is
   * @param region of the target
   * @param staging a region of the host for the twin
   */
  StagedTensor(Target target, Region region, Region staging, DataType type, long... shape) {
    this.target = target;
    this.tensor = region.tensor(type, shape);
    boolean apart = !tensor.block().isHost();
    this.host = apart ? staging.tensor(type, shape) : tensor;
    this.upload = apart ? new Work.Copy(tensor, host) : null;
    this.download = apart ? new Work.Copy(host, tensor) : null;
  }

  /** What the target's work is on. */
  Tensor tensor() {
    return tensor;
  }

  /** What the host reads and writes. */
  Tensor host() {
    return host;
  }

  /** Takes the host's elements to the target. */
  void upload() {
    if (upload != null) {
      target.run(upload);
    }
  }

  /** Takes the target's elements to the host. */
  void download() {
    if (download != null) {
      target.run(download);
    }
  }

  /** Sets the only element. */
  void set(long pattern) {
    host.set(pattern, 0);
    upload();
  }

  /** The only element, sign-extended. */
  long get() {
    download();
    return host.get(0);
  }
}
