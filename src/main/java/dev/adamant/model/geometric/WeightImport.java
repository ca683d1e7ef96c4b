package dev.adamant.model.geometric;

import dev.adamant.graph.Program;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.memory.TensorFileException;
import dev.adamant.model.Layer;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.ModelFileException;
import dev.adamant.model.Weights;
import dev.adamant.number.Posit;
import dev.adamant.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights from elsewhere into a model, within what its types admit. A tensor has the name that the
 * model's file has for it, such as {@code layers.0.mix}, and its shape; or, for a weight of a
 * program, that of a map of all components, [components·outputs, components·inputs], of which the
 * {@link AdmissibleProjection} is taken. No number can come to where the model has no storage.
 */
public final class WeightImport {

  private final Path source;
  private final ModelDescription description;
  private final Map<String, Tensor> places = new TreeMap<>();
  private final Map<String, Value> values = new TreeMap<>();
  private final Map<String, Program> programs = new TreeMap<>();
  private final List<Taken> taken = new ArrayList<>();

  /**
   * A tensor that was taken.
   *
   * @param name of it
   * @param isProjected whether it was a map of all components
   * @param removed of such a map, as {@link AdmissibleProjection#removed}; else 0
   */
  public record Taken(String name, boolean isProjected, double removed) {}

  private WeightImport(Path source, ModelDescription description, Weights weights) {
    this.source = source;
    this.description = description;
    List<Layer> layers = weights.layers();
    for (int i = 0; i < layers.size(); i++) {
      String prefix = "layers." + i + ".";
      layers.get(i).stored(weights.stored(i)).forEach((n, view) -> places.put(prefix + n, view));
      Program program = layers.get(i).program();
      List<String> names = List.copyOf(layers.get(i).stored(weights.stored(i)).keySet());
      for (int v = 0; program != null && v < names.size(); v++) {
        if (names.size() == program.learned().size()) {
          values.put(prefix + names.get(v), program.learned().get(v));
          programs.put(prefix + names.get(v), program);
        }
      }
    }
  }

  /**
   * Writes the model with other weights; those that the source has no tensor for stay.
   *
   * @param model a model file, of weights in a posit format
   * @param source safetensors of floats, or of posits of at most 32 bits
   * @param out the new model file, replaced as a whole or left as it was
   * @param target in whose memory it is put together; stays the caller's
   * @return what was taken, by name
   * @throws ModelFileException when a tensor has no place in the model, another shape, or a number
   *     that is not finite
   * @throws TensorFileException when a file cannot be read or written
   */
  public static List<Taken> run(Path model, Path source, Path out, Target target)
      throws ModelFileException, TensorFileException {
    ModelDescription description = ModelFile.describe(model);
    DataType type = description.storage();
    if (type.format() == null) {
      throw new ModelFileException(
          model, "has weights of " + type + ": weights are imported into posit formats alone");
    }
    List<Layer> layers = description.network().layers();
    try (Region region = Region.open("import", Weights.bytes(layers, type));
        Safetensors tensors = Safetensors.open(source)) {
      Weights weights = new Weights(region, layers, type, type);
      ModelFile.load(model, weights, target);
      WeightImport run = new WeightImport(source, description, weights);
      for (String name : tensors.names()) {
        run.take(tensors, name);
      }
      ModelFile.write(out, description, weights, target);
      return run.taken;
    }
  }

  private void take(Safetensors tensors, String name)
      throws ModelFileException, TensorFileException {
    Tensor place = places.get(name);
    if (place == null) {
      throw refused(name, "has no place in the model, which has " + places.keySet());
    }
    Safetensors.Entry entry = tensors.entry(name);
    long elements = entry.shape().stream().reduce(1L, Math::multiplyExact);
    try (Region region = Region.open("import " + name, 8 * elements + Region.ALIGNMENT)) {
      Tensor tensor = tensors.read(name, region);
      if (tensor.type().byteSize() > 4 && tensor.format() != null) {
        throw refused(name, "is of " + tensor.type() + ": expected floats or at most 32 bits");
      }
      double[] numbers = tensor.toDoubles();
      for (double number : numbers) {
        if (!Double.isFinite(number)) {
          throw refused(name, "has " + number + ": weights must be finite");
        }
      }
      List<Long> own = Arrays.stream(place.shape()).boxed().toList();
      List<Long> map = mapShape(name);
      if (entry.shape().equals(own)) {
        place.fill(numbers);
        taken.add(new Taken(name, false, 0));
      } else if (entry.shape().equals(map)) {
        place.fill(project(name, numbers));
      } else {
        throw refused(
            name,
            "has the shape "
                + entry.shape()
                + ", and what the model stores of it "
                + own
                + (map.isEmpty() ? "" : ", or " + map + " as a map of all components"));
      }
    }
  }

  /** The shape of a map of all components; empty where there is none. */
  private List<Long> mapShape(String name) {
    Value value = values.get(name);
    if (value == null || value.role() != Role.WEIGHT) {
      return List.of();
    }
    long components = programs.get(name).signature().size(value.grades());
    return List.of(components * value.channels(), components * value.nodes());
  }

  private double[] project(String name, double[] map) {
    Value value = values.get(name);
    AdmissibleProjection projection =
        AdmissibleProjection.of(
            programs.get(name).signature(),
            value.grades(),
            value.channels(),
            value.nodes(),
            map,
            description.storage().format());
    taken.add(new Taken(name, true, projection.removed()));
    return Arrays.stream(projection.weights())
        .mapToDouble(w -> Posit.toDouble(description.storage().format(), w))
        .toArray();
  }

  private ModelFileException refused(String name, String what) {
    return new ModelFileException(source, "has the tensor " + name + ", which " + what);
  }
}
