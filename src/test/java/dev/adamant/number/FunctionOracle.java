package dev.adamant.number;

import static dev.adamant.number.HighPrecision.ONE;
import static dev.adamant.number.HighPrecision.PLACES;
import static dev.adamant.number.HighPrecision.divide;
import static dev.adamant.number.HighPrecision.fixed;
import static dev.adamant.number.HighPrecision.multiply;

import dev.adamant.number.HighPrecision.Quadrant;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.ExactRational;
import dev.adamant.number.oracle.ExactReal;
import java.math.BigInteger;

/**
 * The elementary functions as real numbers that rounding can compare with: exact where they are
 * rational, enclosed to some 400 bits where they are not.
 */
final class FunctionOracle {

  /** Beyond it every exponential of a supported format saturates. */
  private static final Dyadic HUGE = Dyadic.of(1 << 12);

  private static final Dyadic UNIT = Dyadic.of(1);

  private FunctionOracle() {}

  /** The value of a function at x, {@link ExactReal#NOT_REAL} where it has none. */
  static ExactReal value(Function function, Dyadic x) {
    return switch (function) {
      case EXP -> x.signum() == 0 ? UNIT : enclose(exp(x));
      case EXP2 -> exp2(x);
      case LOG -> x.signum() <= 0 ? ExactReal.NOT_REAL : log(x, ONE);
      case LOG2 -> x.signum() <= 0 ? ExactReal.NOT_REAL : log2(x);
      case SIN -> x.signum() == 0 ? x : sine(x, 0);
      case COS -> x.signum() == 0 ? UNIT : sine(x, 1);
      case TANH -> x.signum() == 0 ? x : enclose(tanh(x));
      case SIGMOID -> x.signum() == 0 ? UNIT.shift(-1) : enclose(sigmoid(x));
      case SOFTPLUS -> enclose(softplus(x));
      case RSQRT -> x.signum() <= 0 ? ExactReal.NOT_REAL : new ReciprocalRoot(x, 1);
      case RECIPROCAL -> x.signum() == 0 ? ExactReal.NOT_REAL : ExactRational.quotient(UNIT, x);
    };
  }

  private static Dyadic exp(Dyadic x) {
    return HighPrecision.exp(fixed(clamp(x)));
  }

  private static ExactReal exp2(Dyadic x) {
    Dyadic t = clamp(x);
    if (t.signum() == 0 || t.lowestBit() >= 0) {
      return Dyadic.powerOfTwo(t.toBigDecimal().intValueExact());
    }
    return enclose(HighPrecision.exp(multiply(fixed(t), HighPrecision.LN_2)));
  }

  private static Dyadic clamp(Dyadic x) {
    return x.abs().compareTo(HUGE) < 0 ? x : x.signum() < 0 ? HUGE.negate() : HUGE;
  }

  private static ExactReal log2(Dyadic x) {
    int scale = x.floorLog2();
    return x.compareTo(Dyadic.powerOfTwo(scale)) == 0
        ? Dyadic.of(scale)
        : log(x, HighPrecision.LN_2);
  }

  private static ExactReal log(Dyadic x, BigInteger divisor) {
    if (x.compareTo(UNIT) == 0) {
      return Dyadic.ZERO;
    }
    Dyadic difference = x.subtract(UNIT);
    if (difference.floorLog2() < -2) {
      BigInteger quotient = HighPrecision.log1pQuotient(fixed(difference));
      return enclose(difference.multiply(real(divide(quotient, divisor))));
    }
    int scale = x.floorLog2();
    BigInteger log = HighPrecision.log(fixed(x.shift(-scale)));
    log = log.add(HighPrecision.LN_2.multiply(BigInteger.valueOf(scale)));
    return enclose(real(divide(log, divisor)));
  }

  private static ExactReal sine(Dyadic x, int quadrant) {
    Dyadic angle = x;
    int turns = quadrant;
    if (x.floorLog2() >= -1) {
      Quadrant reduced = HighPrecision.reduce(x);
      angle = real(reduced.remainder());
      turns += reduced.index();
    }
    BigInteger square = multiply(fixed(angle), fixed(angle)).negate();
    Dyadic value =
        (turns & 1) == 0
            ? angle.multiply(real(HighPrecision.factorialSeries(square, 1)))
            : real(HighPrecision.factorialSeries(square, 0));
    return enclose((turns & 2) == 0 ? value : value.negate());
  }

  private static Dyadic tanh(Dyadic x) {
    if (x.floorLog2() < 0) {
      BigInteger square = multiply(fixed(x), fixed(x));
      BigInteger sinh = HighPrecision.factorialSeries(square, 1);
      BigInteger cosh = HighPrecision.factorialSeries(square, 0);
      return x.multiply(real(divide(sinh, cosh)));
    }
    BigInteger e = fixed(exp(x.abs().shift(1).negate()));
    Dyadic value = real(divide(ONE.subtract(e), ONE.add(e)));
    return x.signum() < 0 ? value.negate() : value;
  }

  private static Dyadic sigmoid(Dyadic x) {
    Dyadic e = exp(x.abs().negate());
    Dyadic value = real(divide(ONE, ONE.add(fixed(e))));
    return x.signum() < 0 ? value.multiply(e) : value;
  }

  private static Dyadic softplus(Dyadic x) {
    Dyadic e = exp(x.abs().negate());
    Dyadic log =
        e.floorLog2() < -2
            ? e.multiply(real(HighPrecision.log1pQuotient(fixed(e))))
            : real(HighPrecision.log(ONE.add(fixed(e))));
    return x.signum() < 0 ? log : x.add(log);
  }

  private static Dyadic real(BigInteger fixed) {
    return new Dyadic(fixed, -PLACES);
  }

  /** The number known to lie within a relative 2^−400 of an approximation. */
  private static ExactReal enclose(Dyadic approximation) {
    return Enclosure.around(approximation, -400);
  }

  /** A number between two others, excluded; it has the sign that both of them have. */
  record Enclosure(Dyadic low, Dyadic high) implements ExactReal {

    /** The number within a relative 2^exponent of an approximation other than zero. */
    static Enclosure around(Dyadic approximation, int exponent) {
      Dyadic radius = approximation.abs().shift(exponent);
      return new Enclosure(approximation.subtract(radius), approximation.add(radius));
    }

    /** Whether {@link #compareTo} can answer. */
    boolean decides(Dyadic other) {
      return other.compareTo(low) <= 0 || other.compareTo(high) >= 0;
    }

    @Override
    public int signum() {
      return low.signum() < 0 ? -1 : 1;
    }

    @Override
    public int compareTo(Dyadic other) {
      if (!decides(other)) {
        throw new ArithmeticException(
            this + " is not known well enough to compare with " + other + ": use more places");
      }
      return other.compareTo(low) <= 0 ? 1 : -1;
    }

    @Override
    public ExactReal negate() {
      return new Enclosure(high.negate(), low.negate());
    }
  }

  /** ±1/√radicand, compared by squaring. */
  record ReciprocalRoot(Dyadic radicand, int signum) implements ExactReal {

    @Override
    public int compareTo(Dyadic other) {
      if (other.signum() * signum <= 0) {
        return signum;
      }
      return signum * UNIT.compareTo(other.multiply(other).multiply(radicand));
    }

    @Override
    public ExactReal negate() {
      return new ReciprocalRoot(radicand, -signum);
    }
  }
}
