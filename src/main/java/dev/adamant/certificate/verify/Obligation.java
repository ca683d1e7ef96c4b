package dev.adamant.certificate.verify;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that a certificate says of a model.
 *
 * @param id what it is about, and of which layer: {@code storage}, {@code grades/0}
 * @param tier 1 where the claim follows from the types in the architecture alone, whatever the
 *     weights; 2 where it follows by exact computation over the bytes of the file. Nothing that was
 *     measured by running is claimed
 * @param claim a sentence with the figures
 * @param evidence what the claim rests on, for machines
 * @param scope hyperedges it is about: {@code 0} for layer 0 as a whole, {@code 0/force} for a
 *     relation of its program; none for all of the file
 */
public record Obligation(
    String id, int tier, String claim, ObjectNode evidence, List<String> scope) {

  /** Makes the list immutable. */
  public Obligation {
    scope = List.copyOf(scope);
  }

  /** As certificates have it. */
  ObjectNode json() {
    ObjectNode node = Json.object();
    node.set("evidence", evidence);
    scope.forEach(node.putArray("scope")::add);
    return node.put("tier", tier).put("id", id).put("claim", claim);
  }

  static Obligation parse(JsonNode node) {
    Json.keys(node, "an obligation", "claim", "evidence", "id", "scope", "tier");
    String id = Json.string(node, "id");
    if (!(node.get("evidence") instanceof ObjectNode evidence)) {
      throw new BrokenClaimException("the obligation " + id + " has evidence that is no object");
    }
    List<String> scope =
        Json.list(node, "scope").stream()
            .map(
                edge -> {
                  BrokenClaimException.require(
                      edge.isString(), "the obligation " + id + " has the scope " + edge);
                  return edge.stringValue();
                })
            .toList();
    return new Obligation(
        id, Json.whole(node, "tier"), Json.string(node, "claim"), evidence, scope);
  }
}
