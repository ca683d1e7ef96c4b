package dev.adamant.model.geometric;

import dev.adamant.algebra.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Multivectors as arrays by blade, multiplied by sorting lists of basis vectors: what blocks are
 * compared with. It takes nothing from the algebra but the squares of the basis vectors.
 */
final class Oracle {

  private final int dimension;
  private final int[] squares;

  Oracle(Signature signature) {
    this.dimension = signature.dimension();
    this.squares = new int[dimension];
    for (int i = 0; i < dimension; i++) {
      squares[i] = signature.square(i);
    }
  }

  int size() {
    return 1 << dimension;
  }

  /** The geometric product. */
  double[] product(double[] a, double[] b) {
    double[] result = new double[size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        if (a[i] != 0 && b[j] != 0) {
          List<Integer> vectors = vectors(i);
          vectors.addAll(vectors(j));
          int sign = sort(vectors);
          result[mask(vectors)] += sign * a[i] * b[j];
        }
      }
    }
    return result;
  }

  double[] product(double[] a, double[] b, double[] c) {
    return product(product(a, b), c);
  }

  /** The regressive product, by complements a ∧ a' = I. */
  double[] join(double[] a, double[] b) {
    return leftComplement(outer(rightComplement(a), rightComplement(b)));
  }

  private double[] outer(double[] a, double[] b) {
    double[] result = new double[size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        if ((i & j) == 0) {
          result[i | j] += swaps(i, j) * a[i] * b[j];
        }
      }
    }
    return result;
  }

  private double[] rightComplement(double[] a) {
    double[] result = new double[size()];
    for (int i = 0; i < size(); i++) {
      int rest = size() - 1 - i;
      result[rest] = swaps(i, rest) * a[i];
    }
    return result;
  }

  private double[] leftComplement(double[] a) {
    double[] result = new double[size()];
    for (int i = 0; i < size(); i++) {
      int rest = size() - 1 - i;
      result[rest] = swaps(rest, i) * a[i];
    }
    return result;
  }

  /** The sign of the two blades' vectors in order, of blades without a common vector. */
  private int swaps(int i, int j) {
    List<Integer> vectors = vectors(i);
    vectors.addAll(vectors(j));
    return sort(vectors);
  }

  static double[] grade(double[] a, int grade) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = Integer.bitCount(i) == grade ? a[i] : 0;
    }
    return result;
  }

  static double[] reverse(double[] a) {
    double[] result = a.clone();
    for (int i = 0; i < a.length; i++) {
      int grade = Integer.bitCount(i);
      result[i] *= grade % 4 >= 2 ? -1 : 1;
    }
    return result;
  }

  static double[] plus(double[] a, double factor, double[] b) {
    double[] result = a.clone();
    for (int i = 0; i < a.length; i++) {
      result[i] += factor * b[i];
    }
    return result;
  }

  static double[] times(double factor, double[] a) {
    return plus(new double[a.length], factor, a);
  }

  /** ⟨a·reverse(b)⟩. */
  double scalar(double[] a, double[] b) {
    return product(a, reverse(b))[0];
  }

  /**
   * The image of each blade under a signed permutation of the basis vectors.
   *
   * @param to where each goes
   * @param signs 1 or −1
   */
  Map<Integer, double[]> images(int[] to, int[] signs) {
    Map<Integer, double[]> images = new HashMap<>();
    for (int blade = 0; blade < size(); blade++) {
      double[] image = new double[size()];
      image[0] = 1;
      for (int vector : vectors(blade)) {
        double[] turned = new double[size()];
        turned[1 << to[vector]] = signs[vector];
        image = product(image, turned);
      }
      images.put(blade, image);
    }
    return images;
  }

  /** The image of each blade under the sandwich with a motor. */
  Map<Integer, double[]> images(double[] motor) {
    Map<Integer, double[]> images = new HashMap<>();
    for (int blade = 0; blade < size(); blade++) {
      double[] one = new double[size()];
      one[blade] = 1;
      images.put(blade, product(motor, one, reverse(motor)));
    }
    return images;
  }

  private static List<Integer> vectors(int blade) {
    List<Integer> vectors = new ArrayList<>();
    for (int i = 0; blade >>> i != 0; i++) {
      if ((blade >>> i & 1) != 0) {
        vectors.add(i);
      }
    }
    return vectors;
  }

  /** Sorts by neighbours, takes out squares; the sign, or 0. */
  private int sort(List<Integer> vectors) {
    int sign = 1;
    for (int i = 0; i + 1 < vectors.size(); ) {
      int a = vectors.get(i);
      int b = vectors.get(i + 1);
      if (a == b) {
        sign *= squares[a];
        vectors.subList(i, i + 2).clear();
        i = 0;
      } else if (a > b) {
        vectors.set(i, b);
        vectors.set(i + 1, a);
        sign = -sign;
        i = 0;
      } else {
        i++;
      }
    }
    return sign;
  }

  private static int mask(List<Integer> vectors) {
    return vectors.stream().mapToInt(i -> 1 << i).sum();
  }
}
