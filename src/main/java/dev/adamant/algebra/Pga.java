package dev.adamant.algebra;

import dev.adamant.number.Codec;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.math.BigInteger;

/**
 * Plane-based projective geometric algebra of space, Cl(3,0,1): planes are vectors, lines are
 * bivectors, points are trivectors (Gunn, "Geometric algebras for Euclidean geometry", 2017; Dorst
 * and De Keninck, "A guided tour to the plane-based geometric algebra PGA", 2022). Every component
 * of a result is one exact sum, rounded once. Coordinates are patterns of the format.
 */
public final class Pga {
  /** The algebra. */
  public static final Signature SIGNATURE = Signature.PGA;

  /** Grade 1. */
  public static final GradeSet PLANE = GradeSet.of(1);

  /** Grade 2. */
  public static final GradeSet LINE = GradeSet.of(2);

  /** Grade 3. */
  public static final GradeSet POINT = GradeSet.of(3);

  static final int E123 = 0b1110;
  static final int E012 = 0b0111;
  static final int E013 = 0b1011;
  static final int E023 = 0b1101;

  private Pga() {}

  /** The plane a x + b y + c z + d = 0: a e1 + b e2 + c e3 + d e0. */
  public static Multivector plane(Format f, long a, long b, long c, long d) {
    return new Multivector(SIGNATURE, f, PLANE, new long[] {d, a, b, c});
  }

  /** The point (x, y, z), the meet of three planes: e123 − x e023 + y e013 − z e012. */
  public static Multivector point(Format f, long x, long y, long z) {
    return homogeneous(f, x, y, z, f.one());
  }

  /** The ideal point in a direction, where all lines of that direction meet: weight 0. */
  public static Multivector idealPoint(Format f, long x, long y, long z) {
    return homogeneous(f, x, y, z, 0);
  }

  private static Multivector homogeneous(Format f, long x, long y, long z, long weight) {
    long[] components = {Posit.neg(f, z), y, Posit.neg(f, x), weight};
    return new Multivector(SIGNATURE, f, POINT, components);
  }

  /** The ideal plane e0, of all ideal points. */
  public static Multivector idealPlane(Format f) {
    return Multivector.basis(SIGNATURE, f, 1);
  }

  /**
   * The coordinates x, y, z of a point, each the exact quotient by the weight rounded once; NaR
   * where a component is NaR.
   *
   * @throws ArithmeticException when the point is ideal
   */
  public static long[] coordinates(Multivector point) {
    require("coordinates", point, POINT);
    Format f = point.format();
    long weight = point.component(E123);
    if (Codec.isZero(f, weight)) {
      throw new ArithmeticException(
          "the point " + point + " is ideal: it has a direction and no coordinates");
    }
    return new long[] {
      Posit.div(f, Posit.neg(f, point.component(E023)), weight),
      Posit.div(f, point.component(E013), weight),
      Posit.div(f, Posit.neg(f, point.component(E012)), weight)
    };
  }

  /**
   * The join, the regressive product: the line through two points, the plane through a point and a
   * line. The line from P to Q is the Euclidean bivector of the turn that is counterclockwise as
   * seen from Q, so {@link Rotors#inPlane} turns about it by the right-hand rule.
   */
  public static Multivector join(Multivector a, Multivector b) {
    return a.product(ProductKind.REGRESSIVE, b);
  }

  /** The meet, the outer product: the line of two planes, the point of a line and a plane. */
  public static Multivector meet(Multivector a, Multivector b) {
    return a.product(ProductKind.OUTER, b);
  }

  /**
   * The ideal norm: the root of the sum of the squares of the components with e0, rounded once. Of
   * an ideal point it is the length of its direction, of an ideal line that of its translation.
   */
  public static long idealNorm(Multivector x) {
    require("idealNorm", x, GradeSet.all(SIGNATURE));
    if (x.isNaR()) {
      return x.format().nar();
    }
    ExactMultivector exact = ExactMultivector.of(x);
    BigInteger sum = BigInteger.ZERO;
    for (int blade = 1; blade < SIGNATURE.size(); blade += 2) {
      sum = sum.add(exact.unit(blade).pow(2));
    }
    return ExactRounding.root(x.format(), sum, BigInteger.ONE, 2L * exact.exponent());
  }

  /** Refuses a multivector of another algebra or of other grades. */
  static void require(String operation, Multivector x, GradeSet grades) {
    Rotors.requireGrades(operation, x, grades);
    if (!x.signature().equals(SIGNATURE)) {
      throw new IllegalArgumentException(
          operation + " takes a multivector of " + SIGNATURE + ", not of " + x.signature());
    }
  }
}
