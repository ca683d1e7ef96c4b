package dev.adamant.algebra;

import java.math.BigInteger;

/**
 * The inverse in any Clifford algebra, from the characteristic polynomial of a multivector by the
 * Faddeev–LeVerrier recursion (Shirokov, "On computing the determinant, other characteristic
 * polynomial coefficients, and inverse in Clifford algebras of arbitrary dimension", 2021, theorem
 * 1). Its identities are polynomial in the squares of the basis vectors and so hold where some of
 * them are 0. All numbers are exact until the last quotient.
 */
final class ExactInverse {
  private ExactInverse() {}

  /**
   * The inverse, every component rounded once.
   *
   * @throws ArithmeticException when there is none
   */
  static Multivector of(Multivector x) {
    ExactMultivector exact = ExactMultivector.of(x);
    ExactMultivector reverse = exact.reverse();
    ExactMultivector square = exact.times(reverse);
    return square.grades().equals(GradeSet.SCALAR)
        ? reverse.over(square, x.format(), x.grades())
        : general(x, exact);
  }

  private static Multivector general(Multivector x, ExactMultivector exact) {
    Signature signature = x.signature();
    int order = 1 << ((signature.dimension() + 1) / 2);
    ExactMultivector power = exact;
    ExactMultivector adjugate = ExactMultivector.scalar(signature, BigInteger.ONE, 0);
    for (int k = 1; k < order; k++) {
      adjugate = power.minus(coefficient(power, order, k));
      power = exact.times(adjugate);
    }
    ExactMultivector determinant = power.part(GradeSet.SCALAR);
    if (determinant.isZero()) {
      throw new ArithmeticException(
          x + " of " + signature + " has no inverse: its determinant is 0");
    }
    return adjugate.over(determinant, x.format(), GradeSet.all(signature));
  }

  /**
   * order/k times the scalar part: a coefficient of the characteristic polynomial of a matrix of
   * integers over some power of two, hence itself such a number.
   */
  private static ExactMultivector coefficient(ExactMultivector power, int order, int k) {
    BigInteger trace = power.unit(0).multiply(BigInteger.valueOf(order));
    return ExactMultivector.scalar(
        power.signature(), trace.divide(BigInteger.valueOf(k)), power.exponent());
  }
}
