package dev.adamant.algebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The signature of a geometric algebra Cl(p,q,r). Basis vectors come in the order: null ones,
 * positive ones, negative ones; they are numbered from 0 where there is a null one (so that PGA,
 * Cl(3,0,1), has e0, e1, e2, e3), else from 1. A basis blade is a mask whose bit i stands for the
 * basis vector of index i; its vectors ascend. Components of a multivector come by grade, within a
 * grade in the lexicographic order of their indices: 1, e1, e2, e3, e12, e13, e23, e123.
 *
 * @param positive p, vectors that square to 1
 * @param negative q, vectors that square to −1
 * @param zero r, vectors that square to 0
 */
public record Signature(int positive, int negative, int zero) {

  /** The most basis vectors. */
  public static final int MAX_DIMENSION = 6;

  /** The real numbers, Cl(0,0,0). */
  public static final Signature SCALARS = new Signature(0, 0, 0);

  /** Projective geometric algebra of space, Cl(3,0,1). */
  public static final Signature PGA = new Signature(3, 0, 1);

  /** Checks the sizes. */
  public Signature {
    if (positive < 0 || negative < 0 || zero < 0 || positive + negative + zero > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "Cl("
              + positive
              + ","
              + negative
              + ","
              + zero
              + "): p, q and r must be 0 or more, together at most "
              + MAX_DIMENSION);
    }
  }

  /** n = p + q + r. */
  public int dimension() {
    return positive + negative + zero;
  }

  /** 2^n, the components of a multivector of all grades. */
  public int size() {
    return 1 << dimension();
  }

  /** The components of one grade: n over k. */
  public int size(int grade) {
    return blades(GradeSet.of(grade)).size();
  }

  /** The components of those grades. */
  public int size(GradeSet grades) {
    return blades(grades).size();
  }

  /** 1, −1 or 0: the square of the basis vector of an index. */
  public int square(int index) {
    if (index < zero) {
      return 0;
    }
    return index < zero + positive ? 1 : -1;
  }

  /** The masks of the basis blades of those grades, in the order of components. */
  public List<Integer> blades(GradeSet grades) {
    List<Integer> blades = new ArrayList<>();
    for (int grade : grades.grades()) {
      add(blades, 0, 0, grade);
    }
    return blades;
  }

  /** By mask of a basis blade, its component in a multivector of those grades, or −1. */
  int[] components(GradeSet grades) {
    int[] components = new int[size()];
    Arrays.fill(components, -1);
    List<Integer> blades = blades(grades);
    for (int i = 0; i < blades.size(); i++) {
      components[blades.get(i)] = i;
    }
    return components;
  }

  private void add(List<Integer> blades, int mask, int next, int more) {
    if (more == 0) {
      blades.add(mask);
      return;
    }
    for (int i = next; i + more <= dimension(); i++) {
      add(blades, mask | 1 << i, i + 1, more - 1);
    }
  }

  /** The grade of a basis blade. */
  public static int grade(int blade) {
    return Integer.bitCount(blade);
  }

  /** 1 or −1: what the reverse makes of a blade of that grade. */
  static int reverseSign(int grade) {
    return (grade & 2) == 0 ? 1 : -1;
  }

  /** {@code 1}, {@code e1}, {@code e013}. */
  public String name(int blade) {
    if (blade == 0) {
      return "1";
    }
    StringBuilder name = new StringBuilder("e");
    for (int i = 0; i < dimension(); i++) {
      if ((blade >>> i & 1) != 0) {
        name.append(zero > 0 ? i : i + 1);
      }
    }
    return name.toString();
  }

  /**
   * The factor of the geometric product of two basis blades a and b, which is it times the blade a
   * xor b: 1, −1, or 0 where a null vector meets itself.
   */
  public int sign(int a, int b) {
    int sign = orderSign(a, b);
    for (int common = a & b; common != 0; common &= common - 1) {
      sign *= square(Integer.numberOfTrailingZeros(common));
    }
    return sign;
  }

  /** 1 or −1: the parity of the swaps that bring the vectors of a, then b, into order. */
  static int orderSign(int a, int b) {
    int swaps = 0;
    for (int rest = a >>> 1; rest != 0; rest >>>= 1) {
      swaps += Integer.bitCount(rest & b);
    }
    return (swaps & 1) == 0 ? 1 : -1;
  }

  /** {@code Cl(3,0,1)}. */
  @Override
  public String toString() {
    return "Cl(" + positive + "," + negative + "," + zero + ")";
  }
}
