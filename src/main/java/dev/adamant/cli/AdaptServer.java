package dev.adamant.cli;

import dev.adamant.serve.adapt.RotationRequest;
import java.io.IOException;
import java.util.Map;

/** A server that is asked to rotate to candidates. */
final class AdaptServer implements RotationRequest {

  private final RotationWish wish;
  private final Map<String, Object> gate;

  /**
   * Not asked yet.
   *
   * @param gate what candidates must keep to, by the server's keys; where it says nothing, as the
   *     server has it
   */
  AdaptServer(RotationWish wish, Map<String, Object> gate) {
    this.wish = wish;
    this.gate = Map.copyOf(gate);
  }

  @Override
  public String ask(String model, int version) throws IOException, InterruptedException {
    try {
      AdminClient.Answer answer = wish.rotate(version, gate);
      return answer.error().isEmpty()
          ? "it answered " + answer.status() + " and no decision is in this registry's ledger"
          : answer.error();
    } catch (MalformedInputException e) {
      throw new RefusedRequestException("the server does not take the request: " + e.getMessage());
    }
  }
}
