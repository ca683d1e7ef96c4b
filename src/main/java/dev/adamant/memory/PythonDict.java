package dev.adamant.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of Python's literals that the header of an npy file is made of: a dict whose keys are
 * strings and whose values are strings, booleans and tuples of integers.
 */
final class PythonDict {

  private static final char END = 0;

  private final String text;
  private int at;

  private PythonDict(String text) {
    this.text = text;
  }

  /**
   * The dict that the text is, but for white space around it.
   *
   * @return values are {@link String}, {@link Boolean} or a list of {@link Long}
   * @throws IllegalArgumentException with what is expected and where
   */
  static Map<String, Object> parse(String text) {
    PythonDict parser = new PythonDict(text);
    Map<String, Object> dict = parser.dict();
    if (parser.peek() != END) {
      throw parser.expected("nothing more");
    }
    return dict;
  }

  private Map<String, Object> dict() {
    Map<String, Object> dict = new LinkedHashMap<>();
    take('{');
    while (peek() != '}') {
      String key = string();
      take(':');
      if (dict.put(key, value()) != null) {
        throw new IllegalArgumentException("the key '" + key + "' comes twice");
      }
      if (peek() != '}') {
        take(',');
      }
    }
    take('}');
    return dict;
  }

  private Object value() {
    return switch (peek()) {
      case '\'', '"' -> string();
      case '(' -> tuple();
      case 'T' -> word("True", true);
      case 'F' -> word("False", false);
      default -> throw expected("a string, True, False or a tuple of integers");
    };
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw expected("a string");
    }
    int end = text.indexOf(quote, at + 1);
    String value = end < 0 ? "\\" : text.substring(at + 1, end);
    if (value.indexOf('\\') >= 0) {
      throw expected("a string without escapes");
    }
    at = end + 1;
    return value;
  }

  private Boolean word(String word, boolean value) {
    if (!text.startsWith(word, at)) {
      throw expected(word);
    }
    at += word.length();
    return value;
  }

  private List<Long> tuple() {
    List<Long> values = new ArrayList<>();
    take('(');
    while (peek() != ')') {
      values.add(integer());
      if (peek() != ')') {
        take(',');
      }
    }
    take(')');
    return List.copyOf(values);
  }

  private Long integer() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    try {
      Long value = Long.valueOf(text.substring(from, at));
      if (peek() == 'L') { // As Python 2 wrote them.
        at++;
      }
      return value;
    } catch (NumberFormatException e) {
      at = from;
      throw (IllegalArgumentException) expected("an integer from 0 to 2^63-1").initCause(e);
    }
  }

  private void take(char c) {
    if (peek() != c) {
      throw expected("'" + c + "'");
    }
    at++;
  }

  /** The next character that is not white space, or {@link #END}. */
  private char peek() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(what + " expected at character " + at);
  }
}
