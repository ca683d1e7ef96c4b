package dev.adamant.algebra;

import dev.adamant.number.Codec;
import dev.adamant.number.Format;

/**
 * Rotors and versors: exponentials of bivectors, logarithms, and their action (Dorst, Fontijne and
 * Mann, "Geometric Algebra for Computer Science", 2007, chapter 7).
 *
 * <p>Every result is computed beyond the precision of its format and rounded once: a sandwich is
 * the exact value rounded; of the others each component is the exact value rounded, save for values
 * within 2^−128 of themselves of a rounding boundary, which may go to either side, and components
 * below minpos³·2^−128 in magnitude, which are 0. A NaR among the operands makes NaR of all
 * components. Formats with values below 2^−1023 are refused with {@link
 * UnsupportedOperationException}, but for sandwiches.
 */
public final class Rotors {
  private static final GradeSet BIVECTOR = GradeSet.of(2);

  private Rotors() {}

  /**
   * The exponential of a bivector, simple or not: cos and sin of a plane of negative square, cosh
   * and sinh of one of positive square, and exactly 1 + b where b² = 0.
   *
   * @return of the even grades
   * @throws ArithmeticException when the components without a null vector sum to 4096 or more
   */
  public static Multivector exp(Multivector bivector) {
    requireGrades("exp", bivector, BIVECTOR);
    Format f = bivector.format();
    GradeSet even = GradeSet.even(bivector.signature());
    if (bivector.isNaR()) {
      return Multivector.nar(bivector.signature(), f, even);
    }
    return ExactExponential.exp(ExactMultivector.of(bivector), ExactExponential.fractionBits(f))
        .round(f, even);
  }

  /**
   * The bivector b of least angle with exp(b) = R/√(R reverse(R)), of a rotor of an algebra of at
   * most five vectors. R is normalised on the way, so that a rotor need not be a unit to the bit.
   *
   * @return of grade 2
   * @throws ArithmeticException when there is none, or more than one, as for −1
   */
  public static Multivector log(Multivector rotor) {
    requireGrades("log", rotor, GradeSet.even(rotor.signature()));
    Format f = rotor.format();
    if (rotor.isNaR()) {
      return Multivector.nar(rotor.signature(), f, BIVECTOR);
    }
    return ExactLogarithm.log(ExactMultivector.of(rotor), ExactExponential.fractionBits(f))
        .round(f, BIVECTOR);
  }

  /**
   * R/√(R reverse(R)), the unit rotor of a rotor that rounding or averaging has left less than one;
   * in PGA its part of grade 4 then meets the Study condition. Algebras of at most five vectors.
   *
   * @return of the even grades
   * @throws ArithmeticException when that root is not real or is 0
   */
  public static Multivector normalize(Multivector rotor) {
    requireGrades("normalize", rotor, GradeSet.even(rotor.signature()));
    Format f = rotor.format();
    if (rotor.isNaR()) {
      return Multivector.nar(rotor.signature(), f, GradeSet.even(rotor.signature()));
    }
    return ExactLogarithm.normalize(ExactMultivector.of(rotor), ExactExponential.fractionBits(f))
        .round(f, GradeSet.even(rotor.signature()));
  }

  /**
   * exp(−½ angle B/|B|): the rotor that turns by an angle in radians in the plane of a bivector, in
   * Cl(n,0,0) from e1 to e2 for e12; about the line in PGA; a boost where the square is positive.
   *
   * @throws ArithmeticException when the square of the plane is 0, or when exp refuses the angle
   */
  public static Multivector inPlane(Multivector plane, long angle) {
    requireGrades("inPlane", plane, BIVECTOR);
    Signature signature = plane.signature();
    Format f = plane.format();
    GradeSet even = GradeSet.even(signature);
    if (plane.isNaR() || Codec.isNaR(f, angle)) {
      return Multivector.nar(signature, f, even);
    }
    ExactMultivector turn = ExactMultivector.scalar(signature, f, angle);
    int bits = ExactExponential.fractionBits(f);
    ExactMultivector unit = unit(plane, bits + turn.magnitude() + 64);
    return ExactExponential.exp(unit.times(turn).shift(-1).negate(), bits).round(f, even);
  }

  /** The bivector over the root of the magnitude of its scalar square. */
  static ExactMultivector unit(Multivector plane, int fractionBits) {
    ExactMultivector b = ExactMultivector.of(plane);
    ExactMultivector square = b.squaredNorm();
    if (square.isZero()) {
      throw new ArithmeticException(
          "no angle in the plane "
              + plane
              + " of "
              + plane.signature()
              + ": its square is 0; use exp of the bivector itself");
    }
    int guard = 3 * Math.abs(square.magnitudeBits()) + 2 * b.magnitude() + 16;
    ExactMultivector norm =
        ExactLogarithm.root(
            ExactMultivector.scalar(plane.signature(), square.unit(0).abs(), square.exponent()),
            fractionBits + guard);
    return b.over(norm.unit(0), norm.exponent(), fractionBits);
  }

