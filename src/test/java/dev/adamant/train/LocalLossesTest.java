package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Dense;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.Pointwise;
import dev.adamant.model.TangentsOnly;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Block-local losses, and what all methods without random numbers must hold. */
class LocalLossesTest {

  private static final DataType POSIT16 = DataType.of(Format.POSIT16);
  private static final DataType POSIT32 = DataType.of(Format.POSIT32);
  private static final Precision UNIFORM = Precision.uniform(POSIT32);
  private static final Precision MIXED = new Precision(POSIT16, POSIT32, POSIT16, POSIT32);
  private static final List<Method> METHODS =
      List.of(Method.LOCAL, Method.EXACT, Method.BACKPROP, Method.BACKPROP_CHECKPOINTED);
  private static final String TARGETS = "adamant.requiredTargets";

  private static final Map<String, Target> OPEN = new LinkedHashMap<>();
  private static Target target;

  @BeforeAll
  static void open() {
    List<String> required =
        List.of(System.getProperty(TARGETS, "reference native").strip().split(" +"));
    for (String name : required) {
      OPEN.put(name, Targets.open(name));
    }
    target = OPEN.computeIfAbsent("native", Targets::open);
  }

  @AfterAll
  static void close() {
    OPEN.values().forEach(Target::close);
  }

  /**
   * A head's loss is a loss of a network that ends there: with no look-ahead, of one hidden stage.
   */
  @Test
  void aHeadTrainsItsStageLikeTheEndOfANetwork() {
    Network whole = Network.dense(5, List.of(6, 6), Activation.TANH, 3, Loss.CROSS_ENTROPY);
    Exercise.Outcome local = Exercise.of(whole, UNIFORM, 6).run(target, Method.LOCAL, 0);
    double[] head = local.before().get("heads.0.weight");
    double[] first = local.before().get("layers.0.weight");

    Network shortened = Network.dense(5, List.of(6), Activation.TANH, 3, Loss.CROSS_ENTROPY);
    Exercise.Outcome found =
        Exercise.of(shortened, UNIFORM, 6)
            .withWeights(List.of(first, head))
            .run(target, Method.BACKPROP);

    assertThat(local.tensors().get("layers.0.weight"))
        .isEqualTo(found.tensors().get("layers.0.weight"));
    assertThat(local.tensors().get("heads.0.weight"))
        .isEqualTo(found.tensors().get("layers.2.weight"));
    assertThat(local.gradientBits(0)).isEqualTo(found.gradientBits(0));
  }

  /** An activation at the end takes the residual in place; every stage must still see it whole. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void anActivationAtTheEndSpoilsNothing(Activation activation) {
    Network open = Network.dense(5, List.of(6, 4, 6), Activation.TANH, 3, Loss.MEAN_SQUARED_ERROR);
    List<Layer> layers = new ArrayList<>(open.layers());
    layers.add(new Pointwise(activation, 3));
    Network network = new Network(layers, Loss.MEAN_SQUARED_ERROR);
    Exercise exercise = Exercise.of(network, UNIFORM, 6).withSteps(6, 3);

    Exercise.Outcome backprop = exercise.run(target, Method.BACKPROP);
    Exercise.Outcome local = exercise.run(target, Method.LOCAL, 9);
    Exercise.Outcome exact = exercise.withSteps(6).run(target, Method.EXACT);
    DoubleGradients chain = DoubleGradients.of(network, exact);

    assertThat(local.tensors()).usingRecursiveComparison().isEqualTo(backprop.tensors());
    chain
        .gradients()
        .forEach(
            (layer, gradient) -> {
              for (int i = 0; i < gradient.length; i++) {
                assertThat(Math.abs(exact.gradient(layer)[i] - gradient[i]))
                    .isLessThanOrEqualTo(0x1p-16 * chain.sizes().get(layer)[i]);
              }
            });
  }

  /** Two activations in a row, and one in front: stages of a single layer that works in place. */
  @Test
  void stagesMayBeActivationsAlone() {
    Network network =
        new Network(
            List.<Layer>of(
                new Pointwise(Activation.TANH, 4),
                new Dense(4, 6, 0.5),
                new Pointwise(Activation.TANH, 6),
                new Pointwise(Activation.RELU, 6),
                new Dense(6, 5, 0.5),
                new Pointwise(Activation.SIGMOID, 5),
                new Dense(5, 3, 0.5),
                new Pointwise(Activation.TANH, 3),
                new Pointwise(Activation.SIGMOID, 3)),
            Loss.MEAN_SQUARED_ERROR);
    for (Network of : List.of(network, TangentsOnly.of(network))) {
      Exercise exercise = Exercise.of(of, UNIFORM, 6);
      Exercise.Outcome backprop = exercise.run(target, Method.BACKPROP);
      DoubleGradients chain = DoubleGradients.of(network, backprop);

      assertThat(exercise.run(target, Method.LOCAL, 9).tensors())
          .usingRecursiveComparison()
          .isEqualTo(backprop.tensors());
      assertThat(exercise.run(target, Method.BACKPROP_CHECKPOINTED).tensors())
          .usingRecursiveComparison()
          .isEqualTo(backprop.tensors());
      Exercise.Outcome exact = exercise.run(target, Method.EXACT);
      chain
          .gradients()
          .forEach(
              (layer, gradient) -> {
                for (int i = 0; i < gradient.length; i++) {
                  double bound = 0x1p-16 * chain.sizes().get(layer)[i];
                  assertThat(Math.abs(exact.gradient(layer)[i] - gradient[i]))
                      .isLessThanOrEqualTo(bound);
                  assertThat(Math.abs(backprop.gradient(layer)[i] - gradient[i]))
                      .isLessThanOrEqualTo(bound);
                }
              });
    }
  }

