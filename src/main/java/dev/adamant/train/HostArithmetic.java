package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;

/**
 * Arithmetic of the host in a type, for the few numbers that are worked out between passes: the
 * same bits everywhere. Numbers are patterns of posits, or the bits of doubles for either IEEE
 * type.
 */
abstract sealed class HostArithmetic {

  /** That of a type which is no quire's. */
  static HostArithmetic of(DataType type) {
    return type.kind() == DataType.Kind.POSIT ? new Posits(type.format()) : new Doubles();
  }

  /** The elements of a contiguous tensor of the host. */
  abstract long[] read(Tensor tensor);

  /** Sets the elements of a tensor of the host; IEEE numbers are rounded here. */
  abstract void write(Tensor tensor, long[] numbers);

  /** A number, rounded once. */
  abstract long number(double value);

  /** c − Σ a[i]·b[i] over the first n, rounded once; with IEEE in order. */
  abstract long minusDot(long c, long[] a, long[] b, int n);

  /** a·b, rounded once. */
  abstract long multiply(long a, long b);

  /** a/b, rounded once. */
  abstract long divide(long a, long b);

  /** √a, rounded once. */
  abstract long root(long a);

  /** Whether a is at most the rounding unit at 1 times b; false where one is no number. */
  abstract boolean isNegligible(long a, long b);

  private static final class Posits extends HostArithmetic {

    private final Format format;
    private final Quire quire;
    private final long unit;

    Posits(Format format) {
      this.format = format;
      this.quire = new Quire(format);
      this.unit = Posit.sub(format, format.one() + 1, format.one());
    }

    @Override
    long[] read(Tensor tensor) {
      long[] numbers = new long[(int) tensor.count()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = tensor.get(i);
      }
      return numbers;
    }

    @Override
    void write(Tensor tensor, long[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        tensor.set(numbers[i], i);
      }
    }

    @Override
    long number(double value) {
      return Posit.fromDouble(format, value);
    }

    @Override
    long minusDot(long c, long[] a, long[] b, int n) {
      quire.clear();
      quire.add(c);
      for (int i = 0; i < n; i++) {
        quire.subtractProduct(a[i], b[i]);
      }
      return quire.toPosit();
    }

    @Override
    long multiply(long a, long b) {
      return Posit.mul(format, a, b);
    }

    @Override
    long divide(long a, long b) {
      return Posit.div(format, a, b);
    }

    @Override
    long root(long a) {
      return Posit.sqrt(format, a);
    }

    @Override
    boolean isNegligible(long a, long b) {
      long nar = format.nar();
      return a != nar && b != nar && Posit.compare(format, a, multiply(unit, b)) <= 0;
    }
  }

  private static final class Doubles extends HostArithmetic {

    @Override
    long[] read(Tensor tensor) {
      double[] values = tensor.toDoubles();
      long[] numbers = new long[values.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number(values[i]);
      }
      return numbers;
    }

    @Override
    void write(Tensor tensor, long[] numbers) {
      double[] values = new double[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        values[i] = Double.longBitsToDouble(numbers[i]);
      }
      tensor.fill(values);
    }

    @Override
    long number(double value) {
      return Double.doubleToRawLongBits(value);
    }

    @Override
    long minusDot(long c, long[] a, long[] b, int n) {
      double sum = Double.longBitsToDouble(c);
      for (int i = 0; i < n; i++) {
        sum -= Double.longBitsToDouble(a[i]) * Double.longBitsToDouble(b[i]);
      }
      return number(sum);
    }

    @Override
    long multiply(long a, long b) {
      return number(Double.longBitsToDouble(a) * Double.longBitsToDouble(b));
    }

    @Override
    long divide(long a, long b) {
      return number(Double.longBitsToDouble(a) / Double.longBitsToDouble(b));
    }

    @Override
    long root(long a) {
      return number(Math.sqrt(Double.longBitsToDouble(a)));
    }

    /** By the unit of float32, since sums of either type may have been rounded to it. */
    @Override
    boolean isNegligible(long a, long b) {
      return Double.longBitsToDouble(a) <= Math.ulp(1f) * Double.longBitsToDouble(b);
    }
  }
}
