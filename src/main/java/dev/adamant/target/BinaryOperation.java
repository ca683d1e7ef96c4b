package dev.adamant.target;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.Locale;

/**
 * The operations of two operands that every target carries out, each with its definition in {@link
 * dev.adamant.number}.
 */
public enum BinaryOperation {
  /** a + b. */
  ADD,
  /** a − b. */
  SUB,
  /** a·b. */
  MUL,
  /** a/b; NaR when b is zero. */
  DIV,
  /** The greater. */
  MAX,
  /** The lesser. */
  MIN,
  /** a where b is above zero, else 0: the tangent of ReLU, of tangent a and activation b. */
  GATE;

  private final String operationName = name().toLowerCase(Locale.ROOT);

  /** The name of the operation in lower case, such as {@code add}. */
  public String operationName() {
    return operationName;
  }

  /**
   * The answer of the reference, which is the definition of the operation.
   *
   * @param a pattern, of which the low {@code format.bits()} bits are read
   * @param b pattern, read likewise
   * @return pattern, sign-extended
   */
  public long define(Format format, long a, long b) {
    return switch (this) {
      case ADD -> Posit.add(format, a, b);
      case SUB -> Posit.sub(format, a, b);
      case MUL -> Posit.mul(format, a, b);
      case DIV -> Posit.div(format, a, b);
      case MAX -> Posit.max(format, a, b);
      case MIN -> Posit.min(format, a, b);
      case GATE -> Posit.gate(format, a, b);
    };
  }
}
