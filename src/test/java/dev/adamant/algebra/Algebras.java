package dev.adamant.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Signatures that tests run over, and random operands. */
final class Algebras {
  private Algebras() {}

  /** All with p + q + r ≤ 4. */
  static List<Signature> small() {
    List<Signature> all = new ArrayList<>();
    for (int n = 0; n <= 4; n++) {
      for (int p = 0; p <= n; p++) {
        for (int q = 0; p + q <= n; q++) {
          all.add(new Signature(p, q, n - p - q));
        }
      }
    }
    return all;
  }

  /** Those, and some of five and six vectors. */
  static List<Signature> many() {
    return Stream.concat(
            small().stream(),
            Stream.of(
                new Signature(5, 0, 0),
                new Signature(4, 1, 0),
                new Signature(2, 2, 1),
                new Signature(0, 0, 5),
                new Signature(6, 0, 0),
                new Signature(3, 2, 1)))
        .toList();
  }

  /** Components that are quarters between −4 and 4, which every format but the least has. */
  static double[] quarters(SplittableRandom random, int count) {
    return random.ints(count, -16, 17).mapToDouble(i -> i / 4.0).toArray();
  }

  /** Components like those of N(0,1). */
  static double[] normal(SplittableRandom random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
