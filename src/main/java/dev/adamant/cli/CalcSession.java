package dev.adamant.cli;

import dev.adamant.number.Format;
import dev.adamant.target.ScalarArithmetic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers the requests of a stream, a line each, in order. */
final class CalcSession {

  private final CalcOperations operations;
  private final CalcAnswers answers;
  private final CalcRequest request = new CalcRequest();

  /** Calculates in one format on one target; {@code out} stays the caller's to close. */
  CalcSession(ScalarArithmetic arithmetic, Format format, OutputStream out, boolean decimal) {
    this.operations = new CalcOperations(arithmetic, format);
    this.answers = new CalcAnswers(out, decimal);
  }

  /**
   * Answers every line of {@code in}, up to the first malformed one. All answers are handed to the
   * stream before it waits for input, and before this returns or throws.
   *
   * @throws CalcMalformedLineException naming the line; the answers of the lines before it stand
   */
  void run(InputStream in) throws IOException, CalcMalformedLineException {
    CalcLines lines = new CalcLines(in);
    try {
      while (more(lines)) {
        request.start(lines.bytes(), lines.start(), lines.end());
        answer(lines.number());
      }
    } finally {
      answers.flush();
    }
  }

  private boolean more(CalcLines lines) throws IOException, CalcMalformedLineException {
    if (!lines.ready()) {
      answers.flush();
    }
    return lines.next();
  }

  private void answer(long line) throws IOException, CalcMalformedLineException {
    try {
      operations.named(request).answer(request, answers);
    } catch (CalcMalformedLineException e) {
      throw e.atLine(line);
    }
  }
}
