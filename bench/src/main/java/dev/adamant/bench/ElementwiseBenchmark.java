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

/** Elementwise operations on arrays in native memory, in time per element. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ElementwiseBenchmark {
  private static final int LENGTH = 4096;

  /** An operation of libadamant. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public void exact(Exact elementwise) {
    elementwise.run();
  }

  /** The operands. */
  public static class Exact extends Trial {
    /** A name of {@link ElementwiseOperation}. */
    @Param({"ADD", "MUL", "DIV", "SQRT", "EXP", "TANH"})
    public String operation;

    /** The number format. */
    @Param({"posit8", "posit16", "posit32", "posit64", "bposit16", "bposit32", "bposit64"})
    public String format;

    /** The path of libadamant. */
    @Param("auto")
    public String path;

    @Override
    Workload open(Arena memory) {
      return new Elementwise(
          path, ElementwiseOperation.valueOf(operation), Format.parse(format), LENGTH, memory);
    }
  }
}
