package dev.adamant.train;

import dev.adamant.data.Examples;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;

/** The samples of a job, encoded once, in a region of their own on the host. */
final class EncodedData implements AutoCloseable {

  private final Region region;
  private final Examples train;
  private final Examples validation;
  private final Examples test;

  /** Encodes all parts in the types that the job computes and finds losses in. */
  EncodedData(JobData data) {
    this.region = Region.open("examples", bytes(data));
    try {
      train = encode(data, data.split().train());
      validation = encode(data, data.split().validation());
      test = encode(data, data.split().test());
    } catch (RuntimeException | Error e) {
      region.close();
      throw e;
    }
  }

  private Examples encode(JobData data, int... rows) {
    Precision precision = data.job().precision();
    return Examples.encode(
        data.data(), rows, data.scaling(), precision.compute(), precision.loss(), region);
  }

  /** Bytes that the samples of a job take. */
  static long bytes(JobData data) {
    DataType features = data.job().precision().compute();
    DataType targets = data.job().precision().loss();
    return Examples.bytes(data.data(), data.split().train().length, features, targets)
        + Examples.bytes(data.data(), data.split().validation().length, features, targets)
        + Examples.bytes(data.data(), data.split().test().length, features, targets);
  }

  Examples train() {
    return train;
  }

  Examples validation() {
    return validation;
  }

  Examples test() {
    return test;
  }

  @Override
  public void close() {
    region.close();
  }
}
