package dev.adamant.target.opencl;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.number.Format;
import dev.adamant.target.Kernel;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Work;
import java.util.List;

/** What a device does for each piece of work: the launches of kernels that make its result. */
final class Kernels {

  private final Launcher launcher;
  private final List<ContractPath> contractPaths;
  private final ElementwiseLaunches elementwise;
  private final SumLaunches sums;
  private final FloatLaunches floats;

  /** Of one target, with every fast path. */
  Kernels(Launcher launcher) {
    this(launcher, List.of(new SlicedContract()));
  }

  /**
   * Of one target.
   *
   * @param contractPaths to be tried in turn before the generic kernel
   */
  Kernels(Launcher launcher, List<ContractPath> contractPaths) {
    this.launcher = launcher;
    this.contractPaths = List.copyOf(contractPaths);
    elementwise = new ElementwiseLaunches(launcher);
    sums = new SumLaunches(launcher);
    floats = new FloatLaunches(launcher);
  }

  /** Whether there is the kernel for elements of the type. */
  static boolean supports(Kernel kernel, DataType type) {
    boolean known = type.format() == null || Format.standard().contains(type.format());
    return switch (kernel) {
      case COPY, CONVERT -> known;
      case RANDOM -> known && type.kind() != Kind.QUIRE;
      case FMA -> known && type.kind() != Kind.QUIRE && !type.equals(DataType.FLOAT64);
      case CONTRACT, MAP, ZIP, REDUCE -> known && !type.equals(DataType.FLOAT64);
    };
  }

  /**
   * Launches the kernels of a piece of work, other than a copy.
   *
   * @throws dev.adamant.target.TargetException when a kernel cannot be built or launched
   * @throws dev.adamant.memory.MemoryException when the device has no room for what lies between
   *     kernels
   */
  void launch(Work work) {
    switch (work) {
      case Work.Contract contract -> contract(contract);
      case Work.Map map -> {
        switch (map.out().type().kind()) {
          case POSIT -> elementwise.map(map);
          case QUIRE -> sums.negate(map);
          case IEEE -> floats.map(map);
        }
      }
      case Work.Zip zip -> {
        switch (zip.out().type().kind()) {
          case POSIT -> elementwise.zip(zip);
          case QUIRE -> sums.merge(zip);
          case IEEE -> floats.zip(zip);
        }
      }
      case Work.Fma fma -> {
        if (fma.out().type().kind() == Kind.IEEE) {
          floats.fma(fma);
        } else {
          elementwise.fma(fma);
        }
      }
      case Work.Reduce reduce -> reduce(reduce);
      case Work.Random random -> elementwise.random(random);
      case Work.Convert convert -> {
        if (convert.out().type().kind() == Kind.QUIRE || convert.a().type().kind() == Kind.QUIRE) {
          sums.convert(convert);
        } else {
          elementwise.convert(convert);
        }
      }
      case Work.Copy copy ->
          throw new IllegalArgumentException("a copy of " + copy.a() + " needs no kernel");
    }
  }

  private void contract(Work.Contract work) {
    if (work.terms().getFirst().a().type().kind() == Kind.IEEE) {
      floats.contract(work);
      return;
    }
    for (ContractPath path : contractPaths) {
      if (path.tryLaunch(launcher, work)) {
        return;
      }
    }
    sums.contract(work);
  }

  private void reduce(Work.Reduce work) {
    if (work.a().type().kind() == Kind.IEEE) {
      LineLaunches.floats(launcher, work);
    } else if (work.operation() == ReduceOperation.SUM) {
      sums.reduce(work);
    } else {
      LineLaunches.extremes(launcher, work);
    }
  }
}
