package dev.adamant.data;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a source says of its samples besides their values.
 *
 * @param dimensions of a sample; their product is the number of features
 * @param featureNames one each, or none
 * @param range the greatest value that there can be, the least being 0
 * @param trainSize how many samples, from the first, the source means for training
 */
record Shape(
    List<Integer> dimensions,
    List<String> featureNames,
    OptionalDouble range,
    OptionalInt trainSize) {

  Shape {
    dimensions = List.copyOf(dimensions);
    featureNames = List.copyOf(featureNames);
    if (dimensions.stream().anyMatch(length -> length < 1)) {
      throw new IllegalArgumentException(
          "samples of the shape " + dimensions + " have no features");
    }
  }

  /** Rows of so many features. */
  static Shape of(int features) {
    return rows(List.of(features));
  }

  /** Samples of those dimensions. */
  static Shape rows(List<Integer> dimensions) {
    return new Shape(dimensions, List.of(), OptionalDouble.empty(), OptionalInt.empty());
  }

  /** Rows with named features. */
  static Shape named(List<String> features) {
    return new Shape(
        List.of(features.size()), features, OptionalDouble.empty(), OptionalInt.empty());
  }

  /** Images with pixels from 0 to the range. */
  static Shape images(double range, List<Integer> dimensions) {
    return new Shape(dimensions, List.of(), OptionalDouble.of(range), OptionalInt.empty());
  }

  /** The same, the first samples of which are for training. */
  Shape withTrainSize(int samples) {
    return new Shape(dimensions, featureNames, range, OptionalInt.of(samples));
  }

  /** How many numbers a sample has. */
  int features() {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }
}
