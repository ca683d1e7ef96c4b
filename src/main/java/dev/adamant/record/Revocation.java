package dev.adamant.record;

import dev.adamant.certificate.verify.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * From here on, a version is not served or rotated to, or a key signs no further entries. What the
 * key signed before stays.
 *
 * @param model of the version; empty for a key
 * @param version its number; 0 for a key
 * @param key its id; empty for a version
 * @param reason for people
 */
public record Revocation(String model, int version, String key, String reason)
    implements Statement {

  static final String KIND = "revocation";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode json() {
    return Json.object()
        .put("model", model)
        .put("version", version)
        .put("key", key)
        .put("reason", reason);
  }
}
