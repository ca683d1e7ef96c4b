package dev.adamant.schedule;

import java.util.Locale;

/** A direction in which a piece of work is divided. */
public enum Axis {
  /** A leading dimension of matrix products: batch, tangents, components of multivectors. */
  BATCH,
  /** Rows of the result of matrix products. */
  ROWS,
  /** Columns of the result of matrix products. */
  COLUMNS,
  /** A dimension of the result of any other work. */
  ELEMENTS,
  /** The terms of every sum: parts are partial quires, which are merged and rounded once. */
  DEPTH;

  /** The name in lower case. */
  public String axisName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
