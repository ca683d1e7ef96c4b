package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Network;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many tangents are carried at a time, cuts of the batch and targets change no bit. */
class PerturbationBitsTest {

  private static final int BATCH = 6;
  private static final int TANGENTS = 5;

  static List<Job.Gradient> gradients() {
    return List.of(
        PerturbationJobs.gradient(
            Method.WEIGHT_PERTURBATION, TANGENTS, false, Distribution.NORMAL, 0),
        PerturbationJobs.gradient(Method.WEIGHT_PERTURBATION, TANGENTS, true, Distribution.SIGN, 0),
        PerturbationJobs.gradient(
            Method.ACTIVITY_PERTURBATION, TANGENTS, false, Distribution.SIGN, 0),
        PerturbationJobs.gradient(Method.LOCAL_ACTIVITY, TANGENTS, false, Distribution.NORMAL, 0),
        PerturbationJobs.gradient(Method.LOCAL_ACTIVITY, TANGENTS, false, Distribution.NORMAL, 1));
  }

  static Stream<String> targets() {
    return Stream.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"));
  }

  private static Precision uniform() {
    return Precision.uniform(DataType.parse("bposit32"));
  }

  private static Precision mixed() {
    return new Precision(
        DataType.parse("posit16"),
        DataType.parse("bposit32"),
        DataType.parse("posit16"),
        DataType.parse("posit32"));
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void chunksAndCutsChangeNothing(Job.Gradient gradient) {
    for (Precision precision : List.of(uniform(), mixed())) {
      try (Target target = Targets.open("reference")) {
        Map<String, byte[]> expected = train(target, gradient, precision, 0, 0);
        assertEqual(train(target, gradient, precision, 1, 0), expected);
        assertEqual(train(target, gradient, precision, 2, 4), expected);
        assertEqual(train(target, gradient, precision, 3, 1), expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void allTargetsHaveTheBitsOfTheReference(Job.Gradient gradient) {
    for (Precision precision : List.of(uniform(), mixed())) {
      Map<String, byte[]> expected;
      try (Target target = Targets.open("reference")) {
        expected = train(target, gradient, precision, 0, 0);
      }
      targets()
          .forEach(
              name -> {
                try (Target target = Targets.open(name)) {
                  assertEqual(train(target, gradient, precision, 2, 4), expected);
                }
              });
    }
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void float32ComesNear(Job.Gradient gradient) {
    try (Target target = Targets.open("native");
        MethodRig exact = rig(target, gradient, uniform(), 0, 0);
        MethodRig rounded = rig(target, gradient, Precision.uniform(DataType.FLOAT32), 0, 0)) {
      exact.step(0, BATCH);
      rounded.step(0, BATCH);
      Map<String, double[]> values = rounded.values();
      exact
          .values()
          .forEach(
              (name, expected) ->
                  assertThat(values.get(name)).as(name).containsExactly(expected, within(1e-3)));
    }
  }

  /** Three steps, the last of fewer samples. */
  private static Map<String, byte[]> train(
      Target target, Job.Gradient gradient, Precision precision, int chunk, int cut) {
    try (MethodRig rig = rig(target, gradient, precision, chunk, cut)) {
      rig.step(0, BATCH);
      rig.step(1, BATCH);
      rig.step(2, BATCH - 1);
      return rig.bytes();
    }
  }

  private static MethodRig rig(
      Target target, Job.Gradient gradient, Precision precision, int chunk, int cut) {
    Network network = PerturbationJobs.network(Activation.RELU, 20, 7, 4);
    Job job = PerturbationJobs.job(gradient, precision, BATCH);
    return new MethodRig(target, job, network, cut, bench -> PerturbationJobs.method(bench, chunk));
  }

  private static void assertEqual(Map<String, byte[]> actual, Map<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
  }
}
