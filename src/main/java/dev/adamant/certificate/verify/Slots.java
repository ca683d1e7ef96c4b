package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.certificate.verify.Hypergraph.Edge;
import dev.adamant.certificate.verify.Hypergraph.Vertex;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Whether slots, which are evidence, hold the inner values of a program from making to last use.
 */
final class Slots {

  private Slots() {}

  /**
   * Checks that no value is overwritten, even by a result that is made of it.
   *
   * @return for each slot that is used the numbers of a sample that it holds
   */
  static SortedMap<Integer, Long> check(String at, Hypergraph program, JsonNode evidence) {
    int[] lastUse = new int[program.vertices().size()];
    for (int i = 0; i < program.edges().size(); i++) {
      for (Vertex operand : program.edges().get(i).operands()) {
        lastUse[operand.id()] = i;
      }
    }
    SortedMap<Integer, Long> lengths = new TreeMap<>();
    SortedMap<Integer, Vertex> holds = new TreeMap<>();
    for (int i = 0; i < program.edges().size(); i++) {
      Edge edge = program.edges().get(i);
      Vertex result = edge.result();
      if (result.role().equals("inner")) {
        int slot = Json.whole(evidence.path("values"), result.name());
        Vertex before = holds.put(slot, result);
        require(
            before == null || lastUse[before.id()] < i,
            at + edge.name() + " overwrites slot " + slot + ", which is in use");
        lengths.merge(slot, program.length(result), Math::max);
      }
    }
    return lengths;
  }
}
