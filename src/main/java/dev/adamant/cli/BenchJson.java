package dev.adamant.cli;

import dev.adamant.target.ClockCounts;
import dev.adamant.target.measure.Benchmark;
import dev.adamant.target.measure.Latency;
import dev.adamant.target.measure.Measurement;
import dev.adamant.target.measure.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The results of a benchmark as what JSON has. */
final class BenchJson {

  private BenchJson() {}

  /** Everything, with what it was measured on. */
  static Map<String, Object> of(
      Map<String, Object> environment, Benchmark.Plan plan, List<Benchmark.Result> results) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("adamant", Version.number());
    all.put("environment", environment);
    all.put("secondsForEach", plan.seconds());
    all.put("targets", results.stream().map(BenchJson::result).toList());
    return all;
  }

  private static Map<String, Object> result(Benchmark.Result result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("target", TargetFacts.json(result.info()));
    object.put("operandBytes", result.sizes().bytes());
    object.put("matrix", result.sizes().matrix());
    object.put("roofBytesPerSecond", result.roof().bytesPerSecond());
    put(object, "roofMultiplyAddsPerSecond", result.roof().multiplyAddsPerSecond());
    object.put("measurements", result.measurements().stream().map(BenchJson::measurement).toList());
    object.put("latencies", result.latencies().stream().map(BenchJson::latency).toList());
    return object;
  }

  private static Map<String, Object> measurement(Measurement m) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kernel", m.workload().kernel().kernelName());
    object.put("work", m.workload().title());
    object.put("format", m.type().name());
    object.put("operations", m.operations());
    object.put("bytes", m.bytes());
    object.put("nanosPerOperation", spread(m.nanos()));
    object.put("bytesPerSecond", m.bandwidth());
    if (m.workload().isMultiplyAdd()) {
      object.put("multiplyAddsPerSecond", m.rate());
    }
    put(object, "ratioToFloat32", m.ratio());
    put(object, "fractionOfRoof", m.fractionOfRoof());
    if (m.clock().cycles() > 0) {
      object.put("clock", clock(m));
    }
    return object;
  }

  private static Map<String, Object> clock(Measurement m) {
    ClockCounts clock = m.clock();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("cycles", clock.cycles());
    object.put("multiplyAdds", clock.multiplyAdds());
    object.put("starvedCycles", clock.starved());
    object.put("blockedCycles", clock.blocked());
    object.put("laneCycles", clock.laneCycles());
    object.put("utilisation", clock.utilisation());
    object.put("cyclesPerOperation", m.cycles());
    put(object, "modelledOperationsPerSecond", m.modelledRate());
    return object;
  }

  private static Map<String, Object> latency(Latency latency) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("format", latency.type().name());
    object.put("way", latency.way().name().toLowerCase(Locale.ROOT));
    object.put("microsBeyondWork", spread(latency.micros()));
    return object;
  }

  private static Map<String, Object> spread(Spread spread) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("median", spread.median());
    object.put("lowerQuartile", spread.lower());
    object.put("upperQuartile", spread.upper());
    object.put("least", spread.least());
    object.put("samples", spread.samples());
    return object;
  }

  /** Null where there is none. */
  private static void put(Map<String, Object> object, String name, OptionalDouble value) {
    object.put(name, value.isPresent() ? value.getAsDouble() : null);
  }
}
