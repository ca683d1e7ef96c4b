package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However work is divided, in whatever order its parts are done and where, its bits are the same.
 */
class CutEqualityTest {

  private static final int WORKS = 60;
  private static final int PLACED = 200;
  private static final List<Kernel> KERNELS = List.of(Kernel.values());

  /** Few, as every target has kernels to build for each. */
  private static final List<Format> PLACED_FORMATS = List.of(Format.POSIT16, Format.BPOSIT32);

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void everyWayOfDividingGivesTheBitsOfTheWhole(Kernel kernel) {
    Set<Axis> axes = EnumSet.noneOf(Axis.class);
    for (int i = 0; i < WORKS; i++) {
      Case one = new Case(kernel, i, Format.standard(), true);
      List<byte[]> expected = one.whole();
      for (Cut cut : one.cuts()) {
        axes.add(cut.axis());
        SplittableRandom random = Trials.generator("ranges", i);
        one.expect(expected, cut, random, ReferenceKernels::execute);
      }
    }
    assertThat(axes)
        .isEqualTo(
            switch (kernel) {
              case CONTRACT -> EnumSet.of(Axis.BATCH, Axis.ROWS, Axis.COLUMNS, Axis.DEPTH);
              case REDUCE -> EnumSet.of(Axis.ELEMENTS, Axis.DEPTH);
              default -> EnumSet.of(Axis.ELEMENTS);
            });
  }

  /** The targets are those that the system property names, as in the tests of each. */
  @Test
  void partsOnAnyTargetsGiveTheBitsOfTheWhole() {
    List<Target> targets = new ArrayList<>();
    try {
      for (String name : targetNames()) {
        targets.add(Targets.open(name));
      }
      int divided = 0;
      for (int i = 0; divided < PLACED; i++) {
        Kernel kernel = KERNELS.get(i % KERNELS.size());
        Case one = new Case(kernel, i, PLACED_FORMATS, false);
        List<Cut> cuts = one.cuts();
        if (!cuts.isEmpty()) {
          divided++;
          SplittableRandom random = Trials.generator("placement", i);
          Cut cut = cuts.get(random.nextInt(cuts.size()));
          one.expect(
              one.whole(),
              cut,
              random,
              work -> targets.get(random.nextInt(targets.size())).run(work));
        }
      }
    } finally {
      targets.forEach(Target::close);
    }
  }

  private static List<String> targetNames() {
    return List.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"));
  }

  /** Work that can be drawn as often as it is to be done. */
  private record Case(Kernel kernel, int number, List<Format> formats, boolean alsoFloats) {

    private DrawnWork draw(Region region) {
      SplittableRandom random = Trials.generator("cuts of " + kernel, number);
      return new DrawnWork(kernel, random, region, formats, alsoFloats);
    }

    List<Cut> cuts() {
      try (Region region = Region.open("cuts", 1 << 24)) {
        return Cut.of(draw(region).work());
      }
    }

    List<byte[]> whole() {
      try (Region region = Region.open("whole", 1 << 24)) {
        DrawnWork drawn = draw(region);
        ReferenceKernels.execute(drawn.work());
        return drawn.bytes();
      }
    }

    void expect(List<byte[]> expected, Cut cut, SplittableRandom random, Consumer<Work> doing) {
      try (Region region = Region.open("parts", 1 << 24)) {
        DrawnWork drawn = draw(region);
        divide(drawn.work(), cut, random, region, doing);
        List<byte[]> bytes = drawn.bytes();
        for (int i = 0; i < bytes.size(); i++) {
          assertThat(bytes.get(i))
              .as("%s %d by %s: memory %d of %s", kernel, number, cut, i, drawn.work())
              .isEqualTo(expected.get(i));
        }
      }
    }
  }

  private static void divide(
      Work work, Cut cut, SplittableRandom random, Region region, Consumer<Work> doing) {
    List<Tensor> partial = new ArrayList<>();
    for (long[] range : ranges(cut.slices(), random)) {
      if (cut.axis() == Axis.DEPTH) {
        Tensor quires =
            region.tensor(DataType.quire(work.operands().getFirst().format()), work.out().shape());
        doing.accept(cut.partialSum(work, quires, range[0], range[1]));
        partial.add(quires);
      } else {
        doing.accept(cut.part(work, range[0], range[1]));
      }
    }
    if (cut.axis() == Axis.DEPTH) {
      Cut.merge(work, partial).forEach(doing);
    }
  }

  /** All slices in ranges of any length, in any order. */
  private static List<long[]> ranges(long slices, SplittableRandom random) {
    List<long[]> ranges = new ArrayList<>();
    for (long from = 0; from < slices; ) {
      long to = from + 1 + random.nextLong(slices - from);
      ranges.add(random.nextInt(ranges.size() + 1), new long[] {from, to});
      from = to;
    }
    return ranges;
  }
}
