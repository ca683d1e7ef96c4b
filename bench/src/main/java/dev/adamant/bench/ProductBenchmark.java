package dev.adamant.bench;

import dev.adamant.number.Format;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** Products of square matrices, in time per product: side³ multiply-adds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 2)
public class ProductBenchmark {

  /** The exact product of libadamant. */
  @Benchmark
  public void exact(Exact product) {
    product.run();
  }

  /** The float32 product of OpenBLAS. */
  @Benchmark
  public void openBlas(OpenBlasProduct product) {
    product.run();
  }

  /** Operands of an exact product. */
  public static class Exact extends Trial {
    /** The number format; those of 64 bits have no fast path and take half a minute a product. */
    @Param({"posit8", "posit16", "posit32", "bposit16", "bposit32"})
    public String format;

    /** Rows and columns. */
    @Param("1024")
    public int side;

    /** The path of libadamant. */
    @Param("auto")
    public String path;

    @Override
    Workload open(Arena memory) {
      return new ExactProduct(path, Format.parse(format), side, memory);
    }
  }

  /** Operands of a float32 product. */
  public static class OpenBlasProduct extends Trial {
    /** Rows and columns. */
    @Param("1024")
    public int side;

    @Override
    Workload open(Arena memory) {
      return new FloatProduct(side, memory);
    }
  }
}
