package dev.adamant.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON text of maps, lists, numbers, strings and truth values, indented. */
final class JsonText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonText() {}

  /** The text, without a line feed at its end. */
  static String of(Object tree) {
    return MAPPER.writeValueAsString(tree);
  }
}
