package dev.adamant.target.measure;

import dev.adamant.target.TargetInfo;

/**
 * How large operands are.
 *
 * @param bytes of an operand of the elementwise kernels, the same in every format, so that all
 *     stream from the same level of memory
 * @param matrix rows and columns of the matrices that are multiplied
 */
public record Sizes(long bytes, long matrix) {

  /** Terms of each sum of {@link Workload#SUM}. */
  static final long LINE = 1024;

  /** The least bytes, which are one line in the widest format. */
  public static final long LEAST_BYTES = 8 * LINE;

  /** For a look at whether everything works. */
  public static final Sizes SMALL = new Sizes(LEAST_BYTES, 24);

  private static final Sizes PLAIN_JAVA = new Sizes(1 << 16, 64);
  private static final Sizes SIMULATION = new Sizes(1 << 13, 32);
  private static final Sizes HOST = new Sizes(1 << 20, 192);
  private static final Sizes DEVICE = new Sizes(1 << 25, 2048);

  /**
   * Checks the two.
   *
   * @throws IllegalArgumentException when one is too small
   */
  public Sizes {
    if (bytes < LEAST_BYTES || matrix < 1) {
      throw new IllegalArgumentException(
          "operands of "
              + bytes
              + " bytes and matrices of "
              + matrix
              + " rows: at least "
              + LEAST_BYTES
              + " and 1");
    }
  }

  /** What a target of that kind does in milliseconds. */
  public static Sizes of(TargetInfo info) {
    if (info.kind().equals("reference")) {
      return PLAIN_JAVA;
    }
    return switch (info.deviceClass()) {
      case GPU -> DEVICE;
      case SIMULATION -> SIMULATION;
      case CPU, ACCELERATOR, TEST -> HOST;
    };
  }
}
