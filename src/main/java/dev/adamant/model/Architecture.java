package dev.adamant.model;

import dev.adamant.graph.ProgramException;
import dev.adamant.graph.ProgramText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network without its weights as JSON: of each layer its kind, how many features it takes and
 * gives, and of a {@link ProgramLayer} the program as {@link ProgramText} has it; and the loss.
 * Keys are sorted and there are no blanks, so equal networks have equal texts.
 */
final class Architecture {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();

  private static final String DENSE = "dense";
  private static final String PROGRAM = "program";

  private Architecture() {}

  static String text(Network network) {
    ObjectNode root = JSON.createObjectNode();
    root.put("loss", network.loss().lossName());
    ArrayNode layers = root.putArray("layers");
    for (Layer layer : network.layers()) {
      ObjectNode node = layers.addObject();
      node.put("kind", layer.kind()).put("inputs", layer.inputs()).put("outputs", layer.outputs());
      if (layer instanceof ProgramLayer program) {
        node.set(PROGRAM, JSON.readTree(ProgramText.write(program.program())));
      }
    }
    return JSON.writeValueAsString(root);
  }

  /**
   * The network of a text.
   *
   * @throws IllegalArgumentException when it is none, in one sentence without the file
   */
  static Network parse(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON (" + e.getOriginalMessage() + ")", e);
    }
    List<Layer> layers = new ArrayList<>();
    for (JsonNode layer : root.path("layers")) {
      layers.add(layer(layers.size(), layer));
    }
    return new Network(layers, Loss.parse(root.path("loss").asString("")));
  }

  private static Layer layer(int index, JsonNode layer) {
    String kind = layer.path("kind").asString("");
    int inputs = layer.path("inputs").asInt(0);
    int outputs = layer.path("outputs").asInt(0);
    if (kind.equals(DENSE)) {
      return new Dense(inputs, outputs, 0);
    }
    if (kind.equals(PROGRAM)) {
      return program(index, inputs, outputs, layer);
    }
    Activation activation =
        Arrays.stream(Activation.values())
            .filter(a -> a.activationName().equals(kind))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(unknown(index, kind)));
    if (inputs < 1 || inputs != outputs) {
      throw new IllegalArgumentException(
          "layer "
              + index
              + " ("
              + kind
              + ") takes "
              + inputs
              + " features and gives "
              + outputs
              + ", must give as many, at least 1");
    }
    return new Pointwise(activation, inputs);
  }

  private static Layer program(int index, int inputs, int outputs, JsonNode layer) {
    ProgramLayer program;
    try {
      program = new ProgramLayer(ProgramText.parse(JSON.writeValueAsString(layer.path(PROGRAM))));
    } catch (ProgramException e) {
      throw new IllegalArgumentException("layer " + index + " (program): " + e.getMessage(), e);
    }
    if (inputs != program.inputs() || outputs != program.outputs() || layer.size() != 4) {
      throw new IllegalArgumentException(
          "layer "
              + index
              + " (program) is "
              + new TreeSet<>(layer.propertyNames())
              + " from "
              + inputs
              + " to "
              + outputs
              + " features, must have kind, inputs, outputs and program alone, and take and give as"
              + " many as its program: "
              + program.inputs()
              + " and "
              + program.outputs());
    }
    return program;
  }

  private static String unknown(int index, String kind) {
    List<String> known = new ArrayList<>(List.of(DENSE, PROGRAM));
    Arrays.stream(Activation.values()).map(Activation::activationName).forEach(known::add);
    return "layer " + index + " is of the unknown kind \"" + kind + "\", there are " + known;
  }
}
