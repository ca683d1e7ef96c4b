package dev.adamant.certificate.verify;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a certificate is of. The digests are SHA-256 in hexadecimal.
 *
 * @param model of {@code model.safetensors}
 * @param job of {@code job.toml}; empty where the model came without
 * @param data of the dataset, as the report of the run has it; empty where there is none
 * @param tool that made the certificate, such as {@code adamant 0.1.0}
 */
public record Subject(String model, String job, String data, String tool) {

  /** What every certificate takes for granted. */
  public static final List<String> ASSUMPTIONS =
      List.of(
          "layers compute what the architecture says, each sum exact and rounded once",
          "symmetry holds up to that rounding",
          "SHA-256 has no known collision");

  ObjectNode json() {
    ObjectNode node =
        Json.object().put("data", data).put("job", job).put("model", model).put("tool", tool);
    ArrayNode assumptions = node.putArray("assumptions");
    ASSUMPTIONS.forEach(assumptions::add);
    return node;
  }

  static Subject parse(JsonNode node) {
    Json.keys(node, "the subject", "assumptions", "data", "job", "model", "tool");
    Subject subject =
        new Subject(
            digest(node, "model"),
            digest(node, "job"),
            digest(node, "data"),
            Json.string(node, "tool"));
    String difference = Json.difference("the subject", node, subject.json());
    BrokenClaimException.require(difference == null, difference);
    return subject;
  }

  private static String digest(JsonNode node, String key) {
    String digest = Json.string(node, key);
    BrokenClaimException.require(
        digest.matches("[0-9a-f]{64}") || (digest.isEmpty() && !key.equals("model")),
        "the subject has the digest " + key + " \"" + digest + "\", which is no SHA-256");
    return digest;
  }
}
