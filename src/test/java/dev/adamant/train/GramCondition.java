package dev.adamant.train;

import java.util.Arrays;

/** How badly conditioned the Gram matrix of n tangents of n numbers is. */
final class GramCondition {

  private GramCondition() {}

  /**
   * ‖G‖·‖G⁻¹‖ in the Frobenius norm, in doubles, for G = V·Vᵀ.
   *
   * @param tangents [n, n], row-major
   */
  static double of(double[] tangents, int n) {
    double[][] gram = new double[n][n];
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      inverse[i][i] = 1;
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          gram[i][j] += tangents[i * n + k] * tangents[j * n + k];
        }
      }
    }
    double norm = norm(gram);
    for (int i = 0; i < n; i++) {
      double pivot = gram[i][i];
      for (int j = 0; j < n; j++) {
        gram[i][j] /= pivot;
        inverse[i][j] /= pivot;
      }
      for (int r = 0; r < n; r++) {
        double factor = r == i ? 0 : gram[r][i];
        for (int j = 0; j < n; j++) {
          gram[r][j] -= factor * gram[i][j];
          inverse[r][j] -= factor * inverse[i][j];
        }
      }
    }
    return norm * norm(inverse);
  }

  private static double norm(double[][] matrix) {
    return Math.sqrt(Arrays.stream(matrix).flatMapToDouble(Arrays::stream).map(v -> v * v).sum());
  }
}
