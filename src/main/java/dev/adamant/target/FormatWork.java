package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Work on single elements of one format, each piece made on its first use. */
final class FormatWork {

  private final Format format;
  private final StagedTensor a;
  private final StagedTensor b;
  private final StagedTensor c;
  private final StagedTensor out;
  private final StagedTensor real;
  private final Map<UnaryOperation, Work> maps = new EnumMap<>(UnaryOperation.class);
  private final Map<BinaryOperation, Work> zips = new EnumMap<>(BinaryOperation.class);
  private final Map<StagedTensor, Work> conversions = new HashMap<>();
  private final Work fma;
  private final Work toReal;
  private final Work fromReal;

  FormatWork(Target target, Region region, Region staging, Format format) {
    DataType type = DataType.of(format);
    this.format = format;
    this.a = new StagedTensor(target, region, staging, type, 1);
    this.b = new StagedTensor(target, region, staging, type, 1);
    this.c = new StagedTensor(target, region, staging, type, 1);
    this.out = new StagedTensor(target, region, staging, type, 1);
    this.real = new StagedTensor(target, region, staging, DataType.FLOAT64, 1);
    this.fma = new Work.Fma(out.tensor(), a.tensor(), b.tensor(), c.tensor());
    this.toReal = new Work.Convert(real.tensor(), a.tensor());
    this.fromReal = new Work.Convert(out.tensor(), real.tensor());
  }

  Format format() {
    return format;
  }

  /** The first operand. */
  StagedTensor a() {
    return a;
  }

  /** The second operand. */
  StagedTensor b() {
    return b;
  }

  /** The third operand. */
  StagedTensor c() {
    return c;
  }

  /** The answer. */
  StagedTensor out() {
    return out;
  }

  /** A double, as operand or answer. */
  StagedTensor real() {
    return real;
  }

  Work map(UnaryOperation operation) {
    return maps.computeIfAbsent(
        operation, wanted -> new Work.Map(wanted, out.tensor(), a.tensor()));
  }

  Work zip(BinaryOperation operation) {
    return zips.computeIfAbsent(
        operation, wanted -> new Work.Zip(wanted, out.tensor(), a.tensor(), b.tensor()));
  }

  /** out = a·b + c. */
  Work fma() {
    return fma;
  }

  /** real = a. */
  Work toReal() {
    return toReal;
  }

  /** out = real. */
  Work fromReal() {
    return fromReal;
  }

  /** The result, of any format, = a. */
  Work convertTo(StagedTensor result) {
    return conversions.computeIfAbsent(
        result, wanted -> new Work.Convert(wanted.tensor(), a.tensor()));
  }
}
