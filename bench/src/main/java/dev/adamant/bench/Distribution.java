package dev.adamant.bench;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where operands are drawn from. */
enum Distribution {
  /** Normal, mean 0, variance 1. */
  NORMAL("N(0,1)"),
  /** Normal, each zero with probability one half. */
  HALF_ZEROS("N(0,1), half zeros"),
  /** Normal, scaled by 100. */
  TIMES_100("100 N(0,1)");

  private final String title;

  Distribution(String title) {
    this.title = title;
  }

  /** For a table. */
  String title() {
    return title;
  }

  /** The same numbers whenever asked for the same count and seed. */
  double[] sample(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      values[i] =
          switch (this) {
            case NORMAL -> x;
            case HALF_ZEROS -> random.nextBoolean() ? x : 0;
            case TIMES_100 -> 100 * x;
          };
    }
    return values;
  }
}
