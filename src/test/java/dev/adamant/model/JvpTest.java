package dev.adamant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Tensor;
import dev.adamant.number.DecimalText;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.Trials;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tangent rules against difference quotients. (f(p + h·d) − f(p − h·d))/2h is the derivative along
 * d itself for a polynomial of degree 2 in h, which a dense layer is in its inputs and parameters
 * together, and differs from it by at most h²·max|f‴|·|d|³/6 for the rest (Taylor).
 */
class JvpTest {

  private static final int TANGENTS = 3;
  private static final int SAMPLES = 4;

  /** Formats whose numbers are all doubles, so that they have exact decimals. */
  static Stream<Format> narrowFormats() {
    return Stream.of(
        Format.POSIT8, Format.POSIT16, Format.POSIT32, Format.BPOSIT16, Format.BPOSIT32);
  }

  @ParameterizedTest
  @MethodSource("narrowFormats")
  void denseIsTheExactQuotientRoundedOnce(Format format) {
    SplittableRandom random = Trials.generator("dense " + format.name(), 0);
    Dense layer = new Dense(5, 3, 1);
    try (LayerTrial trial = new LayerTrial(format)) {
      Tensor x = trial.random(random, 5, SAMPLES);
      Tensor w = trial.random(random, 3, 6);
      Tensor dx = trial.random(random, TANGENTS, 5, SAMPLES);
      Tensor dw = trial.random(random, TANGENTS, 3, 6);
      for (int along = 1; along <= 3; along++) {
        boolean byInput = (along & 1) != 0;
        boolean byParameter = (along & 2) != 0;

        Tensor dy =
            trial.jvp(layer, x, List.of(w), byInput ? dx : null, byParameter ? List.of(dw) : null);

        LayerTrial.each(
            dy.shape(),
            index -> {
              BigDecimal up = dense(x, w, byInput ? dx : null, byParameter ? dw : null, index, 1);
              BigDecimal down =
                  dense(x, w, byInput ? dx : null, byParameter ? dw : null, index, -1);
              BigDecimal quotient = up.subtract(down).divide(BigDecimal.TWO);
              long expected = DecimalText.parse(format, quotient.toPlainString());
              assertThat(dy.get(index)).isEqualTo(expected);
            });
      }
    }
  }

  /** One output of a dense layer at (x, w) + h·(dx, dw), exactly. */
  private static BigDecimal dense(Tensor x, Tensor w, Tensor dx, Tensor dw, long[] index, int h) {
    BigDecimal sum = BigDecimal.ZERO;
    for (long i = 0; i <= x.size(0); i++) {
      BigDecimal weight = value(w, index[1], i);
      if (dw != null) {
        weight = weight.add(value(dw, index[0], index[1], i).multiply(BigDecimal.valueOf(h)));
      }
      BigDecimal feature = i == 0 ? BigDecimal.ONE : value(x, i - 1, index[2]);
      if (dx != null && i > 0) {
        feature = feature.add(value(dx, index[0], i - 1, index[2]).multiply(BigDecimal.valueOf(h)));
      }
      sum = sum.add(weight.multiply(feature));
    }
    return sum;
  }

  private static BigDecimal value(Tensor tensor, long... index) {
    return new BigDecimal(Posit.toDouble(tensor.format(), tensor.get(index)));
  }

  static Stream<Layer> bilinearLayers() {
    return Stream.of(new Dense(5, 3, 1), new Scale(4, false), new TangentsOnly(new Dense(2, 6, 1)));
  }

  /** On whole numbers nothing is rounded: the layer's own forward pass gives the quotient. */
  @ParameterizedTest
  @MethodSource("bilinearLayers")
  void bilinearLayersMatchTheirOwnForwardPass(Layer layer) {
    SplittableRandom random = Trials.generator("bilinear " + layer, 0);
    try (LayerTrial trial = new LayerTrial(Format.POSIT64)) {
      Tensor x = trial.integers(random, layer.inputs(), SAMPLES);
      Tensor dx = trial.integers(random, TANGENTS, layer.inputs(), SAMPLES);
      long[] shape = layer.parameters().getFirst().dimensions();
      Tensor theta = trial.integers(random, shape);
      long[] longer = new long[shape.length + 1];
      longer[0] = TANGENTS;
      System.arraycopy(shape, 0, longer, 1, shape.length);
      Tensor dTheta = trial.integers(random, longer);

      Tensor dy = trial.jvp(layer, x, List.of(theta), dx, List.of(dTheta));

      for (int k = 0; k < TANGENTS; k++) {
        Tensor up =
            trial.forward(
                layer,
                moved(trial, x, dx.select(0, k), 1),
                List.of(moved(trial, theta, dTheta.select(0, k), 1)));
        Tensor down =
            trial.forward(
                layer,
                moved(trial, x, dx.select(0, k), -1),
                List.of(moved(trial, theta, dTheta.select(0, k), -1)));
        List<Long> expected = new ArrayList<>();
        LayerTrial.each(
            up.shape(),
            index ->
                expected.add(
                    quotient(up.get(index), down.get(index), Posit.fromLong(Format.POSIT64, 2))));
        assertThat(LayerTrial.bits(dy.select(0, k))).isEqualTo(expected);
      }
    }
  }

