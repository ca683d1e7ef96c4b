package dev.adamant.serve.adapt;

import dev.adamant.memory.AtomicFile;
import dev.adamant.serve.adapt.AdaptState.Best;
import dev.adamant.serve.adapt.AdaptState.Candidate;
import dev.adamant.serve.adapt.AdaptState.Input;
import dev.adamant.serve.adapt.AdaptState.Segment;
import dev.adamant.serve.adapt.AdaptState.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The state as JSON in a file. */
final class AdaptStateFile {

  private static final String VERSION = "1";
  private static final JsonMapper JSON = JsonMapper.shared();

  private AdaptStateFile() {}

  /** Writes it: as a whole, and on the disk when this returns. */
  static void write(Path file, AdaptState state) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("state", VERSION).put("model", state.model()).put("source", state.source());
    root.put("etag", state.etag()).put("next", state.next());
    ObjectNode inputs = root.putObject("inputs");
    state
        .inputs()
        .forEach(
            (name, input) ->
                inputs
                    .putObject(name)
                    .put("sha256", input.sha256())
                    .put("size", input.size())
                    .put("modified", input.modified())
                    .put("fault", input.fault()));
    ArrayNode segments = root.putArray("segments");
    for (Segment segment : state.segments()) {
      segments
          .addObject()
          .put("number", segment.number())
          .put("input", segment.input())
          .put("rows", segment.rows())
          .put("fresh", segment.fresh());
    }
    if (state.best() != null) {
      ObjectNode best = root.putObject("best");
      put(best, state.best().version());
      best.put("score", Double.toString(state.best().score()));
    }
    if (state.made() != null) {
      put(root.putObject("made"), state.made());
    }
    if (state.candidate() != null) {
      ObjectNode candidate = root.putObject("candidate");
      candidate.put("number", state.candidate().number());
      put(candidate.putObject("base"), state.candidate().base());
      ArrayNode of = candidate.putArray("segments");
      state.candidate().segments().forEach(of::add);
    }
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ObjectNode node, Version version) {
    node.put("version", version.version()).put("sha256", version.sha256());
  }

  /**
   * Reads it.
   *
   * @throws AdaptException when the file is no state
   */
  static AdaptState read(Path file) throws IOException {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (!root.required("state").asString().equals(VERSION)) {
        throw new AdaptException(
            file + ": is of another version of Adamant: go on with that, or name another --work");
      }
      SortedMap<String, Input> inputs = new TreeMap<>();
      for (Map.Entry<String, JsonNode> input : root.required("inputs").properties()) {
        JsonNode of = input.getValue();
        inputs.put(
            input.getKey(),
            new Input(
                of.required("sha256").asString(),
                of.required("size").asLong(),
                of.required("modified").asLong(),
                of.required("fault").asString()));
      }
      List<Segment> segments = new ArrayList<>();
      for (JsonNode of : root.required("segments")) {
        segments.add(
            new Segment(
                of.required("number").asLong(),
                of.required("input").asString(),
                of.required("rows").asInt(),
                of.required("fresh").asBoolean()));
      }
      return new AdaptState(
          root.required("model").asString(),
          root.required("source").asString(),
          inputs,
          root.required("etag").asString(),
          segments,
          root.required("next").asLong(),
          root.has("best") ? best(root.required("best")) : null,
          root.has("made") ? version(root.required("made")) : null,
          root.has("candidate") ? candidate(root.required("candidate")) : null);
    } catch (JacksonException | NumberFormatException e) {
      throw new AdaptException(
          file + ": is no state of an adaptation: name another --work; " + e.getMessage(), e);
    }
  }

  private static Candidate candidate(JsonNode of) {
    List<Long> segments = new ArrayList<>();
    of.required("segments").forEach(number -> segments.add(number.asLong()));
    return new Candidate(of.required("number").asLong(), version(of.required("base")), segments);
  }

  private static Best best(JsonNode of) {
    return new Best(version(of), Double.parseDouble(of.required("score").asString()));
  }

  private static Version version(JsonNode of) {
    return new Version(of.required("version").asInt(), of.required("sha256").asString());
  }
}
