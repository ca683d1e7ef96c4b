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

/** Scalar operations of the Java reference, in time per operation. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReferenceBenchmark {
  private static final int LENGTH = 4096;

  /** An operation on every element of arrays on the heap. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public void scalar(Scalar loop) {
    loop.run();
  }

  /** The operands. */
  public static class Scalar extends Trial {
    /** A name of {@link ReferenceOperation}. */
    @Param({"ADD", "MUL", "DIV", "FMA", "SQRT", "DOT"})
    public String operation;

    /** The number format. */
    @Param({"posit8", "posit16", "posit32", "posit64", "bposit16", "bposit32", "bposit64"})
    public String format;

    @Override
    Workload open(Arena memory) {
      return new ReferenceLoop(
          ReferenceOperation.valueOf(operation), Format.parse(format), LENGTH, memory);
    }
  }
}
