package dev.adamant.model.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The projection onto maps with one weight for each grade. */
class AdmissibleProjectionTest {

  private static final Signature CL3 = new Signature(3, 0, 0);
  private static final GradeSet ALL = GradeSet.all(CL3);
  private static final int SIZE = 8;

  /**
   * The commutant of a group is what averaging over the group leaves; of the 48 signed permutations
   * of three axes, every grade is another irreducible representation.
   */
  @Test
  void itIsTheAverageOverSignedPermutations() {
    Random random = new Random(7);
    double[] map = random.ints((long) SIZE * SIZE, -1000, 1001).asDoubleStream().toArray();
    double[] mean = new double[map.length];
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] order : orders) {
      for (int signs = 0; signs < 8; signs++) {
        int[] to = new int[SIZE];
        int[] sign = new int[SIZE];
        act(order, signs, to, sign);
        for (int row = 0; row < SIZE; row++) {
          for (int column = 0; column < SIZE; column++) {
            mean[row * SIZE + column] +=
                sign[row] * sign[column] * map[to[row] * SIZE + to[column]] / 48;
          }
        }
      }
    }
    double[] weights = weights(AdmissibleProjection.of(CL3, ALL, 1, 1, map, Format.POSIT64));

    int[] grade = {0, 1, 1, 1, 2, 2, 2, 3};
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        assertThat(mean[row * SIZE + column])
            .isEqualTo(row == column ? weights[grade[row]] : 0, within(1e-10));
      }
    }
  }

  /** Where blades go when axis i goes to ± axis order[i]. */
  private static void act(int[] order, int signs, int[] to, int[] sign) {
    List<Integer> blades = CL3.blades(ALL);
    for (int b = 0; b < SIZE; b++) {
      int made = 0;
      sign[b] = 1;
      for (int axis = 0; axis < 3; axis++) {
        if ((blades.get(b) >>> axis & 1) != 0) {
          sign[b] *= CL3.sign(made, 1 << order[axis]) * ((signs >>> axis & 1) == 0 ? 1 : -1);
          made ^= 1 << order[axis];
        }
      }
      to[b] = blades.indexOf(made);
    }
  }

  @Test
  void admissibleMapsStayAndNothingIsRemoved() {
    GradeSet grades = GradeSet.of(1, 2);
    double[] map = new double[6 * 2 * 6 * 3];
    double[] weights = {1, -2, 3, 0.5, 0, 7, -1, 4, 0.25, 9, -8, 2};
    for (int k = 0; k < 6; k++) {
      for (int o = 0; o < 2; o++) {
        for (int i = 0; i < 3; i++) {
          map[(k * 2 + o) * 18 + k * 3 + i] = weights[(k / 3 * 2 + o) * 3 + i];
        }
      }
    }
    AdmissibleProjection projection =
        AdmissibleProjection.of(CL3, grades, 2, 3, map, Format.BPOSIT32);

    assertThat(weights(projection, Format.BPOSIT32)).containsExactly(weights);
    assertThat(projection.removed()).isZero();
  }

  @Test
  void whatIsNotAdmissibleIsRemoved() {
    double[] map = new double[SIZE * SIZE];
    map[1 * SIZE + 4] = 3;
    map[2 * SIZE + 2] = 3;
    AdmissibleProjection projection = AdmissibleProjection.of(CL3, ALL, 1, 1, map, Format.BPOSIT32);

    assertThat(weights(projection, Format.BPOSIT32)).containsExactly(0, 1, 0, 0);
    // Of 9 + 9 there remain 3 times 1.
    assertThat(projection.removed()).isEqualTo(Math.sqrt(15.0 / 18), within(1e-15));
  }

  @Test
  void whatIsNoMapIsRefused() {
    assertThatThrownBy(
            () -> AdmissibleProjection.of(CL3, ALL, 1, 1, new double[63], Format.POSIT16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("63 numbers are no map of 8 components and 1 channels to as many and 1");
    double[] map = new double[64];
    map[5] = Double.NaN;
    assertThatThrownBy(() -> AdmissibleProjection.of(CL3, ALL, 1, 1, map, Format.POSIT16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("NaN is no weight");
  }

  private static double[] weights(AdmissibleProjection projection) {
    return weights(projection, Format.POSIT64);
  }

  private static double[] weights(AdmissibleProjection projection, Format format) {
    return Arrays.stream(projection.weights())
        .mapToDouble(w -> Posit.toDouble(format, w))
        .toArray();
  }
}
