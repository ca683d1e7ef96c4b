package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.FunctionRig.Estimator;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expectations of gradients from random tangents, in closed form, against seeded samples; a mean
 * may be four standard errors off, which one in 16,000 seeds would be.
 */
class AggregationTest {

  private static final double ERRORS = 4;

  private static Target target;

  @BeforeAll
  static void open() {
    target = Targets.open("reference");
  }

  @AfterAll
  static void close() {
    target.close();
  }

  @ParameterizedTest
  @CsvSource({"bposit32, 64, 16", "posit32, 64, 4", "posit64, 24, 12", "float32, 64, 16"})
  void projectionsHaveTheExpectedCosine(String type, int n, int tangents) {
    Sample squares = new Sample();
    Sample cosines = new Sample();
    double[] gradient = gradient(n);
    try (FunctionRig rig =
        new FunctionRig(target, DataType.parse(type), n, Estimator.projection(tangents), 1)) {
      for (int step = 0; step < 600; step++) {
        double[] estimate = rig.estimate(step, gradient);
        double cosine = dot(estimate, gradient) / Math.sqrt(norm2(estimate) * norm2(gradient));
        squares.add(cosine * cosine);
        cosines.add(cosine);
      }
    }
    assertThat(squares.mean())
        .isCloseTo((double) tangents / n, within(ERRORS * squares.standardError()));
    assertThat(cosines.mean())
        .isCloseTo(expectedCosine(tangents, n), within(ERRORS * cosines.standardError()));
    assertThat(squares.standardError()).isLessThan(0.1 * tangents / n);
  }

  @Test
  void theGammaFormulaHasItsKnownValue() {
    assertThat(expectedCosine(16, 64)).isCloseTo(0.4942, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({"bposit32, 8, 8", "posit32, 8, 20", "float32, 6, 6"})
  void asManyTangentsAsDimensionsRecoverTheGradient(String type, int n, int tangents) {
    recovers(type, n, tangents, 0x1p-23);
  }

  @Test
  void wideFormatsRecoverTheGradientOfMoreDimensions() {
    recovers("posit64", 64, 64, 0x1p-50);
  }

  /**
   * To rounding: K·κ(VᵀV)·unit bounds the error of the solution relative to it (Higham 2002,
   * chapter 10).
   */
  private static void recovers(String type, int n, int tangents, double unit) {
    double[] gradient = gradient(n);
    try (FunctionRig rig =
        new FunctionRig(target, DataType.parse(type), n, Estimator.projection(tangents), 2)) {
      for (int step = 0; step < 5; step++) {
        double[] estimate = rig.estimate(step, gradient);
        double bound = n * GramCondition.of(rig.tangents(), n) * unit;
        assertThat(bound).isLessThan(0.5);
        assertThat(Math.sqrt(distance2(estimate, gradient) / norm2(gradient))).isLessThan(bound);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"NORMAL, 18", "SIGN, 16"})
  void singleTangentsHaveTheExpectedLength(Distribution distribution, double expected) {
    int n = 16;
    Sample lengths = new Sample();
    Sample along = new Sample();
    double[] gradient = gradient(n);
    Estimator estimator = new Estimator(1, false, false, distribution);
    DataType type = DataType.of(Format.BPOSIT32);
    try (FunctionRig rig = new FunctionRig(target, type, n, estimator, 3)) {
      for (int step = 0; step < 8000; step++) {
        double[] estimate = rig.estimate(step, gradient);
        lengths.add(norm2(estimate) / norm2(gradient));
        along.add(dot(estimate, gradient) / norm2(gradient));
      }
    }
    assertThat(lengths.mean()).isCloseTo(expected, within(ERRORS * lengths.standardError()));
    assertThat(lengths.standardError()).isLessThan(expected / 20);
    assertThat(along.mean()).isCloseTo(1, within(ERRORS * along.standardError()));
  }

  @Test
  void correctedProjectionsAreAsLongAsTheGradientOnAverage() {
    int n = 64;
    Sample lengths = new Sample();
    double[] gradient = gradient(n);
    Estimator estimator = new Estimator(8, true, true, Distribution.NORMAL);
    try (FunctionRig rig = new FunctionRig(target, DataType.of(Format.BPOSIT32), n, estimator, 4)) {
      for (int step = 0; step < 600; step++) {
        lengths.add(Math.sqrt(norm2(rig.estimate(step, gradient)) / norm2(gradient)));
      }
    }
    assertThat(lengths.mean()).isCloseTo(1, within(ERRORS * lengths.standardError()));
  }

  /** Γ((K + 1)/2)·Γ(n/2)/(Γ(K/2)·Γ((n + 1)/2)), for even K and n, by Γ(x + 1) = x·Γ(x). */
  private static double expectedCosine(int tangents, int n) {
    double ratio = 1;
    for (int k = tangents; k < n; k += 2) {
      ratio *= (k / 2.0) / ((k + 1) / 2.0);
    }
    return ratio;
  }

  private static double[] gradient(int n) {
    return new Random(n).doubles(n, -2, 2).toArray();
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm2(double[] a) {
    return dot(a, a);
  }

  private static double distance2(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
