package dev.adamant.schedule;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Work;

/**
 * A tensor of the host with its copy in a slot. The copy has the layout of the tensor where the
 * elements lie close together or repeat, else it is contiguous.
 *
 * @param original the host's
 * @param copy the target's
 * @param hostCopy what of the slot the host can address: the copy itself where they share memory
 * @param slot where it is
 * @param elements of the slot that are moved
 */
record Twin(Tensor original, Tensor copy, Tensor hostCopy, Slot slot, long elements) {

  /** A copy may take so many times the bytes of the elements, for the sake of their layout. */
  private static final long MOST_WASTE = 2;

  /** How many bytes are moved. */
  long bytes() {
    return elements * original.type().byteSize();
  }

  /** Makes room for the copy and copies nothing. */
  static Twin in(Slot slot, Tensor original) {
    long[] span = StridedCopy.span(original);
    long length = span[1] - span[0] + 1;
    boolean asItLies = repeats(original) || length <= MOST_WASTE * original.count();
    long elements = asItLies ? length : original.count();
    slot.reserve(elements * original.type().byteSize());
    if (asItLies) {
      return new Twin(
          original,
          original.over(slot.block(), -span[0]),
          original.over(slot.hostBlock(), -span[0]),
          slot,
          elements);
    }
    return new Twin(
        original,
        Tensor.over(slot.block(), original.type(), original.shape()),
        Tensor.over(slot.hostBlock(), original.type(), original.shape()),
        slot,
        elements);
  }

  /** How many bytes are moved for a tensor. */
  static long bytes(Tensor tensor) {
    long[] span = StridedCopy.span(tensor);
    long length = span[1] - span[0] + 1;
    return tensor.type().byteSize()
        * (repeats(tensor) || length <= MOST_WASTE * tensor.count() ? length : tensor.count());
  }

  /** Takes the elements to the target. */
  void upload(Target target) {
    StridedCopy.copy(once(original), once(hostCopy));
    if (slot.isApart()) {
      target.run(
          new Work.Copy(
              slot.elements(original.type(), elements),
              slot.hostElements(original.type(), elements)));
    }
  }

  /** Brings the elements of the target to where the host can read them. */
  void download(Target target) {
    if (slot.isApart()) {
      target.run(
          new Work.Copy(
              slot.hostElements(original.type(), elements),
              slot.elements(original.type(), elements)));
    }
  }

  /** Puts the downloaded elements into the tensor. */
  void store() {
    StridedCopy.copy(hostCopy, original);
  }

  private static boolean repeats(Tensor tensor) {
    for (int d = 0; d < tensor.rank(); d++) {
      if (tensor.stride(d) == 0 && tensor.size(d) > 1) {
        return true;
      }
    }
    return false;
  }

  /** Without the repetitions. */
  private static Tensor once(Tensor tensor) {
    Tensor view = tensor;
    for (int d = 0; d < tensor.rank(); d++) {
      if (tensor.stride(d) == 0 && tensor.size(d) > 1) {
        view = view.slice(d, 0, 1);
      }
    }
    return view;
  }
}
