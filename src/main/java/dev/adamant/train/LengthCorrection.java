package dev.adamant.train;

/**
 * By how much the projection of a vector onto a random space of K of n dimensions is shorter on
 * average: E[χ_K]/E[χ_n], the means of chi distributions, where K is below n (Flügel and others
 * 2024, arXiv 2410.17764).
 */
final class LengthCorrection {

  /** From here on the asymptotic series is exact to a double's rounding. */
  private static final int LARGE = 1024;

  private LengthCorrection() {}

  /**
   * What makes the projection as long as the vector on average: E[χ_n]/E[χ_K], 1 for K from n on.
   */
  static double of(long tangents, long dimensions) {
    return tangents >= dimensions ? 1 : chi(dimensions) / chi(tangents);
  }

  /** E[χ_m]/√2 = Γ((m + 1)/2)/Γ(m/2). */
  private static double chi(long m) {
    if (m >= LARGE) {
      double r = 1.0 / m;
      return Math.sqrt(m / 2.0)
          * (1 + r * (-1.0 / 4 + r * (1.0 / 32 + r * (5.0 / 128 - r * 21 / 2048))));
    }
    double ratio = 1 / Math.sqrt(Math.PI);
    for (int i = 1; i < m; i++) {
      ratio = i / 2.0 / ratio;
    }
    return ratio;
  }
}