  /**
   * The rotor that turns vector a into the direction of vector b, in their plane by the angle
   * between them: |a||b| + ba, normalised. In PGA it takes plane a to plane b.
   *
   * @throws ArithmeticException when a²b² is not above 0, or when a and b are opposite
   */
  public static Multivector between(Multivector a, Multivector b) {
    requireGrades("between", a, GradeSet.VECTOR);
    requireGrades("between", b, GradeSet.VECTOR);
    a.requireAlike(b);
    Format f = a.format();
    GradeSet grades = GradeSet.of(0, 2);
    if (a.isNaR() || b.isNaR()) {
      return Multivector.nar(a.signature(), f, grades);
    }
    ExactMultivector x = ExactMultivector.of(a);
    ExactMultivector y = ExactMultivector.of(b);
    ExactMultivector squares = x.times(x).times(y.times(y));
    if (squares.unit(0).signum() <= 0) {
      throw new ArithmeticException(
          "no rotor from " + a + " to " + b + ": their squares must be of one sign, and not 0");
    }
    int bits = ExactExponential.fractionBits(f) + Math.abs(squares.magnitudeBits()) + 64;
    // Nearly opposite vectors cancel in the sum, and its square once more.
    ExactMultivector r = ExactLogarithm.root(squares, 4 * bits).plus(y.times(x));
    if (r.squaredNorm().isZero()) {
      throw new ArithmeticException(
          "no rotor from " + a + " to " + b + ": they are opposite, so that no plane is given");
    }
    return ExactLogarithm.normalize(r, bits).round(f, grades);
  }

  /**
   * The sandwich V x reverse(V) of a versor of even grades; for one of odd grades, V x̂ reverse(V)
   * with the grade involution, which reflects a vector in the hyperplane that V is normal to. Only
   * the grades of x are computed, for those are all that a versor gives. V is taken for a unit: its
   * squared norm scales the result.
   *
   * @throws IllegalArgumentException when V has even and odd grades
   */
  public static Multivector sandwich(Multivector versor, Multivector x) {
    versor.requireAlike(x);
    GradeSet even = GradeSet.even(versor.signature());
    boolean isEven = even.containsAll(versor.grades());
    if (!isEven && !versor.grades().intersection(even).isEmpty()) {
      throw new IllegalArgumentException(
          "a sandwich of a versor of the grades "
              + versor.grades()
              + ": they must all be even or all odd; take the part that is meant");
    }
    if (versor.isNaR() || x.isNaR()) {
      return Multivector.nar(x.signature(), x.format(), x.grades());
    }
    return sandwich(ExactMultivector.of(versor), ExactMultivector.of(isEven ? x : x.involute()))
        .round(x.format(), x.grades());
  }

  static ExactMultivector sandwich(ExactMultivector versor, ExactMultivector x) {
    return versor.times(x).times(versor.reverse());
  }

  /**
   * a exp(t log(reverse(a) b)): from a at t = 0 to ±b at t = 1 at even speed, the shorter way, for
   * unit rotors a and b; for motors along a screw. It is rounded only once.
   *
   * @param t pattern; below 0 and above 1 it goes on beyond a and b
   * @throws ArithmeticException when b is −a or when there is no one way from a to b
   */
  public static Multivector interpolate(Multivector a, Multivector b, long t) {
    GradeSet even = GradeSet.even(a.signature());
    requireGrades("interpolate", a, even);
    requireGrades("interpolate", b, even);
    a.requireAlike(b);
    Format f = a.format();
    if (a.isNaR() || b.isNaR() || Codec.isNaR(f, t)) {
      return Multivector.nar(a.signature(), f, even);
    }
    ExactMultivector start = ExactMultivector.of(a);
    ExactMultivector way = start.reverse().times(ExactMultivector.of(b));
    ExactMultivector part = ExactMultivector.scalar(a.signature(), f, t);
    int bits = ExactExponential.fractionBits(f) + start.magnitude() + 16;
    ExactMultivector log =
        ExactLogarithm.log(
            way.unit(0).signum() < 0 ? way.negate() : way, bits + part.magnitude() + 64);
    return start.times(ExactExponential.exp(log.times(part), bits)).nearest(bits).round(f, even);
  }

  static void requireGrades(String operation, Multivector x, GradeSet allowed) {
    if (!allowed.containsAll(x.grades())) {
      throw new IllegalArgumentException(
          operation
              + " of a multivector of the grades "
              + x.grades()
              + ": it takes "
              + allowed
              + "; take that part");
    }
  }
}
