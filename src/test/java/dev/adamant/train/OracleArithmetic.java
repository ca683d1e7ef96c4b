package dev.adamant.train;

import dev.adamant.number.Format;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactRational;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.SquareRoot;
import java.math.BigInteger;

/** Operations on patterns by exact rational arithmetic, rounded once. */
final class OracleArithmetic {

  private final PositOracle oracle;

  OracleArithmetic(Format format) {
    this.oracle = PositOracle.of(format);
  }

  long of(double value) {
    return oracle.round(dyadic(value));
  }

  long fma(long a, long b, long c) {
    return oracle.round(value(a).multiply(value(b)).add(value(c)));
  }

  long multiply(long a, long b) {
    return oracle.round(value(a).multiply(value(b)));
  }

  long add(long a, long b) {
    return oracle.round(value(a).add(value(b)));
  }

  long divide(long a, long b) {
    return oracle.round(ExactRational.quotient(value(a), value(b)));
  }

  long root(long a) {
    return a == 0 ? 0 : oracle.round(new SquareRoot(false, value(a)));
  }

  /** Σ a². */
  long squares(long[] a) {
    Dyadic sum = Dyadic.ZERO;
    for (long element : a) {
      sum = sum.add(value(element).multiply(value(element)));
    }
    return oracle.round(sum);
  }

  private Dyadic value(long pattern) {
    return oracle.finiteValue(pattern);
  }

  private static Dyadic dyadic(double value) {
    int exponent = Math.getExponent(value) - 52;
    return new Dyadic(BigInteger.valueOf((long) Math.scalb(value, -exponent)), exponent);
  }
}
