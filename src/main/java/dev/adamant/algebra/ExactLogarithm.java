package dev.adamant.algebra;

import java.math.BigInteger;

/**
 * Normalisation and logarithm of rotors of algebras of up to five vectors, in fixed point. There
 * {@code R reverse(R)} and the even part of an exponential are sums of a scalar α and a w of grade
 * 4 whose square is a number, so that roots and inverses of these have closed forms (Roelfs and De
 * Keninck, "Graded symmetry groups: plane and simple", 2021, call them Study numbers).
 */
final class ExactLogarithm {
  /** The magnitude that the bivector part is brought below by roots, as a power of two. */
  private static final int SMALL = -8;

  private static final int MAX_DIMENSION = 5;
  private static final GradeSet STUDY = GradeSet.of(0, 4);
  private static final GradeSet BIVECTOR = GradeSet.of(2);

  private static final String NORMALISE = "normalise";
  private static final String LOGARITHM = "take the logarithm of";

  private ExactLogarithm() {}

  /**
   * R over the root of R reverse(R), within 2^−fractionBits of every component.
   *
   * @throws ArithmeticException when that root is not real or is 0
   */
  static ExactMultivector normalize(ExactMultivector r, int fractionBits) {
    int guard = 2 * Math.max(0, -leading(r)) + 2 * r.magnitude() + 64;
    int work = fractionBits + guard;
    ExactMultivector square = r.times(r.reverse());
    return r.times(inverseRoot(square, work, NORMALISE)).nearest(fractionBits);
  }

  /**
   * The bivector of least angle with exp(b) = R / √(R reverse(R)), within 2^−fractionBits of every
   * component; exact where its square is 0.
   *
   * @throws ArithmeticException when there is none, or more than one, as for −1
   */
  static ExactMultivector log(ExactMultivector rotor, int fractionBits) {
    requireSmall(rotor.signature(), LOGARITHM);
    ExactMultivector plane = rotor.part(BIVECTOR);
    boolean simple = rotor.part(GradeSet.of(4)).isZero() && plane.times(plane).isZero();
    if (simple && rotor.unit(0).signum() > 0) {
      return plane.over(rotor.unit(0), rotor.exponent(), fractionBits);
    }
    // 1 + cos of an angle near a whole turn cancels all but the square of the least component.
    int cancelled = 3 * Math.max(0, -leading(rotor)) + fractionBits;
    int work = fractionBits + cancelled + 4 * rotor.magnitude() + 128;
    ExactMultivector one = ExactMultivector.scalar(rotor.signature(), BigInteger.ONE, 0);
    ExactMultivector r = normalize(rotor, work);
    int roots = 0;
    while (r.part(BIVECTOR).magnitudeBits() > SMALL || r.unit(0).signum() < 0) {
      ExactMultivector twice = one.plus(r.part(STUDY)).shift(1);
      r = one.plus(r).times(inverseRoot(twice, work, LOGARITHM)).nearest(work);
      roots++;
    }
    ExactMultivector halfTangent =
        r.part(BIVECTOR).times(inverse(one.plus(r.part(STUDY)), work)).nearest(work);
    return artanh(halfTangent, work).shift(roots + 1).nearest(fractionBits);
  }

  /** The scale of the sum of the magnitudes of all components. */
  private static int leading(ExactMultivector x) {
    return x.magnitudeBits() - 1;
  }

  private static ExactMultivector artanh(ExactMultivector x, int work) {
    ExactMultivector square = x.times(x).nearest(work);
    ExactMultivector sum = x;
    ExactMultivector power = x;
    for (int n = 3; !power.isZero(); n += 2) {
      power = power.times(square).part(BIVECTOR).nearest(work);
      sum = sum.plus(power.over(BigInteger.valueOf(n), 0, work));
    }
    return sum;
  }

  /** (α − w) / (α² − w²). */
  private static ExactMultivector inverse(ExactMultivector study, int work) {
    ExactMultivector w = study.part(GradeSet.of(4));
    ExactMultivector a = study.part(GradeSet.SCALAR);
    ExactMultivector norm = a.times(a).minus(w.times(w));
    return a.minus(w).over(norm.unit(0), norm.exponent(), work);
  }

  /**
   * 1/√(α + w): with u = w/α and s = u², √(1 + u) = p + u/2p where p² = (1 + √(1 − s))/2, and its
   * inverse is (p − u/2p)/√(1 − s).
   */
  private static ExactMultivector inverseRoot(ExactMultivector study, int work, String purpose) {
    Signature signature = study.signature();
    requireSmall(signature, purpose);
    BigInteger alpha = study.unit(0);
    if (alpha.signum() <= 0) {
      throw singular(study, purpose);
    }
    ExactMultivector u = study.part(GradeSet.of(4)).over(alpha, study.exponent(), work);
    ExactMultivector one = ExactMultivector.scalar(signature, BigInteger.ONE, 0);
    ExactMultivector rest = one.minus(u.times(u)).nearest(work);
    if (rest.unit(0).signum() <= 0) {
      throw singular(study, purpose);
    }
    ExactMultivector s = root(rest, work);
    ExactMultivector p = root(one.plus(s).shift(-1), work);
    ExactMultivector q = u.over(p.unit(0), p.exponent(), work).shift(-1);
    ExactMultivector unscaled = p.minus(q).over(s.unit(0), s.exponent(), work);
    ExactMultivector rootAlpha =
        root(ExactMultivector.scalar(signature, alpha, study.exponent()), work);
    return unscaled.over(rootAlpha.unit(0), rootAlpha.exponent(), work);
  }

  private static void requireSmall(Signature signature, String purpose) {
    if (signature.dimension() > MAX_DIMENSION) {
      throw new UnsupportedOperationException(
          "cannot "
              + purpose
              + " a rotor of "
              + signature
              + ": this takes algebras of at most "
              + MAX_DIMENSION
              + " vectors");
    }
  }

  /** The root of a number, to 2^−work, exact where that is exact. */
  static ExactMultivector root(ExactMultivector scalar, int work) {
    int up = Math.max(0, 2 * work + scalar.exponent());
    if ((scalar.exponent() - up & 1) != 0) {
      up++;
    }
    BigInteger root = scalar.unit(0).shiftLeft(up).sqrt();
    return ExactMultivector.scalar(scalar.signature(), root, (scalar.exponent() - up) / 2);
  }

  private static ArithmeticException singular(ExactMultivector study, String purpose) {
    return new ArithmeticException(
        "cannot "
            + purpose
            + " an element of "
            + study.signature()
            + " that is no rotor of a unique plane and angle: its product with its reverse must"
            + " have a positive root, and it must not be -1");
  }
}
