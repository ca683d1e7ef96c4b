package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrix products by slices, by the kernel for processors and by that with local memory. */
class SlicedContractTest {

  /** A queue of PoCL, and the traits of another device with it. */
  private record Disguised(Launcher launcher, DeviceTraits traits) implements Launcher {

    @Override
    public Memory memory(Tensor tensor) {
      return launcher.memory(tensor);
    }

    @Override
    public Memory scratch(long bytes) {
      return launcher.scratch(bytes);
    }

    @Override
    public Memory table(String key, long bytes, Consumer<Memory> maker) {
      return launcher.table(key, bytes, maker);
    }

    @Override
    public void clear(Memory memory, long offset, long bytes) {
      launcher.clear(memory, offset, bytes);
    }

    @Override
    public void launch(
        Program program, String kernel, long[] global, long[] local, Object... arguments) {
      launcher.launch(program, kernel, global, local, arguments);
    }
  }

  private static final List<Format> LOCAL_FORMATS =
      List.of(Format.POSIT16, Format.BPOSIT32, Format.POSIT64);

  /** What elements are like. */
  private enum Data {
    NORMAL {
      @Override
      LongSupplier of(Format f, SplittableRandom random) {
        // Doubles leave the last bits of 64-bit patterns empty.
        int low = f.bits() == 64 ? 63 : 0;
        return () -> Posit.fromDouble(f, random.nextGaussian()) ^ (random.nextInt() & low);
      }
    },
    SMALL_INTEGERS {
      @Override
      LongSupplier of(Format f, SplittableRandom random) {
        return () -> Posit.fromDouble(f, random.nextInt(-3, 4));
      }
    },
    /** Lines of one, two and three digits and more. */
    WIDE {
      @Override
      LongSupplier of(Format f, SplittableRandom random) {
        return () ->
            Posit.fromDouble(
                f,
                Math.scalb(random.nextGaussian(), random.nextInt(40) == 0 ? -20 : -1)
                    * Math.scalb(1.0, random.nextInt(100) == 0 ? -25 : 0));
      }
    },
    ANY_BITS {
      @Override
      LongSupplier of(Format f, SplittableRandom random) {
        return () -> {
          long u = random.nextLong() << (64 - f.bits()) >> (64 - f.bits());
          return u == f.nar() ? 0 : u;
        };
      }
    },
    ENDS {
      @Override
      LongSupplier of(Format f, SplittableRandom random) {
        long[] ends = {f.minpos(), -f.minpos(), f.maxpos(), -f.maxpos(), 0};
        return () -> ends[random.nextInt(ends.length)];
      }
    },
    LARGEST {
      @Override
      LongSupplier of(Format f, SplittableRandom random) {
        return () -> f.one() + (f.one() >> 2) - 1;
      }
    },
    /** Some lines have an element far away, or NaR. */
    OUTLIERS {
      @Override
      LongSupplier of(Format f, SplittableRandom random) {
        return () ->
            switch (random.nextInt(400)) {
              case 0 -> f.nar();
              case 1, 2 -> f.minpos();
              case 3 -> f.maxpos();
              default -> Posit.fromDouble(f, random.nextInt(4) == 0 ? 0 : random.nextGaussian());
            };
      }
    };

    abstract LongSupplier of(Format f, SplittableRandom random);
  }

  private static Target reference;
  private static Session session;
  private static LaunchQueue queue;

  @BeforeAll
  static void open() {
    OpenClDevice device = Pocl.device();
    reference = Targets.open("reference");
    session = new Session(device);
    queue =
        new LaunchQueue(
            session,
            new Programs(session, Route.choose(device, null), null),
            new HostViews(session));
  }

  @AfterAll
  static void close() {
    queue.close();
    session.release();
    reference.close();
  }

  private static boolean run(boolean local, Work.Contract work) {
    DeviceTraits t = queue.traits();
    DeviceTraits gpu =
        new DeviceTraits(
            false, t.computeUnits(), t.localBytes(), t.maxWorkGroup(), t.maxAllocation());
    queue.begin();
    boolean taken = new SlicedContract().tryLaunch(local ? new Disguised(queue, gpu) : queue, work);
    new OpenClEvent("opencl", "contract", queue.end(), queue.endings()).await();
    return taken;
  }

  private static Tensor tensor(Region region, Format f, LongSupplier elements, long... shape) {
    Tensor tensor = region.tensor(f, shape);
    Tensor flat = tensor.reshape(tensor.count());
    for (long i = 0; i < flat.count(); i++) {
      flat.set(elements.getAsLong(), i);
    }
    return tensor;
  }

  /** A contraction whose result is one of two tensors of the same content. */
  private interface Contraction {
    Work.Contract to(Tensor out);
  }

  private static void check(boolean local, Tensor out, Tensor expected, Contraction contraction) {
    reference.run(contraction.to(expected));
    assertThat(run(local, contraction.to(out))).isTrue();
    assertThat(out.block().segment().mismatch(expected.block().segment())).isEqualTo(-1);
  }

  private static Stream<Arguments> formatsAndKernels() {
    return Format.standard().stream()
        .flatMap(
            f ->
                Stream.of(false, true)
                    .filter(local -> !local || LOCAL_FORMATS.contains(f))
                    .map(local -> Arguments.of(f, local)));
  }

