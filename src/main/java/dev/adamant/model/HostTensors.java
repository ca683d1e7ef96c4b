package dev.adamant.model;

import dev.adamant.memory.Elements;
import dev.adamant.memory.Positions;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Tensors of the host that stand for those of a target. */
public final class HostTensors {

  private HostTensors() {}

  /** Tensors of the same types and shapes, of zeros. */
  static List<Tensor> like(Region host, List<Tensor> tensors) {
    return tensors.stream().map(t -> host.tensor(t.type(), t.shape())).toList();
  }

  /** The same with the same elements. */
  static List<Tensor> copies(Region host, List<Tensor> tensors, Target target) {
    List<Tensor> copies = like(host, tensors);
    for (int i = 0; i < copies.size(); i++) {
      target.run(new Work.Copy(copies.get(i), tensors.get(i)));
    }
    return copies;
  }

  /** Brings elements to the target's tensors. */
  static void upload(List<Tensor> copies, List<Tensor> tensors, Target target) {
    for (int i = 0; i < copies.size(); i++) {
      target.run(new Work.Copy(tensors.get(i), copies.get(i)));
    }
  }

  /**
   * Copies elements between tensors of the host of one type and shape, whatever their strides.
   *
   * @param to apart from the other; written
   */
  public static void copy(Tensor from, Tensor to) {
    int bytes = from.type().byteSize();
    MemorySegment source = from.block().segment();
    MemorySegment result = to.block().segment();
    Positions read = from.positions();
    Positions write = to.positions();
    for (long i = 0; i < from.count(); i++) {
      Elements.set(result, bytes, write.next(), Elements.get(source, bytes, read.next()));
    }
  }
}
