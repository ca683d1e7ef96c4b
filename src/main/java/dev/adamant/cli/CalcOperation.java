package dev.adamant.cli;

import java.io.IOException;

/** What the calculator does with a request after its first token, which named the operation. */
@FunctionalInterface
interface CalcOperation {

  /**
   * Reads all remaining tokens, then writes the answer; when it throws, it has written nothing.
   *
   * @throws CalcMalformedLineException when a token is not what the operation expects
   */
  void answer(CalcRequest request, CalcAnswers answers)
      throws CalcMalformedLineException, IOException;
}
