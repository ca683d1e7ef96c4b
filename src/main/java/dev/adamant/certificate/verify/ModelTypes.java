package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.memory.DataType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a model file says of its layers and of the formats of numbers.
 *
 * @param layers in order
 * @param storage of weights
 * @param compute of sums
 */
record ModelTypes(List<Layer> layers, DataType storage, DataType compute) {

  /**
   * A layer.
   *
   * @param number from 0
   * @param kind dense, program, or the name of a function of each number
   * @param inputs numbers of a sample that it takes
   * @param outputs numbers of a sample that it gives
   * @param program null unless its kind is program
   */
  record Layer(int number, String kind, int inputs, int outputs, Hypergraph program) {

    boolean isDense() {
      return kind.equals("dense");
    }
  }

  static ModelTypes parse(ModelBytes file) {
    require("1".equals(file.metadata().get("adamant.model")), "the file is no model of version 1");
    JsonNode root = json(file, "adamant.architecture");
    Json.keys(root, "the architecture", "layers", "loss");
    List<Layer> layers = new ArrayList<>();
    for (JsonNode node : Json.list(root, "layers")) {
      layers.add(layer(layers.size(), node));
    }
    JsonNode types = json(file, "adamant.precision");
    Json.keys(types, "the precision", "compute", "loss", "storage");
    return new ModelTypes(
        List.copyOf(layers),
        DataType.parse(Json.string(types, "storage")),
        DataType.parse(Json.string(types, "compute")));
  }

  private static JsonNode json(ModelBytes file, String key) {
    String text = file.metadata().get(key);
    require(text != null, "the file has no metadata " + key);
    return Json.parse(text);
  }

  private static Layer layer(int number, JsonNode node) {
    String what = "layer " + number;
    try {
      Json.keys(node, "it", "inputs", "kind", "outputs", "program?");
      String kind = Json.string(node, "kind");
      boolean isProgram = kind.equals("program");
      require(
          isProgram == node.has("program"), "its kind is " + kind + ", and only programs have one");
      require(
          kind.matches("dense|program|relu|tanh|sigmoid|identity"),
          "its kind " + kind + " is unknown");
      return new Layer(
          number,
          kind,
          Json.whole(node, "inputs"),
          Json.whole(node, "outputs"),
          isProgram ? Hypergraph.parse(node.get("program")) : null);
    } catch (IllegalArgumentException | BrokenClaimException e) {
      throw new BrokenClaimException(what + ": " + e.getMessage());
    }
  }
}
