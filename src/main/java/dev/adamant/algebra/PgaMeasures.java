package dev.adamant.algebra;

import dev.adamant.number.Format;
import java.math.BigInteger;

/**
 * Distances and angles of points, lines and planes of PGA (Dorst and De Keninck, "A guided tour to
 * the plane-based geometric algebra PGA", 2022). Operands need not be normalised. A distance is the
 * exact value rounded once; an angle, in radians, is rounded as {@link Rotors} says. NaR among the
 * operands gives NaR.
 */
public final class PgaMeasures {
  private static final int[] NORMAL = {0b0010, 0b0100, 0b1000};
  private static final int[] DIRECTION = {0b1100, 0b1010, 0b0110};

  private PgaMeasures() {}

  /**
   * The distance of two of points and lines, of two parallel planes, or of a plane and a point or a
   * line parallel to it; at least 0.
   *
   * @throws ArithmeticException when one is ideal, or when a plane is not parallel to the other
   */
  public static long distance(Multivector a, Multivector b) {
    int gradeA = grade(a);
    int gradeB = grade(b);
    a.requireAlike(b);
    if (gradeA > gradeB) {
      return distance(b, a);
    }
    if (a.isNaR() || b.isNaR()) {
      return a.format().nar();
    }
    ExactMultivector x = ExactMultivector.of(a);
    ExactMultivector y = ExactMultivector.of(b);
    BigInteger weights = weight(x, a).multiply(weight(y, b));
    if (gradeA == 1 && gradeB < 3 && !euclidean(x.product(ProductKind.OUTER, y)).isZero()) {
      throw new ArithmeticException(
          "no distance of " + a + " and " + b + ": they meet, for they are not parallel");
    }
    return gradeA + gradeB == 4 && gradeA == 2
        ? ofLines(x, y, weights, a.format())
        : root(
            distanceSquared(x, y, gradeA, gradeB),
            weights,
            2 * (x.exponent() + y.exponent()),
            a.format());
  }

  /** The squared distance times both squared norms. */
  private static ExactMultivector distanceSquared(
      ExactMultivector x, ExactMultivector y, int gradeX, int gradeY) {
    if (gradeX == 1 && gradeY < 3) {
      // The ideal part of the meet of parallel planes, or of a plane's and a line's.
      return idealSquare(x.product(ProductKind.OUTER, y));
    }
    return euclidean(x.product(ProductKind.REGRESSIVE, y));
  }

  /** Skew lines by their join over the sine, parallel ones by the ideal part of the commutator. */
  private static long ofLines(
      ExactMultivector x, ExactMultivector y, BigInteger weights, Format f) {
    ExactMultivector commutator = x.times(y).minus(y.times(x)).shift(-1);
    ExactMultivector sine = euclidean(commutator);
    int both = 2 * (x.exponent() + y.exponent());
    if (sine.isZero()) {
      return root(idealSquare(commutator), weights, both, f);
    }
    BigInteger join = x.product(ProductKind.REGRESSIVE, y).unit(0);
    return root(ExactMultivector.scalar(x.signature(), join.pow(2), both), sine, f);
  }

  private static long root(ExactMultivector numerator, ExactMultivector denominator, Format f) {
    return root(numerator, denominator.unit(0), denominator.exponent(), f);
  }

  private static long root(
      ExactMultivector numerator, BigInteger denominator, int exponent, Format f) {
    return ExactRounding.root(
        f, numerator.unit(0), denominator, (long) numerator.exponent() - exponent);
  }

  /** The scalar part of x·reverse(x), a sum of the squares of all components without e0. */
  private static ExactMultivector euclidean(ExactMultivector x) {
    return x.squaredNorm();
  }

  /** The sum of the squares of all components with e0. */
  private static ExactMultivector idealSquare(ExactMultivector x) {
    BigInteger sum = BigInteger.ZERO;
    for (int blade = 1; blade < x.signature().size(); blade += 2) {
      sum = sum.add(x.unit(blade).pow(2));
    }
    return ExactMultivector.scalar(x.signature(), sum, 2 * x.exponent());
  }

  private static BigInteger weight(ExactMultivector exact, Multivector x) {
    BigInteger square = exact.squaredNorm().unit(0);
    if (square.signum() == 0) {
      throw new ArithmeticException("no distance from " + x + ": it is ideal");
    }
    return square;
  }

  /**
   * The angle of two planes, by their normals, or of two lines, by their directions, from 0 to π;
   * of a plane and a line from 0 to π/2.
   *
   * @throws ArithmeticException when one is ideal
   */
  public static long angle(Multivector a, Multivector b) {
    int gradeA = grade(a);
    int gradeB = grade(b);
    a.requireAlike(b);
    if (gradeA == 3 || gradeB == 3) {
      throw new IllegalArgumentException(
          "no angle of the grades " + gradeA + " and " + gradeB + ": a point has no direction");
    }
    if (a.isNaR() || b.isNaR()) {
      return a.format().nar();
    }
    BigInteger[] u = direction(a, gradeA);
    BigInteger[] v = direction(b, gradeB);
    BigInteger dot = BigInteger.ZERO;
    BigInteger cross = BigInteger.ZERO;
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      dot = dot.add(u[i].multiply(v[i]));
      cross = cross.add(u[i].multiply(v[j]).subtract(u[j].multiply(v[i])).pow(2));
    }
    return gradeA == gradeB
        ? ExactAngle.of(a.format(), cross, dot, true)
        : ExactAngle.of(a.format(), dot.pow(2), cross, false);
  }

  private static BigInteger[] direction(Multivector x, int grade) {
    ExactMultivector exact = ExactMultivector.of(x);
    if (exact.squaredNorm().isZero()) {
      throw new ArithmeticException("no angle with " + x + ": it is ideal");
    }
    int[] blades = grade == 1 ? NORMAL : DIRECTION;
    BigInteger[] direction = new BigInteger[3];
    for (int i = 0; i < 3; i++) {
      BigInteger unit = exact.unit(blades[i]);
      direction[i] = grade == 2 && i == 1 ? unit.negate() : unit;
    }
    return direction;
  }

  private static int grade(Multivector x) {
    int grade = x.grades().isEmpty() ? 0 : x.grades().grades().getFirst();
    if (!x.signature().equals(Pga.SIGNATURE)
        || x.grades().grades().size() != 1
        || grade < 1
        || grade > 3) {
      throw new IllegalArgumentException(
          "a measure of the grades "
              + x.grades()
              + " of "
              + x.signature()
              + ": it takes a plane, a line or a point of "
              + Pga.SIGNATURE);
    }
    return grade;
  }
}
