package dev.adamant.target.measure;

import dev.adamant.memory.DataType;
import dev.adamant.target.ClockCounts;
import java.util.OptionalDouble;

/**
 * The speed of a workload on elements of one type.
 *
 * @param workload which
 * @param type of the operands
 * @param operations of the work: multiply-adds, additions of a sum, or elements of the result
 * @param bytes that it must read and write at least
 * @param nanos of an operation
 * @param ratio the median of its time over that of the same work in float32, sample by sample;
 *     empty where the target has no float32 for the kernel
 * @param fractionOfRoof operations in a second over the most that the roofline allows; empty where
 *     that is not known
 * @param clock what the hardware counted while it did the work once; {@link ClockCounts#NONE} where
 *     it does not count, or had no part in it
 */
public record Measurement(
    Workload workload,
    DataType type,
    long operations,
    long bytes,
    Spread nanos,
    OptionalDouble ratio,
    OptionalDouble fractionOfRoof,
    ClockCounts clock) {

  /** The same with its fraction of a roof. */
  Measurement under(Roof roof) {
    OptionalDouble most = roof.at(intensity());
    return new Measurement(
        workload,
        type,
        operations,
        bytes,
        nanos,
        ratio,
        most.isPresent() ? OptionalDouble.of(rate() / most.getAsDouble()) : most,
        clock);
  }

  /** Operations in a second. */
  public double rate() {
    return 1e9 / nanos.median();
  }

  /** Cycles of the hardware for an operation. */
  public double cycles() {
    return (double) clock.cycles() / operations;
  }

  /** Operations in a second at the clock of the synthesis; empty where that is not known. */
  public OptionalDouble modelledRate() {
    return clock.cycles() == 0 || clock.unclocked() > 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(operations / clock.seconds());
  }

  /** Operations for each byte. */
  public double intensity() {
    return (double) operations / bytes;
  }

  /** Bytes in a second. */
  public double bandwidth() {
    return rate() / intensity();
  }
}
