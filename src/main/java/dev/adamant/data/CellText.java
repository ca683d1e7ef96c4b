package dev.adamant.data;

import java.util.Locale;
import java.util.Set;

/** What the text of a cell is: a finite number in decimal, or which of the things that are none. */
final class CellText {

  /** What a cell is. */
  enum Kind {
    /** A finite number. */
    NUMBER,
    /** Empty, or one of the marks for a value that is not there. */
    MISSING,
    /** NaN, an infinity, or a number that no double reaches. */
    NOT_FINITE,
    /** Anything else. */
    WORD
  }

  private static final Set<String> MISSING_MARKS = Set.of("", "?", "na", "n/a", "null");
  private static final Set<String> NOT_FINITE_WORDS = Set.of("nan", "inf", "infinity");

  /** Up to here an integer and a power of ten are exact doubles, so their quotient rounds once. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private CellText() {}

  /** The finite number that the characters are, correctly rounded; NaN where they are none. */
  static double number(char[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int places = -1;
    for (; at < to; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        count++;
        places += places >= 0 ? 1 : 0;
      } else if (c == '.' && places < 0) {
        places = 0;
      } else {
        break;
      }
      if (count > EXACT_DIGITS) {
        break;
      }
    }
    if (at == to && count > 0) {
      double magnitude = places > 0 ? digits / POWERS_OF_TEN[places] : digits;
      return negative ? -magnitude : magnitude;
    }
    double value = parsed(new String(text, from, to - from));
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** The number, infinite where no double reaches it; NaN where it is none. */
  private static double parsed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return Double.NaN; // Also what Java reads and others do not, such as 1f and 0x1p3.
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** What the text is. */
  static Kind kind(String text) {
    if (!Double.isNaN(number(text.toCharArray(), 0, text.length()))) {
      return Kind.NUMBER;
    }
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (MISSING_MARKS.contains(word)) {
      return Kind.MISSING;
    }
    String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
    if (NOT_FINITE_WORDS.contains(unsigned) || Double.isInfinite(parsed(word))) {
      return Kind.NOT_FINITE;
    }
    return Kind.WORD;
  }
}
