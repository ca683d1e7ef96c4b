package dev.adamant.cli;

import dev.adamant.number.DecimalText;
import dev.adamant.number.Format;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One request line, read token by token. Tokens are separated by spaces, tabs or carriage returns.
 * Patterns are read without allocating.
 *
 * <p>A token of exactly {@link Format#hexDigits} hexadecimal digits is a pattern, also where it
 * could be read as a decimal ({@code 3e40} in 16 bits); any other may be a decimal with a point or
 * an exponent, or {@code NaR}.
 */
final class CalcRequest {

  /** Hexadecimal digits of a double. */
  static final int DOUBLE_DIGITS = 16;

  private static final int SHOWN_CHARACTERS = 40;
  private static final byte[] NAR = ascii("NaR");
  private static final byte[] NIBBLES = nibbles();

  private byte[] bytes = new byte[0];
  private int lineEnd;
  private int position;
  private int tokenStart;
  private int tokenEnd;
  private int tokenNumber;

  /** Starts a line: bytes[start, end). */
  void start(byte[] line, int start, int end) {
    bytes = line;
    lineEnd = end;
    position = start;
    tokenNumber = 0;
  }

  /** Whether there is another token. */
  boolean hasNext() {
    while (position < lineEnd && isBlank(bytes[position])) {
      position++;
    }
    return position < lineEnd;
  }

  /** Whether there was another token, which is now the current one. */
  boolean next() {
    boolean found = hasNext();
    tokenStart = position;
    while (position < lineEnd && !isBlank(bytes[position])) {
      position++;
    }
    tokenEnd = position;
    tokenNumber++;
    return found;
  }

  /** Whether the current token is these bytes. */
  boolean is(byte[] name) {
    return Arrays.equals(bytes, tokenStart, tokenEnd, name, 0, name.length);
  }

  /** The current token as text. */
  String token() {
    return new String(bytes, tokenStart, tokenEnd - tokenStart, StandardCharsets.UTF_8);
  }

  /** The pattern of the next token; decimals are rounded once. */
  long operand(Format format, String name) throws CalcMalformedLineException {
    if (next()) {
      if (isHex(format.hexDigits())) {
        long pattern = hex();
        if ((pattern & ~format.mask()) == 0) {
          return pattern;
        }
      } else if (isDecimal()) {
        return DecimalText.parse(format, token());
      } else if (is(NAR)) {
        return format.nar();
      }
    }
    throw expected(
        "operand "
            + name
            + ", a "
            + format.name()
            + " as "
            + format.hexDigits()
            + " hexadecimal digits up to "
            + Long.toHexString(format.mask())
            + ", a decimal with a point or an exponent such as 1.5 or 3e-4, or NaR");
  }

  /** The double of the next token; decimals are rounded once. */
  double doubleOperand(String name) throws CalcMalformedLineException {
    if (next()) {
      if (isHex(DOUBLE_DIGITS)) {
        return Double.longBitsToDouble(hex());
      } else if (isDecimal()) {
        return Double.parseDouble(token());
      }
    }
    throw expected(
        "operand "
            + name
            + ", a double as "
            + DOUBLE_DIGITS
            + " hexadecimal digits, or a decimal with a point or an exponent such as 1.5 or 3e-4");
  }

  /** Throws unless all tokens were read. */
  void end() throws CalcMalformedLineException {
    if (next()) {
      throw expected("the end of the line");
    }
  }

  /** That the current token, or the end of the line, is not what was expected there. */
  CalcMalformedLineException expected(String what) {
    return new CalcMalformedLineException(
        "token "
            + tokenNumber
            + (tokenStart < tokenEnd ? " is \"" + shown() + "\"" : " is missing")
            + ": expected "
            + what);
  }

  /** The bytes of an ASCII name, as {@link #is} compares them. */
  static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private boolean isHex(int digits) {
    if (tokenEnd - tokenStart != digits) {
      return false;
    }
    int seen = 0;
    for (int i = tokenStart; i < tokenEnd; i++) {
      seen |= NIBBLES[bytes[i] & 0xff];
    }
    return seen >= 0;
  }

  private long hex() {
    long value = 0;
    for (int i = tokenStart; i < tokenEnd; i++) {
      value = value << 4 | NIBBLES[bytes[i] & 0xff];
    }
    return value;
  }

  /** Sign, digits with a point among them or an exponent after them, or both. */
  private boolean isDecimal() {
    int i = afterSign(tokenStart);
    int wholeEnd = afterDigits(i);
    int digits = wholeEnd - i;
    boolean point = wholeEnd < tokenEnd && bytes[wholeEnd] == '.';
    i = point ? afterDigits(wholeEnd + 1) : wholeEnd;
    digits += point ? i - wholeEnd - 1 : 0;
    if (digits == 0) {
      return false;
    }
    if (i == tokenEnd) {
      return point;
    }
    int exponent = afterSign(i + 1);
    return (bytes[i] | 0x20) == 'e' && exponent < tokenEnd && afterDigits(exponent) == tokenEnd;
  }

  private int afterSign(int i) {
    return i < tokenEnd && (bytes[i] == '-' || bytes[i] == '+') ? i + 1 : i;
  }

  private int afterDigits(int from) {
    int i = from;
    while (i < tokenEnd && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  /** The current token for a message: printable and not too long. */
  private String shown() {
    String text = token();
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN_CHARACTERS)
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > SHOWN_CHARACTERS
        ? shown + "…"
        : shown.toString();
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static byte[] nibbles() {
    byte[] table = new byte[256];
    Arrays.fill(table, (byte) -1);
    for (int digit = 0; digit < 16; digit++) {
      table[Character.forDigit(digit, 16)] = (byte) digit;
      table[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
    }
    return table;
  }
}
