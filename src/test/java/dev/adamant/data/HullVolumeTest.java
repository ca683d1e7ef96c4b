package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.number.Philox;
import dev.adamant.number.RandomValues;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HullVolumeTest {

  /** The points of a hull from the normal distribution. */
  private static double[][] normal(int points, int dimension, long seed) {
    double[][] all = new double[points][dimension];
    for (int i = 0; i < points * dimension; i++) {
      all[i / dimension][i % dimension] = RandomValues.normal(Philox.word(seed, 0, 0, i));
    }
    return all;
  }

  @Test
  void simplicesCubesAndCrossPolytopesAreExact() {
    for (int n = 2; n <= 5; n++) {
      double factorial = 1;
      for (int k = 2; k <= n; k++) {
        factorial *= k;
      }
      double[][] simplex = new double[n + 1][n];
      double[][] cross = new double[2 * n][n];
      for (int k = 0; k < n; k++) {
        simplex[k][k] = 1;
        cross[2 * k][k] = 1;
        cross[2 * k + 1][k] = -1;
      }
      assertThat(HullVolume.of(simplex)).isEqualTo(1 / factorial, within(1e-17));
      assertThat(HullVolume.of(cross)).isEqualTo((1 << n) / factorial, within(1e-15));
      double[][] cube = new double[1 << n][n];
      for (int corner = 0; corner < cube.length; corner++) {
        for (int k = 0; k < n; k++) {
          cube[corner][k] = corner >>> k & 1;
        }
      }
      assertThat(HullVolume.of(cube)).isEqualTo(1);
    }
  }

  @Test
  void pointsInAPlaneHaveNoVolume() {
    double[][] flat = normal(16, 5, 3);
    for (double[] point : flat) {
      point[4] = 0.5 * point[0] - point[2] + 1;
    }
    assertThat(HullVolume.of(flat)).isCloseTo(0, within(1e-12));
    assertThat(HullVolume.of(new double[][] {{1, 2}, {1, 2}, {1, 2}})).isZero();
    assertThat(HullVolume.of(new double[][] {{0, 0}, {1, 1}, {3, 3}})).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void itIsThatOfAllFacets(int dimension) {
    for (long seed = 0; seed < 4; seed++) {
      double[][] points = normal(dimension == 5 && seed == 0 ? 16 : 11, dimension, seed);
      double expected = byAllFacets(points);
      assertThat(HullVolume.of(points)).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @Test
  void orderAndMotionDoNotMatter() {
    double[][] points = normal(16, 5, 8);
    double volume = HullVolume.of(points);
    double[][] moved = new double[16][];
    for (int i = 0; i < 16; i++) {
      double[] p = points[15 - i];
      moved[i] =
          new double[] {
            0.6 * p[3] - 0.8 * p[0] + 5, p[4] - 7, 0.8 * p[3] + 0.6 * p[0], -p[2], p[1] + 0.5
          };
    }
    assertThat(HullVolume.of(moved)).isCloseTo(volume, within(1e-11 * volume));
    double[][] inner = Arrays.copyOf(points, 17);
    inner[16] = new double[5];
    for (double[] point : points) {
      for (int k = 0; k < 5; k++) {
        inner[16][k] += point[k] / 16;
      }
    }
    assertThat(HullVolume.of(inner)).isEqualTo(volume);
  }

  @Test
  void theSourceHasVolumes() throws DataException {
    Dataset data =
        DataSources.open("hulls:train=2,test=1", DataOptions.DEFAULT, ProgressListener.NONE);
    assertThat(data.schema()).hasToString("Cl(5,0,0): points -> volume");
    assertThat(data.schema().outputs().getFirst().dimension()).hasToString("m^5");
    assertThat(data.featureNames().get(16)).isEqualTo("points[1].e2");
    for (int i = 0; i < 3; i++) {
      double[][] points = new double[16][5];
      for (int k = 0; k < 80; k++) {
        points[k % 16][k / 16] = data.feature(i, k);
      }
      double expected = byAllFacets(points);
      assertThat(data.target(i, 0)).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  /** Every choice of points is a facet where all others are on one side of its plane. */
  private static double byAllFacets(double[][] points) {
    int n = points[0].length;
    double[] centre = new double[n];
    for (double[] point : points) {
      for (int k = 0; k < n; k++) {
        centre[k] += point[k] / points.length;
      }
    }
    double sum = 0;
    for (int mask = 0; mask < 1 << points.length; mask++) {
      if (Integer.bitCount(mask) == n) {
        sum += isFacet(points, mask) ? Math.abs(determinant(points, mask, centre)) : 0;
      }
    }
    for (int k = 2; k <= n; k++) {
      sum /= k;
    }
    return sum;
  }

  private static boolean isFacet(double[][] points, int mask) {
    int sides = 0;
    for (int i = 0; i < points.length && sides != 3; i++) {
      if ((mask >>> i & 1) == 0) {
        sides |= determinant(points, mask, points[i]) > 0 ? 1 : 2;
      }
    }
    return sides != 3;
  }

  /** Of the chosen points relative to another, by elimination. */
  private static double determinant(double[][] points, int mask, double[] origin) {
    int n = origin.length;
    double[][] rows = new double[n][n];
    int row = 0;
    for (int i = 0; i < points.length; i++) {
      if ((mask >>> i & 1) != 0) {
        for (int k = 0; k < n; k++) {
          rows[row][k] = points[i][k] - origin[k];
        }
        row++;
      }
    }
    double determinant = 1;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(rows[i][k]) > Math.abs(rows[pivot][k]) ? i : pivot;
      }
      double[] top = rows[pivot];
      rows[pivot] = rows[k];
      rows[k] = top;
      determinant *= pivot == k ? top[k] : -top[k];
      for (int i = k + 1; i < n; i++) {
        for (int j = n - 1; j >= k; j--) {
          rows[i][j] -= rows[i][k] / top[k] * top[j];
        }
      }
    }
    return determinant;
  }
}
