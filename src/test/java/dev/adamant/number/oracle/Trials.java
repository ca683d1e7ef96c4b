package dev.adamant.number.oracle;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Runs many small checks on all cores and reports the first that fails, always the same one
 * whatever the threads did. A seeded run is repeated by giving the seed of the report as the system
 * property {@value #SEED_PROPERTY}. The system property {@value #SAMPLES_PROPERTY} makes a long
 * run: so many times the samples that are usual.
 */
public final class Trials {

  /** The system property that replaces the seed of every seeded run. */
  public static final String SEED_PROPERTY = "adamant.test.seed";

  /** The system property with the factor by which there are more samples than usual. */
  public static final String SAMPLES_PROPERTY = "adamant.test.samples";

  /** The number of samples that each sampled operation of each format gets. */
  public static final int SAMPLES = 1_000_000;

  private static final long SEED = Long.getLong(SEED_PROPERTY, 2022L);
  private static final int FACTOR = Integer.getInteger(SAMPLES_PROPERTY, 1);
  private static final int CHUNK = 5_000;

  private Trials() {}

  /** One check on random operands. */
  @FunctionalInterface
  public interface Trial {

    /**
     * Draws operands and checks them; returns null when all is well, else what went wrong, operands
     * in hex.
     */
    String failure(SplittableRandom random);
  }

  /** How many samples there are in this run where {@code usual} are usual. */
  public static int samples(int usual) {
    return Math.multiplyExact(usual, FACTOR);
  }

  /**
   * Runs {@code usual} seeded trials, or more in a long run, and throws an {@link AssertionError}
   * with the seed when one fails.
   */
  public static void sample(String name, int usual, Trial trial) {
    int count = samples(usual);
    int chunks = (count + CHUNK - 1) / CHUNK;
    LongStream.range(0, chunks)
        .parallel()
        .mapToObj(
            chunk -> {
              SplittableRandom random = generator(name, chunk);
              int size = (int) Math.min(CHUNK, count - chunk * CHUNK);
              for (int i = 0; i < size; i++) {
                String failure = trial.failure(random);
                if (failure != null) {
                  return failure
                      + " ["
                      + name
                      + ", seed "
                      + SEED
                      + ", chunk "
                      + chunk
                      + ", "
                      + i
                      + "]";
                }
              }
              return null;
            })
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(Trials::fail);
  }

  /** Runs the check for every number in {@code from <= x < to}. */
  public static void each(long from, long to, LongFunction<String> failure) {
    LongStream.range(from, to)
        .parallel()
        .mapToObj(failure)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(Trials::fail);
  }

  /** The generator of one part of a seeded run. */
  public static SplittableRandom generator(String name, long part) {
    return new SplittableRandom(SEED + 0x9e3779b97f4a7c15L * (31L * name.hashCode() + part));
  }

  /** {@code words} in hex, separated by spaces. */
  public static String hex(long... words) {
    StringBuilder text = new StringBuilder();
    for (long word : words) {
      text.append(text.isEmpty() ? "0x" : " 0x").append(Long.toHexString(word));
    }
    return text.toString();
  }

  private static void fail(String failure) {
    throw new AssertionError(failure);
  }
}
