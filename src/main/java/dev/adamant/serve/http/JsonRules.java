package dev.adamant.serve.http;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What members of a request must be. */
final class JsonRules {

  private JsonRules() {}

  /**
   * Checks what a member is.
   *
   * @throws Refusal with the message when it is something else
   */
  static void expect(JsonToken token, JsonToken expected, String message) throws Refusal {
    if (token != expected) {
      throw Refusal.malformed(message);
    }
  }

  /** The text of a member. */
  static String text(JsonParser json, JsonToken token, String what) throws Refusal {
    expect(token, JsonToken.VALUE_STRING, what + " is no string");
    return json.getString();
  }

  /** The truth of a member. */
  static boolean truth(JsonToken token, String name) throws Refusal {
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw Refusal.malformed(name + " is neither true nor false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** Checks that a parameter is one thing. */
  static void parameter(JsonToken value) throws Refusal {
    if (value == JsonToken.START_ARRAY || value == JsonToken.START_OBJECT) {
      throw Refusal.malformed("a parameter is a list or an object: give text, number or truth");
    }
  }
}
