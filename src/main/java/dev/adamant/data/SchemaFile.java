package dev.adamant.data;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Schemas as TOML, for data whose file has only numbers.
 *
 * <pre>{@code
 * signature = [3, 0, 0]     # p, q, r of Cl(p,q,r); left out: plain numbers
 *
 * [[inputs]]
 * name = "position"
 * grades = [1]              # left out: [0]
 * channels = 1              # left out: 1
 * nodes = 4                 # left out: 1
 * dimension = "m"           # left out: "1"
 * bound = 100.0             # left out: none
 *
 * [[outputs]]
 * name = "energy"
 * dimension = "kg m^2 s^-2"
 * }</pre>
 */
public final class SchemaFile {

  private static final TomlMapper TOML = new TomlMapper();

  private static final Set<String> TOP = Set.of("signature", "inputs", "outputs");
  private static final Set<String> FIELD =
      Set.of("name", "grades", "channels", "nodes", "dimension", "bound");

  private final Path file;

  private SchemaFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a schema.
   *
   * @throws DataException when the file cannot be read or is no schema, in one sentence
   */
  public static Schema read(Path file) throws DataException {
    JsonNode root;
    try {
      root = TOML.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new DataException(file + ": is no TOML: " + e.getOriginalMessage(), e);
    } catch (NoSuchFileException e) {
      throw new DataException(file + ": there is no such schema file", e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read as a schema: " + e.getMessage(), e);
    }
    SchemaFile reader = new SchemaFile(file);
    try {
      reader.known("the schema", root, TOP);
      return new Schema(
          reader.signature(root.get("signature")),
          reader.fields("inputs", root.path("inputs")),
          reader.fields("outputs", root.path("outputs")));
    } catch (IllegalArgumentException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    }
  }

  private Signature signature(JsonNode node) throws DataException {
    if (node == null) {
      return Signature.SCALARS;
    }
    List<Integer> sizes = integers("signature", node);
    if (sizes.size() != 3) {
      throw new DataException(
          file + ": signature is " + node + ": expected p, q and r, such as [3, 0, 1]");
    }
    return new Signature(sizes.get(0), sizes.get(1), sizes.get(2));
  }

  private List<Field> fields(String table, JsonNode nodes) throws DataException {
    List<Field> fields = new ArrayList<>();
    for (JsonNode node : nodes) {
      String where = table + " " + (fields.size() + 1);
      known(where, node, FIELD);
      if (!node.path("name").isString()) {
        throw new DataException(file + ": " + where + " has no name: give it one, in quotes");
      }
      List<Integer> grades =
          node.has("grades") ? integers(where + ".grades", node.get("grades")) : List.of(0);
      fields.add(
          new Field(
              node.get("name").stringValue(),
              GradeSet.of(grades.stream().mapToInt(Integer::intValue).toArray()),
              count(where + ".channels", node.get("channels")),
              count(where + ".nodes", node.get("nodes")),
              dimension(where, node.get("dimension")),
              bound(where, node.get("bound"))));
    }
    return fields;
  }

  private Dimension dimension(String where, JsonNode node) throws DataException {
    if (node == null) {
      return Dimension.NONE;
    }
    if (!node.isString()) {
      throw new DataException(
          file + ": " + where + ".dimension is " + node + ": expected a text such as \"m s^-2\"");
    }
    return Dimension.parse(node.stringValue());
  }

  private double bound(String where, JsonNode node) throws DataException {
    if (node == null) {
      return Double.POSITIVE_INFINITY;
    }
    if (!node.isNumber()) {
      throw new DataException(file + ": " + where + ".bound is " + node + ": expected a number");
    }
    return node.doubleValue();
  }

  private int count(String where, JsonNode node) throws DataException {
    return node == null ? 1 : integer(where, node);
  }

  private List<Integer> integers(String where, JsonNode node) throws DataException {
    List<Integer> list = new ArrayList<>();
    for (JsonNode element : node) {
      list.add(integer(where, element));
    }
    return list;
  }

  private int integer(String where, JsonNode node) throws DataException {
    if (!node.isInt()) {
      throw new DataException(file + ": " + where + " has " + node + ": expected an integer");
    }
    return node.intValue();
  }

  private void known(String where, JsonNode node, Set<String> keys) throws DataException {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!keys.contains(entry.getKey())) {
        throw new DataException(
            file
                + ": "
                + where
                + " has the unknown key "
                + entry.getKey()
                + ": there are "
                + keys.stream().sorted().toList());
      }
    }
  }
}
