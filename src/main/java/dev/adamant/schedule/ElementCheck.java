package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Kernel;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The check words of a unit: one element of its result, computed again from the host's operands by
 * the reference and compared bit for bit. A member that errs throughout is found at once; one that
 * errs in few elements, after some units only.
 */
final class ElementCheck implements AutoCloseable {

  private static final long LIMIT = 1 << 16;

  private final Region region = Region.open("check words", LIMIT);
  private final Map<DataType, Tensor> elements = new HashMap<>();
  private long count;

  /** Whether there is one right result: sums of IEEE floats depend on their order. */
  static boolean isPossible(Work work) {
    boolean sums = work.kernel() == Kernel.CONTRACT || work.kernel() == Kernel.REDUCE;
    return !sums || work.operands().getFirst().type().kind() == DataType.Kind.POSIT;
  }

  /**
   * Compares an element that differs from call to call.
   *
   * @param work on operands of the host that it has not overwritten yet
   * @param result what was computed, where the host can read it, of the shape of the work's
   * @return what is wrong, in words
   */
  Optional<String> find(Work work, Tensor result) {
    long[] index = index(result);
    Tensor expected = scratch(result.type(), result.rank());
    ReferenceKernels.execute(Works.element(work, index, expected));
    Tensor found = Works.at(result, index);
    if (found.segment().mismatch(expected.segment()) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        "element "
            + Arrays.toString(index)
            + " of "
            + work.kernel().kernelName()
            + " is "
            + text(found)
            + ", the reference says "
            + text(expected));
  }

  /** Room for one element. */
  private Tensor scratch(DataType type, int rank) {
    long[] shape = new long[rank];
    Arrays.fill(shape, 1);
    return elements.computeIfAbsent(type, t -> region.tensor(t, 1)).reshape(shape);
  }

  private long[] index(Tensor result) {
    long[] index = new long[result.rank()];
    long chance = mix(++count);
    for (int d = 0; d < index.length; d++) {
      index[d] = Long.remainderUnsigned(chance, result.size(d));
      chance = mix(chance);
    }
    return index;
  }

  /** SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static String text(Tensor element) {
    if (element.type().kind() == DataType.Kind.QUIRE) {
      return "another quire";
    }
    int digits = 2 * element.type().byteSize();
    long pattern = element.reshape(1).get(0);
    String hex = String.format("%0" + digits + "x", pattern);
    return "0x" + hex.substring(hex.length() - digits);
  }

  @Override
  public void close() {
    region.close();
  }
}
