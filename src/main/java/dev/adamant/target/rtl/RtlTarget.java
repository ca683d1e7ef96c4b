package dev.adamant.target.rtl;

import dev.adamant.bindings.AdamantRtl;
import dev.adamant.bindings.AdamantRtlLibrary;
import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.ClockCounts;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.HostMachine;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Arrays of fused-dot-product lanes, simulated, one for each format in use, with the processor at
 * their side, as in an FPGA that has one.
 *
 * <p>The arrays do what is a sum of products: {@code contract}, sums of {@code reduce}, {@code
 * fma}, and of {@code zip} addition, subtraction, multiplication and the merging of quires; they
 * negate quires, and round them and make them of patterns. For the rest there are no circuits:
 * functions, division and comparisons, random numbers, conversions between formats, copies, and all
 * of IEEE floats are done by the reference on the processor, and count no cycles.
 */
final class RtlTarget extends QueuedTarget {

  static final String NAME = "rtl";

  private static final Set<BinaryOperation> SUMS =
      EnumSet.of(BinaryOperation.ADD, BinaryOperation.SUB, BinaryOperation.MUL);

  private final RtlArray[] arrays = new RtlArray[RtlFormats.COUNT];
  private final Clocks clocks = Clocks.ofThisBuild();
  private final TargetInfo info;
  private volatile ClockCounts counts = ClockCounts.NONE;

  /**
   * A target without arrays yet.
   *
   * @throws dev.adamant.bindings.NativeLibraryException when the library cannot be used
   * @throws dev.adamant.bindings.AdamantRtlException when an array cannot be opened
   */
  RtlTarget() {
    super(NAME);
    info = describe();
  }

  static TargetInfo describe() {
    int lanes;
    try (RtlArray smallest = RtlArray.open(Format.POSIT8, OptionalDouble.empty())) {
      lanes = smallest.lanes();
    }
    return new TargetInfo(
        NAME,
        NAME,
        DeviceClass.SIMULATION,
        "an array of " + lanes + " lanes for each format (kernels/rtl)",
        "libadamant_rtl, interface "
            + AdamantRtl.adm_rtl_abi_version()
            + ", "
            + AdamantRtlLibrary.path()
            + "; what the arrays lack is done in plain Java",
        HostMachine.memoryBytes(),
        lanes,
        true,
        TargetInfo.standardTypes(),
        "verilator");
  }

  @Override
  public TargetInfo info() {
    return info;
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    return kernel == Kernel.COPY || type.kind() == Kind.IEEE || RtlFormats.has(type.format());
  }

  @Override
  public ClockCounts clockCounts() {
    return counts;
  }

  @Override
  protected void execute(Work work) {
    if (work.out().type().kind() == Kind.IEEE || !onArray(work)) {
      ReferenceKernels.execute(work);
      return;
    }
    RtlArray array = array(work.out().type().format());
    ClockCounts before = array.counts();
    try {
      execute(work, array);
    } finally {
      counts = counts.plus(array.counts().since(before));
    }
  }

  @Override
  protected void release() {
    for (RtlArray array : arrays) {
      if (array != null) {
        array.close();
      }
    }
  }

  /** Whether the arrays have circuits for work on patterns and quires of a format. */
  private static boolean onArray(Work work) {
    return switch (work) {
      case Work.Contract contract -> true;
      case Work.Fma fma -> true;
      case Work.Zip zip -> SUMS.contains(zip.operation());
      case Work.Reduce reduce -> reduce.operation() == ReduceOperation.SUM;
      case Work.Map map -> map.out().type().kind() == Kind.QUIRE;
      case Work.Convert convert ->
          isQuire(convert.out()) != isQuire(convert.a()) && convert.a().type().kind() != Kind.IEEE;
      case Work.Random random -> false;
      case Work.Copy copy -> false;
    };
  }

  private static void execute(Work work, RtlArray array) {
    switch (work) {
      case Work.Contract contract -> contract(contract, array);
      case Work.Fma fma ->
          new Sums(fma.out(), null)
              .plus(Factor.elementOf(fma.a()), Factor.elementOf(fma.b()), false)
              .plus(Factor.elementOf(fma.c()), Factor.ONE, false)
              .run(array);
      case Work.Zip zip -> zip(zip, array);
      case Work.Reduce reduce ->
          new Sums(reduce.out(), reduce.addend())
              .plus(Factor.lineOf(reduce.a()), Factor.ONE, false)
              .run(array);
      case Work.Map map -> Quires.negate(array, map.out(), map.a());
      case Work.Convert convert -> convert(convert, array);
      case Work.Random random -> throw new AssertionError(random);
      case Work.Copy copy -> throw new AssertionError(copy);
    }
  }

  private static void contract(Work.Contract work, RtlArray array) {
    Sums sums = new Sums(work.out(), work.addend());
    for (Work.Term term : work.terms()) {
      sums.plus(Factor.rowOf(term.a()), Factor.columnOf(term.b()), term.negated());
    }
    sums.run(array);
  }

  private static void zip(Work.Zip work, RtlArray array) {
    if (isQuire(work.out())) {
      Quires.merge(array, work.out(), work.a(), work.b());
      return;
    }
    Factor a = Factor.elementOf(work.a());
    Factor b = Factor.elementOf(work.b());
    Sums sums = new Sums(work.out(), null);
    if (work.operation() == BinaryOperation.MUL) {
      sums.plus(a, b, false);
    } else {
      sums.plus(a, Factor.ONE, false).plus(b, Factor.ONE, work.operation() == BinaryOperation.SUB);
    }
    sums.run(array);
  }

  /** A quire is a sum of one product, and a pattern the rounded sum of a quire and nothing. */
  private static void convert(Work.Convert work, RtlArray array) {
    if (isQuire(work.out())) {
      new Sums(work.out(), null).plus(Factor.elementOf(work.a()), Factor.ONE, false).run(array);
    } else {
      new Sums(work.out(), work.a()).run(array);
    }
  }

  private static boolean isQuire(Tensor tensor) {
    return tensor.type().kind() == Kind.QUIRE;
  }

  /** The array of a format, opened when first used. */
  private RtlArray array(Format format) {
    int code = RtlFormats.code(format);
    if (arrays[code] == null) {
      arrays[code] = RtlArray.open(format, clocks.hertz(format));
    }
    return arrays[code];
  }
}
