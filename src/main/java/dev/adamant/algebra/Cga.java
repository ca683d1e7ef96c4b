package dev.adamant.algebra;

import dev.adamant.number.Codec;
import dev.adamant.number.Format;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Conformal geometric algebra of space, Cl(4,1): e1, e2, e3 and e4 square to 1, e5 to −1. The null
 * basis is o = ½(e5 − e4), the point at the origin, and ∞ = e4 + e5, with o·∞ = −1 (Dorst, Fontijne
 * and Mann, "Geometric Algebra for Computer Science", 2007, chapters 13 and 14). Rounds and flats
 * are the outer products of points on them.
 *
 * <p>Every component of a result is the exact value, rounded once. A point whose components were
 * rounded squares to 0 no more exactly than they are. NaR among the operands makes NaR of all
 * components.
 */
public final class Cga {
  /** The algebra. */
  public static final Signature SIGNATURE = new Signature(4, 1, 0);

  private static final int E4 = 0b01000;
  private static final int E5 = 0b10000;
  private static final int ALL = 0b11111;

  private Cga() {}

  /** The null vector o = ½(e5 − e4) of the origin. */
  public static Multivector origin(Format f) {
    return round(f, infinityUnits(-1, 1, -1));
  }

  /** The null vector ∞ = e4 + e5. */
  public static Multivector infinity(Format f) {
    return round(f, infinityUnits(1, 1, 0));
  }

  private static ExactMultivector infinityUnits(int e4, int e5, int exponent) {
    return ExactMultivector.blade(SIGNATURE, E4, BigInteger.valueOf(e4), exponent)
        .plus(ExactMultivector.blade(SIGNATURE, E5, BigInteger.valueOf(e5), exponent));
  }

  private static Multivector round(Format f, ExactMultivector vector) {
    return vector.round(f, GradeSet.VECTOR);
  }

  /** The point of a position x: o + x + ½x² ∞. */
  public static Multivector up(Format f, long x, long y, long z) {
    return dualSphere(f, x, y, z, 0);
  }

  /** The dual sphere of a centre and a radius: up(centre) − ½radius² ∞, of grade 1. */
  public static Multivector dualSphere(Format f, long x, long y, long z, long radius) {
    long[] operands = {x, y, z, radius};
    if (Arrays.stream(operands).anyMatch(p -> Codec.isNaR(f, p))) {
      return Multivector.nar(SIGNATURE, f, GradeSet.VECTOR);
    }
    ExactMultivector centre =
        ExactMultivector.of(
            new Multivector(SIGNATURE, f, GradeSet.VECTOR, new long[] {x, y, z, 0, 0}));
    ExactMultivector r = ExactMultivector.scalar(SIGNATURE, f, radius);
    ExactMultivector square = centre.times(centre).minus(r.times(r));
    return round(
        f,
        infinityUnits(-1, 1, -1).plus(centre).plus(square.times(infinityUnits(1, 1, 0)).shift(-1)));
  }

  /** The dual plane of a unit normal at a distance from the origin: n + distance ∞, of grade 1. */
  public static Multivector dualPlane(Format f, long x, long y, long z, long distance) {
    return new Multivector(SIGNATURE, f, GradeSet.VECTOR, new long[] {x, y, z, distance, distance});
  }

  /**
   * The position x, y, z of a point, or the centre of a dual sphere, of any weight: the components
   * over −X·∞, each the exact quotient rounded once.
   *
   * @throws ArithmeticException when X·∞ is 0: a flat or the point at infinity has no position
   */
  public static long[] down(Multivector vector) {
    Rotors.requireGrades("down", vector, GradeSet.VECTOR);
    requireSignature(vector);
    Format f = vector.format();
    if (vector.isNaR()) {
      return new long[] {f.nar(), f.nar(), f.nar()};
    }
    return position(f, ExactMultivector.of(vector), vector);
  }

  private static long[] position(Format f, ExactMultivector vector, Multivector meant) {
    BigInteger weight = weight(vector, meant);
    long[] position = new long[3];
    for (int i = 0; i < 3; i++) {
      position[i] = ExactRounding.quotient(f, vector.unit(1 << i), weight, 0);
    }
    return position;
  }

