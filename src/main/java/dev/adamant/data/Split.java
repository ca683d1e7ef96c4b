package dev.adamant.data;

import java.util.Arrays;

/**
 * The samples of a dataset in three parts: those that are learnt from, those that choose between
 * models, and those that judge. No sample is in two of them, and each part is in ascending order.
 */
public final class Split {

  /** The stream of {@link Shuffle} that chooses the samples, with epoch 0: "splt" in ASCII. */
  public static final int STREAM = 0x73706c74;

  private final int[] train;
  private final int[] validation;
  private final int[] test;

  private Split(int[] train, int[] validation, int[] test) {
    this.train = train;
    this.validation = validation;
    this.test = test;
  }

  /**
   * The source's own test part as test where it has one, and then {@code testFraction} says
   * nothing; else as {@link #random}. Validation is chosen at random from the rest.
   *
   * @param testFraction of all samples, from 0 to below 1; rounded to whole samples
   * @param validationFraction of the samples that are not for test, from 0 to below 1
   * @throws DataException when a fraction is out of its range, is above 0 but chooses none, or none
   *     is left to learn from
   */
  public static Split of(Dataset data, double testFraction, double validationFraction, long seed)
      throws DataException {
    if (data.trainSize().isEmpty()) {
      return random(data, testFraction, validationFraction, seed);
    }
    int own = data.trainSize().getAsInt();
    int[] test = new int[data.size() - own];
    Arrays.setAll(test, i -> own + i);
    int validation = part(data, "validation", validationFraction, own);
    int[] order = Shuffle.permutation(own, seed, STREAM, 0);
    return new Split(sorted(order, validation, own), sorted(order, 0, validation), test);
  }

  /**
   * A random split, also where the source has one of its own: with the {@link
   * Shuffle#permutation(int, long, int, int)} of all samples, the first are for test, the next for
   * validation, and the rest for training.
   *
   * @param testFraction of all samples, from 0 to below 1; rounded to whole samples
   * @param validationFraction of the samples that are not for test, from 0 to below 1
   * @throws DataException when a fraction is out of its range, is above 0 but chooses none, or none
   *     is left to learn from
   */
  public static Split random(
      Dataset data, double testFraction, double validationFraction, long seed)
      throws DataException {
    int test = part(data, "test", testFraction, data.size());
    int validation = part(data, "validation", validationFraction, data.size() - test);
    int[] order = Shuffle.permutation(data.size(), seed, STREAM, 0);
    return new Split(
        sorted(order, test + validation, data.size()),
        sorted(order, test, test + validation),
        sorted(order, 0, test));
  }

  private static int part(Dataset data, String what, double fraction, int of) throws DataException {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new DataException(
          "the " + what + " fraction is " + fraction + ", must be from 0 to below 1");
    }
    int samples = (int) Math.round(fraction * of);
    if (samples == of || (samples == 0 && fraction > 0)) {
      throw new DataException(
          data.name()
              + ": the "
              + what
              + " fraction "
              + fraction
              + " of "
              + of
              + (of == 1 ? " sample" : " samples")
              + " chooses "
              + (samples == 0 ? "none" : "all")
              + ": name another fraction, or take more data");
    }
    return samples;
  }

  private static int[] sorted(int[] order, int from, int to) {
    int[] part = Arrays.copyOfRange(order, from, to);
    Arrays.sort(part);
    return part;
  }

  /** The samples to learn from, as a copy; at least one. */
  public int[] train() {
    return train.clone();
  }

  /** The samples that choose between models, as a copy. */
  public int[] validation() {
    return validation.clone();
  }

  /** The samples that judge, as a copy. */
  public int[] test() {
    return test.clone();
  }
}
