package dev.adamant.algebra;

import dev.adamant.number.Format;
import java.math.BigInteger;

/** A 4×4 matrix of integers in units of one power of two: a rigid motion, read exactly. */
final class ExactMatrix {
  /** By how many units in the last place of 1 the rotation may be off. */
  private static final int TOLERANCE = 8;

  private final BigInteger[] entries = new BigInteger[16];
  private final int exponent;

  private ExactMatrix(int exponent) {
    this.exponent = exponent;
  }

  static ExactMatrix of(Format f, long[] patterns) {
    // Sixteen numbers over one power of two are what a multivector of Cl(4) is.
    Signature numbers = new Signature(4, 0, 0);
    GradeSet all = GradeSet.all(numbers);
    ExactMultivector values = ExactMultivector.of(new Multivector(numbers, f, all, patterns));
    ExactMatrix matrix = new ExactMatrix(values.exponent());
    for (int i = 0; i < 16; i++) {
      matrix.entries[i] = values.unit(numbers.blades(all).get(i));
    }
    return matrix;
  }

  int exponent() {
    return exponent;
  }

  BigInteger entry(int row, int column) {
    return entries[4 * row + column];
  }

  /** Refuses what is no rotation and translation. */
  void requireRigid(Format f) {
    BigInteger one = BigInteger.ONE.shiftLeft(-exponent);
    for (int column = 0; column < 4; column++) {
      if (!entry(3, column).equals(column < 3 ? BigInteger.ZERO : one)) {
        throw new IllegalArgumentException(
            "the last row of a rigid matrix must be 0 0 0 1; its entry "
                + (column + 1)
                + " is not");
      }
    }
    int last = lastPlace(f);
    BigInteger square = one.multiply(one);
    BigInteger limit = square.multiply(BigInteger.valueOf(TOLERANCE)).shiftRight(last);
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        BigInteger deviation = dot(i, j).subtract(i == j ? square : BigInteger.ZERO);
        if (deviation.abs().compareTo(limit) > 0) {
          throw new IllegalArgumentException(
              "the matrix is not rigid: the product of its columns "
                  + (i + 1)
                  + " and "
                  + (j + 1)
                  + " must be "
                  + (i == j ? 1 : 0)
                  + " within 2^"
                  + (3 - last)
                  + "; orthonormalise its rotation first");
        }
      }
    }
    if (determinant().signum() <= 0) {
      throw new IllegalArgumentException(
          "the matrix is not rigid: it mirrors, its determinant must be 1; a motor cannot mirror");
    }
  }

  /** Fraction bits of the format at 1. */
  private static int lastPlace(Format f) {
    ExactMultivector next = ExactMultivector.scalar(Signature.SCALARS, f, f.one() + 1);
    return -next.exponent();
  }

  private BigInteger dot(int i, int j) {
    BigInteger sum = BigInteger.ZERO;
    for (int row = 0; row < 3; row++) {
      sum = sum.add(entry(row, i).multiply(entry(row, j)));
    }
    return sum;
  }

  private BigInteger determinant() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      BigInteger minor =
          entry(1, j).multiply(entry(2, k)).subtract(entry(1, k).multiply(entry(2, j)));
      sum = sum.add(entry(0, i).multiply(minor));
    }
    return sum;
  }

  /**
   * A multiple of the quaternion w, x, y, z of the rotation, by the greatest of its components
   * (Shepperd, "Quaternion from rotation matrix", 1978).
   */
  BigInteger[] quaternion() {
    BigInteger one = BigInteger.ONE.shiftLeft(-exponent);
    BigInteger a = entry(0, 0);
    BigInteger b = entry(1, 1);
    BigInteger c = entry(2, 2);
    BigInteger[] fourSquares = {
      one.add(a).add(b).add(c),
      one.add(a).subtract(b).subtract(c),
      one.subtract(a).add(b).subtract(c),
      one.subtract(a).subtract(b).add(c)
    };
    int greatest = 0;
    for (int i = 1; i < 4; i++) {
      greatest = fourSquares[i].compareTo(fourSquares[greatest]) > 0 ? i : greatest;
    }
    BigInteger[] q = new BigInteger[4];
    for (int i = 0; i < 4; i++) {
      q[i] = i == greatest ? fourSquares[i] : product(greatest, i);
    }
    return q;
  }

  /** Four times the product of two components of the quaternion. */
  private BigInteger product(int i, int j) {
    int low = Math.min(i, j);
    int high = Math.max(i, j);
    if (low > 0) {
      return entry(low - 1, high - 1).add(entry(high - 1, low - 1));
    }
    int next = high % 3;
    int after = (high + 1) % 3;
    return entry(after, next).subtract(entry(next, after));
  }
}
