package dev.adamant.model;

import dev.adamant.data.Scaling;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.memory.TensorFileException;
import dev.adamant.target.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model in a file, {@code model.safetensors}. For layer i, counted from 0 over all layers, what
 * {@link Layer#stored} names is a tensor {@code layers.i.NAME}, such as {@code layers.0.weight}
 * [outputs, inputs]; {@code input.shift} and {@code input.scale} are the {@link Scaling}, in
 * float64. The metadata has, under keys that begin with {@code adamant.}: {@code model}, the
 * version of this layout; {@code architecture}, JSON of the layers and the loss; {@code task};
 * {@code precision}, JSON of the types; {@code classes} and {@code features}, JSON lists of names.
 * Nothing in it depends on when, where or how fast it was made: equal models are equal files.
 */
public final class ModelFile {

  /** The version of the layout. */
  public static final String VERSION = "1";

  private static final String SHIFT = "input.shift";
  private static final String SCALE = "input.scale";

  private ModelFile() {}

  /**
   * Writes a model; the file is replaced as a whole or left as it was.
   *
   * @param weights of the network, in memory of the target
   * @throws TensorFileException when the file cannot be written
   * @throws dev.adamant.target.TargetException when the target fails
   */
  public static void write(Path file, ModelDescription description, Weights weights, Target target)
      throws TensorFileException {
    List<Layer> layers = weights.layers();
    int inputs = description.network().inputs();
    long bytes = 2 * (8L * inputs + Region.ALIGNMENT);
    for (int i = 0; i < layers.size(); i++) {
      bytes += bytes(weights.stored(i));
    }
    try (Region region = Region.open("model file", bytes)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      tensors.put(SHIFT, numbers(region, description.scaling().shift()));
      tensors.put(SCALE, numbers(region, description.scaling().factor()));
      for (int i = 0; i < layers.size(); i++) {
        List<Tensor> copies = HostTensors.copies(region, weights.stored(i), target);
        String prefix = prefix(i);
        layers.get(i).stored(copies).forEach((name, view) -> tensors.put(prefix + name, view));
      }
      Safetensors.write(file, tensors, ModelMetadata.of(description));
    }
  }

  private static Tensor numbers(Region region, double[] values) {
    Tensor tensor = region.tensor(DataType.FLOAT64, values.length);
    tensor.fill(values);
    return tensor;
  }

  private static String prefix(int layer) {
    return "layers." + layer + ".";
  }

  /**
   * Reads what a model is, and checks that all its weights are there.
   *
   * @throws ModelFileException when the file is no model, is of another version, or does not hold
   *     together
   * @throws TensorFileException when it cannot be read or is damaged
   */
  public static ModelDescription describe(Path file)
      throws ModelFileException, TensorFileException {
    try (Safetensors tensors = Safetensors.open(file)) {
      ModelMetadata metadata = ModelMetadata.read(file, tensors.metadata());
      Network network = metadata.network();
      for (String name : List.of(SHIFT, SCALE)) {
        check(file, tensors, name, DataType.FLOAT64, network.inputs());
      }
      try (Region paper = Region.onPaper("model file")) {
        DataType type = metadata.storage();
        Weights expected = new Weights(paper, network.layers(), type, type);
        for (int i = 0; i < network.layers().size(); i++) {
          for (Map.Entry<String, Tensor> view : stored(expected, i).entrySet()) {
            check(file, tensors, prefix(i) + view.getKey(), type, view.getValue().shape());
          }
        }
      }
      return description(file, metadata, tensors);
    }
  }

  private static Map<String, Tensor> stored(Weights weights, int layer) {
    return weights.layers().get(layer).stored(weights.stored(layer));
  }

  private static ModelDescription description(
      Path file, ModelMetadata metadata, Safetensors tensors)
      throws ModelFileException, TensorFileException {
    long bytes = 2 * (8L * metadata.network().inputs() + Region.ALIGNMENT);
    try (Region region = Region.open("model file", bytes)) {
      Scaling scaling =
          Scaling.of(
              tensors.read(SHIFT, region).toDoubles(), tensors.read(SCALE, region).toDoubles());
      return metadata.description(scaling);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file, e.getMessage() + "; the file is damaged, get it again");
    }
  }

  private static void check(
      Path file, Safetensors tensors, String name, DataType type, long... shape)
      throws ModelFileException, TensorFileException {
    if (!tensors.names().contains(name)) {
      throw new ModelFileException(
          file,
          "has no tensor " + name + ", which its architecture has: it is damaged, get it again");
    }
    Safetensors.Entry entry = tensors.entry(name);
    List<Long> expected = Arrays.stream(shape).boxed().toList();
    if (!entry.shape().equals(expected) || !type.equals(entry.type().orElse(null))) {
      throw new ModelFileException(
          file,
          "has the tensor "
              + name
              + " of "
              + entry.type().map(DataType::name).orElse(entry.dtype())
              + entry.shape()
              + ", which by its architecture and precision must be "
              + type
              + expected
              + ": it is damaged, get it again");
    }
  }

  /**
   * Fills weights with those of a file that {@link #describe} has read.
   *
   * @param weights of the file's network and storage type, in memory of the target; written
   * @throws ModelFileException when the file has no such weights
   * @throws TensorFileException when it cannot be read or is damaged
   */
  public static void load(Path file, Weights weights, Target target)
      throws ModelFileException, TensorFileException {
    try (Safetensors tensors = Safetensors.open(file)) {
      for (int i = 0; i < weights.layers().size(); i++) {
        List<Tensor> parameters = weights.stored(i);
        if (!parameters.isEmpty()) {
          load(file, tensors, i, weights, target);
        }
      }
    }
  }

  private static void load(
      Path file, Safetensors tensors, int layer, Weights weights, Target target)
      throws ModelFileException, TensorFileException {
    List<Tensor> parameters = weights.stored(layer);
    long views = stored(weights, layer).size() * Region.ALIGNMENT;
    try (Region region = Region.open("model file", 2 * bytes(parameters) + views)) {
      List<Tensor> copies = HostTensors.like(region, parameters);
      for (Map.Entry<String, Tensor> view : weights.layers().get(layer).stored(copies).entrySet()) {
        String name = prefix(layer) + view.getKey();
        Tensor to = view.getValue();
        check(file, tensors, name, to.type(), to.shape());
        HostTensors.copy(tensors.read(name, region), to);
      }
      HostTensors.upload(copies, parameters, target);
    }
  }

  private static long bytes(List<Tensor> tensors) {
    return tensors.stream().mapToLong(t -> t.byteSize() + Region.ALIGNMENT).sum() + 1;
  }
}
