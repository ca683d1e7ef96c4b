package dev.adamant.data;

import dev.adamant.number.Philox;
import dev.adamant.number.RandomValues;

/**
 * Random numbers of one sample, one after the other: those of {@link RandomValues} of the words of
 * {@link Philox} with the elements 0, 1, 2, … So a sample depends on its number and its part and on
 * no other sample, and the first samples are the same however many there are.
 */
final class Draws {

  /** Normal numbers are of smaller magnitude. */
  static final double NORMAL_BOUND = 6.34;

  /** The stream of samples to learn from: "smpl" in ASCII. */
  static final int TRAIN = 0x736d706c;

  /** The stream of samples to judge by: "judg" in ASCII. */
  static final int TEST = 0x6a756467;

  private static final long LOW = 0xffff_ffffL;

  private final long seed;
  private final int stream;
  private final int sample;
  private long element;

  /**
   * From the first number.
   *
   * @param stream {@link #TRAIN} or {@link #TEST}
   * @param sample its number, the step of the generator
   */
  Draws(long seed, int stream, int sample) {
    this.seed = seed;
    this.stream = stream;
    this.sample = sample;
  }

  /**
   * Of a sample in the order of a dataset.
   *
   * @param train samples to learn from, which come first
   */
  static Draws of(long seed, int train, int sample) {
    return sample < train ? new Draws(seed, TRAIN, sample) : new Draws(seed, TEST, sample - train);
  }

  private int word() {
    return Philox.word(seed, stream, sample, element++);
  }

  /** From the standard normal distribution. */
  double normal() {
    return RandomValues.normal(word());
  }

  /** So many from the standard normal distribution. */
  double[] normals(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = normal();
    }
    return values;
  }

  /** From the open interval between two numbers. */
  double uniform(double from, double to) {
    return from + (to - from) * RandomValues.uniform(word());
  }

  /** 1 or −1. */
  double sign() {
    return RandomValues.sign(word());
  }

  /** An integer from 0 to below a bound, which is at most 2^16: so biased by less than 2^−16. */
  int below(int bound) {
    return (int) (((word() & LOW) * bound) >>> 32);
  }
}
