package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reverse mode, with and without checkpoints, and block-local losses that see the whole network.
 */
class BackpropTest {

  private static final Precision POSIT32 = Precision.uniform(DataType.of(Format.POSIT32));

  private static Target target;

  @BeforeAll
  static void open() {
    target = Targets.open("native");
  }

  @AfterAll
  static void close() {
    target.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 12})
  void checkpointsChangeNoBit(int hidden) {
    Exercise exercise = exercise(hidden, Activation.TANH).withSteps(6, 6, 4);

    Exercise.Outcome whole = exercise.run(target, Method.BACKPROP);
    Exercise.Outcome checkpointed = exercise.run(target, Method.BACKPROP_CHECKPOINTED);

    assertThat(checkpointed.tensors()).usingRecursiveComparison().isEqualTo(whole.tensors());
    assertThat(checkpointed.loss()).isEqualTo(whole.loss());
    assertThat(checkpointed.bytes()).isLessThanOrEqualTo(whole.bytes());
  }

  @Test
  void checkpointsTakeTheRootOfTheSignals() {
    for (int stages = 1; stages <= 70; stages++) {
      int segment = (int) Math.ceil(Math.sqrt(stages));
      int[] places = Backprop.places(stages, segment);

      int buffers = Arrays.stream(places).max().getAsInt() + 1;
      assertThat(buffers).isLessThanOrEqualTo(2 * segment + 1);
      assertThat(Arrays.stream(places).distinct().count()).isEqualTo(buffers);
      for (int from = 0; from < stages; from += segment) {
        int to = Math.min(stages, from + segment);
        // What a segment needs at a time, and all checkpoints before it, lie apart.
        int[] needed =
            IntStream.concat(
                    IntStream.rangeClosed(from, to).map(i -> places[i]),
                    IntStream.range(0, from / segment).map(i -> places[i * segment]))
                .toArray();
        assertThat(needed).doesNotHaveDuplicates();
      }
    }
    assertThat(Backprop.places(5, 5)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void localLossesThatSeeTheEndAreBackprop(int hidden) {
    Exercise exercise = exercise(hidden, Activation.SIGMOID).withSteps(6, 6, 5);

    Exercise.Outcome backprop = exercise.run(target, Method.BACKPROP);
    for (int lookahead : new int[] {hidden, hidden + 3}) {
      Exercise.Outcome local = exercise.run(target, Method.LOCAL, lookahead);

      assertThat(local.tensors()).usingRecursiveComparison().isEqualTo(backprop.tensors());
      assertThat(local.loss()).isEqualTo(backprop.loss());
    }
  }

  /**
   * In posit64 numbers between 2^−30 and 2^30 have 52 bits behind the point or more, as doubles
   * have: each operation of either program is within 2^−52 of its result. Paths have below 40
   * operations, and what rounding does to signals is carried on by factors below 4 a stage, 4
   * stages: 40·2·4^4·2^−52 < 2^−37 of the sum of the sizes of all paths.
   */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void backpropIsTheChainRule(Activation activation) {
    for (Loss loss : Loss.values()) {
      Network network = Network.dense(3, List.of(4, 3, 4), activation, 2, loss);
      Exercise.Outcome found =
          Exercise.of(network, Precision.uniform(DataType.of(Format.POSIT64)), 6)
              .run(target, Method.BACKPROP);
      DoubleGradients expected = DoubleGradients.of(network, found);

      assertThat(found.loss()).isCloseTo(expected.loss(), Offset.offset(0x1p-40 * 16));
      assertThat(expected.gradients()).hasSize(4);
      expected
          .gradients()
          .forEach(
              (layer, gradient) -> {
                double[] sizes = expected.sizes().get(layer);
                for (int i = 0; i < gradient.length; i++) {
                  assertThat(found.gradient(layer)[i])
                      .isCloseTo(gradient[i], Offset.offset(0x1p-37 * sizes[i]));
                }
              });
    }
  }

  private static Exercise exercise(int hidden, Activation activation) {
    List<Integer> widths = Collections.nCopies(hidden, 7);
    return Exercise.of(Network.dense(5, widths, activation, 3, Loss.CROSS_ENTROPY), POSIT32, 6);
  }
}
