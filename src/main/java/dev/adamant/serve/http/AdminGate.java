package dev.adamant.serve.http;

import dev.adamant.certificate.verify.Json;
import dev.adamant.serve.GateSettings;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wish for a version, as the body of a request has it.
 *
 * @param version its number
 * @param gate what it must keep to: as the server has it where nothing is said
 */
record AdminGate(int version, GateSettings gate) {

  private static final String VERSION = "version";
  private static final String MAX_DIVERGENCE = "maxDivergence";
  private static final String MAX_ACCURACY_LOSS = "maxAccuracyLoss";
  private static final String SHADOW_ROWS = "shadowRows";
  private static final String SHADOW_SECONDS = "shadowSeconds";
  private static final List<String> KEYS =
      List.of(VERSION, MAX_DIVERGENCE, MAX_ACCURACY_LOSS, SHADOW_ROWS, SHADOW_SECONDS);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads one.
   *
   * @param usual for keys that it does not have
   * @throws Refusal with 400 when it is no JSON object, has no version, an unknown key, a value of
   *     another type or out of its range
   */
  static AdminGate read(byte[] body, GateSettings usual) throws Refusal {
    JsonNode node = object(body);
    for (String key : node.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw Refusal.malformed(
            "the body has an unknown key: it may have " + String.join(", ", KEYS));
      }
    }
    if (!node.has(VERSION)) {
      throw Refusal.malformed("the body names no version: it is as {\"version\":3}");
    }
    int version = whole(node, VERSION, 0);
    if (version < 1) {
      throw Refusal.malformed("version is " + version + ", must be 1 or more");
    }
    try {
      return new AdminGate(
          version,
          new GateSettings(
              number(node, MAX_DIVERGENCE, usual.maxDivergence()),
              number(node, MAX_ACCURACY_LOSS, usual.maxAccuracyLoss()),
              whole(node, SHADOW_ROWS, usual.shadowRows()),
              node.has(SHADOW_SECONDS)
                  ? Duration.ofSeconds(whole(node, SHADOW_SECONDS, 0))
                  : usual.shadowTime()));
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed(e.getMessage());
    }
  }

  /**
   * Reads the body of a request that says nothing more.
   *
   * @throws Refusal with 400 when it is neither empty nor an empty object
   */
  static void readNothing(byte[] body) throws Refusal {
    if (body.length > 0 && !object(body).isEmpty()) {
      throw Refusal.malformed("the body has keys: to roll back it must be empty, or {}");
    }
  }

  /** Settings of the gate with the keys of a request. */
  static ObjectNode json(GateSettings gate) {
    return Json.object()
        .put(MAX_DIVERGENCE, gate.maxDivergence())
        .put(MAX_ACCURACY_LOSS, gate.maxAccuracyLoss())
        .put(SHADOW_ROWS, gate.shadowRows())
        .put(SHADOW_SECONDS, gate.shadowTime().toSeconds());
  }

  private static JsonNode object(byte[] body) throws Refusal {
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw Refusal.malformed("the body is no JSON: it must be an object such as {\"version\":3}");
    }
    if (!node.isObject()) {
      throw Refusal.malformed("the body is no JSON object: it must be as {\"version\":3}");
    }
    return node;
  }

  private static int whole(JsonNode node, String key, int usual) throws Refusal {
    JsonNode value = node.get(key);
    if (value == null) {
      return usual;
    }
    if (!value.isInt()) {
      throw Refusal.of(
          Status.BAD_REQUEST_400, key + " is no whole number of at most " + Integer.MAX_VALUE);
    }
    return value.intValue();
  }

  private static double number(JsonNode node, String key, double usual) throws Refusal {
    JsonNode value = node.get(key);
    if (value == null) {
      return usual;
    }
    if (!value.isNumber()) {
      throw Refusal.malformed(key + " is no number");
    }
    return value.doubleValue();
  }
}