  private static BigInteger weight(ExactMultivector vector, Multivector meant) {
    BigInteger weight = vector.unit(E5).subtract(vector.unit(E4));
    if (weight.signum() == 0) {
      throw new ArithmeticException(
          meant + " has no position: it is flat or lies at infinity, its weight is 0");
    }
    return weight;
  }

  /** The pair of two points, of grade 2. */
  public static Multivector pair(Multivector a, Multivector b) {
    return outer(a, b);
  }

  /** The circle through three points, of grade 3. */
  public static Multivector circle(Multivector a, Multivector b, Multivector c) {
    return outer(a, b, c);
  }

  /** The sphere through four points, of grade 4. */
  public static Multivector sphere(Multivector a, Multivector b, Multivector c, Multivector d) {
    return outer(a, b, c, d);
  }

  /** The line through two points, which is a circle through ∞, of grade 3. */
  public static Multivector line(Multivector a, Multivector b) {
    return outer(a, b, infinity(a.format()));
  }

  /** The plane through three points, which is a sphere through ∞, of grade 4. */
  public static Multivector plane(Multivector a, Multivector b, Multivector c) {
    return outer(a, b, c, infinity(a.format()));
  }

  /** The outer product of several vectors, rounded once at its end. */
  private static Multivector outer(Multivector first, Multivector... rest) {
    requireSignature(first);
    Rotors.requireGrades("outer", first, GradeSet.VECTOR);
    ExactMultivector product = first.isNaR() ? null : ExactMultivector.of(first);
    for (Multivector x : rest) {
      Rotors.requireGrades("outer", x, GradeSet.VECTOR);
      first.requireAlike(x);
      product =
          product == null || x.isNaR()
              ? null
              : product.product(ProductKind.OUTER, ExactMultivector.of(x));
    }
    GradeSet grade = GradeSet.of(1 + rest.length);
    return product == null
        ? Multivector.nar(SIGNATURE, first.format(), grade)
        : product.round(first.format(), grade);
  }

  /** The centre of a sphere, of grade 4. */
  public static long[] centre(Multivector sphere) {
    Format f = requireSphere(sphere);
    return sphere.isNaR()
        ? new long[] {f.nar(), f.nar(), f.nar()}
        : position(f, dual(sphere), sphere);
  }

  /**
   * The radius of a sphere, of grade 4, from its square σ²/(σ·∞)², σ being the dual; NaR where that
   * is negative, as it is for an imaginary sphere.
   *
   * @throws ArithmeticException when it is a plane
   */
  public static long radius(Multivector sphere) {
    Format f = requireSphere(sphere);
    if (sphere.isNaR()) {
      return f.nar();
    }
    ExactMultivector vector = dual(sphere);
    BigInteger weight = weight(vector, sphere);
    BigInteger square = vector.squaredNorm().unit(0);
    return square.signum() < 0
        ? f.nar()
        : ExactRounding.root(f, square, weight.multiply(weight), 0);
  }

  private static ExactMultivector dual(Multivector x) {
    return ExactMultivector.of(x)
        .reverse()
        .times(ExactMultivector.blade(SIGNATURE, ALL, BigInteger.ONE, 0));
  }

  /** The translator by (x, y, z): exp(−½ t ∞) = 1 − ½ t ∞, of the grades 0 and 2. */
  public static Multivector translator(Format f, long x, long y, long z) {
    GradeSet grades = GradeSet.of(0, 2);
    Multivector move = new Multivector(SIGNATURE, f, GradeSet.VECTOR, new long[] {x, y, z, 0, 0});
    if (move.isNaR()) {
      return Multivector.nar(SIGNATURE, f, grades);
    }
    return ExactMultivector.scalar(SIGNATURE, BigInteger.ONE, 0)
        .minus(ExactMultivector.of(move).times(infinityUnits(1, 1, 0)).shift(-1))
        .round(f, grades);
  }

  private static Format requireSphere(Multivector sphere) {
    requireSignature(sphere);
    Rotors.requireGrades("a measure of a sphere", sphere, GradeSet.of(4));
    return sphere.format();
  }

  private static void requireSignature(Multivector x) {
    if (!x.signature().equals(SIGNATURE)) {
      throw new IllegalArgumentException(
          "conformal geometry takes multivectors of " + SIGNATURE + ", not of " + x.signature());
    }
  }
}
