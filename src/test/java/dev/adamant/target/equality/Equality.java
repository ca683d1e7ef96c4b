package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * One piece of work with its operands, done by the definition and by every candidate. All memory is
 * compared, that between and beside the elements too, and that of the operands.
 */
final class Equality {

  /** The most sums and products of one piece of work that a simulator is given. */
  private static final long SIMULATED = 3_000;

  private final String name;
  private final List<Slot> slots = new ArrayList<>();
  private Kernel kernel;
  private long operations;
  private boolean zerosAreOne;

  /** Work that messages call so. */
  Equality(String name) {
    this.name = name;
  }

  private static final class Slot {
    final DataType type;
    final View view;
    final byte[] content;

    Slot(DataType type, View view, byte[] content) {
      this.type = type;
      this.view = view;
      this.content = content;
    }
  }

  /** Adds a tensor, the result first; it begins with the content. */
  Equality tensor(DataType type, View view, byte[] content) {
    slots.add(new Slot(type, view, content));
    return this;
  }

  /**
   * Checks all candidates on the work that the tensors make. A candidate may lack the kernel for
   * doubles, which are neither a format nor the baseline, and a simulator is spared large work.
   */
  void check(Candidates candidates, Function<List<Tensor>, Work> work) {
    List<byte[]> expected = define(work);
    candidates.forEach(
        (candidate, target) -> {
          DataType type = slots.getFirst().type;
          boolean large =
              operations > SIMULATED && target.info().deviceClass() == DeviceClass.SIMULATION;
          if (!large && (!type.equals(DataType.FLOAT64) || target.supports(kernel, type))) {
            compare(candidate, compute(target, work), expected);
          }
        });
  }

  /** The result is made of many floats in an order that is free, so zeros of both signs are one. */
  Equality ofFloats() {
    zerosAreOne = true;
    return this;
  }

  private List<byte[]> define(Function<List<Tensor>, Work> work) {
    try (Region region = Region.open("expected", Long.MAX_VALUE / 2)) {
      List<Tensor> backings = load(region);
      Work defined = work.apply(views(backings));
      kernel = defined.kernel();
      operations = operations(defined);
      Definition.execute(defined);
      return bytes(backings);
    }
  }

  private static long operations(Work work) {
    return switch (work) {
      case Work.Contract contract ->
          contract.out().count()
              * contract.terms().stream().mapToLong(term -> term.a().size(-1)).sum();
      case Work.Reduce reduce -> reduce.a().count();
      default -> work.out().count();
    };
  }

  private List<byte[]> compute(Target target, Function<List<Tensor>, Work> work) {
    try (Region host = Region.open("twins", Long.MAX_VALUE / 2);
        Region region = target.region("computed", 1L << 31)) {
      List<Tensor> twins = load(host);
      List<Tensor> backings = new ArrayList<>();
      for (Tensor twin : twins) {
        Tensor backing = region.tensor(twin.type(), twin.shape());
        backings.add(backing);
        target.run(new Work.Copy(backing, twin));
      }
      Work own = work.apply(views(backings));
      if (name.hashCode() % 2 == 0) {
        target.run(own);
      } else {
        target.submit(own).await();
      }
      for (int i = 0; i < twins.size(); i++) {
        target.run(new Work.Copy(twins.get(i), backings.get(i)));
      }
      return bytes(twins);
    }
  }

  private List<Tensor> load(Region region) {
    List<Tensor> backings = new ArrayList<>();
    for (Slot slot : slots) {
      Tensor backing = region.tensor(slot.type, slot.view.backing());
      backing.segment().copyFrom(MemorySegment.ofArray(slot.content));
      backings.add(backing);
    }
    return backings;
  }

  private List<Tensor> views(List<Tensor> backings) {
    List<Tensor> views = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      views.add(slots.get(i).view.of(backings.get(i)));
    }
    return views;
  }

  private static List<byte[]> bytes(List<Tensor> backings) {
    return backings.stream()
        .map(backing -> backing.segment().toArray(ValueLayout.JAVA_BYTE))
        .toList();
  }

  private void compare(String candidate, List<byte[]> computed, List<byte[]> expected) {
    for (int i = 0; i < slots.size(); i++) {
      DataType type = slots.get(i).type;
      byte[] is = computed.get(i);
      byte[] must = expected.get(i);
      int at = mismatch(type, is, must);
      if (at >= 0) {
        int size = type.byteSize();
        throw new AssertionError(
            name
                + " by "
                + candidate
                + ": element "
                + at
                + " of the memory of tensor "
                + i
                + " ("
                + type
                + ") is "
                + HexFormat.of().formatHex(is, at * size, (at + 1) * size)
                + ", must be "
                + HexFormat.of().formatHex(must, at * size, (at + 1) * size)
                + " (bytes in the order of memory)");
      }
    }
  }

  /** The first element that differs, or −1; all NaNs are one. */
  private int mismatch(DataType type, byte[] is, byte[] must) {
    int size = type.byteSize();
    int from = 0;
    while (true) {
      int at = Arrays.mismatch(is, from, is.length, must, from, must.length);
      if (at < 0) {
        return -1;
      }
      int element = (from + at) / size;
      if (type.kind() != Kind.IEEE
          || !areOne(value(type, is, element), value(type, must, element))) {
        return element;
      }
      from = (element + 1) * size;
    }
  }

  private boolean areOne(double a, double b) {
    return (Double.isNaN(a) && Double.isNaN(b)) || (zerosAreOne && a == b);
  }

  private static double value(DataType type, byte[] bytes, int element) {
    MemorySegment memory = MemorySegment.ofArray(bytes);
    return type.byteSize() == 4
        ? memory.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * element)
        : memory.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * element);
  }
}
