package dev.adamant.target.measure;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.Kernel;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Target;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;

/** What is timed: a use of a kernel on operands of one type. */
public enum Workload {
  /** A product of square matrices. */
  MATRIX_PRODUCT("matrix product", Kernel.CONTRACT),
  /** A square matrix times a vector. */
  MATRIX_VECTOR("matrix × vector", Kernel.CONTRACT),
  /** The exponential function. */
  EXP("exp", Kernel.MAP),
  /** The square root. */
  SQRT("sqrt", Kernel.MAP),
  /** Addition. */
  ADD("add", Kernel.ZIP),
  /** Multiplication. */
  MUL("mul", Kernel.ZIP),
  /** Multiply-add with one rounding. */
  FMA("fma", Kernel.FMA),
  /** Sums of {@link Sizes#LINE} terms. */
  SUM("sum", Kernel.REDUCE),
  /** Normal random numbers. */
  NORMAL("normal", Kernel.RANDOM),
  /** Conversion to float32. */
  TO_FLOAT32("to float32", Kernel.CONVERT);

  private static final long SEED = 3;

  private final String title;
  private final Kernel kernel;

  Workload(String title, Kernel kernel) {
    this.title = title;
    this.kernel = kernel;
  }

  /** What a table calls it. */
  public String title() {
    return title;
  }

  /** The kernel that it uses. */
  public Kernel kernel() {
    return kernel;
  }

  /** Whether its operations are multiply-adds. */
  public boolean isMultiplyAdd() {
    return kernel == Kernel.CONTRACT || kernel == Kernel.FMA;
  }

  /** Whether the target can do it on elements of the type. */
  boolean isSupported(Target target, DataType type) {
    return target.supports(kernel, type)
        && (this != TO_FLOAT32 || target.supports(kernel, DataType.FLOAT32));
  }

  /** The type of the result. */
  DataType resultType(DataType type) {
    return this == TO_FLOAT32 ? DataType.FLOAT32 : type;
  }

  /**
   * The tensors in the shapes that it takes.
   *
   * @param out flat, with at least as many elements as the others
   * @param a flat, the others likewise
   */
  Views views(Sizes sizes, Tensor out, Tensor a, Tensor b, Tensor c) {
    long count = sizes.bytes() / a.type().byteSize();
    return switch (this) {
      case MATRIX_PRODUCT -> {
        long n = sizes.matrix();
        yield new Views(square(out, n), square(a, n), square(b, n), c, 0);
      }
      case MATRIX_VECTOR -> {
        long n = (long) Math.sqrt((double) count);
        yield new Views(column(out, n), square(a, n), column(b, n), c, 0);
      }
      case SUM -> {
        long lines = count / Sizes.LINE;
        Tensor grid = a.slice(0, 0, lines * Sizes.LINE).reshape(lines, Sizes.LINE);
        yield new Views(out.slice(0, 0, lines), grid, b, c, 0);
      }
      default ->
          new Views(
              out.slice(0, 0, count),
              a.slice(0, 0, count),
              b.slice(0, 0, count),
              c.slice(0, 0, count),
              0);
    };
  }

  /** The views of some rows of the result, and of what they are made from. */
  Views sampled(Views all) {
    Tensor out = all.out();
    long rows = out.size(0);
    long wanted =
        switch (kernel) {
          case CONTRACT -> this == MATRIX_PRODUCT ? 2 : 8;
          case REDUCE -> 4;
          default -> 509;
        };
    long step = Math.max(1, rows / wanted);
    long from = (rows - 1) % step;
    return switch (kernel) {
      case CONTRACT, REDUCE ->
          new Views(
              out.slice(0, from, rows, step),
              all.a().slice(0, from, rows, step),
              all.b(),
              all.c(),
              0);
      case RANDOM -> {
        long first = Math.max(0, rows - wanted);
        yield new Views(out.slice(0, first, rows), all.a(), all.b(), all.c(), first);
      }
      default ->
          new Views(
              out.slice(0, from, rows, step),
              all.a().slice(0, from, rows, step),
              all.b().slice(0, from, rows, step),
              all.c().slice(0, from, rows, step),
              0);
    };
  }

  /** The work on tensors in its shapes. */
  Work work(Views v) {
    return switch (this) {
      case MATRIX_PRODUCT, MATRIX_VECTOR -> new Work.Contract(v.out(), v.a(), v.b());
      case EXP -> new Work.Map(UnaryOperation.EXP, v.out(), v.a());
      case SQRT -> new Work.Map(UnaryOperation.SQRT, v.out(), v.a());
      case ADD -> new Work.Zip(BinaryOperation.ADD, v.out(), v.a(), v.b());
      case MUL -> new Work.Zip(BinaryOperation.MUL, v.out(), v.a(), v.b());
      case FMA -> new Work.Fma(v.out(), v.a(), v.b(), v.c());
      case SUM -> new Work.Reduce(ReduceOperation.SUM, v.out(), v.a());
      case NORMAL -> new Work.Random(Distribution.NORMAL, v.out(), SEED, 0, 0, v.first());
      case TO_FLOAT32 -> new Work.Convert(v.out(), v.a());
    };
  }

  /** The operations of the work: multiply-adds, additions of a sum, or elements of the result. */
  static long operations(Work work) {
    return switch (work) {
      case Work.Contract contract -> work.out().count() * contract.terms().getFirst().a().size(-1);
      case Work.Reduce reduce -> reduce.a().count();
      default -> work.out().count();
    };
  }

  /** The bytes that the work must read and write at least. */
  static long bytes(Work work) {
    return work.out().byteSize() + work.operands().stream().mapToLong(Tensor::byteSize).sum();
  }

  private static Tensor square(Tensor flat, long n) {
    return flat.slice(0, 0, n * n).reshape(n, n);
  }

  private static Tensor column(Tensor flat, long n) {
    return flat.slice(0, 0, n).reshape(n, 1);
  }
}
