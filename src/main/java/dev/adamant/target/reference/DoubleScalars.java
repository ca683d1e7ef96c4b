package dev.adamant.target.reference;

import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;

/** IEEE binary64 as {@link Math} computes it; sums are rounded at every step, first to last. */
final class DoubleScalars implements Scalars {

  /** The operation of one operand on values. */
  static double apply(UnaryOperation operation, double a) {
    return switch (operation) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case EXP -> Math.exp(a);
      case EXP2 -> Math.pow(2, a);
      case LOG -> Math.log(a);
      case LOG2 -> Math.log(a) / Math.log(2);
      case SIN -> Math.sin(a);
      case COS -> Math.cos(a);
      case TANH -> Math.tanh(a);
      case SIGMOID -> 1 / (1 + Math.exp(-a));
      case SOFTPLUS -> Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
      case RSQRT -> 1 / Math.sqrt(a);
      case RECIPROCAL -> 1 / a;
    };
  }

  /** The operation of two operands on values. */
  static double apply(BinaryOperation operation, double a, double b) {
    return switch (operation) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case GATE -> gate(a, b);
    };
  }

  /** The positive zero where b is not above zero. */
  private static double gate(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.NaN;
    }
    return b > 0 ? a : 0;
  }

  @Override
  public long apply(UnaryOperation operation, long a) {
    return bits(apply(operation, value(a)));
  }

  @Override
  public long apply(BinaryOperation operation, long a, long b) {
    return bits(apply(operation, value(a), value(b)));
  }

  @Override
  public long fma(long a, long b, long c) {
    return bits(Math.fma(value(a), value(b), value(c)));
  }

  @Override
  public long nar() {
    return bits(Double.NaN);
  }

  @Override
  public long fromDouble(double value) {
    return bits(value);
  }

  @Override
  public Sum sum() {
    return new Sum() {
      private double sum;

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

  private static double value(long pattern) {
    return Double.longBitsToDouble(pattern);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
