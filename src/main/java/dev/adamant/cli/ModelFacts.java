package dev.adamant.cli;

import dev.adamant.graph.Facts;
import dev.adamant.graph.Inference;
import dev.adamant.graph.Program;
import dev.adamant.graph.Setting;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Layer;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Weights;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is inferred of the layers of a model, its learned numbers included. */
final class ModelFacts implements AutoCloseable {

  private final ModelDescription description;
  private final int batch;
  private final Region region;
  private final Weights weights;

  /** Reads the weights, which this holds until it is closed. */
  ModelFacts(Path file, ModelDescription description, int batch) throws IOException {
    this.description = description;
    this.batch = batch;
    this.region =
        Region.open("model", Weights.bytes(description.network().layers(), description.storage()));
    try (Target target = Targets.open("reference")) {
      List<Layer> layers = description.network().layers();
      this.weights = new Weights(region, layers, description.storage(), description.storage());
      ModelFile.load(file, weights, target);
    } catch (IOException | RuntimeException | Error e) {
      region.close();
      throw e;
    }
  }

  /** What a layer is. */
  String kind(int layer) {
    return layer(layer).kind();
  }

  /** What is inferred of a layer. */
  Facts of(int layer) {
    Program program = layer(layer).program();
    DataType type = description.compute();
    Format format = type.format() == null ? Format.posit(8 * type.byteSize()) : type.format();
    return Inference.check(
        program, new Setting(batch, format, value -> learned(program, value, layer)));
  }

  /** The most bytes that answering such batches holds, weights included. */
  long inferenceBytes() {
    return dev.adamant.model.Inference.plannedBytes(
        description.network(), description.storage(), description.compute(), batch, true);
  }

  private double[] learned(Program program, Value value, int layer) {
    int index = program.learned().indexOf(value);
    List<Tensor> stored = weights.stored(layer);
    // A layer that is equivalent to a program need not store what that learns one by one.
    return index < 0 || stored.size() != program.learned().size()
        ? null
        : stored.get(index).toDoubles();
  }

  private Layer layer(int number) {
    return description.network().layers().get(number);
  }

  @Override
  public void close() {
    region.close();
  }
}
