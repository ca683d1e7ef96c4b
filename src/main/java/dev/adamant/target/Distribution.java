package dev.adamant.target;

import dev.adamant.number.RandomValues;
import java.util.Locale;

/**
 * What {@link Work.Random} draws. Every element is made from 32 bits u of its own, exactly, and
 * rounded once to the type.
 */
public enum Distribution {
  /** −1 where the top bit of u is set, else 1 (Rademacher). */
  SIGN,
  /** (2u + 1)/2^33: uniform in the open interval of 0 and 1. */
  UNIFORM,
  /** The standard normal distribution, by inversion of its distribution function at UNIFORM. */
  NORMAL;

  private final String distributionName = name().toLowerCase(Locale.ROOT);

  /** The name in lower case, such as {@code normal}. */
  public String distributionName() {
    return distributionName;
  }

  /**
   * The value made from 32 bits, which is the definition of the distribution.
   *
   * @param u the bits
   * @return exact
   */
  public double define(int u) {
    return switch (this) {
      case SIGN -> RandomValues.sign(u);
      case UNIFORM -> RandomValues.uniform(u);
      case NORMAL -> RandomValues.normal(u);
    };
  }
}
