package dev.adamant.serve.http;

import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Network;
import dev.adamant.model.Weights;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Models with random weights in files, and records of them. */
final class HttpModels {

  static final String SHA = "ab".repeat(32);

  private HttpModels() {}

  /** Writes a model of one hidden layer. */
  static Path write(Path file, long seed, Loss loss, String type, int inputs, int outputs)
      throws IOException {
    boolean classes = loss == Loss.CROSS_ENTROPY;
    Random random = new Random(seed);
    ModelDescription description =
        new ModelDescription(
            Network.dense(inputs, List.of(16), Activation.TANH, outputs, loss),
            classes ? Task.CLASSIFICATION : Task.REGRESSION,
            Scaling.of(new double[inputs], random.doubles(inputs, 0.9, 1.1).toArray()),
            DataType.parse(type),
            DataType.parse(type),
            DataType.parse("posit32"),
            classes ? IntStream.range(0, outputs).mapToObj(i -> "klass" + i).toList() : List.of(),
            List.of());
    try (Region region =
            Region.open("w", Weights.bytes(description.network().layers(), description.storage()));
        Target target = Targets.open("native")) {
      Weights weights =
          new Weights(
              region, description.network().layers(), description.storage(), description.storage());
      for (int i = 0; i < description.network().layers().size(); i++) {
        for (Tensor tensor : weights.stored(i)) {
          double scale = 1 / Math.sqrt((double) tensor.size(-1));
          tensor.fill(random.doubles(tensor.count()).map(u -> (2 * u - 1) * scale).toArray());
        }
      }
      ModelFile.write(file, description, weights, target);
    }
    return file;
  }

  /** A record of a model. */
  static VersionRecord record(String model, int version, String task, int inputs, int outputs) {
    return new VersionRecord(
        model,
        version,
        SHA,
        "",
        "",
        "",
        "",
        "",
        "",
        "posit16",
        "posit16",
        task,
        inputs,
        outputs,
        0,
        new TreeMap<>(),
        "");
  }
}
