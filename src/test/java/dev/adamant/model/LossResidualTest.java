package dev.adamant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.Trials;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Residuals against difference quotients of the losses in posit64. */
class LossResidualTest {

  private static final int OUTPUTS = 4;
  private static final int SAMPLES = 6;
  private static final Format FORMAT = Format.POSIT64;

  private record Found(Tensor residual, Tensor losses) {}

  /**
   * Along one output the third derivative of log Σ e^z is p(1 − p)(1 − 2p), at most 0.1, so with h
   * = 2^−16 the quotient is off by at most h²·0.1/6 < 2^−37. A loss below 16 takes five roundings
   * of numbers below 16, 2^−54 each; over 2h that is below 2·5·2^−54/2^−15 < 2^−35.
   */
  @Test
  void crossEntropyMatchesWithinTheTaylorBound() {
    SplittableRandom random = Trials.generator("cross-entropy", 0);
    try (LayerTrial trial = new LayerTrial(FORMAT)) {
      Tensor z = trial.random(random, OUTPUTS, SAMPLES);
      Tensor y = trial.tensor(OUTPUTS, SAMPLES);
      // One-hot targets, and halves: cross-entropy takes any that sum to 1.
      for (int b = 0; b < SAMPLES; b++) {
        y.set(Posit.fromDouble(FORMAT, b % 2 == 0 ? 1 : 0.5), b % OUTPUTS, b);
        if (b % 2 != 0) {
          y.set(Posit.fromDouble(FORMAT, 0.5), (b + 1) % OUTPUTS, b);
        }
      }
      double bound = 0x1p-37 + 0x1p-35;

      compare(
          trial,
          Loss.CROSS_ENTROPY,
          z,
          y,
          0x1p-16,
          (rule, quotient) ->
              assertThat(Math.abs(rule - quotient)).as(rule + " " + quotient).isLessThan(bound));
    }
  }

  /** On whole numbers and 4 outputs nothing is rounded, and a square has no third derivative. */
  @Test
  void meanSquaredErrorMatchesExactly() {
    SplittableRandom random = Trials.generator("mse", 0);
    try (LayerTrial trial = new LayerTrial(FORMAT)) {
      compare(
          trial,
          Loss.MEAN_SQUARED_ERROR,
          trial.integers(random, OUTPUTS, SAMPLES),
          trial.integers(random, OUTPUTS, SAMPLES),
          0.5,
          (rule, quotient) -> assertThat(rule).isEqualTo(quotient));
    }
  }

  /** Shifting all outputs shifts no bit where the shift is exact: great outputs do not overflow. */
  @Test
  void crossEntropyIsSafeForGreatOutputs() {
    try (LayerTrial trial = new LayerTrial(Format.POSIT32)) {
      Tensor z = trial.tensor(2, 1);
      Tensor y = trial.tensor(2, 1);
      y.fill(1, 0);
      z.fill(1, 0);
      Found small = run(trial, Loss.CROSS_ENTROPY, z, y);
      z.fill(1025, 1024);
      Found great = run(trial, Loss.CROSS_ENTROPY, z, y);
      assertThat(LayerTrial.bits(great.residual())).isEqualTo(LayerTrial.bits(small.residual()));
      assertThat(LayerTrial.bits(great.losses())).isEqualTo(LayerTrial.bits(small.losses()));
      assertThat(small.losses().toDoubles()[0])
          .isCloseTo(Math.log(1 + Math.exp(-1)), Offset.offset(1e-7));
    }
  }

  private static void compare(
      LayerTrial trial, Loss loss, Tensor z, Tensor y, double h, BiConsumer<Double, Double> check) {
    Tensor residual = run(trial, loss, z, y).residual();
    for (long c = 0; c < OUTPUTS; c++) {
      Tensor up = run(trial, loss, moved(trial, z, c, h), y).losses();
      Tensor down = run(trial, loss, moved(trial, z, c, -h), y).losses();
      for (long b = 0; b < SAMPLES; b++) {
        long quotient =
            Posit.div(
                FORMAT, Posit.sub(FORMAT, up.get(b), down.get(b)), Posit.fromDouble(FORMAT, 2 * h));
        check.accept(Posit.toDouble(FORMAT, residual.get(c, b)), Posit.toDouble(FORMAT, quotient));
      }
    }
  }

  private static Tensor moved(LayerTrial trial, Tensor z, long output, double h) {
    Tensor result = trial.tensor(z.shape());
    LayerTrial.copy(z, result);
    for (long b = 0; b < z.size(1); b++) {
      long there = Posit.add(FORMAT, z.get(output, b), Posit.fromDouble(FORMAT, h));
      result.set(there, output, b);
    }
    return result;
  }

  private static Found run(LayerTrial trial, Loss loss, Tensor z, Tensor y) {
    Tensor residual = trial.tensor(z.shape());
    Tensor losses = trial.tensor(z.size(1));
    Tensor scratch = trial.tensor(z.size(1));
    List<Long> before = LayerTrial.bits(z);
    trial.run(
        (pass, workspace) ->
            loss.residual(pass, z, y, residual, losses, scratch, workspace.constants()));
    assertThat(LayerTrial.bits(z)).isEqualTo(before);
    return new Found(residual, losses);
  }
}
