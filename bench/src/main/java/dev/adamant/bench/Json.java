package dev.adamant.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON text of maps, lists, numbers and strings. */
final class Json {
  private Json() {}

  /**
   * The text of a value.
   *
   * @throws IllegalArgumentException when it holds something that is none of these, or a number
   *     that is not finite
   */
  static String of(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> quote(e.getKey().toString()) + ": " + of(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(Json::of).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
      case Double number when !Double.isFinite(number) ->
          throw new IllegalArgumentException("JSON has no number " + number);
      case Number number -> number.toString();
      case String text -> quote(text);
      default -> throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    };
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
