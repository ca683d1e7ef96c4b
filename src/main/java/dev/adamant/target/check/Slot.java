package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * A tensor of a trial, which can be laid into any region with the same content.
 *
 * @param role what the work calls it, such as {@code out}
 * @param type of its elements
 * @param layout how they lie in their base
 * @param values of the whole base, of which a result keeps those around it
 * @param seed of the values
 */
record Slot(String role, DataType type, Layout layout, Values values, long seed) {

  /** A base of zeros. */
  Tensor base(Region region) {
    return region.tensor(type, layout.baseShape());
  }

  /** Writes the content to a base in memory of the host. */
  void fill(Tensor base) {
    SplittableRandom random = new SplittableRandom(seed);
    MemorySegment segment = base.segment();
    if (type.kind() == DataType.Kind.QUIRE) {
      for (long i = 0; i < base.count(); i++) {
        byte[] bytes = values.quire(type.format(), random).toBytes();
        MemorySegment.copy(
            MemorySegment.ofArray(bytes), 0, segment, i * type.byteSize(), bytes.length);
      }
    } else {
      for (long i = 0; i < base.count(); i++) {
        Elements.set(segment, type.byteSize(), i, values.draw(type, random));
      }
    }
  }
}
