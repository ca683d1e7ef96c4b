package dev.adamant.number.oracle;

import dev.adamant.number.Format;
import java.math.BigInteger;

/**
 * An exact sum of posits and of their products, kept as one {@link BigInteger} count of the least
 * product bit. Sizes are derived here from the values of minpos and maxpos: one sign bit, 31 carry
 * bits, and a bit for every position from the least bit of a product up to maxpos². Not safe for
 * use by several threads at once.
 */
public final class QuireOracle {

  private final PositOracle format;
  private final int fractionBits;
  private final int bits;
  private BigInteger count = BigInteger.ZERO;
  private boolean nar;

  public QuireOracle(PositOracle format) {
    this.format = format;
    this.fractionBits = -2 * format.leastBit();
    Dyadic maxpos = format.finiteValue(format.maxpos());
    Dyadic square = maxpos.multiply(maxpos);
    int ceilLog2 =
        square.floorLog2() == square.lowestBit() ? square.floorLog2() : square.floorLog2() + 1;
    this.bits = 1 + 31 + ceilLog2 + fractionBits;
  }

  /** An empty quire of a format; only the three parameters of {@code format} are used. */
  public static QuireOracle of(Format format) {
    return new QuireOracle(PositOracle.of(format));
  }

  public int bits() {
    return bits;
  }

  public int fractionBits() {
    return fractionBits;
  }

  /** 64-bit words that hold {@link #bits}. */
  public int words() {
    return (bits + 63) / 64;
  }

  /** The largest count that does not overflow: 2^(bits−1) − 1; the least is its negative. */
  public BigInteger largestCount() {
    return BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.ONE);
  }

  public boolean isNaR() {
    return nar;
  }

  /** The sum as a multiple of 2^(−fractionBits). */
  public BigInteger count() {
    return count;
  }

  public void clear() {
    count = BigInteger.ZERO;
    nar = false;
  }

  public void add(long a) {
    accumulate(format.value(a), false);
  }

  public void subtract(long a) {
    accumulate(format.value(a), true);
  }

  public void addProduct(long a, long b) {
    accumulate(Operation.MUL.of(format, a, b), false);
  }

  public void subtractProduct(long a, long b) {
    accumulate(Operation.MUL.of(format, a, b), true);
  }

  public void merge(QuireOracle other) {
    nar |= other.nar;
    count = count.add(other.count);
  }

  public void negate() {
    count = count.negate();
  }

  /** The sum, or {@link ExactReal#NOT_REAL} once a NaR was met. */
  public ExactReal value() {
    return nar ? ExactReal.NOT_REAL : new Dyadic(count, -fractionBits);
  }

  /** The little-endian two's complement bytes of the quire, sign-extended through its last word. */
  public byte[] toBytes() {
    return toBytes(nar ? BigInteger.ONE.shiftLeft(64 * words() - 1) : count);
  }

  /**
   * The bytes of a quire of this format that holds {@code chosen} units of the least product bit.
   */
  public byte[] toBytes(BigInteger chosen) {
    byte[] bytes = new byte[8 * words()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = chosen.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private void accumulate(ExactReal term, boolean subtract) {
    if (!term.isReal()) {
      nar = true;
    } else if (term instanceof Dyadic dyadic && dyadic.signum() != 0) {
      BigInteger units = dyadic.scaledTo(-fractionBits);
      count = subtract ? count.subtract(units) : count.add(units);
    }
  }
}
