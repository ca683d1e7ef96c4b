package dev.adamant.graph;

import java.util.Locale;

/** What a value is to its program. */
public enum Role {
  /** Given with each sample. */
  INPUT,
  /** The same for all samples, known and never changed. */
  CONSTANT,
  /** Multivectors that are learned, the same for all samples. */
  PARAMETER,
  /**
   * Matrices that are learned, one for each grade, which mix channels: {@link Value#channels} rows
   * by {@link Value#nodes} columns. As no component has a weight of its own, they commute with what
   * acts on each grade.
   */
  WEIGHT,
  /** Made by a relation, for relations. */
  INNER,
  /** Made by a relation, for the program's user. */
  OUTPUT;

  private final String roleName = name().toLowerCase(Locale.ROOT);

  /** The name in lower case. */
  public String roleName() {
    return roleName;
  }

  /** Whether it is different for each sample. */
  public boolean isSampled() {
    return this == INPUT || this == INNER || this == OUTPUT;
  }

  /** Whether it is learned. */
  public boolean isLearned() {
    return this == PARAMETER || this == WEIGHT;
  }
}
