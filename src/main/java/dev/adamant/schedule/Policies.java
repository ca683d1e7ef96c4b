package dev.adamant.schedule;

import java.util.List;

/** The policies that there are. */
public final class Policies {

  private static final Policy BALANCED = new BalancedPolicy();
  private static final Policy SPREAD = new SpreadPolicy();
  private static final String RANDOM = "random:";

  private Policies() {}

  /**
   * Quickest by prediction: all members that pay off end at the same time. Of members that share a
   * resource only the quickest takes part. The usual one.
   */
  public static Policy balanced() {
    return BALANCED;
  }

  /** Everybody takes part, by speed, also members that share a resource: to see all at work. */
  public static Policy spread() {
    return SPREAD;
  }

  /** Shares and units by chance, a function of the seed: for tests of what may not matter. */
  public static Policy random(long seed) {
    return new RandomPolicy(seed);
  }

  /**
   * The policy of that name: {@code balanced}, {@code spread} or {@code random:SEED}.
   *
   * @throws IllegalArgumentException for any other, saying which there are
   */
  public static Policy byName(String name) {
    if (name.equals(BALANCED.name())) {
      return BALANCED;
    }
    if (name.equals(SPREAD.name())) {
      return SPREAD;
    }
    if (name.startsWith(RANDOM)) {
      try {
        return random(Long.parseLong(name.substring(RANDOM.length())));
      } catch (NumberFormatException _) {
        throw new IllegalArgumentException(
            "the policy " + name + " has no seed: write a whole number, such as random:1");
      }
    }
    throw new IllegalArgumentException(
        "there is no policy " + name + ": choose one of " + String.join(", ", names()));
  }

  /** The names, for users. */
  public static List<String> names() {
    return List.of("balanced", "spread", "random:SEED");
  }
}
