package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.target.Distribution;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What methods with random tangents will hold, for networks of any depth. */
class PerturbationMemoryTest {

  private static final int WIDTH = 64;
  private static final int BATCH = 32;
  private static final int[] DEPTHS = {2, 3, 4, 8, 16, 32, 64};

  private static Job.Gradient gradient(Method method, int tangents, boolean projects) {
    return PerturbationJobs.gradient(method, tangents, projects, Distribution.NORMAL, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void trainingWithMomentumTakesAtMostTwiceWhatAnsweringDoes(int tangents) {
    takesAtMostTwice(gradient(Method.WEIGHT_PERTURBATION, tangents, false), 0.9);
    takesAtMostTwice(gradient(Method.ACTIVITY_PERTURBATION, tangents, false), 0.9);
  }

  /**
   * Heads are held beside the weights, and quires of inner products, so there is no room for
   * momentum.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void trainingWithHeadsOrProjectionTakesAtMostTwiceWhatAnsweringDoes(int tangents) {
    takesAtMostTwice(gradient(Method.WEIGHT_PERTURBATION, tangents, true), 0);
    takesAtMostTwice(gradient(Method.LOCAL_ACTIVITY, tangents, false), 0);
  }

  private static void takesAtMostTwice(Job.Gradient gradient, double momentum) {
    for (int depth : DEPTHS) {
      MemoryPlan plan = plan(gradient, network(depth), momentum);
      assertThat(plan.ratio()).as(gradient.method() + ", depth " + depth).isLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WEIGHT_PERTURBATION", "ACTIVITY_PERTURBATION", "LOCAL_ACTIVITY"})
  void beyondWeightsOneTangentTakesNoMoreAtAnyDepth(Method method) {
    Job.Gradient gradient = gradient(method, 1, false);
    long expected = beyondWeights(gradient, network(3));
    for (int depth : DEPTHS) {
      assertThat(beyondWeights(gradient, network(depth))).as("depth " + depth).isEqualTo(expected);
    }
  }

  private static long beyondWeights(Job.Gradient gradient, Network network) {
    long bytes = plan(gradient, network, 0).training();
    return Stream.concat(network.layers().stream(), Methods.extraLayers(gradient, network).stream())
        .flatMap(layer -> layer.parameters().stream())
        .mapToLong(parameter -> -padded(4 * parameter.count()))
        .reduce(bytes, Long::sum);
  }

  private static long padded(long bytes) {
    return Math.ceilDiv(bytes, Region.ALIGNMENT) * Region.ALIGNMENT;
  }

  private static Network network(int depth) {
    return Network.dense(
        WIDTH, Collections.nCopies(depth, WIDTH), Activation.RELU, 10, Loss.CROSS_ENTROPY);
  }

  private static MemoryPlan plan(Job.Gradient gradient, Network network, double momentum) {
    Precision precision = Precision.uniform(DataType.parse("bposit32"));
    Job job =
        new Job(
            new Job.Data("none", "", "auto", "none", 0.2, 0),
            new Job.Model(Collections.nCopies(2, WIDTH), Activation.RELU, Loss.CROSS_ENTROPY),
            precision,
            gradient,
            new Job.OptimizerSettings("sgd", 0.1, "constant", 0, momentum, 0.9, 0.999, 1e-8, 0, 0),
            1,
            BATCH,
            11);
    return MemoryPlan.of(job, network, new Execution("native", 0, 0), true);
  }
}
