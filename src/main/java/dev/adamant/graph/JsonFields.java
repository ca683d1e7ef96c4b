package dev.adamant.graph;

import dev.adamant.algebra.GradeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A JSON object that is read strictly: every key is known, of its type, and there. */
final class JsonFields {

  private final JsonNode node;
  private final String where;

  /**
   * The fields of a node.
   *
   * @param where it stands, such as {@code value 3}
   * @param known the only keys that it may have
   * @throws ProgramException when it is no object or has another key
   */
  JsonFields(JsonNode node, String where, Set<String> known) {
    this.node = node;
    this.where = where;
    if (!node.isObject()) {
      throw bad("it is no object");
    }
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        throw bad(
            "it has the unknown key \""
                + key
                + "\", there are "
                + known.stream().sorted().toList());
      }
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  String text(String key) {
    JsonNode field = get(key);
    if (!field.isString()) {
      throw bad("\"" + key + "\" is no text");
    }
    return field.stringValue();
  }

  boolean flag(String key) {
    JsonNode field = get(key);
    if (!field.isBoolean()) {
      throw bad("\"" + key + "\" is neither true nor false");
    }
    return field.booleanValue();
  }

  int whole(String key) {
    return whole(key, get(key));
  }

  double number(String key) {
    return number(key, get(key));
  }

  List<Integer> wholes(String key) {
    List<Integer> list = new ArrayList<>();
    array(key).forEach(each -> list.add(whole(key, each)));
    return list;
  }

  List<Double> numbers(String key) {
    List<Double> list = new ArrayList<>();
    array(key).forEach(each -> list.add(number(key, each)));
    return list;
  }

  GradeSet grades(String key) {
    List<Integer> list = wholes(key);
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i - 1) >= list.get(i)) {
        throw bad("the grades " + list + " of \"" + key + "\" do not ascend");
      }
    }
    try {
      return GradeSet.of(list.stream().mapToInt(Integer::intValue).toArray());
    } catch (IllegalArgumentException e) {
      throw bad("\"" + key + "\" has a " + e.getMessage());
    }
  }

  JsonNode array(String key) {
    JsonNode field = get(key);
    if (!field.isArray()) {
      throw bad("\"" + key + "\" is no list");
    }
    return field;
  }

  /** What is thrown where something is wrong with the object. */
  ProgramException bad(String why) {
    return new ProgramException(where + ": " + why);
  }

  private JsonNode get(String key) {
    JsonNode field = node.get(key);
    if (field == null) {
      throw bad("\"" + key + "\" is missing");
    }
    return field;
  }

  private int whole(String key, JsonNode field) {
    if (!field.isInt()) {
      throw bad("\"" + key + "\" has " + field + " where an integer below 2^31 must stand");
    }
    return field.intValue();
  }

  private double number(String key, JsonNode field) {
    if (!field.isNumber() || !Double.isFinite(field.doubleValue())) {
      throw bad("\"" + key + "\" has " + field + " where a double must stand");
    }
    return field.doubleValue();
  }
}
