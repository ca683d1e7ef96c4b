package dev.adamant.record;

import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Shuffle;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.memory.TensorFileException;
import dev.adamant.model.ModelDescription;
import dev.adamant.train.HeldOut;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Labelled samples that a candidate is compared with the live version on: a safetensors file of
 * {@code features} [samples, inputs] and {@code targets} [samples] (classes) or [samples, outputs],
 * in float64.
 *
 * @param features raw, [samples][inputs], finite; at least one sample of at least one feature
 * @param labels index of the class of each; empty for regression
 * @param targets raw, [samples][outputs], finite; empty for classification
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the samples, and read in one place
public record Probes(double[][] features, int[] labels, double[][] targets) {

  /** How many are taken of a run's held-out samples unless told otherwise. */
  public static final int DEFAULT = 256;

  /** The stream of {@link Shuffle} that chooses them, with seed and epoch 0: "prob" in ASCII. */
  private static final int STREAM = 0x70726f62;

  private static final String FEATURES = "features";
  private static final String TARGETS = "targets";
  private static final String REMEDY = ": make probes again, from a run or a file of samples";

  /**
   * Checks that there are as many of each, and that all are finite.
   *
   * @throws IllegalArgumentException when not, in one sentence
   */
  public Probes {
    int given = labels.length + targets.length;
    if (features.length == 0 || given != features.length) {
      throw new IllegalArgumentException(
          features.length
              + " samples and "
              + given
              + " labels or targets: at least one sample is needed, with either for each");
    }
    checkRows(FEATURES, features);
    checkRows(TARGETS, targets);
    for (int label : labels) {
      if (label < 0) {
        throw new IllegalArgumentException("the label " + label + " is none of a class: 0 or more");
      }
    }
  }

