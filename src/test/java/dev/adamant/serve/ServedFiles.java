package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.Accounting;
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
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Models with random weights in files, and records of them. */
final class ServedFiles {

  private ServedFiles() {}

  /** The targets that tests must not do without. */
  static List<String> targets() {
    return List.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"));
  }

  /**
   * Writes a classifier.
   *
   * @param storage of the weights
   * @param compute of the layers
   * @param sizes inputs, hidden layers, outputs
   */
  static Path write(Path file, long seed, String storage, String compute, int... sizes)
      throws IOException {
    int inputs = sizes[0];
    int outputs = sizes[sizes.length - 1];
    List<Integer> hidden = IntStream.of(sizes).boxed().toList().subList(1, sizes.length - 1);
    Network network = Network.dense(inputs, hidden, Activation.TANH, outputs, Loss.CROSS_ENTROPY);
    Random random = new Random(seed);
    ModelDescription description =
        new ModelDescription(
            network,
            Task.CLASSIFICATION,
            Scaling.of(
                random.doubles(inputs, -0.1, 0.1).toArray(),
                random.doubles(inputs, 0.9, 1.1).toArray()),
            DataType.parse(storage),
            DataType.parse(compute),
            DataType.parse("posit32"),
            IntStream.range(0, outputs).mapToObj(i -> "c" + i).toList(),
            List.of());
    DataType type = description.storage();
    try (Region region = Region.open("weights", Weights.bytes(network.layers(), type));
        Target target = Targets.open("native")) {
      Weights weights = new Weights(region, network.layers(), type, type);
      for (int i = 0; i < network.layers().size(); i++) {
        for (Tensor tensor : weights.stored(i)) {
          double scale = 1 / Math.sqrt((double) tensor.size(-1));
          tensor.fill(random.doubles(tensor.count()).map(u -> (2 * u - 1) * scale).toArray());
        }
      }
      ModelFile.write(file, description, weights, target);
    }
    return file;
  }

  /** A record that says no more than a name, a number and sizes. */
  static VersionRecord record(String model, int version, int... sizes) {
    return new VersionRecord(
        model,
        version,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "classification",
        sizes[0],
        sizes[sizes.length - 1],
        0,
        new TreeMap<>(),
        "");
  }

  /** Regions of models that are open. */
  static long regions() {
    return Accounting.process().regions().stream()
        .filter(region -> region.name().startsWith("inference"))
        .count();
  }

  /** Waits until so many are: a region is closed with the last answer, by the engine's thread. */
  static void awaitRegions(long expected) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (regions() != expected) {
      assertThat(System.nanoTime()).as(regions() + " regions are open").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Rows of numbers from −1 to 1. */
  static double[] rows(Random random, int rows, int inputs) {
    return random.doubles((long) rows * inputs, -1, 1).toArray();
  }
}
