package dev.adamant.serve.adapt;

import java.io.IOException;

/**
 * Asks the server to rotate. What was decided is then read from the ledger, which is signed; the
 * answer is only for people.
 */
@FunctionalInterface
public interface RotationRequest {

  /**
   * Asks, and waits for the decision.
   *
   * @return what the server said, in a few words
   * @throws RefusedRequestException when it will not take the request, now or later
   * @throws IOException when it cannot be reached or is busy: to be asked again
   */
  String ask(String model, int version) throws IOException, InterruptedException;

  /** The server does not take the request: a wrong token, or a model that it does not have. */
  final class RefusedRequestException extends IOException {

    private static final long serialVersionUID = 1;

    /** With one sentence. */
    public RefusedRequestException(String message) {
      super(message);
    }
  }
}
