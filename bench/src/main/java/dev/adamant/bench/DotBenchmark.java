package dev.adamant.bench;

import dev.adamant.number.Format;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** Dot products of arrays in native memory, in time per element. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DotBenchmark {
  private static final int CACHED = 4096;
  private static final int STREAMED = 1 << 20;

  /** The exact dot product of libadamant, in cache. */
  @Benchmark
  @OperationsPerInvocation(CACHED)
  public void exact(Exact dot) {
    dot.run();
  }

  /** The same from memory. */
  @Benchmark
  @OperationsPerInvocation(STREAMED)
  public void exactStreamed(ExactStreamed dot) {
    dot.run();
  }

  /** The float32 dot product of libadamant, in cache. */
  @Benchmark
  @OperationsPerInvocation(CACHED)
  public void float32(Float32 dot) {
    dot.run();
  }

  /** The same from memory. */
  @Benchmark
  @OperationsPerInvocation(STREAMED)
  public void float32Streamed(Float32Streamed dot) {
    dot.run();
  }

  /** The float32 dot product of OpenBLAS, in cache. */
  @Benchmark
  @OperationsPerInvocation(CACHED)
  public void openBlas(OpenBlasDot dot) {
    dot.run();
  }

  /** Operands of an exact dot product in cache. */
  public static class Exact extends Trial {
    /** The number format. */
    @Param({"posit8", "posit16", "posit32", "posit64", "bposit16", "bposit32", "bposit64"})
    public String format;

    /** Where operands are drawn from: a name of {@link Distribution}. */
    @Param({"NORMAL", "HALF_ZEROS", "TIMES_100"})
    public String distribution;

    /** The path of libadamant. */
    @Param("auto")
    public String path;

    @Override
    Workload open(Arena memory) {
      return new ExactDot(
          path, Format.parse(format), Distribution.valueOf(distribution), CACHED, 0, memory);
    }
  }

  /** Operands of an exact dot product from memory. */
  public static class ExactStreamed extends Trial {
    /** The number format. */
    @Param({"posit8", "posit16", "posit32", "posit64", "bposit16", "bposit32", "bposit64"})
    public String format;

    /** The path of libadamant. */
    @Param("auto")
    public String path;

    @Override
    Workload open(Arena memory) {
      return new ExactDot(
          path,
          Format.parse(format),
          Distribution.NORMAL,
          STREAMED,
          Sizes.FULL.streamedBytes(),
          memory);
    }
  }

  /** Operands of a float32 dot product in cache. */
  public static class Float32 extends Trial {
    @Override
    Workload open(Arena memory) {
      return FloatDot.adamant(CACHED, 0, memory);
    }
  }

  /** Operands of a float32 dot product from memory. */
  public static class Float32Streamed extends Trial {
    @Override
    Workload open(Arena memory) {
      return FloatDot.adamant(STREAMED, Sizes.FULL.streamedBytes(), memory);
    }
  }

  /** Operands of a float32 dot product of OpenBLAS in cache. */
  public static class OpenBlasDot extends Trial {
    @Override
    Workload open(Arena memory) {
      return FloatDot.openBlas(CACHED, 0, memory);
    }
  }
}
