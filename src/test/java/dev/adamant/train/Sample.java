package dev.adamant.train;

/** Mean and standard error of what was seen. */
final class Sample {

  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double delta = value - mean;
    mean += delta / (double) count;
    squares += delta * (value - mean);
  }

  double mean() {
    return mean;
  }

  double deviation() {
    return Math.sqrt(squares / (count - 1));
  }

  double standardError() {
    return deviation() / Math.sqrt((double) count);
  }
}
