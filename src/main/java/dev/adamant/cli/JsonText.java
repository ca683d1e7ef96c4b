package dev.adamant.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON text of maps, lists, numbers, strings and truth values. */
final class JsonText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final JsonMapper LINES = JsonMapper.shared();

  private JsonText() {}

  /** The text, indented, without a line feed at its end. */
  static String of(Object tree) {
    return MAPPER.writeValueAsString(tree);
  }

  /** The text in one line, without a line feed at its end. */
  static String line(Object tree) {
    return LINES.writeValueAsString(tree);
  }
}