  @ParameterizedTest(name = "{0}, local memory {1}")
  @MethodSource("formatsAndKernels")
  void everyKindOfData(Format f, boolean local) {
    SplittableRandom random = new SplittableRandom(11);
    for (Data data : Data.values()) {
      long[] size = local ? new long[] {130, 67, 123} : new long[] {31, 41, 27};
      try (Region region = Region.open("data", 1 << 26)) {
        LongSupplier elements = data.of(f, random);
        Tensor a = tensor(region, f, elements, size[0], size[2]);
        Tensor b = tensor(region, f, elements, size[2], size[1]);
        Tensor out = region.tensor(f, size[0], size[1]);
        Tensor expected = region.tensor(f, size[0], size[1]);
        check(local, out, expected, to -> new Work.Contract(to, a, b));
      }
    }
  }

  @ParameterizedTest(name = "{0}, local memory {1}")
  @MethodSource("formatsAndKernels")
  void stridesTermsAddendsAndQuires(Format f, boolean local) {
    SplittableRandom random = new SplittableRandom(12);
    long m = local ? 190 : 43;
    long n = local ? 130 : 21;
    try (Region region = Region.open("terms", 1 << 27)) {
      LongSupplier elements = Data.OUTLIERS.of(f, random);
      Tensor a = tensor(region, f, elements, 53, m).transpose(0, 1);
      Tensor b = tensor(region, f, elements, 53, 2 * n).slice(1, 0, 2 * n, -2);
      Tensor c = tensor(region, f, elements, 1, 40).expand(m, 40);
      Tensor d = tensor(region, f, elements, n, 40).transpose(0, 1);
      Tensor empty = region.tensor(f, m, 0);
      List<Work.Term> terms =
          List.of(
              new Work.Term(a, b, true),
              new Work.Term(empty, region.tensor(f, 0, n), false),
              new Work.Term(c, d, false));
      Tensor addend = region.tensor(DataType.quire(f), m, n);
      reference.run(new Work.Contract(addend, a, b));
      Tensor out = region.tensor(f, n, m).transpose(0, 1);
      Tensor expected = region.tensor(f, n, m).transpose(0, 1);
      check(local, out, expected, to -> new Work.Contract(to, terms, null));
      check(local, out, expected, to -> new Work.Contract(to, terms, addend));
      Tensor quires = region.tensor(DataType.quire(f), m, n);
      Tensor exact = region.tensor(DataType.quire(f), m, n);
      check(local, quires, exact, to -> new Work.Contract(to, terms, null));
      check(local, quires, exact, to -> new Work.Contract(to, terms.subList(0, 1), to));
      check(local, quires, exact, to -> new Work.Contract(to, terms, addend));
    }
  }

  /** Sums of 64 bits at their bound: every element of A, and every one of B, is the same. */
  @ParameterizedTest(name = "{0}, local memory {1}")
  @MethodSource("formatsAndKernels")
  void longSums(Format f, boolean local) {
    SplittableRandom random = new SplittableRandom(13);
    long k = local ? 40_000 : 4_099;
    for (Data data : List.of(Data.LARGEST, Data.NORMAL, Data.WIDE)) {
      try (Region region = Region.open("long", 1 << 26)) {
        LongSupplier elements = data.of(f, random);
        Tensor a = tensor(region, f, elements, 4, k);
        Tensor b = tensor(region, f, elements, k, 7);
        Tensor out = region.tensor(f, 4, 7);
        Tensor expected = region.tensor(f, 4, 7);
        check(local, out, expected, to -> new Work.Contract(to, a, b));
      }
    }
  }

  @ParameterizedTest(name = "local memory {0}")
  @ValueSource(booleans = {false, true})
  void manyBlocks(boolean local) {
    Format f = Format.BPOSIT32;
    SplittableRandom random = new SplittableRandom(14);
    LongSupplier elements = Data.OUTLIERS.of(f, random);
    long m = local ? 2100 : 1030;
    try (Region region = Region.open("blocks", 1 << 28)) {
      Tensor a = tensor(region, f, elements, m, 7);
      Tensor b = tensor(region, f, elements, 7, 80);
      Tensor out = region.tensor(f, m, 80);
      Tensor expected = region.tensor(f, m, 80);
      check(local, out, expected, to -> new Work.Contract(to, a, b));
      Tensor wide = region.tensor(f, 80, m);
      Tensor expectedWide = region.tensor(f, 80, m);
      List<Work.Term> terms =
          List.of(
              new Work.Term(b.transpose(0, 1), a.transpose(0, 1), false),
              new Work.Term(b.transpose(0, 1), a.transpose(0, 1), false));
      check(local, wide, expectedWide, to -> new Work.Contract(to, terms, null));
    }
  }

  @Test
  void batchesOfMatrices() {
    Format f = Format.POSIT16;
    SplittableRandom random = new SplittableRandom(15);
    LongSupplier elements = Data.OUTLIERS.of(f, random);
    try (Region region = Region.open("batch", 1 << 26)) {
      Tensor a = tensor(region, f, elements, 2, 3, 40, 30);
      Tensor b = tensor(region, f, elements, 3, 30, 35).expand(2, 3, 30, 35);
      Tensor layer = tensor(region, f, elements, 30, 35).expand(2, 3, 30, 35);
      Tensor out = region.tensor(f, 2, 3, 40, 35);
      Tensor expected = region.tensor(f, 2, 3, 40, 35);
      check(false, out, expected, to -> new Work.Contract(to, a, b));
      check(false, out, expected, to -> new Work.Contract(to, a, layer));
    }
  }

  @Test
  void leavesSmallProducts() {
    try (Region region = Region.open("left", 1 << 26)) {
      Tensor a = region.tensor(Format.POSIT32, 20, 20);
      Tensor out = region.tensor(Format.POSIT32, 20, 20);
      assertThat(run(false, new Work.Contract(out, a, a))).isFalse();
    }
  }
}
