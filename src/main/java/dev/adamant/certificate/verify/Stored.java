package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.certificate.verify.Hypergraph.Vertex;
import dev.adamant.certificate.verify.ModelBytes.StoredTensor;
import dev.adamant.certificate.verify.ModelTypes.Layer;
import dev.adamant.memory.DataType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which tensors a file must have, and what their numbers are. */
final class Stored {

  private static final String SHIFT = "input.shift";
  private static final String SCALE = "input.scale";

  private Stored() {}

  /** What the types of the layers admit, by name. */
  static Map<String, List<Integer>> admitted(ModelTypes types) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    int features = types.layers().getFirst().inputs();
    shapes.put(SHIFT, List.of(features));
    shapes.put(SCALE, List.of(features));
    for (Layer layer : types.layers()) {
      String at = "layers." + layer.number() + ".";
      if (layer.isDense()) {
        shapes.put(at + "weight", List.of(layer.outputs(), layer.inputs()));
        shapes.put(at + "bias", List.of(layer.outputs()));
      }
      if (layer.program() != null) {
        for (Vertex vertex : layer.program().vertices()) {
          if (vertex.isLearned()) {
            shapes.put(at + escaped(vertex.name()), shape(layer.program(), vertex));
          }
        }
      }
    }
    return shapes;
  }

  /** Bytes of UTF-8 other than ASCII letters, digits, dots, hyphens and underscores as %20. */
  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      String c = String.valueOf((char) b);
      text.append(
          c.matches("[A-Za-z0-9._-]") ? c : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return text.toString();
  }

  /** Components or matrices, channels, nodes. */
  private static List<Integer> shape(Hypergraph program, Vertex vertex) {
    int first = Math.toIntExact(program.length(vertex) / vertex.places());
    return List.of(first, vertex.channels(), vertex.nodes());
  }

  /** The types and shapes of the tensors, if the file has exactly those that are admitted. */
  static SortedMap<String, String> check(ModelBytes file, ModelTypes types) {
    Map<String, List<Integer>> admitted = admitted(types);
    for (String name : file.tensors().keySet()) {
      require(admitted.containsKey(name), "the file stores " + name + ", which no type admits");
    }
    SortedMap<String, String> stored = new TreeMap<>();
    for (Map.Entry<String, List<Integer>> entry : admitted.entrySet()) {
      String name = entry.getKey();
      DataType type = isLearned(name) ? types.storage() : DataType.FLOAT64;
      StoredTensor tensor = file.tensor(name);
      String words = (type.format() == null ? "F" : "U") + Byte.SIZE * type.byteSize();
      String has = file.metadata().get("adamant.type." + name) + tensor.shape();
      String must = type.name() + entry.getValue();
      require(
          tensor.words().equals(words) && has.equals(must),
          name + " is " + has + " of " + tensor.words() + ", must be " + must + " of " + words);
      stored.put(name, has.replace(" ", ""));
    }
    return stored;
  }

  private static boolean isLearned(String tensor) {
    return tensor.startsWith("layers.");
  }

  static long numbers(ModelBytes file) {
    return file.tensors().entrySet().stream()
        .filter(entry -> isLearned(entry.getKey()))
        .mapToLong(entry -> entry.getValue().count())
        .sum();
  }

  static long bytes(ModelBytes file) {
    return file.tensors().entrySet().stream()
        .filter(entry -> isLearned(entry.getKey()))
        .mapToLong(entry -> entry.getValue().bytes().byteSize())
        .sum();
  }

  /** Checks that all learned numbers are finite, and nothing stands above their patterns. */
  static void checkFinite(ModelBytes file, ModelTypes types) {
    file.tensors()
        .forEach(
            (name, tensor) -> {
              if (isLearned(name)) {
                finite(name, tensor, types.storage());
              }
            });
  }

  private static void finite(String name, StoredTensor tensor, DataType type) {
    long count = tensor.count();
    int width = tensor.wordBytes();
    boolean isPosit = type.format() != null;
    long mask = isPosit ? type.format().mask() : 0;
    long nar = isPosit ? type.format().nar() & mask : 0;
    for (long i = 0; i < count; i++) {
      long word = tensor.word(i, width);
      boolean isFinite =
          isPosit
              ? word != nar && (word & ~mask) == 0
              : width == Float.BYTES
                  ? Float.isFinite(Float.intBitsToFloat((int) word))
                  : Double.isFinite(Double.longBitsToDouble(word));
      if (!isFinite) {
        String pattern = Long.toHexString(word);
        throw new BrokenClaimException(
            name + " has at " + i + " the pattern " + pattern + ", no number of " + type);
      }
    }
  }

  /** Whether features go in as they are; all shifts and scales must be finite. */
  static boolean isUnscaled(ModelBytes file) {
    finite(SHIFT, file.tensor(SHIFT), DataType.FLOAT64);
    finite(SCALE, file.tensor(SCALE), DataType.FLOAT64);
    return all(file.tensor(SHIFT), 0) && all(file.tensor(SCALE), 1);
  }

  private static boolean all(StoredTensor tensor, double value) {
    for (long i = 0; i < tensor.count(); i++) {
      if (Double.longBitsToDouble(tensor.word(i)) != value) {
        return false;
      }
    }
    return true;
  }
}
