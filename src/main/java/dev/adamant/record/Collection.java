package dev.adamant.record;

import dev.adamant.certificate.verify.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From here on, files of these versions need not be there: their space was given back. Their
 * records stay.
 *
 * @param versions whose files may be gone
 */
public record Collection(List<Name> versions) implements Statement {

  static final String KIND = "collection";

  /**
   * A version.
   *
   * @param model its model
   * @param version its number
   */
  public record Name(String model, int version) {}

  /** Makes the list immutable. */
  public Collection {
    versions = List.copyOf(versions);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode json() {
    ObjectNode node = Json.object();
    ArrayNode list = node.putArray("versions");
    versions.forEach(v -> list.addObject().put("model", v.model()).put("version", v.version()));
    return node;
  }
}
