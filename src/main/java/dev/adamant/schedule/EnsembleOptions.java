package dev.adamant.schedule;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How an ensemble goes about its work; none of it changes a bit of a result.
 *
 * @param policy who does how much
 * @param calibrations the folder where measured times are kept between runs; null to keep none
 * @param deadline the least time after which a unit under way counts as hung; it is longer for
 *     units that are predicted to take long
 * @param checks the part of a member's time that may go to computing elements of its results again
 *     by the reference: 0 for none, infinity for some of every unit. Targets that are programs of
 *     this process, such as {@code native}, are not checked
 * @param watcher hears what the members do
 */
public record EnsembleOptions(
    Policy policy, Path calibrations, Duration deadline, double checks, Watcher watcher) {

  /** The usual least deadline. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  /** The usual part of the time for checks. */
  public static final double CHECKS = 0.01;

  /** Balanced, with nothing kept and nobody watching. */
  public static final EnsembleOptions DEFAULT =
      new EnsembleOptions(Policies.balanced(), null, DEADLINE, CHECKS, Watcher.NONE);
}
