package dev.adamant.cli;

import dev.adamant.serve.GateSettings;
import dev.adamant.serve.adapt.RotationRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server that is asked to rotate to candidates. */
final class AdaptServer implements RotationRequest {

  private final RotationWish wish;
  private final GateSettings gate;

  /**
   * Not asked yet.
   *
   * @param gate what candidates must keep to
   */
  AdaptServer(RotationWish wish, GateSettings gate) {
    this.wish = wish;
    this.gate = gate;
  }

  @Override
  public String ask(String model, int version) throws IOException, InterruptedException {
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("maxDivergence", gate.maxDivergence());
    limits.put("maxAccuracyLoss", gate.maxAccuracyLoss());
    limits.put("shadowRows", gate.shadowRows());
    limits.put("shadowSeconds", gate.shadowTime().toSeconds());
    try {
      AdminClient.Answer answer = wish.rotate(version, limits);
      return answer.error().isEmpty()
          ? "it answered " + answer.status() + " and no decision is in this registry's ledger"
          : answer.error();
    } catch (MalformedInputException e) {
      throw new RefusedRequestException("the server does not take the request: " + e.getMessage());
    }
  }
}
