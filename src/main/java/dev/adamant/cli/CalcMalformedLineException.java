package dev.adamant.cli;

/**
 * A request that the calculator cannot answer; the message names the token and what was expected.
 */
final class CalcMalformedLineException extends Exception {

  private static final long serialVersionUID = 1L;

  CalcMalformedLineException(String message) {
    super(message);
  }

  /** The same, naming the line, which counts from 1. */
  CalcMalformedLineException atLine(long line) {
    var located = new CalcMalformedLineException("line " + line + ", " + getMessage());
    located.initCause(this);
    return located;
  }
}
