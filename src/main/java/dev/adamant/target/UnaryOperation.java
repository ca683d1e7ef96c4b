package dev.adamant.target;

import dev.adamant.number.Format;
import dev.adamant.number.Function;
import dev.adamant.number.Posit;
import java.util.Locale;

/**
 * The operations of one operand that every target carries out, each with its definition in {@link
 * dev.adamant.number}.
 */
public enum UnaryOperation {
  /** −a. */
  NEG,
  /** |a|. */
  ABS,
  /** √a; NaR below zero. */
  SQRT,
  /** e^a. */
  EXP,
  /** 2^a. */
  EXP2,
  /** The natural logarithm; NaR unless a is above zero. */
  LOG,
  /** The logarithm to base two; NaR unless a is above zero. */
  LOG2,
  /** The sine of a in radians. */
  SIN,
  /** The cosine of a in radians. */
  COS,
  /** The hyperbolic tangent. */
  TANH,
  /** 1/(1 + e^−a). */
  SIGMOID,
  /** log(1 + e^a). */
  SOFTPLUS,
  /** 1/√a; NaR unless a is above zero. */
  RSQRT,
  /** 1/a; NaR at zero. */
  RECIPROCAL;

  private final String operationName = name().toLowerCase(Locale.ROOT);

  /** The name of the operation in lower case, such as {@code exp2}. */
  public String operationName() {
    return operationName;
  }

  /**
   * The answer of the reference, which is the definition of the operation.
   *
   * @param a pattern, of which the low {@code format.bits()} bits are read
   * @return pattern, sign-extended
   */
  public long define(Format format, long a) {
    return switch (this) {
      case NEG -> Posit.neg(format, a);
      case ABS -> Posit.abs(format, a);
      case SQRT -> Posit.sqrt(format, a);
      case EXP -> Function.EXP.apply(format, a);
      case EXP2 -> Function.EXP2.apply(format, a);
      case LOG -> Function.LOG.apply(format, a);
      case LOG2 -> Function.LOG2.apply(format, a);
      case SIN -> Function.SIN.apply(format, a);
      case COS -> Function.COS.apply(format, a);
      case TANH -> Function.TANH.apply(format, a);
      case SIGMOID -> Function.SIGMOID.apply(format, a);
      case SOFTPLUS -> Function.SOFTPLUS.apply(format, a);
      case RSQRT -> Function.RSQRT.apply(format, a);
      case RECIPROCAL -> Function.RECIPROCAL.apply(format, a);
    };
  }
}
