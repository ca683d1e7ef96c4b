package dev.adamant.data;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Samples with what is to be learnt of each: a class, or one or more numbers. Immutable. Features
 * are raw, as the source has them; {@link Scaling} and {@link Examples} make of them what a model
 * sees. All numbers are finite.
 */
public final class Dataset {

  private final String name;
  private final Shape shape;
  private final Values values;
  private final Targets targets;
  private final int width;
  private final Schema schema;
  private volatile String digest;

  Dataset(String name, Shape shape, Values values, Targets targets) {
    this(name, shape, values, targets, Schema.plain(shape.features(), targets.outputs()));
  }

  private Dataset(String name, Shape shape, Values values, Targets targets, Schema schema) {
    this.name = Objects.requireNonNull(name, "name");
    this.shape = shape;
    this.values = values;
    this.targets = targets;
    this.width = shape.features();
    if (values.count() != (long) targets.size() * width || targets.size() == 0) {
      throw new IllegalArgumentException(
          name
              + " has "
              + values.count()
              + " values for "
              + targets.size()
              + " samples of "
              + width
              + " features: one row for each label, and at least one");
    }
    this.schema = schema;
    if (schema.features() != width || schema.targets() != targets.outputs()) {
      throw new IllegalArgumentException(
          name
              + " has "
              + width
              + " features and "
              + targets.outputs()
              + " outputs, the schema "
              + schema
              + " has "
              + schema.features()
              + " and "
              + schema.targets()
              + ": they must be the same");
    }
  }

  /**
   * Samples of classes.
   *
   * @param name what reports call it
   * @param width features of a sample, at least 1
   * @param features row-major, finite; copied
   * @param labels for each sample the index of its class; copied
   * @param classes their names, at least one
   * @throws IllegalArgumentException when the arrays do not fit each other, a value is not finite
   *     or a label is none of a class
   */
  public static Dataset classification(
      String name, int width, double[] features, int[] labels, List<String> classes) {
    return new Dataset(
        name,
        Shape.of(width),
        compact(name, features),
        new Targets.Classes(labels.clone(), classes));
  }

  /**
   * Samples of numbers.
   *
   * @param name what reports call it
   * @param width features of a sample, at least 1
   * @param features row-major, finite; copied
   * @param outputs numbers of a sample, at least 1
   * @param targets row-major, finite; copied
   * @throws IllegalArgumentException when the arrays do not fit each other or a value is not finite
   */
  public static Dataset regression(
      String name, int width, double[] features, int outputs, double[] targets) {
    return new Dataset(
        name,
        Shape.of(width),
        compact(name, features),
        new Targets.Numbers(outputs, targets.clone()));
  }

  private static Values compact(String name, double[] features) {
    ValuesBuilder builder = new ValuesBuilder(name);
    try {
      for (double value : features) {
        builder.add(Targets.finite(value));
      }
      return builder.build();
    } catch (DataException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The same samples, of which more is known.
   *
   * @throws IllegalArgumentException when it has other numbers of features or outputs
   */
  public Dataset withSchema(Schema known) {
    return new Dataset(name, shape, values, targets, known);
  }

  /** What the features and targets are; by default plain numbers. Not a part of the digest. */
  public Schema schema() {
    return schema;
  }

  /** The name of the source, or its file. */
  public String name() {
    return name;
  }

  /**
   * SHA-256, in hexadecimal, of the content, however it was stored: the same rows from a CSV file
   * and from an array have the same digest. It is taken of the ASCII text {@code adamant dataset
   * 1}, then of these integers of 32 bits, big-endian: the samples, the features, the outputs, the
   * samples of the source's own training part or −1, and the number of classes or −1 for
   * regression; then of the range as a big-endian double or NaN; of each class the length of its
   * name in UTF-8 as an integer, and the name; then of all features, row-major: {@code B} and a
   * byte each where all are integers from 0 to 255, else {@code D} and a big-endian double each;
   * then of each label as an integer; or {@code D} and the targets as doubles.
   */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = DatasetDigest.of(shape, values, targets);
      digest = known;
    }
    return known;
  }

  /** How many samples there are; at least 1. */
  public int size() {
    return targets.size();
  }

  /** How many numbers a sample has; at least 1. */
  public int features() {
    return width;
  }

  /**
   * A number of a sample, raw.
   *
   * @throws IndexOutOfBoundsException when there is no such sample or feature
   */
  public double feature(int sample, int feature) {
    Objects.checkIndex(sample, size());
    return values.get(sample * width + Objects.checkIndex(feature, width));
  }

  /** What is to be learnt. */
  public Task task() {
    return targets instanceof Targets.Classes ? Task.CLASSIFICATION : Task.REGRESSION;
  }

  /** The names of the classes by label; empty for regression. */
  public List<String> classes() {
    return targets instanceof Targets.Classes c ? c.names() : List.of();
  }

  /** How many numbers a model has to give: the classes, or the numbers of a sample. */
  public int outputs() {
    return targets.outputs();
  }

  /**
   * The index of the class of a sample.
   *
   * @throws IllegalStateException for regression
   */
  public int label(int sample) {
    if (targets instanceof Targets.Classes c) {
      return c.label(sample);
    }
    throw new IllegalStateException(name + " is for regression and has no labels");
  }

  /**
   * What a model should give: for classification 1 at the label and 0 elsewhere.
   *
   * @throws IndexOutOfBoundsException when there is no such sample or output
   */
  public double target(int sample, int output) {
    return targets.get(sample, Objects.checkIndex(output, outputs()));
  }

  /** How many samples, the first ones, are the source's own training part; the rest is its test. */
  public OptionalInt trainSize() {
    return shape.trainSize();
  }

  /**
   * The greatest value that a feature can have, the least being 0, where the source knows it: 255
   * for images of bytes.
   */
  public OptionalDouble range() {
    return shape.range();
  }

  /** The lengths of a sample's dimensions: [28, 28] of an image; else [features]. */
  public List<Integer> sampleShape() {
    return shape.dimensions();
  }

  /** The names of the features, where a header gives them; else empty. */
  public List<String> featureNames() {
    return shape.featureNames();
  }

  /** The features, row-major. */
  Values values() {
    return values;
  }

  /** {@code digits: 1797 samples, 64 features, 10 classes}. */
  @Override
  public String toString() {
    return name
        + ": "
        + size()
        + " samples, "
        + features()
        + " features, "
        + outputs()
        + (task() == Task.CLASSIFICATION ? " classes" : " outputs");
  }
}
