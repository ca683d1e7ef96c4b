package dev.adamant.serve;

import java.time.Duration;

/**
 * What a candidate must keep to. The numbers are our choice; nothing published gives any.
 *
 * @param maxDivergence most KL(live ‖ candidate) in nats a sample, mean over the probes; also of
 *     shadow traffic
 * @param maxAccuracyLoss most by which accuracy on labelled probes may fall, from 0 to 1; for
 *     regression by which the root of the mean squared error may rise, as a fraction of the live
 *     version's
 * @param shadowRows rows of live requests that the candidate answers too before it goes live; 0 for
 *     none
 * @param shadowTime the longest wait for them: with fewer the candidate is refused
 */
public record GateSettings(
    double maxDivergence, double maxAccuracyLoss, int shadowRows, Duration shadowTime) {

  /** The most rows of shadow traffic: they are kept until they are compared. */
  public static final int MOST_SHADOW_ROWS = 100_000;

  /** The longest wait for them, in which no other version can go live. */
  public static final Duration MOST_SHADOW_TIME = Duration.ofMinutes(10);

  /** A tenth of a nat, two points of accuracy, no shadow traffic. */
  public static final GateSettings DEFAULT = new GateSettings(0.1, 0.02, 0, Duration.ofSeconds(30));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a number is out of its own, in one sentence
   */
  public GateSettings {
    checkBound("maxDivergence", maxDivergence);
    checkBound("maxAccuracyLoss", maxAccuracyLoss);
    if (shadowRows < 0 || shadowRows > MOST_SHADOW_ROWS) {
      throw new IllegalArgumentException(
          "shadowRows is " + shadowRows + ", must be from 0 to " + MOST_SHADOW_ROWS);
    }
    if (shadowTime.isNegative()
        || shadowTime.isZero()
        || shadowTime.compareTo(MOST_SHADOW_TIME) > 0) {
      throw new IllegalArgumentException(
          "shadowSeconds is "
              + shadowTime.toMillis() / 1e3
              + ", must be above 0 and at most "
              + MOST_SHADOW_TIME.toSeconds());
    }
  }

  private static void checkBound(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is " + value + ", must be a number from 0 on");
    }
  }
}
