package dev.adamant.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads features and labels in two npy files. */
final class NpyFiles {

  private static final String SUFFIX = ".npy";

  private NpyFiles() {}

  /** The features in the file, with the labels that the options name or that lie beside it. */
  static Dataset read(Path file, DataOptions options) throws DataException {
    Path labels =
        options.labelsFile().isPresent() ? options.labelsFile().get() : labelsBeside(file);
    try (NpyArray features = NpyArray.open(file);
        NpyArray targets = NpyArray.open(labels)) {
      List<Integer> shape = features.shape();
      if (shape.size() < 2) {
        throw features.fault(
            "has the shape "
                + shape
                + ", must have that of rows [samples, features] or of images [samples, height,"
                + " width]");
      }
      if (!targets.shape().getFirst().equals(shape.getFirst()) || targets.shape().size() > 2) {
        throw targets.fault(
            "has the shape "
                + targets.shape()
                + ", the "
                + shape.getFirst()
                + " samples of "
                + file.getFileName()
                + " need ["
                + shape.getFirst()
                + "], or ["
                + shape.getFirst()
                + ", outputs] for regression");
      }
      List<Integer> sample = shape.subList(1, shape.size());
      boolean images = sample.size() > 1 && features.isOfBytes();
      Shape form = images ? Shape.images(255, sample) : Shape.rows(sample);
      return new Dataset(
          file.toString(),
          form,
          values(file.toString(), features, form),
          targets(targets, labels, options));
    }
  }

  private static Path labelsBeside(Path file) throws DataException {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.length() - SUFFIX.length());
    Path labels = file.resolveSibling(stem + "-labels" + SUFFIX);
    if (!Files.exists(labels)) {
      throw new DataException(
          file
              + ": has no file of labels beside it, which would be "
              + labels
              + ": put it there, or name it");
    }
    return labels;
  }

  private static Values values(String name, NpyArray array, Shape shape) throws DataException {
    ValuesBuilder values = new ValuesBuilder(name);
    int features = shape.features();
    for (int i = 0; i < array.count(); i++) {
      double value = array.get(i);
      if (!Double.isFinite(value)) {
        throw array.fault(
            "has "
                + value
                + " in sample "
                + (i / features + 1)
                + ", feature "
                + (i % features + 1)
                + ", must be finite: correct it or leave out the sample");
      }
      values.add(value);
    }
    return values.build();
  }

  private static Targets targets(NpyArray array, Path file, DataOptions options)
      throws DataException {
    double[] values = new double[array.count()];
    int outputs = array.shape().size() == 1 ? 1 : array.shape().getLast();
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i);
      if (!Double.isFinite(values[i])) {
        throw array.fault(
            "has " + values[i] + " at label " + (i / outputs + 1) + ", must be finite");
      }
    }
    if (outputs > 1) {
      if (options.classes().isPresent() || options.task().orElse(null) == Task.CLASSIFICATION) {
        throw array.fault(
            "has " + outputs + " numbers for a sample, classes need one: the index of the class");
      }
      return new Targets.Numbers(outputs, values);
    }
    LabelCollector labels = new LabelCollector(file.toString(), options);
    for (int i = 0; i < values.length; i++) {
      labels.add("label " + (i + 1), Double.toString(values[i]), values[i]);
    }
    return labels.build();
  }
}
