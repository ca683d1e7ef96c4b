package dev.adamant.number;

import java.util.Locale;

/**
 * The elementary functions, in every format: the value of the function at the exact operand,
 * rounded once.
 *
 * <p>They are evaluated in integers alone, so they are the same everywhere, and {@code
 * kernels/functions.h} takes the same steps. The error before rounding is below 2^−110 of the
 * result. So results are correctly rounded unless the value of the function comes as near as that
 * to a rounding boundary: never in 8 and 16 bits, where every operand is tested; in 32 bits the
 * expected number of such operands is below 2^−40; in 64 bits they are one in 2^47, and the error
 * stays below ½ + 2^−46 units in the last place. Values that lie on a boundary, or beside one, for
 * an algebraic reason are rounded correctly in every width.
 *
 * <p>NaR gives NaR, and so does an operand outside the domain. Results too large become ±maxpos,
 * results too small ±minpos, never zero or NaR (Posit Standard 2022, sections 4.1 and 5.5). Nothing
 * allocates.
 */
public enum Function {
  /** e^a. */
  EXP,
  /** 2^a; exact for integers a. */
  EXP2,
  /** The natural logarithm; NaR unless a is above zero. */
  LOG,
  /** The logarithm to base two; NaR unless a is above zero; exact for powers of two. */
  LOG2,
  /** The sine of a in radians. */
  SIN,
  /** The cosine of a in radians. */
  COS,
  /** The hyperbolic tangent. */
  TANH,
  /** The logistic function, 1/(1 + e^−a). */
  SIGMOID,
  /** log(1 + e^a). */
  SOFTPLUS,
  /** 1/√a; NaR unless a is above zero; correctly rounded in every format. */
  RSQRT,
  /** 1/a; NaR at zero; correctly rounded in every format. */
  RECIPROCAL;

  /** The largest rS·2^eS, which bounds the scales of a format, that the constants are made for. */
  private static final int MAX_SCALE = 1023;

  private final String functionName = name().toLowerCase(Locale.ROOT);

  /** The name in lower case, such as {@code exp2}. */
  public String functionName() {
    return functionName;
  }

  /**
   * The function of the given {@link #functionName}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Function byName(String name) {
    for (Function function : values()) {
      if (function.functionName.equals(name)) {
        return function;
      }
    }
    throw new IllegalArgumentException(
        "unknown function \""
            + name
            + "\": expected exp, exp2, log, log2, sin, cos, tanh, sigmoid, softplus, rsqrt or"
            + " reciprocal");
  }

  /**
   * Whether {@link #apply} takes the format: every format with rS·2^eS at most {@value #MAX_SCALE},
   * which all standard formats are; any format for RSQRT and RECIPROCAL.
   */
  public boolean supports(Format f) {
    return this == RSQRT || this == RECIPROCAL || f.maxRegime() << f.exponentBits() <= MAX_SCALE;
  }

  /**
   * The function of a, rounded once.
   *
   * @param a pattern, of which the low n bits are read
   * @return pattern, sign-extended from bit n−1
   * @throws UnsupportedOperationException unless the format is {@linkplain #supports supported}
   */
  public long apply(Format f, long a) {
    if (!supports(f)) {
      throw unsupported(f);
    }
    return switch (this) {
      case EXP -> ExponentialFunctions.exp(f, a);
      case EXP2 -> ExponentialFunctions.exp2(f, a);
      case LOG -> LogarithmFunctions.log(f, a);
      case LOG2 -> LogarithmFunctions.log2(f, a);
      case SIN -> CircularFunctions.sin(f, a);
      case COS -> CircularFunctions.cos(f, a);
      case TANH -> LogisticFunctions.tanh(f, a);
      case SIGMOID -> LogisticFunctions.sigmoid(f, a);
      case SOFTPLUS -> LogarithmFunctions.softplus(f, a);
      case RSQRT -> RootFunctions.rsqrt(f, a);
      case RECIPROCAL -> Posit.div(f, f.one(), a);
    };
  }

  private UnsupportedOperationException unsupported(Format f) {
    return new UnsupportedOperationException(
        functionName
            + " does not take "
            + f.name()
            + ": rS·2^eS is "
            + ((long) f.maxRegime() << f.exponentBits())
            + ", must be at most "
            + MAX_SCALE
            + "; choose fewer exponent bits or a shorter regime");
  }
}
