package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Dense;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.Pointwise;
import dev.adamant.model.Scale;
import dev.adamant.model.TangentsOnly;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradient along all one-hot tangents, against reverse mode. */
class ExactGradientTest {

  private static final Precision POSIT32 = Precision.uniform(DataType.of(Format.POSIT32));
  private static final Precision POSIT64 = Precision.uniform(DataType.of(Format.POSIT64));

  private static Target target;

  @BeforeAll
  static void open() {
    target = Targets.open("native");
  }

  @AfterAll
  static void close() {
    target.close();
  }

  /**
   * Of the last dense layer both take the residual as it is. Of the one before it, with ReLU or
   * nothing between them, a one-hot tangent becomes a column of weights, unrounded, or 0; so both
   * round one exact sum of residual times weight.
   */
  @ParameterizedTest
  @CsvSource({"RELU,1", "RELU,3", "RELU,6", "IDENTITY,2", "IDENTITY,4"})
  void theLastTwoDenseLayersAreBackpropToTheBit(Activation activation, int hidden) {
    Network network = network(activation, Collections.nCopies(hidden, 6), Loss.CROSS_ENTROPY);
    Exercise exercise = Exercise.of(network, POSIT32, 5);
    int last = network.layers().size() - 1;
    int before = activation == Activation.IDENTITY ? last - 1 : last - 2;

    Exercise.Outcome exact = exercise.run(target, Method.EXACT);
    Exercise.Outcome backprop = exercise.run(target, Method.BACKPROP);

    assertThat(exact.gradientBits(last)).isEqualTo(backprop.gradientBits(last));
    assertThat(exact.gradientBits(before)).isEqualTo(backprop.gradientBits(before));
    assertThat(exact.loss()).isEqualTo(backprop.loss());
  }

  /** On whole numbers nothing is rounded at any depth, so every bit of the step is equal. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5})
  void wholeNumbersGiveBackpropToTheBit(int hidden) {
    Network network =
        network(Activation.RELU, Collections.nCopies(hidden, 5), Loss.MEAN_SQUARED_ERROR);
    Exercise exercise = Exercise.of(network, POSIT64, 6).withIntegers();

    Exercise.Outcome exact = exercise.run(target, Method.EXACT);
    Exercise.Outcome backprop = exercise.run(target, Method.BACKPROP);

    assertThat(exact.tensors()).usingRecursiveComparison().isEqualTo(backprop.tensors());
    assertThat(Arrays.stream(exact.gradient(0)).anyMatch(g -> g != 0)).isTrue();
  }

  /**
   * Elsewhere the two round the same products in another order. A path from the loss to a weight
   * has at most three roundings a stage (a dense layer, two of an activation's factors) and two at
   * its ends, each way; factors of at least 2^−36 have 19 bits behind the point in posit32, so each
   * rounding is at most 2^−20 of its value. The sum over all paths of their sizes, times that,
   * bounds the difference.
   */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void allLayersAreBackpropToRounding(Activation activation) {
    int stages = 5;
    Network network = network(activation, Collections.nCopies(stages - 1, 6), Loss.CROSS_ENTROPY);
    Exercise exercise = Exercise.of(network, POSIT32, 5);

    Exercise.Outcome exact = exercise.run(target, Method.EXACT);
    Exercise.Outcome backprop = exercise.run(target, Method.BACKPROP);
    DoubleGradients chain = DoubleGradients.of(network, backprop);

    double unit = 2 * (3 * stages + 2) * 0x1p-20;
    for (int l : chain.gradients().keySet()) {
      for (int i = 0; i < exact.gradient(l).length; i++) {
        assertThat(Math.abs(exact.gradient(l)[i] - backprop.gradient(l)[i]))
            .isLessThanOrEqualTo(unit * chain.sizes().get(l)[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 100})
  void howManyTangentsGoAtOnceChangesNoBit(int most) {
    Network network = network(Activation.TANH, List.of(6, 4, 6), Loss.CROSS_ENTROPY);
    Exercise exercise = Exercise.of(network, POSIT32, 5).withSteps(5, 5, 3);

    Exercise.Outcome chosen = exercise.run(target, Method.EXACT);
    Exercise.Outcome limited = exercise.run(target, bench -> new ExactGradient(bench, most));

    assertThat(limited.tensors()).usingRecursiveComparison().isEqualTo(chosen.tensors());
    assertThat(limited.loss()).isEqualTo(chosen.loss());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 16, 64})
  void memoryIsWithinTwiceInference(int depth) {
    Network network =
        Network.dense(
            64, Collections.nCopies(depth - 1, 64), Activation.RELU, 10, Loss.CROSS_ENTROPY);
    Job job = Exercise.of(network, POSIT32, 32).withoutMomentum().job(Method.EXACT, 0);

    MemoryPlan plan = MemoryPlan.of(job, network, new Execution("native", 0, 0), true);

    assertThat(plan.ratio()).isBetween(1.0, 2.0);
  }

  /** A new layer's writer gives the forward pass and the tangent rule, and it trains. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void layersWithTangentRulesAloneTrainToTheSameBits(Loss loss) {
    Network byHand =
        new Network(
            List.<Layer>of(
                new Dense(5, 4, 0.5),
                new Scale(4, true),
                new Pointwise(Activation.TANH, 4),
                new Dense(4, 6, 0.5),
                new Pointwise(Activation.RELU, 6),
                new Scale(6, true),
                new Dense(6, 3, 0.5)),
            loss);
    Network byRule = TangentsOnly.of(byHand);
    for (Method method : List.of(Method.EXACT, Method.LOCAL, Method.BACKPROP)) {
      for (int lookahead : method == Method.LOCAL ? new int[] {0, 1, 9} : new int[] {0}) {
        Exercise.Outcome expected =
            Exercise.of(byHand, POSIT32, 5).withSteps(5, 5, 2).run(target, method, lookahead);
        Exercise.Outcome found =
            Exercise.of(byRule, POSIT32, 5).withSteps(5, 5, 2).run(target, method, lookahead);

        assertThat(found.tensors()).usingRecursiveComparison().isEqualTo(expected.tensors());
        assertThat(found.loss()).isEqualTo(expected.loss());
      }
    }
  }

  private static Network network(Activation activation, List<Integer> hidden, Loss loss) {
    return Network.dense(5, hidden, activation, 4, loss);
  }
}
