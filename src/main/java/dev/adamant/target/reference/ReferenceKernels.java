package dev.adamant.target.reference;

import dev.adamant.target.Work;

/** Every kernel on every type, one element after the other, in the calling thread. */
public final class ReferenceKernels {

  private ReferenceKernels() {}

  /**
   * Does the work; the caller holds the regions of its tensors, which are of the host.
   *
   * @throws RuntimeException what the definition refuses, such as a function in a format whose
   *     range is too wide for it
   */
  public static void execute(Work work) {
    switch (work) {
      case Work.Contract contract -> SumKernels.contract(contract);
      case Work.Reduce reduce -> SumKernels.reduce(reduce);
      case Work.Map map -> ElementwiseKernels.map(map);
      case Work.Zip zip -> ElementwiseKernels.zip(zip);
      case Work.Fma fma -> ElementwiseKernels.fma(fma);
      case Work.Random random -> ElementwiseKernels.random(random);
      case Work.Convert convert -> ElementwiseKernels.convert(convert);
      case Work.Copy copy -> ElementwiseKernels.copy(copy);
    }
  }
}
