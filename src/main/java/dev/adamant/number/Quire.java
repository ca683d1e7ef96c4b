package dev.adamant.number;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An exact accumulator of patterns and products of patterns of one format: a two's complement
 * integer in units of 2^−{@link Format#quireFractionBits} (Posit Standard 2022, section 3).
 *
 * <p>Magnitudes stay below 2^({@link Format#quireBits}−1), which no 2^31−1 terms can reach. An
 * operation that would go beyond throws {@link ArithmeticException} and leaves the quire as it was.
 * NaR is sticky until {@link #clear}. Only the low n bits of a pattern are read. Nothing allocates
 * but the constructor, {@link #toBytes} and {@link #fromBytes}. Not for use by several threads at a
 * time.
 */
public final class Quire {
  /**
   * Words below the least of the quire. They stay zero and take the trailing zeros of a product,
   * whose 128 bits may begin below the least bit that is ever set.
   */
  private static final int PADDING = 2;

  private final Format format;

  /** Fraction bits, those of the padding included. */
  private final int fractionBits;

  /** Padding, then the quire, least word first, sign-extended; all zeros while NaR. */
  private final long[] words;

  /** Place of bit quireBits−1 in the last word. */
  private final int signPlace;

  private boolean nar;

  /** An empty quire, of value zero. */
  public Quire(Format f) {
    format = f;
    fractionBits = f.quireFractionBits() + 64 * PADDING;
    words = new long[PADDING + f.quireWords()];
    signPlace = (f.quireBits() - 1) & 63;
  }

  /** The format of the patterns it takes and gives. */
  public Format format() {
    return format;
  }

  /** Sets the value to zero. */
  public void clear() {
    Arrays.fill(words, 0);
    nar = false;
  }

  /** Whether the value is NaR. */
  public boolean isNaR() {
    return nar;
  }

  /** Whether the value is zero. */
  public boolean isZero() {
    return !nar && lowestNonZero() == words.length;
  }

  /**
   * Adds a.
   *
   * @throws ArithmeticException on overflow
   */
  public void add(long a) {
    addTerm(a, 0);
  }

  /**
   * Subtracts a.
   *
   * @throws ArithmeticException on overflow
   */
  public void subtract(long a) {
    addTerm(a, -1);
  }

  /**
   * Adds the exact product a·b; 0·NaR is NaR.
   *
   * @throws ArithmeticException on overflow
   */
  public void addProduct(long a, long b) {
    addProduct(a, b, 0);
  }

  /**
   * Subtracts the exact product a·b; 0·NaR is NaR.
   *
   * @throws ArithmeticException on overflow
   */
  public void subtractProduct(long a, long b) {
    addProduct(a, b, -1);
  }

  /**
   * Adds the value of another quire of the same format, which may be this one. Summing by parts and
   * merging gives the same quire in whatever way the terms are parted.
   *
   * @throws IllegalArgumentException when the formats differ
   * @throws ArithmeticException on overflow
   */
  public void merge(Quire other) {
    if (!format.equals(other.format)) {
      throw new IllegalArgumentException(
          "cannot merge a quire of "
              + other.format
              + " into one of "
              + format
              + ": their units differ; round it and convert, or use one format");
    }
    if (nar || other.nar) {
      becomeNaR();
      return;
    }
    int last = words.length - 1;
    long carry = 0;
    long below = 0;
    for (int i = PADDING; i < last; i++) {
      long sum = words[i] + other.words[i];
      below |= sum + carry;
      carry = carryOut(words[i], other.words[i], sum + carry);
    }
    long top = words[last] + other.words[last] + carry;
    if (isOutOfRange(words[last], other.words[last], top, below == 0)) {
      throw overflow();
    }
    carry = 0;
    for (int i = PADDING; i <= last; i++) {
      long a = words[i];
      long b = other.words[i];
      words[i] = a + b + carry;
      carry = carryOut(a, b, words[i]);
    }
  }

  /** Changes the sign of the value; NaR stays NaR. */
  public void negate() {
    int lowest = lowestNonZero();
    if (lowest < words.length) {
      words[lowest] = -words[lowest];
    }
    for (int i = lowest + 1; i < words.length; i++) {
      words[i] = ~words[i];
    }
  }

  /** The value rounded once to a pattern; all bits of the quire count. */
  public long toPosit() {
    if (nar) {
      return format.nar();
    }
    int lowest = lowestNonZero();
    if (lowest == words.length) {
      return 0;
    }
    long sign = words[words.length - 1] >> 63;
    int index = words.length - 1;
    while (magnitude(index, lowest, sign) == 0) {
      index--;
    }
    long leading = magnitude(index, lowest, sign);
    long next = magnitude(index - 1, lowest, sign);
    int zeros = Long.numberOfLeadingZeros(leading);
    long significand = (leading << zeros) | (next >>> 1 >>> (63 - zeros));
    boolean sticky = next << zeros != 0 || lowest < index - 1;
    return Codec.encode(
        format, sign < 0, 64 * index + 63 - zeros - fractionBits, significand, sticky);
  }

  /**
   * The words in order, least first, each little-endian: 8·{@link Format#quireWords} bytes, sign
   * extended. NaR is the pattern 1000…0 of all of them.
   */
  public byte[] toBytes() {
    int count = words.length - PADDING;
    ByteBuffer buffer = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(words, PADDING, count);
    if (nar) {
      buffer.putLong(8 * (count - 1), Long.MIN_VALUE);
    }
    return buffer.array();
  }

  /**
   * The quire that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when there are not 8·{@link Format#quireWords} bytes, or when
   *     they hold a value that a quire of the format cannot have
   */
  public static Quire fromBytes(Format f, byte[] bytes) {
    Quire quire = new Quire(f);
    long[] words = quire.words;
    int count = words.length - PADDING;
    if (bytes.length != 8 * count) {
      throw new IllegalArgumentException(
          "got "
              + bytes.length
              + " bytes, a quire of "
              + f
              + " is "
              + 8 * count
              + ": check the format");
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words, PADDING, count);
    long top = words[words.length - 1];
    boolean onlyTop = quire.lowestNonZero() >= words.length - 1;
    if (top == Long.MIN_VALUE && onlyTop) {
      quire.becomeNaR();
    } else if (quire.isOutOfRange(top, top, top, onlyTop)) {
      throw new IllegalArgumentException(
          "the value is out of the range of a quire of "
              + f
              + ", below 2^"
              + (f.quireBits() - 1)
              + " units in magnitude: check the format and the byte order");
    }
    return quire;
  }

  private void addTerm(long a, long flip) {
    long x = Codec.aligned(format, a);
    if (nar || x << 1 == 0) {
      if (x == Long.MIN_VALUE) {
        becomeNaR();
      }
      return;
    }
    long significand = Codec.significand(format, a);
    addAt(Codec.scale(format, a) - 127 + fractionBits, significand, 0, x ^ flip);
  }

  private void addProduct(long a, long b, long flip) {
    long x = Codec.aligned(format, a);
    long y = Codec.aligned(format, b);
    if (nar || x << 1 == 0 || y << 1 == 0) {
      if (x == Long.MIN_VALUE || y == Long.MIN_VALUE) {
        becomeNaR();
      }
      return;
    }
    long significandA = Codec.significand(format, a);
    long significandB = Codec.significand(format, b);
    int scale = Codec.scale(format, a) + Codec.scale(format, b);
    addAt(
        scale - 126 + fractionBits,
        Math.unsignedMultiplyHigh(significandA, significandB),
        significandA * significandB,
        x ^ y ^ flip);
  }

  private void becomeNaR() {
    clear();
    nar = true;
  }

  /**
   * Adds or, for a negative sign, subtracts high:low · 2^place; the least bit of the padding has
   * place 0.
   */
  private void addAt(int place, long high, long low, long sign) {
    int index = place >> 6;
    long first = low << place;
    long second = (low >>> 1 >>> ~place) | (high << place);
    long third = high >>> 1 >>> ~place;
    long flip = sign >> 63;
    int last = words.length - 1;
    long before = words[last];
    addWords(index, first, second, third, flip);
    long top = words[last];
    boolean onlyTop = top == -1L << signPlace && lowestNonZero() == last;
    if (isOutOfRange(before, flip, top, onlyTop)) {
      addWords(index, first, second, third, ~flip);
      throw overflow();
    }
  }

  /** Adds three words at an index or, for flip = −1, subtracts them: w − t = ~(~w + t). */
  private void addWords(int index, long first, long second, long third, long flip) {
    long carry = addWord(index, first, 0, flip);
    carry = addWord(index + 1, second, carry, flip);
    carry = addWord(index + 2, third, carry, flip);
    for (int i = index + 3; carry != 0 && i < words.length; i++) {
      carry = addWord(i, 0, carry, flip);
    }
  }

  private long addWord(int index, long addend, long carry, long flip) {
    long word = words[index] ^ flip;
    long sum = word + addend + carry;
    words[index] = sum ^ flip;
    return carryOut(word, addend, sum);
  }

  /** The carry out of bit 63 when a, b and a carry in make the sum. */
  private static long carryOut(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  /**
   * Whether a sum left the range: it wrapped, or its magnitude reaches 2^(quireBits−1).
   *
   * @param before last word of one summand
   * @param addend any number with the sign of the other
   * @param top last word of the sum
   * @param onlyTop whether all other words of the sum are zero
   */
  private boolean isOutOfRange(long before, long addend, long top, boolean onlyTop) {
    return ((before ^ top) & (addend ^ top)) < 0
        || top >> signPlace != top >> 63
        || (onlyTop && top == -1L << signPlace);
  }

  private ArithmeticException overflow() {
    return new ArithmeticException(
        "the sum exceeds the quire of "
            + format
            + ", below 2^"
            + (format.quireBits() - 1 - format.quireFractionBits())
            + " in magnitude: split it into quires of at most 2147483647 terms each, and merge"
            + " those whose terms are together no more than that");
  }

  /** The index of the least word that is not zero; the number of words when all are. */
  private int lowestNonZero() {
    int i = PADDING;
    while (i < words.length && words[i] == 0) {
      i++;
    }
    return i;
  }

  /** A word of the magnitude, given the lowest non-zero word and the sign, 0 or −1. */
  private long magnitude(int index, int lowest, long sign) {
    long flipped = words[index] ^ sign;
    return index == lowest ? flipped - sign : index < lowest ? 0 : flipped;
  }
}
