package dev.adamant.record;

import dev.adamant.certificate.Certifier;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.Dense;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Network;
import dev.adamant.model.Pointwise;
import dev.adamant.model.Weights;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Small models, certified, and registries with them. */
final class Small {

  static final String MODEL = "irises";

  private static final DataType STORAGE = DataType.parse("posit16");
  private static final DataType COMPUTE = DataType.parse("posit32");

  private Small() {}

  /** A model of three classes with weights of its own, certified, in a folder that is made. */
  static Path model(Path folder, long seed) throws IOException {
    return model(folder, seed, 4);
  }

  /** The same with so many features. */
  static Path model(Path folder, long seed, int inputs) throws IOException {
    Files.createDirectories(folder);
    List<Layer> layers =
        List.of(new Dense(inputs, 5, 1), new Pointwise(Activation.RELU, 5), new Dense(5, 3, 1));
    double[] ones = new double[inputs];
    Arrays.fill(ones, 1);
    ModelDescription description =
        new ModelDescription(
            new Network(layers, Loss.CROSS_ENTROPY),
            Task.CLASSIFICATION,
            Scaling.of(new double[inputs], ones),
            STORAGE,
            COMPUTE,
            COMPUTE,
            List.of("setosa", "versicolor", "virginica"),
            List.of());
    Path file = folder.resolve("model.safetensors");
    Random random = new Random(seed);
    try (Region region = Region.open("weights", Weights.bytes(layers, STORAGE));
        Target target = Targets.open("reference")) {
      Weights weights = new Weights(region, layers, STORAGE, STORAGE);
      for (int i = 0; i < layers.size(); i++) {
        for (Tensor tensor : weights.stored(i)) {
          tensor.fill(random.doubles(tensor.count(), -1, 1).toArray());
        }
      }
      ModelFile.write(file, description, weights, target);
    }
    Certifier.certify(file);
    return file;
  }

  /** A publication of such a model, with nothing to compare on. */
  static Publication publication(Path folder, long seed) throws IOException {
    return publication(model(folder, seed));
  }

  static Publication publication(Path file) {
    return new Publication(
        MODEL, file, null, "", new TreeMap<>(Map.of("testAccuracy", "0.96875")), "");
  }

  /** A key in a file of that name. */
  static SigningKey key(Path file) throws IOException {
    return SigningKey.generate(file);
  }

  /** A registry in a folder that is made, in which the key is trusted. */
  static Registry registry(Path folder, SigningKey key) throws IOException {
    Registry registry = Registry.init(folder);
    try {
      registry.append(key, TrustedKey.of("someone", key));
      return registry;
    } catch (IOException | RuntimeException | Error e) {
      registry.close();
      throw e;
    }
  }

  /** A decision with one check, which passed but for a refusal. */
  static Decision decision(Decision.Action action, int from, int to) {
    return new Decision(
        action,
        MODEL,
        from,
        to,
        List.of(
            new Decision.Check(
                "divergence",
                action != Decision.Action.REFUSED,
                "the divergence is 0.01",
                new TreeMap<>(Map.of("divergence", "0.01", "threshold", "0.1")))));
  }
}
