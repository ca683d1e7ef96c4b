package dev.adamant.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Asks a server to rotate a model. */
final class RotationWish {

  /** The version that says: the one that was published last and may be served. */
  static final String NEWEST = "newest";

  private final AdminClient client;
  private final String model;

  /**
   * For a model.
   *
   * @param client stays the caller's
   * @throws MalformedInputException when no model can have that name
   */
  RotationWish(AdminClient client, String model) throws MalformedInputException {
    if (!model.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new MalformedInputException(
          "\""
              + model
              + "\" names no model: it has lower-case letters, digits, '.', '_' and '-', at most"
              + " 64, a letter or digit first");
    }
    this.client = client;
    this.model = model;
  }

  /**
   * The number of a version.
   *
   * @param text of it, or {@link #NEWEST}
   * @throws MalformedInputException when it is none, or the server has no such model
   */
  int version(String text) throws IOException, InterruptedException, MalformedInputException {
    if (text.equals(NEWEST)) {
      return newest();
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new MalformedInputException(
          "VERSION is \"" + text + "\": expected a number from 1 on, or " + NEWEST);
    }
    return Integer.parseInt(text);
  }

  private int newest() throws IOException, InterruptedException, MalformedInputException {
    int newest = 0;
    for (JsonNode known : client.get("v1/state").body().path("models")) {
      if (known.path("name").asString("").equals(model)) {
        for (JsonNode version : known.path("versions")) {
          boolean served =
              version.path("revoked").isNull() && !version.path("collected").asBoolean(false);
          newest = served ? Math.max(newest, version.path("version").asInt(0)) : newest;
        }
      }
    }
    if (newest == 0) {
      throw new MalformedInputException(
          "the server has no version of " + model + " that may be served: publish one first");
    }
    return newest;
  }

  /**
   * Rotates.
   *
   * @param version to which
   * @param gate of the server's keys, those that differ from its own
   */
  AdminClient.Answer rotate(int version, Map<String, Object> gate)
      throws IOException, InterruptedException, MalformedInputException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("version", version);
    body.putAll(gate);
    return client.post("v1/models/" + model + "/rotate", body);
  }

  /** Rotates back. */
  AdminClient.Answer rollBack() throws IOException, InterruptedException, MalformedInputException {
    return client.post("v1/models/" + model + "/rollback", Map.of());
  }
}
