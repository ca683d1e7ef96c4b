package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Network;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The mean of many random gradients is the exact gradient: of the network's own loss, or with local
 * losses of those. Every parameter's mean may be five standard errors off, which one in 1.7 million
 * is.
 */
class PerturbationMeanTest {

  private static final int BATCH = 4;
  private static final int STEPS = 500;
  private static final double ERRORS = 5;
  private static final String GRADIENT = ".momentum";

  @ParameterizedTest
  @CsvSource({
    "weight-perturbation, NORMAL, RELU, 0, 9",
    "weight-perturbation, SIGN, TANH, 0, 9",
    "activity-perturbation, NORMAL, SIGMOID, 0, 9",
    "activity-perturbation, SIGN, RELU, 0, 9",
    "local-activity, SIGN, RELU, 0, 0",
    "local-activity, NORMAL, TANH, 1, 1",
    "local-activity, SIGN, RELU, 9, 9",
  })
  void meansApproachTheExactGradient(
      String method,
      Distribution distribution,
      Activation activation,
      int lookahead,
      int exactLookahead) {
    Job.Gradient random =
        PerturbationJobs.gradient(Method.parse(method), 8, false, distribution, lookahead);
    Job.Gradient local =
        PerturbationJobs.gradient(Method.LOCAL, 1, false, Distribution.NORMAL, exactLookahead);
    Map<String, double[]> expected = gradients(local, activation, 1, null);
    Map<String, Sample[]> seen = new TreeMap<>();
    gradients(random, activation, STEPS, seen);
    assertThat(seen.keySet()).containsAll(expected.keySet());
    double error = 0;
    double size = 0;
    for (Map.Entry<String, double[]> entry : expected.entrySet()) {
      Sample[] samples = seen.get(entry.getKey());
      for (int i = 0; i < samples.length; i++) {
        double difference = samples[i].mean() - entry.getValue()[i];
        assertThat(Math.abs(difference))
            .as(entry.getKey() + "[" + i + "]")
            .isLessThanOrEqualTo(ERRORS * samples[i].standardError() + 1e-5);
        error += difference * difference;
        size += entry.getValue()[i] * entry.getValue()[i];
      }
    }
    // So the bounds above are narrow enough to tell the gradient from a multiple of it.
    assertThat(Math.sqrt(error / size)).isLessThan(0.2);
  }

  /**
   * Gradients from the same weights step by step, into samples where there are any; the last one.
   */
  private static Map<String, double[]> gradients(
      Job.Gradient gradient, Activation activation, int steps, Map<String, Sample[]> samples) {
    Network network = PerturbationJobs.network(activation, 3, 5, 4);
    Job job = PerturbationJobs.job(gradient, Precision.uniform(DataType.parse("bposit32")), BATCH);
    Map<String, double[]> latest = Map.of();
    try (Target target = Targets.open("native");
        MethodRig rig =
            new MethodRig(target, job, network, 0, bench -> Methods.of(gradient, bench))) {
      Map<String, double[]> first = rig.values();
      for (int step = 0; step < steps; step++) {
        rig.restore(first);
        rig.step(step, BATCH);
        latest = rig.values();
        latest.keySet().removeIf(name -> !name.endsWith(GRADIENT));
        if (samples != null) {
          latest.forEach((name, values) -> add(samples, name, values));
        }
      }
    }
    return latest;
  }

  private static void add(Map<String, Sample[]> samples, String name, double[] values) {
    Sample[] each =
        samples.computeIfAbsent(
            name,
            key -> {
              Sample[] made = new Sample[values.length];
              Arrays.setAll(made, i -> new Sample());
              return made;
            });
    for (int i = 0; i < values.length; i++) {
      each[i].add(values[i]);
    }
  }
}
