package dev.adamant.data;

import java.util.List;

/** Collects samples with a schema: those to learn from first, then those to judge by. */
final class SampleRows {

  private final String name;
  private final Schema schema;
  private final int train;
  private final double[] features;
  private final double[] targets;
  private int featuresFilled;
  private int targetsFilled;

  /**
   * Nothing yet.
   *
   * @param name of the dataset
   * @param train samples to learn from
   * @param test samples to judge by
   * @throws DataException when there is no memory for them
   */
  SampleRows(String name, Schema schema, int train, int test) throws DataException {
    this.name = name;
    this.schema = schema;
    this.train = train;
    int count = Math.addExact(train, test);
    try {
      features = new double[Math.multiplyExact(count, schema.features())];
      targets = new double[Math.multiplyExact(count, schema.targets())];
    } catch (OutOfMemoryError | ArithmeticException e) {
      throw new DataException(
          name
              + ": its "
              + count
              + " samples do not fit in the Java heap of "
              + Runtime.getRuntime().maxMemory()
              + " bytes: take fewer, or allow it more with -Xmx",
          e);
    }
  }

  /** Adds the next features, in the order of the schema; any part of a sample. */
  void features(double... values) {
    System.arraycopy(values, 0, features, featuresFilled, values.length);
    featuresFilled += values.length;
  }

  /** Adds the next targets. */
  void targets(double... values) {
    System.arraycopy(values, 0, targets, targetsFilled, values.length);
    targetsFilled += values.length;
  }

  /** The next features are vectors of one node, one after the other in the array. */
  void channelFeatures(double[] vectors, int dimension) {
    for (int component = 0; component < dimension; component++) {
      for (int at = component; at < vectors.length; at += dimension) {
        features[featuresFilled++] = vectors[at];
      }
    }
  }

  /** The next features are vectors of nodes: component c of node n is [n][c]. */
  void nodeFeatures(double[][] nodes) {
    features(byComponent(nodes));
  }

  /** The next targets are vectors of nodes: component c of node n is [n][c]. */
  void nodeTargets(double[][] nodes) {
    targets(byComponent(nodes));
  }

  private static double[] byComponent(double[][] nodes) {
    int components = nodes[0].length;
    double[] values = new double[components * nodes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = nodes[i % nodes.length][i / nodes.length];
    }
    return values;
  }

  /**
   * The dataset of all samples; nothing can be added after.
   *
   * @throws DataException when a number is not finite, or above the bound of its field
   */
  Dataset build() throws DataException {
    if (featuresFilled != features.length || targetsFilled != targets.length) {
      throw new IllegalStateException(
          name + " has " + featuresFilled + " of " + features.length + " features");
    }
    checkBounds(schema.inputs(), features);
    checkBounds(schema.outputs(), targets);
    ValuesBuilder values = new ValuesBuilder(name);
    try {
      for (double feature : features) {
        values.add(Targets.finite(feature));
      }
      Shape shape = Shape.named(FieldNames.of(schema.signature(), schema.inputs()));
      return new Dataset(
              name,
              shape.withTrainSize(train),
              values.build(),
              new Targets.Numbers(schema.targets(), targets))
          .withSchema(schema);
    } catch (IllegalArgumentException e) {
      throw new DataException(name + ": " + e.getMessage(), e);
    }
  }

  private void checkBounds(List<Field> fields, double[] values) throws DataException {
    int[] lengths = fields.stream().mapToInt(f -> f.length(schema.signature())).toArray();
    int at = 0;
    while (at < values.length) {
      for (int i = 0; i < lengths.length; i++) {
        for (int end = at + lengths[i]; at < end; at++) {
          if (Math.abs(values[at]) > fields.get(i).bound()) {
            throw new DataException(
                name
                    + ": "
                    + fields.get(i).name()
                    + " has a component "
                    + values[at]
                    + ", above its bound "
                    + fields.get(i).bound()
                    + ": take the data of the package");
          }
        }
      }
    }
  }
}
