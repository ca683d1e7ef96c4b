package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {

  private static final MathContext DIGITS = new MathContext(60);

  @TempDir private Path folder;

  private static List<double[]> rows(double[]... rows) {
    return List.of(rows);
  }

  @Test
  void ofEqualAnswersIsNone() {
    List<double[]> answers = rows(new double[] {1, -2, 700}, new double[] {-1e300, 0, 1e300});
    assertThat(Divergence.of(true, answers, answers)).isEqualTo(new Divergence(0, 0, 2));
    assertThat(Divergence.of(false, answers, answers)).isEqualTo(new Divergence(0, 0, 2));
  }

  @Test
  void ofTwoClassesIsTheSumOverBoth() {
    // Probabilities 1/2, 1/2 and 1/4, 3/4.
    Divergence found =
        Divergence.of(true, rows(new double[] {5, 5}), rows(new double[] {0, Math.log(3)}));
    double exact = 0.5 * Math.log(2) + 0.5 * Math.log(2.0 / 3);
    assertThat(found.mean()).isCloseTo(exact, within(1e-15)).isEqualTo(found.greatest());
  }

  @Test
  void agreesWithSixtyDigits() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      double[] live = random.doubles(5, -8, 8).toArray();
      double[] candidate = Arrays.stream(live).map(v -> v + random.nextGaussian()).toArray();
      double exact = exact(live, candidate);
      assertThat(Divergence.of(true, rows(live), rows(candidate)).mean())
          .isCloseTo(exact, within(1e-13 * (1 + exact)));
    }
  }

  private static double exact(double[] live, double[] candidate) {
    BigDecimal p = total(live);
    BigDecimal q = total(candidate);
    // ln p − ln q of a class is the difference of the logits and of ln of the totals.
    double logarithms = Math.log(q.divide(p, DIGITS).doubleValue());
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < live.length; i++) {
      BigDecimal difference =
          new BigDecimal(live[i])
              .subtract(new BigDecimal(candidate[i]))
              .add(new BigDecimal(logarithms));
      sum = sum.add(power(live[i]).divide(p, DIGITS).multiply(difference, DIGITS));
    }
    return sum.doubleValue();
  }

  private static BigDecimal total(double... logits) {
    return Arrays.stream(logits)
        .mapToObj(DivergenceTest::power)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** e to that power, by its series. */
  private static BigDecimal power(double exponent) {
    BigDecimal x = new BigDecimal(exponent);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    for (int n = 1; n < 120; n++) {
      term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term);
    }
    return sum;
  }

  @Test
  void ofGaussiansIsTheSquareOverTwiceTheVariance() {
    // The live answers have the deviations 1 and 4.
    List<double[]> live = rows(new double[] {-1, 10}, new double[] {1, 2});
    List<double[]> candidate = rows(new double[] {-0.5, 10}, new double[] {1, 4});
    assertThat(Divergence.deviations(live)).containsExactly(1, 4);
    assertThat(Divergence.of(false, live, candidate))
        .isEqualTo(new Divergence((0.125 + 0.125) / 2, 0.125, 2));
  }

  @Test
  void ofGaussiansOfNoWidthIsInfiniteUnlessTheyAreTheSame() {
    List<double[]> live = rows(new double[] {3, 1}, new double[] {3, 2});
    assertThat(Divergence.of(false, live, rows(new double[] {3, 1}, new double[] {3, 2})).mean())
        .isZero();
    assertThat(Divergence.of(false, live, rows(new double[] {3, 1}, new double[] {3.5, 2})).mean())
        .isInfinite();
  }

  @Test
  void answersThatAreNoNumbersAreInfinitelyFar() {
    List<double[]> good = rows(new double[] {1, 2}, new double[] {2, 1});
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      List<double[]> other = rows(new double[] {1, 2}, new double[] {bad, 1});
      for (boolean classes : List.of(true, false)) {
        assertThat(Divergence.of(classes, good, other).mean()).isInfinite().isPositive();
        assertThat(Divergence.of(classes, other, good).mean()).isInfinite().isPositive();
        assertThat(Divergence.of(classes, other, other).mean()).isInfinite().isPositive();
      }
    }
  }

  @Test
  void numbersWhoseDifferencesNoDoubleTakesAreInfinitelyFar() {
    List<double[]> live = rows(new double[] {1e308, -1e308}, new double[] {0, 0});
    List<double[]> candidate = rows(new double[] {-1e308, 1e308}, new double[] {0, 0});
    for (boolean classes : List.of(true, false)) {
      assertThat(Divergence.of(classes, live, candidate).mean()).isInfinite().isPositive();
    }
  }

  @Test
  void whatIsVeryUnlikelyCostsNothing() {
    // The first class has a probability below the least double; the rest is the same.
    assertThat(
            Divergence.of(true, rows(new double[] {-2000, 0}), rows(new double[] {-1000, 0}))
                .mean())
        .isZero();
  }

  @Test
  void refusesNothingAndWhatDoesNotMatch() {
    List<double[]> one = rows(new double[] {1});
    assertThatThrownBy(() -> Divergence.of(true, List.of(), List.of()))
        .hasMessage("0 and 0 answers: as many of both, at least one");
    assertThatThrownBy(() -> Divergence.of(true, one, List.of()))
        .hasMessageContaining("1 and 0 answers");
    assertThatThrownBy(() -> Divergence.of(true, one, rows(new double[] {1, 2})))
        .hasMessage("answers of 1 and of 2 outputs: not the same");
  }

  @Test
  void ofModelsIsThatOfTheirAnswers() throws IOException {
    Path one = Small.model(folder.resolve("a"), 1);
    Path two = Small.model(folder.resolve("b"), 2);
    double[][] features = new double[150][4];
    Random random = new Random(5);
    for (double[] row : features) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    Probes probes = new Probes(features, new int[150], new double[0][]);
    try (Target target = Targets.open("reference");
        Target other = Targets.open("native")) {
      Divergence found = Divergence.between(one, two, probes, target);
      assertThat(found.samples()).isEqualTo(150);
      assertThat(found.mean()).isPositive().isLessThan(found.greatest());
      assertThat(Divergence.between(one, two, probes, other)).isEqualTo(found);
      assertThat(Divergence.between(one, one, probes, other)).isEqualTo(new Divergence(0, 0, 150));
      Probes wider = new Probes(new double[][] {{1, 2, 3, 4, 5}}, new int[1], new double[0][]);
      assertThatThrownBy(() -> Divergence.between(one, two, wider, other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a row of 5 features for a model of 4");
    }
  }
}
