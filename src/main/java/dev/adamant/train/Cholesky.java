package dev.adamant.train;

/**
 * Solves G·c = j for a Gram matrix G = L·Lᵀ of tangents, in a fixed order of operations, every
 * inner sum exact and rounded once.
 *
 * <p>A tangent that lies in the space of those before it, as far as the format can tell (its pivot
 * is at most the rounding unit times its square), gets the coefficient 0: the space, and so the
 * projection, are the same without it.
 */
final class Cholesky {

  private final HostArithmetic arithmetic;
  private final long zero;
  private final long[][] rows;
  private final boolean[] dependent;

  private Cholesky(HostArithmetic arithmetic, int order) {
    this.arithmetic = arithmetic;
    this.zero = arithmetic.number(0);
    this.rows = new long[order][];
    this.dependent = new boolean[order];
  }

  /**
   * The solution.
   *
   * @param gram the lower triangle of G, row by row
   * @param right j, which decides the order K
   * @return c
   */
  static long[] solve(HostArithmetic arithmetic, long[] gram, long[] right) {
    Cholesky factors = new Cholesky(arithmetic, right.length);
    factors.factor(gram);
    return factors.backward(factors.forward(right));
  }

  private void factor(long[] gram) {
    for (int k = 0; k < rows.length; k++) {
      int begin = (int) GramMatrix.triangle(k);
      long[] row = new long[k + 1];
      rows[k] = row;
      for (int i = 0; i < k; i++) {
        row[i] = quotient(arithmetic.minusDot(gram[begin + i], row, rows[i], i), i);
      }
      long diagonal = gram[begin + k];
      long pivot = arithmetic.minusDot(diagonal, row, row, k);
      dependent[k] = arithmetic.isNegligible(pivot, diagonal);
      row[k] = dependent[k] ? zero : arithmetic.root(pivot);
    }
  }

  private long[] forward(long[] right) {
    long[] y = new long[rows.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = quotient(arithmetic.minusDot(right[k], rows[k], y, k), k);
    }
    return y;
  }

  private long[] backward(long[] y) {
    int order = rows.length;
    long[] c = new long[order];
    long[] column = new long[order];
    long[] after = new long[order];
    for (int k = order - 1; k >= 0; k--) {
      int count = order - 1 - k;
      for (int i = 0; i < count; i++) {
        column[i] = rows[k + 1 + i][k];
        after[i] = c[k + 1 + i];
      }
      c[k] = quotient(arithmetic.minusDot(y[k], column, after, count), k);
    }
    return c;
  }

  private long quotient(long dividend, int k) {
    return dependent[k] ? zero : arithmetic.divide(dividend, rows[k][k]);
  }
}
