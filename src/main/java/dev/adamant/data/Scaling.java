package dev.adamant.data;

import java.util.Arrays;
import java.util.Locale;

/**
 * What is done to each feature before it is encoded: (x − shift)·factor, two operations in doubles.
 * A value: two arrays are all of it, and a model keeps them.
 */
public final class Scaling {

  /** How shifts and factors are found. */
  public enum Method {
    /** {@link #RANGE} where the source knows the range of its values, else {@link #STANDARD}. */
    DEFAULT,
    /** Shift 0, factor 1. */
    NONE,
    /** Shift 0, factor 1/range, as {@link Dataset#range} knows it: values from 0 to 1. */
    RANGE,
    /** Shift least, factor 1/(greatest − least) of the feature in the training rows: 0 to 1. */
    MINMAX,
    /**
     * Shift mean, factor 1/deviation: the mean Σx/n and the deviation √(Σ(x − mean)²/n) of the
     * feature in the training rows, sums taken in the order of the rows and rounded at each step.
     */
    STANDARD;

    /** The name in lower case, as jobs and reports have it. */
    public String methodName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The method of that {@link #methodName()}.
     *
     * @throws IllegalArgumentException for any other name, saying which there are
     */
    public static Method byName(String name) {
      for (Method method : values()) {
        if (method.methodName().equals(name)) {
          return method;
        }
      }
      throw new IllegalArgumentException(
          "no scaling \"" + name + "\": it is default, none, range, minmax or standard");
    }
  }

  private final double[] shift;
  private final double[] factor;

  private Scaling(double[] shift, double[] factor) {
    this.shift = shift;
    this.factor = factor;
  }

  /**
   * By a method. A feature that is the same in all the rows gets that value as shift under {@link
   * Method#MINMAX} and {@link Method#STANDARD}, and the factor 1.
   *
   * @param rows the training rows, for the methods that look at values; at least one
   * @throws DataException when the dataset does not know its range, or a feature's values are so
   *     large or so close that a shift or factor is not finite
   */
  public static Scaling of(Method method, Dataset data, int[] rows) throws DataException {
    return switch (method) {
      case DEFAULT -> of(data.range().isPresent() ? Method.RANGE : Method.STANDARD, data, rows);
      case NONE -> none(data.features());
      case RANGE -> range(data);
      case MINMAX, STANDARD -> ofRows(method, data, rows);
    };
  }

  /**
   * Shifts and factors that were found before.
   *
   * @param shift of each feature, finite; copied
   * @param factor of each feature, finite; copied
   * @throws IllegalArgumentException when they are not as many, or not finite
   */
  public static Scaling of(double[] shift, double[] factor) {
    if (shift.length != factor.length) {
      throw new IllegalArgumentException(
          shift.length + " shifts and " + factor.length + " factors: one of each for a feature");
    }
    if (!finite(shift) || !finite(factor)) {
      throw new IllegalArgumentException("a shift or factor of a scaling is not finite");
    }
    return new Scaling(shift.clone(), factor.clone());
  }

  /** Leaves so many features as they are. */
  public static Scaling none(int features) {
    return new Scaling(new double[features], filled(features, 1));
  }

  private static Scaling range(Dataset data) throws DataException {
    if (data.range().isEmpty()) {
      throw new DataException(
          data.name()
              + " does not say from where to where its values go, only images do:"
              + " scale it by minmax or standard");
    }
    return new Scaling(
        new double[data.features()], filled(data.features(), 1 / data.range().getAsDouble()));
  }

  private static Scaling ofRows(Method method, Dataset data, int[] rows) throws DataException {
    if (rows.length == 0) {
      throw new DataException(data.name() + ": no rows to find a scaling from");
    }
    int features = data.features();
    double[] shift = new double[features];
    double[] factor = filled(features, 1);
    for (int f = 0; f < features; f++) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int row : rows) {
        double x = data.feature(row, f);
        least = Math.min(least, x);
        greatest = Math.max(greatest, x);
      }
      shift[f] = least;
      if (least < greatest) {
        if (method == Method.STANDARD) {
          shift[f] = mean(data, rows, f);
        }
        factor[f] =
            1 / (method == Method.STANDARD ? deviation(data, rows, f, shift[f]) : greatest - least);
      }
      if (!Double.isFinite(shift[f]) || !Double.isFinite(factor[f]) || factor[f] == 0) {
        throw new DataException(
            data.name()
                + ": feature "
                + (f + 1)
                + " goes from "
                + least
                + " to "
                + greatest
                + ", which doubles cannot scale: give it in another unit, or scale by none");
      }
    }
    return new Scaling(shift, factor);
  }

  private static double mean(Dataset data, int[] rows, int feature) {
    double sum = 0;
    for (int row : rows) {
      sum += data.feature(row, feature);
    }
    return sum / rows.length;
  }

  private static double deviation(Dataset data, int[] rows, int feature, double mean) {
    double sum = 0;
    for (int row : rows) {
      double difference = data.feature(row, feature) - mean;
      sum += difference * difference;
    }
    return Math.sqrt(sum / rows.length);
  }

  private static double[] filled(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** How many features it scales. */
  public int features() {
    return shift.length;
  }

  /** The shifts, as a copy. */
  public double[] shift() {
    return shift.clone();
  }

  /** The factors, as a copy. */
  public double[] factor() {
    return factor.clone();
  }

  /** The raw value of a feature, scaled. */
  public double apply(int feature, double value) {
    return (value - shift[feature]) * factor[feature];
  }

  /** Whether all features are scaled alike. */
  boolean isUniform() {
    return Arrays.stream(shift).allMatch(s -> s == shift[0])
        && Arrays.stream(factor).allMatch(f -> f == factor[0]);
  }
}
