package dev.adamant.cli;

import dev.adamant.graph.ProgramReport;
import dev.adamant.model.geometric.WeightImport;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the commands about structure print as JSON. */
final class StructureJson {

  private StructureJson() {}

  /** What is inferred of the layers from (inclusive) to (exclusive). */
  static String graph(ModelFacts facts, int from, int to) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("inferenceBytes", facts.inferenceBytes());
    ArrayNode layers = root.putArray("layers");
    for (int i = from; i < to; i++) {
      layers.add(ProgramReport.json(facts.of(i)).put("layer", i).put("kind", facts.kind(i)));
    }
    return JsonText.of(root);
  }

  /** The tensors that were taken. */
  static String imported(List<WeightImport.Taken> taken) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ArrayNode list = root.putArray("tensors");
    for (WeightImport.Taken one : taken) {
      list.addObject()
          .put("name", one.name())
          .put("projected", one.isProjected())
          .put("removed", one.removed());
    }
    return JsonText.of(root);
  }
}
