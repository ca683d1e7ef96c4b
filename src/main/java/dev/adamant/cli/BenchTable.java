package dev.adamant.cli;

import dev.adamant.memory.DataType;
import dev.adamant.target.ClockCounts;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.measure.Benchmark;
import dev.adamant.target.measure.Latency;
import dev.adamant.target.measure.Measurement;
import dev.adamant.target.measure.Roof;
import dev.adamant.target.measure.Spread;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The results of a benchmark as text, within 96 columns. */
final class BenchTable {

  private static final String ROW = "%-16s%-9s%9s%19s%9s%10s%10s%8s";
  private static final String NONE = "-";

  private final PrintWriter out;

  /** Prints to a writer that stays the caller's. */
  BenchTable(PrintWriter out) {
    this.out = out;
  }

  /** What it is measured on. */
  void environment(Map<String, Object> facts) {
    out.println(
        facts.get("processor")
            + ", "
            + facts.get("processors")
            + " processors; "
            + facts.get("system")
            + "; "
            + facts.get("java")
            + "; load "
            + figure(((Number) facts.get("loadAverage")).doubleValue()));
    out.flush();
  }

  /** What was measured on a target. */
  void result(Benchmark.Result result, Benchmark.Plan plan) {
    TargetInfo info = result.info();
    out.println();
    out.println(info.name() + ": " + info.device() + "; " + info.driver() + "; " + info.route());
    Roof roof = result.roof();
    out.println(
        "operands of "
            + TargetFacts.bytes(result.sizes().bytes())
            + ", matrices "
            + result.sizes().matrix()
            + "²; roof: "
            + figure(roof.bytesPerSecond() / 1e9)
            + " GB/s, "
            + (roof.multiplyAddsPerSecond().isPresent()
                ? figure(roof.multiplyAddsPerSecond().getAsDouble() / 1e9) + " Gmadd/s"
                : "no float32"));
    if (!result.measurements().isEmpty()) {
      out.println(
          String.format(
              ROW, "work", "format", "ns/op", "quartiles", "GB/s", "Gmadd/s", "/float32", "roof"));
    }
    result.measurements().forEach(this::row);
    for (DataType type : plan.types()) {
      if (result.measurements().stream().noneMatch(m -> m.type().equals(type))) {
        out.println(info.name() + " has none of these kernels in " + type);
      }
    }
    result.latencies().forEach(this::latency);
    out.flush();
  }

  private void row(Measurement m) {
    out.println(
        String.format(
            ROW,
            m.workload().title(),
            m.type(),
            figure(m.nanos().median()),
            figure(m.nanos().lower()) + " to " + figure(m.nanos().upper()),
            figure(m.bandwidth() / 1e9),
            m.workload().isMultiplyAdd() ? figure(m.rate() / 1e9) : NONE,
            figure(m.ratio()),
            m.fractionOfRoof().isPresent()
                ? String.format(Locale.ROOT, "%.1f%%", 100 * m.fractionOfRoof().getAsDouble())
                : NONE));
    if (m.clock().cycles() > 0) {
      clock(m);
    }
  }

  /** Of hardware that counts its cycles. */
  private void clock(Measurement m) {
    ClockCounts clock = m.clock();
    out.println(
        String.format(
            Locale.ROOT,
            "  %s cycles/op, starved %.1f%%, blocked %.1f%%, lanes in use %.1f%%; %s",
            figure(m.cycles()),
            100.0 * clock.starved() / clock.cycles(),
            100.0 * clock.blocked() / clock.cycles(),
            100 * clock.utilisation(),
            m.modelledRate().isPresent()
                ? figure(m.modelledRate().getAsDouble() / 1e6) + " Mop/s at its clock"
                : "its clock is not known"));
  }

  private void latency(Latency latency) {
    Spread micros = latency.micros();
    out.println(
        "latency of one "
            + latency.type()
            + " addition, "
            + switch (latency.way()) {
              case QUEUED -> "submitted and awaited: ";
              case DIRECT -> "run: ";
            }
            + figure(micros.median())
            + " µs ("
            + figure(micros.lower())
            + " to "
            + figure(micros.upper())
            + ")");
  }

  private static String figure(OptionalDouble x) {
    return x.isPresent() ? figure(x.getAsDouble()) : NONE;
  }

  /** Three significant digits. */
  static String figure(double x) {
    int digits = x >= 100 ? 0 : x >= 10 ? 1 : x >= 1 ? 2 : x >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + digits + "f", x);
  }
}
