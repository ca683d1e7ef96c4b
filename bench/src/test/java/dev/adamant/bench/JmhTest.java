package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH finds and runs the benchmarks. */
class JmhTest {

  @Test
  void benchmarksRun() throws RunnerException {
    // JMH lets one process run at a time on a machine, which is for figures that count.
    System.setProperty("jmh.ignoreLock", "true");
    Options options =
        new OptionsBuilder()
            .include("DotBenchmark.(exact|float32)$")
            .include("ElementwiseBenchmark")
            .include("ProductBenchmark.exact")
            .include("ReferenceBenchmark")
            .param("format", "posit16")
            .param("operation", "MUL")
            .param("distribution", "HALF_ZEROS")
            .param("side", "16")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    assertThat(results).hasSize(5);
    assertThat(results).allMatch(result -> result.getPrimaryResult().getScore() > 0);
  }
}
