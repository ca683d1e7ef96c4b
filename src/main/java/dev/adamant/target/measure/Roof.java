package dev.adamant.target.measure;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a target can do at best, as measured on it: no measurement moved more bytes, or multiplied
 * and added more, in a second.
 *
 * @param bytesPerSecond read and written together, in copies and float32 additions on operands of
 *     the benchmark's size
 * @param multiplyAddsPerSecond in float32 matrix products, unless another format was faster; empty
 *     where the target has no float32
 */
public record Roof(double bytesPerSecond, OptionalDouble multiplyAddsPerSecond) {

  /** Measures; the fastest sample counts. */
  static Roof measure(Target target, Sampler sampler, Sizes sizes) {
    DataType type =
        target.supports(Kernel.COPY, DataType.FLOAT32)
            ? DataType.FLOAT32
            : target.info().types().stream()
                .filter(t -> t.kind() != Kind.QUIRE)
                .findFirst()
                .orElseThrow();
    try (Operands operands = new Operands(target, type, sizes)) {
      double bytes = rate(sampler, operands.copy(), Workload.bytes(operands.copy()));
      if (type.equals(DataType.FLOAT32) && target.supports(Kernel.ZIP, type)) {
        Work add = Workload.ADD.work(operands.views(Workload.ADD));
        bytes = Math.max(bytes, rate(sampler, add, Workload.bytes(add)));
      }
      OptionalDouble peak = OptionalDouble.empty();
      if (type.equals(DataType.FLOAT32) && target.supports(Kernel.CONTRACT, type)) {
        Work product = Workload.MATRIX_PRODUCT.work(operands.views(Workload.MATRIX_PRODUCT));
        peak = OptionalDouble.of(rate(sampler, product, Workload.operations(product)));
      }
      return new Roof(bytes, peak);
    }
  }

  /**
   * The most operations in a second at an intensity.
   *
   * @param intensity operations for each byte read or written
   * @return empty where the rate of multiply-adds is not known
   */
  public OptionalDouble at(double intensity) {
    return multiplyAddsPerSecond.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.min(multiplyAddsPerSecond.getAsDouble(), intensity * bytesPerSecond));
  }

  /** What both together have shown to be possible. */
  Roof or(Roof other) {
    return new Roof(
        Math.max(bytesPerSecond, other.bytesPerSecond),
        multiplyAddsPerSecond.isEmpty() || other.multiplyAddsPerSecond.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                Math.max(
                    multiplyAddsPerSecond.getAsDouble(),
                    other.multiplyAddsPerSecond.getAsDouble())));
  }

  /** The same, raised where a measurement surpasses it. */
  Roof over(List<Measurement> measurements) {
    double bytes = bytesPerSecond;
    double multiplyAdds = multiplyAddsPerSecond.orElse(0);
    for (Measurement m : measurements) {
      bytes = Math.max(bytes, m.bandwidth());
      multiplyAdds = Math.max(multiplyAdds, m.workload().isMultiplyAdd() ? m.rate() : 0);
    }
    return new Roof(
        bytes,
        multiplyAddsPerSecond.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(multiplyAdds));
  }

  private static double rate(Sampler sampler, Work work, long amount) {
    return amount / sampler.time(work).least();
  }
}
