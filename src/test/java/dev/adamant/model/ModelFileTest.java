package dev.adamant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model files: what is written is read on any target, and what is wrong is named. */
class ModelFileTest {

  private static final DataType STORAGE = DataType.parse("posit16");
  private static final DataType COMPUTE = DataType.parse("bposit32");
  private static final Network NETWORK =
      Network.dense(3, List.of(4), Activation.TANH, 2, Loss.CROSS_ENTROPY);
  private static final ModelDescription MODEL =
      new ModelDescription(
          NETWORK,
          Task.CLASSIFICATION,
          Scaling.of(new double[] {1, -2, 1.0 / 3}, new double[] {1, 0.5, 7}),
          STORAGE,
          COMPUTE,
          DataType.FLOAT32,
          List.of("cat", "\"dog\" æ"),
          List.of("a", "b", "c"));

  @TempDir private Path folder;

  private Path file;
  private Region region;
  private Weights weights;

  static List<String> targets() {
    return List.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"));
  }

  @BeforeEach
  void setUp() throws IOException {
    file = folder.resolve("model.safetensors");
    region = Region.open("weights", 4096);
    weights = new Weights(region, NETWORK.layers(), STORAGE, STORAGE);
    fill(weights);
    try (Target target = Targets.open("reference")) {
      ModelFile.write(file, MODEL, weights, target);
    }
  }

  @AfterEach
  void tearDown() {
    region.close();
  }

  private static void fill(Weights weights) {
    for (int layer = 0; layer < weights.layers().size(); layer++) {
      for (Tensor tensor : weights.stored(layer)) {
        double[] values = new double[(int) tensor.count()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (layer + 1) * 0.25 - i * 0.125;
        }
        tensor.fill(values);
      }
    }
  }

  @Test
  void tensorsAndMetadataAreWhatTheDocumentationSays() throws IOException {
    try (Safetensors tensors = Safetensors.open(file);
        Region host = Region.open("read", 4096)) {
      assertThat(tensors.names())
          .containsExactly(
              "input.shift",
              "input.scale",
              "layers.0.weight",
              "layers.0.bias",
              "layers.2.weight",
              "layers.2.bias");
      assertThat(tensors.entry("layers.0.weight").shape()).containsExactly(4L, 3L);
      assertThat(tensors.read("layers.0.bias", host).toDoubles())
          .containsExactly(0.25, -0.25, -0.75, -1.25);
      assertThat(tensors.read("input.shift", host).toDoubles()).containsExactly(1, -2, 1.0 / 3);
      assertThat(tensors.metadata())
          .isEqualTo(
              Map.of(
                  "adamant.model",
                  "1",
                  "adamant.architecture",
                  "{\"layers\":[{\"inputs\":3,\"kind\":\"dense\",\"outputs\":4},"
                      + "{\"inputs\":4,\"kind\":\"tanh\",\"outputs\":4},"
                      + "{\"inputs\":4,\"kind\":\"dense\",\"outputs\":2}],"
                      + "\"loss\":\"cross-entropy\"}",
                  "adamant.task",
                  "classification",
                  "adamant.precision",
                  "{\"compute\":\"bposit32\",\"loss\":\"float32\",\"storage\":\"posit16\"}",
                  "adamant.classes",
                  "[\"cat\",\"\\\"dog\\\" æ\"]",
                  "adamant.features",
                  "[\"a\",\"b\",\"c\"]"));
    }
  }

  @Test
  void theDescriptionIsReadAsItWasWritten() throws IOException {
    ModelDescription read = ModelFile.describe(file);
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("network.layers.deviation")
        .isEqualTo(MODEL);
    assertThat(read.scaling().shift()).containsExactly(MODEL.scaling().shift());
    assertThat(read.scaling().factor()).containsExactly(MODEL.scaling().factor());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void weightsComeBackOnAnyTarget(String name) throws IOException {
    ModelDescription read = ModelFile.describe(file);
    try (Target target = Targets.open(name);
        Inference inference = Inference.open(target, read.network(), STORAGE, COMPUTE, 2)) {
      ModelFile.load(file, inference.weights(), target);
      Path again = folder.resolve("again.safetensors");
      ModelFile.write(again, read, inference.weights(), target);
      assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
    }
  }

  /** Writes the file again with something changed. */
  private void change(Consumer<Map<String, Tensor>> tensors, Consumer<Map<String, String>> metadata)
      throws IOException {
    try (Region host = Region.open("change", 8192)) {
      Map<String, Tensor> all = new LinkedHashMap<>();
      Map<String, String> about;
      try (Safetensors old = Safetensors.open(file)) {
        for (String name : old.names()) {
          all.put(name, old.read(name, host));
        }
        about = new TreeMap<>(old.metadata());
      }
      tensors.accept(all);
      metadata.accept(about);
      Safetensors.write(file, all, about);
    }
  }

  private void refused(String message) {
    assertThatThrownBy(() -> ModelFile.describe(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void aFileOfOtherTensorsIsNoModel() throws IOException {
    change(tensors -> {}, Map::clear);
    refused("has tensors and is no model of Adamant: name a model.safetensors that it made");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    change(tensors -> {}, about -> about.put("adamant.model", "2"));
    refused("is a model of version 2, this Adamant reads version 1: use the Adamant that made it");
  }

  @Test
  void missingTensorsAreNamed() throws IOException {
    change(tensors -> tensors.remove("layers.2.bias"), about -> {});
    refused("has no tensor layers.2.bias, which its architecture has: it is damaged, get it again");
  }

  @Test
  void tensorsOfAnotherShapeAreNamed() throws IOException {
    change(
        tensors -> tensors.computeIfPresent("layers.0.weight", (name, t) -> t.transpose(0, 1)),
        about -> {});
    refused(
        "has the tensor layers.0.weight of posit16[3, 4], which by its architecture and precision"
            + " must be posit16[4, 3]: it is damaged, get it again");
    assertThatThrownBy(
            () -> {
              try (Target target = Targets.open("reference")) {
                ModelFile.load(file, weights, target);
              }
            })
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(file + ": has the tensor layers.0.weight of posit16[3, 4]");
  }

  @Test
  void whatIsNotUnderstoodIsNamed() throws IOException {
    change(
        tensors -> {},
        about ->
            about.computeIfPresent("adamant.architecture", (k, v) -> v.replace("tanh", "gru")));
    refused(
        "has the metadata adamant.architecture that is not understood: layer 1 is of the unknown"
            + " kind \"gru\", there are [dense, program, relu, tanh, sigmoid, identity]; it is"
            + " damaged, or of a later Adamant");
    change(
        tensors -> {},
        about -> about.put("adamant.architecture", "{\"layers\":[],\"loss\":\"mse\"}"));
    refused(
        "has the metadata adamant.architecture that is not understood: a network has no layers: it"
            + " needs at least one; it is damaged, or of a later Adamant");
  }

  @Test
  void classesMustBeAsManyAsOutputs() throws IOException {
    change(tensors -> {}, about -> about.put("adamant.classes", "[\"cat\"]"));
    refused(
        "1 classes for a network of 2 outputs: give one for each; the file is damaged, get it"
            + " again");
  }
}
