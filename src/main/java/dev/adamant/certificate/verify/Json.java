package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON that is read strictly, and its canonical text: keys sorted by their UTF-16 code units, no
 * blanks, integers of 64 bits and no other numbers, strings that escape only what they must. (RFC
 * 8785, without floats.)
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What stands behind a backslash for those that have a letter. */
  private static final String NAMED = "btnfr\"\\";

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A value as if it were read: of maps, collections, text, truth values and integers. */
  static JsonNode of(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        ObjectNode node = object();
        map.forEach((key, property) -> node.set((String) key, of(property)));
        yield node;
      }
      case Collection<?> list -> {
        ArrayNode node = MAPPER.createArrayNode();
        list.forEach(element -> node.add(of(element)));
        yield node;
      }
      case String text -> StringNode.valueOf(text);
      case Boolean truth -> BooleanNode.valueOf(truth);
      case Number number when number.longValue() == number.intValue() ->
          IntNode.valueOf(number.intValue());
      case Number number -> LongNode.valueOf(number.longValue());
      default -> throw new IllegalArgumentException("no JSON of " + value.getClass());
    };
  }

  /**
   * The value that UTF-8 text is; no key may come twice, and nothing behind it.
   *
   * @throws BrokenClaimException when it is none
   */
  public static JsonNode parse(ByteBuffer utf8) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException e) {
      throw new BrokenClaimException("it is not UTF-8 text");
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      String where =
          e.getLocation() == null ? "" : " at character " + e.getLocation().getCharOffset();
      throw new BrokenClaimException("it is no JSON" + where + ": " + e.getOriginalMessage());
    }
  }

  /**
   * The canonical text.
   *
   * @throws BrokenClaimException when there is a number that is no integer of 64 bits
   */
  public static String text(JsonNode node) {
    StringBuilder text = new StringBuilder();
    write(text, node);
    return text.toString();
  }

  private static void write(StringBuilder text, JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
      char before = '{';
      for (Map.Entry<String, JsonNode> property : sorted.entrySet()) {
        quote(text.append(before), property.getKey());
        write(text.append(':'), property.getValue());
        before = ',';
      }
      text.append(sorted.isEmpty() ? "{}" : "}");
    } else if (node.isArray()) {
      char before = '[';
      for (JsonNode element : node) {
        write(text.append(before), element);
        before = ',';
      }
      text.append(node.isEmpty() ? "[]" : "]");
    } else if (node.isString()) {
      quote(text, node.stringValue());
    } else if (node.isBoolean() || node.isNull()) {
      text.append(node.isNull() ? "null" : String.valueOf(node.booleanValue()));
    } else {
      if (!node.isIntegralNumber() || !node.canConvertToLong()) {
        throw new BrokenClaimException("it has " + node + ", no number but integers may be in it");
      }
      text.append(node.longValue());
    }
  }

  private static void quote(StringBuilder text, String string) {
    text.append('"');
    int from = 0;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        int named = "\b\t\n\f\r\"\\".indexOf(c);
        text.append(string, from, i).append('\\');
        text.append(
            named < 0
                ? "u00" + HexFormat.of().toHexDigits((byte) c)
                : NAMED.substring(named, named + 1));
        from = i + 1;
      }
    }
    text.append(string, from, string.length()).append('"');
  }

  /**
   * Checks for an object that has no other keys than these; those that may be missing end with "?".
   *
   * @param what it is, for the message
   * @throws BrokenClaimException when it is none, or has others
   */
  public static void keys(JsonNode node, String what, String... keys) {
    require(node.isObject(), what + " is no JSON object");
    List<String> known = List.of(keys);
    for (String key : node.propertyNames()) {
      require(
          known.contains(key) || known.contains(key + "?"), what + " has the unknown key " + key);
    }
    for (String key : known) {
      require(key.endsWith("?") || node.has(key), what + " has no " + key);
    }
  }

  /**
   * The text of a key.
   *
   * @throws BrokenClaimException when there is none
   */
  public static String string(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isString()) {
      throw new BrokenClaimException(key + " is " + value + ", must be text");
    }
    return value.stringValue();
  }

  /**
   * The integer of a key, from 0 on and below 2^31.
   *
   * @throws BrokenClaimException when there is none
   */
  public static int whole(JsonNode node, String key) {
    return integer(node.path(key), key);
  }

  /**
   * The integer of a key, from 0 on and below 2^63.
   *
   * @throws BrokenClaimException when there is none
   */
  public static long longWhole(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new BrokenClaimException(key + " is " + value + ", must be an integer from 0 to 2^63");
    }
    return value.longValue();
  }

  /**
   * The truth value of a key.
   *
   * @throws BrokenClaimException when there is none
   */
  public static boolean truth(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isBoolean()) {
      throw new BrokenClaimException(key + " is " + value + ", must be true or false");
    }
    return value.booleanValue();
  }

  private static int integer(JsonNode value, String what) {
    if (!value.isInt() || value.intValue() < 0) {
      throw new BrokenClaimException(what + " is " + value + ", must be an integer from 0 to 2^31");
    }
    return value.intValue();
  }

  static List<Integer> wholes(JsonNode node, String key) {
    return list(node, key).stream().map(element -> integer(element, key)).toList();
  }

  /**
   * The elements of the list of a key.
   *
   * @throws BrokenClaimException when there is none
   */
  public static List<JsonNode> list(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      throw new BrokenClaimException(key + " is " + value + ", must be a list");
    }
    return value.valueStream().toList();
  }

  /**
   * Where two values differ first.
   *
   * @return "/key/0 is 1, and must be 2"; null where they are equal
   */
  static String difference(String path, JsonNode given, JsonNode expected) {
    if (given.equals(expected)) {
      return null;
    }
    if (given.isObject() && expected.isObject()) {
      for (String key : given.propertyNames()) {
        if (!expected.has(key)) {
          return path + "/" + key + " is there, and must not be";
        }
      }
      for (Map.Entry<String, JsonNode> property : expected.properties()) {
        String key = path + "/" + property.getKey();
        if (!given.has(property.getKey())) {
          return key + " is missing";
        }
        String inner = difference(key, given.get(property.getKey()), property.getValue());
        if (inner != null) {
          return inner;
        }
      }
    }
    if (given.isArray() && given.size() == expected.size()) {
      for (int i = 0; i < given.size(); i++) {
        String inner = difference(path + "/" + i, given.get(i), expected.get(i));
        if (inner != null) {
          return inner;
        }
      }
    }
    return path + " is " + given + ", and must be " + expected;
  }
}
