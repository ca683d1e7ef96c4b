package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.FunctionRig.Estimator;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gradient descent on functions of 64 numbers with the starts and learning rates of Flügel and
 * others 2024 (arXiv 2410.17764), against means of five seeds that another implementation, in
 * doubles, has reached.
 */
class FunctionDescentTest {

  private static final int N = 64;
  private static final int SEEDS = 5;

  /** Of values that are given to three digits, and of minima that are only approached. */
  private static final double ROUNDING = 0.005;

  private static final double STYBLINSKI_TANG_MINIMUM = -39.16616570377142 * N;

  /** Two means of five seeds each may be three standard errors of their difference apart. */
  private static double tolerance(Sample finals) {
    return ROUNDING + 3 * finals.deviation() * Math.sqrt(2.0 / SEEDS);
  }

  @ParameterizedTest
  @CsvSource({
    "bposit32, false, 1, 0.0005352574385645, 213",
    "bposit32, false, 4, 0.0004976756458628, 39.6",
    "bposit32, false, 16, 0.0009586039844668, 5.64",
    "bposit32, true, 4, 0.0088962178664121, 50.1",
    "bposit32, true, 16, 0.004202621051012, 0",
    "posit32, false, 16, 0.0009586039844668, 5.64",
  })
  void styblinskiTangEndsWhereItDidElsewhere(
      String type, boolean projects, int tangents, double rate, double expected) {
    Sample finals =
        descend(
            type,
            projects ? Estimator.projection(tangents) : Estimator.mean(tangents),
            new double[N],
            rate,
            1000,
            FunctionDescentTest::styblinskiTang,
            FunctionDescentTest::styblinskiTangGradient);
    assertThat(finals.mean() - STYBLINSKI_TANG_MINIMUM)
        .isCloseTo(expected, within(tolerance(finals)));
  }

  @ParameterizedTest
  @CsvSource({"bposit32, false, 1, 8.560030382057355e-05, 54.5"})
  void rosenbrockEndsWhereItDidElsewhere(
      String type, boolean projects, int tangents, double rate, double expected) {
    double[] start = new double[N];
    start[0] = -1;
    Sample finals =
        descend(
            type,
            projects ? Estimator.projection(tangents) : Estimator.mean(tangents),
            start,
            rate,
            25_000,
            FunctionDescentTest::rosenbrock,
            FunctionDescentTest::rosenbrockGradient);
    assertThat(finals.mean()).isCloseTo(expected, within(tolerance(finals)));
  }

  private static Sample descend(
      String type,
      Estimator estimator,
      double[] start,
      double rate,
      int steps,
      ToDoubleFunction<double[]> function,
      UnaryOperator<double[]> gradient) {
    Sample finals = new Sample();
    try (Target target = Targets.open("reference")) {
      for (int seed = 0; seed < SEEDS; seed++) {
        try (FunctionRig rig = new FunctionRig(target, DataType.parse(type), N, estimator, seed)) {
          double[] x = start.clone();
          for (int step = 0; step < steps; step++) {
            double[] estimate = rig.estimate(step, gradient.apply(x));
            for (int i = 0; i < N; i++) {
              x[i] -= rate * estimate[i];
            }
          }
          finals.add(function.applyAsDouble(x));
        }
      }
    }
    return finals;
  }

  private static double styblinskiTang(double[] x) {
    return Arrays.stream(x).map(v -> (v * v * v * v - 16 * v * v + 5 * v) / 2).sum();
  }

  private static double[] styblinskiTangGradient(double[] x) {
    return Arrays.stream(x).map(v -> (4 * v * v * v - 32 * v + 5) / 2).toArray();
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double valley = x[i + 1] - x[i] * x[i];
      sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  private static double[] rosenbrockGradient(double[] x) {
    double[] gradient = new double[x.length];
    for (int i = 0; i + 1 < x.length; i++) {
      double valley = x[i + 1] - x[i] * x[i];
      gradient[i + 1] += 200 * valley;
      gradient[i] += -400 * valley * x[i] - 2 * (1 - x[i]);
    }
    return gradient;
  }
}
