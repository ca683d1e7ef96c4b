package dev.adamant.target.reference;

import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;

/**
 * IEEE binary32; functions are those of {@link Math} rounded to it, sums are rounded at every step,
 * first to last.
 */
final class FloatScalars implements Scalars {

  @Override
  public long apply(UnaryOperation operation, long a) {
    return fromDouble(DoubleScalars.apply(operation, value(a)));
  }

  /** {@inheritDoc} A double holds twice the bits, so that rounding again changes nothing. */
  @Override
  public long apply(BinaryOperation operation, long a, long b) {
    return fromDouble(DoubleScalars.apply(operation, value(a), value(b)));
  }

  @Override
  public long fma(long a, long b, long c) {
    return bits(Math.fma(value(a), value(b), value(c)));
  }

  @Override
  public long nar() {
    return bits(Float.NaN);
  }

  @Override
  public long fromDouble(double value) {
    return bits((float) value);
  }

  @Override
  public Sum sum() {
    return new Sum() {
      private float sum;

      @Override
      public void add(long a) {
        sum += value(a);
      }

      @Override
      public void addProduct(long a, long b) {
        sum += value(a) * value(b);
      }

      @Override
      public void subtractProduct(long a, long b) {
        sum -= value(a) * value(b);
      }

      @Override
      public long rounded() {
        return bits(sum);
      }
    };
  }

  private static float value(long pattern) {
    return Float.intBitsToFloat((int) pattern);
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value);
  }
}
