package dev.adamant.target;

import java.util.Locale;

/** What {@link Work.Reduce} makes of the elements of a line. A NaR among them gives NaR. */
public enum ReduceOperation {
  /** Their exact sum, rounded once; 0 for none. */
  SUM,
  /** The greatest; NaR for none. */
  MAX,
  /** The least; NaR for none. */
  MIN;

  private final String operationName = name().toLowerCase(Locale.ROOT);

  /** The operation of two operands that makes one of all the elements, step by step. */
  public BinaryOperation ofTwo() {
    return switch (this) {
      case SUM -> BinaryOperation.ADD;
      case MAX -> BinaryOperation.MAX;
      case MIN -> BinaryOperation.MIN;
    };
  }

  /** The name of the operation in lower case, such as {@code sum}. */
  public String operationName() {
    return operationName;
  }
}