  private static long quotient(long up, long down, long twoSteps) {
    Format f = Format.POSIT64;
    return Posit.div(f, Posit.sub(f, up, down), twoSteps);
  }

  /** p + h·d, rounded once. */
  private static Tensor moved(LayerTrial trial, Tensor p, Tensor d, double h) {
    Tensor result = trial.tensor(p.shape());
    Format f = p.format();
    long step = Posit.fromDouble(f, h);
    LayerTrial.each(
        p.shape(), index -> result.set(Posit.fma(f, step, d.get(index), p.get(index)), index));
    return result;
  }

  /**
   * With h = 2^−18, posit64, arguments z of at most 4 and directions d of at most 2: p ± h·d is
   * exact, since z and d are whole multiples of 2^−24 and h·d of 2^−42. The truncation is at most
   * h²·2·8/6 < 2^−34 (|f‴| ≤ 2 for tanh, 1/8 for the sigmoid). Values of f are at most 1 and
   * rounded within 2^−59, so the quotient moves by at most 2·2^−59/2h = 2^−41; the rule's own few
   * roundings are below 2^−55.
   */
  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "SIGMOID"})
  void smoothActivationsMatchWithinTheTaylorBound(Activation activation) {
    double h = 0x1p-18;
    double bound = 0x1p-34 + 0x1p-41 + 0x1p-55;
    activation(
        activation, h, (rule, quotient) -> assertThat(Math.abs(rule - quotient)).isLessThan(bound));
  }

  /** Straight lines on either side of 0: exact where no step crosses it. */
  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"RELU", "IDENTITY"})
  void straightActivationsMatchExactly(Activation activation) {
    activation(activation, 0x1p-27, (rule, quotient) -> assertThat(rule).isEqualTo(quotient));
  }

  private void activation(Activation activation, double h, BiConsumer<Double, Double> check) {
    SplittableRandom random = Trials.generator("jvp " + activation, 0);
    Format f = Format.POSIT64;
    Pointwise layer = new Pointwise(activation, 50);
    try (LayerTrial trial = new LayerTrial(f)) {
      Tensor z = trial.tensor(50, SAMPLES);
      z.fill(random.doubles(z.count()).map(u -> onGrid(8 * u - 4)).toArray());
      Tensor dz = trial.tensor(TANGENTS, 50, SAMPLES);
      dz.fill(random.doubles(dz.count()).map(u -> onGrid(4 * u - 2)).toArray());

      Tensor da = trial.jvp(layer, z, List.of(), dz, null);

      for (int k = 0; k < TANGENTS; k++) {
        Tensor direction = dz.select(0, k);
        Tensor up = trial.forward(layer, moved(trial, z, direction, h), List.of());
        Tensor down = trial.forward(layer, moved(trial, z, direction, -h), List.of());
        Tensor rule = da.select(0, k);
        LayerTrial.each(
            up.shape(),
            index -> {
              long q = quotient(up.get(index), down.get(index), Posit.fromDouble(f, 2 * h));
              check.accept(Posit.toDouble(f, rule.get(index)), Posit.toDouble(f, q));
            });
      }
    }
  }

  /** An odd multiple of 2^−24: never 0, and further from it than 2^−25. */
  private static double onGrid(double value) {
    return (2 * Math.floor(value * 0x1p23) + 1) * 0x1p-24;
  }

  /** The convention at the kink: the derivative on its left. */
  @Test
  void reluHasNoSlopeAtZero() {
    try (LayerTrial trial = new LayerTrial(Format.POSIT32)) {
      Tensor dz = trial.tensor(1, 1, 1);
      dz.fill(1.0);
      Tensor da =
          trial.jvp(new Pointwise(Activation.RELU, 1), trial.tensor(1, 1), List.of(), dz, null);
      assertThat(da.get(0, 0, 0)).isZero();
    }
  }
}
