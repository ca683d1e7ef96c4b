package dev.adamant.target;

import dev.adamant.number.Format;

/**
 * The arithmetic of one target, one answer at a time: what the calculator and conformance tests ask
 * for. Every implementation answers with the bits of {@link ReferenceArithmetic}.
 *
 * <p>Patterns are {@code long}s of which the low {@code format.bits()} bits are read; answers are
 * sign-extended. Every answer is the exact result rounded once, except those of the functions in 32
 * and 64 bits, whose bits the reference fixes. A NaR operand gives NaR. An implementation may keep
 * scratch memory, so one instance serves one thread at a time.
 *
 * <p>Every method throws {@link IllegalArgumentException} for a format that the target does not
 * support.
 */
public interface ScalarArithmetic extends AutoCloseable {

  /** Whether the target calculates in this format. */
  boolean supports(Format format);

  /**
   * The answer of an operation of one operand.
   *
   * @throws UnsupportedOperationException for a function that the reference does not evaluate in
   *     this format, as it does in all standard ones
   */
  long apply(UnaryOperation operation, Format format, long a);

  /** The answer of an operation of two operands. */
  long apply(BinaryOperation operation, Format format, long a, long b);

  /** a·b + c. */
  long fma(Format format, long a, long b, long c);

  /** The value of {@code a} in another format. */
  long convert(Format from, Format to, long a);

  /** The value of a double; NaN and the infinities become NaR. */
  long fromDouble(Format format, double value);

  /** The value as a double, to nearest even; NaR becomes the canonical NaN. */
  double toDouble(Format format, long a);

  /**
   * The sum of a[i]·b[i] for i below {@code length}, exact in a quire and rounded once.
   *
   * @throws IndexOutOfBoundsException when an array is shorter than {@code length}
   */
  long dot(Format format, long[] a, long[] b, int length);

  /** Gives back the scratch memory; the instance must not be used after that. */
  @Override
  default void close() {}
}