  private static void checkRows(String what, double[][] rows) {
    for (double[] row : rows) {
      if (row.length == 0 || row.length != rows[0].length) {
        throw new IllegalArgumentException(
            what
                + " of "
                + row.length
                + " and of "
                + rows[0].length
                + ": all need as many, or one");
      }
      if (!Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            what + " have a number that is not finite: leave that sample out");
      }
    }
  }

  /**
   * Of the samples that a run has held out, at random where there are more than wanted: the same
   * ones each time, whatever the run's seed.
   *
   * @param run its directory, with its job
   * @param most of them, at least 1
   * @param listener is told what data is fetched
   * @throws dev.adamant.train.JobException when there is no job, or it makes no sense
   * @throws dev.adamant.data.DataException when its data cannot be had, or is no longer that of the
   *     run
   */
  public static Probes of(Path run, int most, ProgressListener listener) throws IOException {
    if (most < 1) {
      throw new IllegalArgumentException(most + " probes: at least 1");
    }
    HeldOut held = HeldOut.of(run, listener);
    int[] rows = held.rows();
    int[] order = Shuffle.permutation(rows.length, 0, STREAM, 0);
    int[] chosen =
        Arrays.stream(order, 0, Math.min(most, rows.length)).map(i -> rows[i]).sorted().toArray();
    return of(held.data(), chosen);
  }

  /**
   * All samples of a labelled file.
   *
   * @param file as {@link DataSources} reads it, such as CSV
   * @param about the model, whose features and classes they must have
   * @throws dev.adamant.data.DataException when the file cannot be read as such, or has a label
   *     that is none of the model's classes
   * @throws IllegalArgumentException when the samples do not fit the model, in one sentence
   */
  public static Probes csv(Path file, ModelDescription about) throws IOException {
    Dataset data =
        DataSources.open(
            file.toString(), about.options(DataOptions.DEFAULT), ProgressListener.NONE);
    about.checkFits(data);
    return of(data, IntStream.range(0, data.size()).toArray());
  }

  private static Probes of(Dataset data, int... rows) {
    double[][] features = new double[rows.length][data.features()];
    boolean classes = data.task() == Task.CLASSIFICATION;
    int[] labels = classes ? Arrays.stream(rows).map(data::label).toArray() : new int[0];
    double[][] targets = new double[classes ? 0 : rows.length][data.outputs()];
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      Arrays.setAll(features[i], f -> data.feature(row, f));
      if (!classes) {
        Arrays.setAll(targets[i], o -> data.target(row, o));
      }
    }
    return new Probes(features, labels, targets);
  }

  /**
   * Reads a file.
   *
   * @throws TensorFileException when it cannot be read or is damaged
   * @throws RegistryException when it holds no probes
   */
  public static Probes read(Path file) throws IOException {
    try (Safetensors tensors = Safetensors.open(file)) {
      List<Long> inputs = shape(file, tensors, FEATURES);
      List<Long> outputs = shape(file, tensors, TARGETS);
      if (inputs.size() != 2
          || outputs.isEmpty()
          || outputs.size() > 2
          || !outputs.getFirst().equals(inputs.getFirst())) {
        throw new RegistryException(
            file + ": has features " + inputs + " and targets " + outputs + REMEDY);
      }
      try (Region region = Region.open("probes", bytes(inputs) + bytes(outputs))) {
        double[][] features = rows(tensors.read(FEATURES, region, DataType.FLOAT64));
        Tensor targets = tensors.read(TARGETS, region, DataType.FLOAT64);
        return outputs.size() == 2
            ? new Probes(features, new int[0], rows(targets))
            : new Probes(features, labels(targets.toDoubles()), new double[0][]);
      }
    } catch (IllegalArgumentException | MemoryException e) {
      throw new RegistryException(file + ": " + e.getMessage() + REMEDY, e);
    }
  }

  private static List<Long> shape(Path file, Safetensors tensors, String name) throws IOException {
    if (!tensors.names().contains(name)) {
      throw new RegistryException(file + ": has no tensor " + name + REMEDY);
    }
    return tensors.entry(name).shape();
  }

  private static long bytes(List<Long> shape) {
    return shape.stream().reduce((long) Double.BYTES, (a, b) -> a * b) + Region.ALIGNMENT;
  }

  private static double[][] rows(Tensor tensor) {
    double[][] rows = new double[Math.toIntExact(tensor.size(0))][];
    Arrays.setAll(rows, i -> tensor.select(0, i).toDoubles());
    return rows;
  }

  private static int[] labels(double... numbers) {
    for (double number : numbers) {
      if (number != (int) number) {
        throw new IllegalArgumentException("the label " + number + " is no integer");
      }
    }
    return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
  }

  /**
   * Writes a file, as a whole or not at all; equal samples give equal bytes.
   *
   * @throws TensorFileException when it cannot be written
   */
  public void write(Path file) throws IOException {
    int samples = size();
    int inputs = features[0].length;
    int outputs = isClassification() ? 1 : targets[0].length;
    long bytes = (long) Double.BYTES * samples * (inputs + outputs) + 2 * Region.ALIGNMENT;
    try (Region region = Region.open("probes", bytes)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      tensors.put(FEATURES, filled(region.tensor(DataType.FLOAT64, samples, inputs), features));
      if (isClassification()) {
        Tensor numbers = region.tensor(DataType.FLOAT64, samples);
        numbers.fill(Arrays.stream(labels).asDoubleStream().toArray());
        tensors.put(TARGETS, numbers);
      } else {
        tensors.put(TARGETS, filled(region.tensor(DataType.FLOAT64, samples, outputs), targets));
      }
      Safetensors.write(file, tensors, Map.of());
    }
  }

  private static Tensor filled(Tensor tensor, double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      tensor.select(0, i).fill(rows[i]);
    }
    return tensor;
  }

  /** How many there are. */
  public int size() {
    return features.length;
  }

  /** Whether they have classes; else numbers to learn. */
  public boolean isClassification() {
    return targets.length == 0;
  }
}
