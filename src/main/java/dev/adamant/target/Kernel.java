package dev.adamant.target;

import java.util.Locale;

/** The few kernels that every target has; what each computes says its record in {@link Work}. */
public enum Kernel {
  /** Exact sums of products. */
  CONTRACT,
  /** An operation of one operand on every element. */
  MAP,
  /** An operation of two operands on every element. */
  ZIP,
  /** a·b + c on every element. */
  FMA,
  /** Sum, greatest or least of the last dimension. */
  REDUCE,
  /** Random elements. */
  RANDOM,
  /** Every element in another type. */
  CONVERT,
  /** Bytes from one region to another, also between host and device. */
  COPY;

  private final String kernelName = name().toLowerCase(Locale.ROOT);

  /** The name in lower case, such as {@code contract}. */
  public String kernelName() {
    return kernelName;
  }
}
