package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arithmetic of a target, through tensors of one element in a region of its own; dot products
 * through {@link Work.Contract}. The pieces of work are made once for each format.
 */
public final class TargetArithmetic implements ScalarArithmetic {

  private static final long REGION_LIMIT = 1 << 20;

  private final Target target;
  private final boolean owner;
  private final Region region;
  private final Region staging;
  private final Map<Format, FormatWork> works = new HashMap<>();
  private FormatWork latest;
  private DotWork dots;

  private TargetArithmetic(Target target, boolean owner) {
    this.target = target;
    this.owner = owner;
    this.region = target.region("scalars", REGION_LIMIT);
    this.staging = Region.open("scalars", REGION_LIMIT);
  }

  /**
   * The arithmetic of a target that is opened and closed with it.
   *
   * @throws TargetUnavailableException as {@link Targets#open}
   */
  public static TargetArithmetic open(String targetName) {
    Target target = Targets.open(targetName);
    try {
      return new TargetArithmetic(target, true);
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  /** The arithmetic of a target that stays the caller's, and must stay open. */
  public static TargetArithmetic on(Target target) {
    return new TargetArithmetic(target, false);
  }

  /** What calculates. */
  public Target target() {
    return target;
  }

  @Override
  public boolean supports(Format format) {
    DataType type = DataType.of(format);
    return List.of(Kernel.MAP, Kernel.ZIP, Kernel.FMA, Kernel.CONVERT, Kernel.CONTRACT).stream()
        .allMatch(kernel -> target.supports(kernel, type));
  }

  @Override
  public long apply(UnaryOperation operation, Format format, long a) {
    FormatWork work = of(format);
    work.a().set(a);
    return answer(work.map(operation), work.out());
  }

  @Override
  public long apply(BinaryOperation operation, Format format, long a, long b) {
    FormatWork work = of(format);
    work.a().set(a);
    work.b().set(b);
    return answer(work.zip(operation), work.out());
  }

  @Override
  public long fma(Format format, long a, long b, long c) {
    FormatWork work = of(format);
    work.a().set(a);
    work.b().set(b);
    work.c().set(c);
    return answer(work.fma(), work.out());
  }

  @Override
  public long convert(Format from, Format to, long a) {
    FormatWork source = of(from);
    StagedTensor result = of(to).out();
    source.a().set(a);
    return answer(source.convertTo(result), result);
  }

  @Override
  public long fromDouble(Format format, double value) {
    FormatWork work = of(format);
    work.real().set(Double.doubleToRawLongBits(value));
    return answer(work.fromReal(), work.out());
  }

  @Override
  public double toDouble(Format format, long a) {
    FormatWork work = of(format);
    work.a().set(a);
    return Double.longBitsToDouble(answer(work.toReal(), work.real()));
  }

  @Override
  public long dot(Format format, long[] a, long[] b, int length) {
    of(format);
    if (dots == null || !dots.fits(format, length)) {
      closeDots();
      dots = new DotWork(target, format, length);
    }
    return dots.dot(a, b, length);
  }

  /** Closes the regions, and the target where {@link #open} has opened it. */
  @Override
  public void close() {
    closeDots();
    region.close();
    staging.close();
    if (owner) {
      target.close();
    }
  }

  private void closeDots() {
    if (dots != null) {
      dots.close();
      dots = null;
    }
  }

  private long answer(Work work, StagedTensor result) {
    try {
      target.run(work);
    } catch (TargetException e) {
      if (e.getCause() instanceof UnsupportedOperationException undefined) {
        throw undefined;
      }
      throw e;
    }
    return result.get();
  }

  /** The work of a format, mostly that of the last call. */
  private FormatWork of(Format format) {
    FormatWork work = latest;
    if (work == null || !work.format().equals(format)) {
      work = works.get(format);
      if (work == null) {
        work = new FormatWork(target, region, staging, supported(format));
        works.put(format, work);
      }
      latest = work;
    }
    return work;
  }

  private Format supported(Format format) {
    if (!supports(format)) {
      throw new IllegalArgumentException(
          "the target "
              + target.info().name()
              + " has no "
              + format
              + ": choose one of "
              + Format.standard()
              + ", or the reference");
    }
    return format;
  }
}
