package dev.adamant.model;

import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata of a model file. */
record ModelMetadata(
    Network network,
    Task task,
    DataType storage,
    DataType compute,
    DataType loss,
    List<String> classes,
    List<String> features) {

  private static final String PREFIX = "adamant.";
  private static final String MODEL = PREFIX + "model";
  private static final String ARCHITECTURE = PREFIX + "architecture";
  private static final String TASK = PREFIX + "task";
  private static final String PRECISION = PREFIX + "precision";
  private static final String CLASSES = PREFIX + "classes";
  private static final String FEATURES = PREFIX + "features";

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What is written of a model. */
  static Map<String, String> of(ModelDescription model) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(MODEL, ModelFile.VERSION);
    metadata.put(ARCHITECTURE, Architecture.text(model.network()));
    metadata.put(TASK, model.task().taskName());
    Map<String, String> types = new TreeMap<>();
    types.put("storage", model.storage().name());
    types.put("compute", model.compute().name());
    types.put("loss", model.loss().name());
    metadata.put(PRECISION, JSON.writeValueAsString(types));
    metadata.put(CLASSES, JSON.writeValueAsString(model.classes()));
    metadata.put(FEATURES, JSON.writeValueAsString(model.features()));
    return metadata;
  }

  /** What a file says. */
  static ModelMetadata read(Path file, Map<String, String> metadata) throws ModelFileException {
    String version = metadata.get(MODEL);
    if (version == null) {
      throw new ModelFileException(
          file, "has tensors and is no model of Adamant: name a model.safetensors that it made");
    }
    if (!version.equals(ModelFile.VERSION)) {
      throw new ModelFileException(
          file,
          "is a model of version "
              + version
              + ", this Adamant reads version "
              + ModelFile.VERSION
              + ": use the Adamant that made it");
    }
    String key = ARCHITECTURE;
    try {
      Network network = Architecture.parse(metadata.getOrDefault(key, ""));
      key = TASK;
      Task task = Task.byName(metadata.getOrDefault(key, ""));
      key = PRECISION;
      JsonNode types = json(metadata, key);
      DataType storage = DataType.parse(types.path("storage").asString(""));
      DataType compute = DataType.parse(types.path("compute").asString(""));
      DataType loss = DataType.parse(types.path("loss").asString(""));
      key = CLASSES;
      List<String> classes = names(json(metadata, key));
      key = FEATURES;
      List<String> features = names(json(metadata, key));
      return new ModelMetadata(network, task, storage, compute, loss, classes, features);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(
          file,
          "has the metadata "
              + key
              + " that is not understood: "
              + e.getMessage()
              + "; it is damaged, or of a later Adamant");
    }
  }

  private static JsonNode json(Map<String, String> metadata, String key) {
    try {
      return JSON.readTree(metadata.getOrDefault(key, ""));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON (" + e.getOriginalMessage() + ")", e);
    }
  }

  private static List<String> names(JsonNode list) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("it is no list of names");
    }
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asString("")));
    return names;
  }

  /** All of it with the scaling. */
  ModelDescription description(Scaling scaling) {
    return new ModelDescription(network, task, scaling, storage, compute, loss, classes, features);
  }
}
