package dev.adamant.target.measure;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.target.ClockCounts;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Measures the speed of targets, after a check of every answer. */
public final class Benchmark {

  /**
   * What is measured, and how long.
   *
   * @param kernels whose workloads are timed
   * @param types of the operands; those that a target lacks are left out
   * @param seconds for the measurement of one workload in one type
   * @param leastSamples of each, even where the time is not enough
   */
  public record Plan(Set<Kernel> kernels, List<DataType> types, double seconds, int leastSamples) {

    /** Copies the collections. */
    public Plan {
      kernels = Set.copyOf(kernels);
      types = List.copyOf(types);
    }

    /** The workloads of its kernels. */
    public List<Workload> workloads() {
      return Arrays.stream(Workload.values()).filter(w -> kernels.contains(w.kernel())).toList();
    }
  }

  /**
   * What was measured on a target.
   *
   * @param info the target
   * @param sizes of the operands
   * @param roof that the fractions refer to
   * @param measurements workload by workload
   * @param latencies of the smallest work
   */
  public record Result(
      TargetInfo info,
      Sizes sizes,
      Roof roof,
      List<Measurement> measurements,
      List<Latency> latencies) {

    /** Copies the lists. */
    public Result {
      measurements = List.copyOf(measurements);
      latencies = List.copyOf(latencies);
    }
  }

  private final Target target;
  private final Verification verification;
  private final Sizes sizes;
  private final Plan plan;
  private final Sampler sampler;

  /** Of a target, checked by the reference; both stay the caller's to close. */
  public Benchmark(Target target, Target reference, Sizes sizes, Plan plan) {
    this.target = target;
    this.verification = new Verification(target, reference);
    this.sizes = sizes;
    this.plan = plan;
    this.sampler = new Sampler(target, plan.seconds(), plan.leastSamples());
  }

  /**
   * Measures.
   *
   * @param progress is told what is measured next
   * @throws WrongAnswerException when an answer is not the reference's
   * @throws dev.adamant.memory.MemoryException when the target has no room for the operands
   */
  public Result run(Consumer<String> progress) {
    progress.accept("roofline");
    Roof roof = Roof.measure(target, sampler, sizes);
    List<Measurement> measurements = new ArrayList<>();
    for (Workload workload : plan.workloads()) {
      progress.accept(workload.title());
      measurements.addAll(measure(workload));
    }
    progress.accept("latency");
    List<Latency> latencies = latencies();
    // Once more, since the first time the host's compiler had just begun, or others were busy.
    Roof best = roof.or(Roof.measure(target, sampler, sizes)).over(measurements);
    return new Result(
        target.info(),
        sizes,
        best,
        measurements.stream().map(m -> m.under(best)).toList(),
        latencies);
  }

  private List<Latency> latencies() {
    return plan.types().stream()
        .filter(type -> Workload.ADD.isSupported(target, type))
        .findFirst()
        .map(
            type ->
                Arrays.stream(Latency.Way.values())
                    .map(way -> Latency.measure(target, sampler, type, way))
                    .toList())
        .orElse(List.of());
  }

  private List<Measurement> measure(Workload workload) {
    List<Operands> operands = new ArrayList<>();
    try {
      for (DataType type : withBaseline()) {
        if (workload.isSupported(target, type)) {
          operands.add(new Operands(target, type, sizes));
        }
      }
      List<Work> works = new ArrayList<>();
      for (Operands of : operands) {
        verification.check(workload, of);
        works.add(workload.work(of.views(workload)));
      }
      List<DataType> types = operands.stream().map(Operands::type).toList();
      List<Measurement> all = measurements(workload, types, works, sampler.byTurns(works));
      return all.stream().filter(m -> plan.types().contains(m.type())).toList();
    } finally {
      operands.forEach(Operands::close);
    }
  }

  /** The types of the plan, and float32 to compare with. */
  private List<DataType> withBaseline() {
    List<DataType> types = new ArrayList<>(plan.types());
    if (!types.contains(DataType.FLOAT32)) {
      types.add(DataType.FLOAT32);
    }
    types.removeIf(type -> type.kind() == Kind.QUIRE);
    return types;
  }

  private List<Measurement> measurements(
      Workload workload, List<DataType> types, List<Work> works, double[]... samples) {
    int baseline = types.indexOf(DataType.FLOAT32);
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      long operations = Workload.operations(works.get(i));
      OptionalDouble ratio = OptionalDouble.empty();
      if (baseline >= 0) {
        double scale = (double) Workload.operations(works.get(baseline)) / operations;
        ratio = OptionalDouble.of(scale * medianRatio(samples[i], samples[baseline]));
      }
      measurements.add(
          new Measurement(
              workload,
              types.get(i),
              operations,
              Workload.bytes(works.get(i)),
              Spread.of(samples[i]).times(1e9 / operations),
              ratio,
              OptionalDouble.empty(),
              counted(works.get(i))));
    }
    return measurements;
  }

  /** What the hardware counts in one more run. */
  private ClockCounts counted(Work work) {
    ClockCounts before = target.clockCounts();
    target.run(work);
    return target.clockCounts().since(before);
  }

  /** The median of the ratios of samples that were taken one after the other. */
  private static double medianRatio(double[] samples, double... baseline) {
    double[] ratios = new double[samples.length];
    Arrays.setAll(ratios, i -> samples[i] / baseline[i]);
    return Spread.of(ratios).median();
  }
}