  /** The last batch of an epoch is smaller: its passes take no memory beyond the plan. */
  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"LOCAL", "EXACT", "BACKPROP", "BACKPROP_CHECKPOINTED"})
  void smallerBatchesFitThePlan(Method method) {
    Network network =
        TangentsOnly.of(Network.dense(4, List.of(3, 5), Activation.TANH, 2, Loss.CROSS_ENTROPY));
    Exercise whole = Exercise.of(network, UNIFORM, 6);

    long planned = whole.run(target, method, 1).bytes();

    assertThat(whole.withSteps(6, 5, 1, 6).run(target, method, 1).bytes()).isEqualTo(planned);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5})
  void cutsChangeNoBit(int cut) {
    Network network = Network.dense(5, List.of(6, 6), Activation.TANH, 3, Loss.CROSS_ENTROPY);
    for (Method method : METHODS) {
      Exercise exercise = Exercise.of(network, UNIFORM, 6).withSteps(6, 6, 5);
      Exercise.Outcome whole = exercise.run(target, method, 1);
      Exercise.Outcome parts = exercise.withCut(cut).run(target, method, 1);

      assertThat(parts.tensors()).usingRecursiveComparison().isEqualTo(whole.tensors());
      assertThat(parts.loss()).isEqualTo(whole.loss());
    }
  }

  /** Weights in one format, signals in another: heads begin in the format of weights. */
  @Test
  void mixedPrecisionTrains() {
    Network network = Network.dense(5, List.of(6, 6), Activation.RELU, 3, Loss.CROSS_ENTROPY);
    for (Method method : METHODS) {
      Exercise exercise = Exercise.of(network, MIXED, 6);
      Exercise.Outcome found = exercise.run(target, method, 0);
      DoubleGradients chain = DoubleGradients.of(network, found);

      assertThat(found.values().get("layers.0.weight"))
          .isNotEqualTo(found.before().get("layers.0.weight"));
      // The last layer sees the network's own loss with every method; posit16 has about 11 bits.
      double[] gradient = chain.gradients().get(4);
      for (int i = 0; i < gradient.length; i++) {
        assertThat(Math.abs(found.gradient(4)[i] - gradient[i]))
            .isLessThanOrEqualTo(0x1p-6 * chain.sizes().get(4)[i]);
      }
    }
  }

  /** Two steps of every method with every activation, on every target that must be there. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void everyTargetGivesTheSameBits(Activation activation) {
    List<Integer> hidden = List.of(7, 5);
    try (Target reference = Targets.open("reference")) {
      for (Loss loss : Loss.values()) {
        Network network = Network.dense(6, hidden, activation, 3, loss);
        Precision precision = loss == Loss.CROSS_ENTROPY ? UNIFORM : MIXED;
        Exercise exercise = Exercise.of(network, precision, 5).withSteps(5, 3).withCut(2);
        for (Method method : METHODS) {
          Exercise.Outcome expected = exercise.run(reference, method, 1);
          OPEN.forEach(
              (name, other) -> same(name + " " + method, exercise.run(other, method, 1), expected));
        }
      }
    }
  }

  private static void same(String what, Exercise.Outcome found, Exercise.Outcome expected) {
    assertThat(found.tensors()).as(what).usingRecursiveComparison().isEqualTo(expected.tensors());
    assertThat(found.loss()).as(what).isEqualTo(expected.loss());
  }

  /** As many different widths, and so deviations of first weights, as there are layers. */
  @Test
  void layersMayAllDiffer() {
    List<Integer> widths = IntStream.rangeClosed(2, 24).boxed().toList();
    Network network = Network.dense(5, widths, Activation.RELU, 3, Loss.CROSS_ENTROPY);
    Exercise exercise = Exercise.of(network, UNIFORM, 4);

    assertThat(exercise.run(target, Method.LOCAL, 24).tensors())
        .usingRecursiveComparison()
        .isEqualTo(exercise.run(target, Method.BACKPROP).tensors());
    assertThat(exercise.run(target, Method.LOCAL, 1).loss()).isPositive();
  }

  /** Deep networks of the same width need no more than their weights more. */
  @Test
  void memoryIsFlatInDepth() {
    long weights = 4L * 64 * 65;
    long before = training(4);
    for (int depth = 5; depth <= 12; depth++) {
      long now = training(depth);
      // The stage's weights, and its head's.
      assertThat(now - before).isEqualTo(weights + padded(4L * 10 * 65));
      before = now;
    }
  }

  private static long training(int depth) {
    Network network =
        Network.dense(
            64, Collections.nCopies(depth - 1, 64), Activation.RELU, 10, Loss.CROSS_ENTROPY);
    Exercise exercise = Exercise.of(network, UNIFORM, 32).withoutMomentum();
    return MemoryPlan.of(
            exercise.job(Method.LOCAL, 1), network, new Execution("native", 0, 0), true)
        .training();
  }

  private static long padded(long bytes) {
    return Math.ceilDiv(bytes, 64) * 64;
  }
}
