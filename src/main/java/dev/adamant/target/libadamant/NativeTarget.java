package dev.adamant.target.libadamant;

import dev.adamant.bindings.Adamant;
import dev.adamant.bindings.NativeLibrary;
import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.HostMachine;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;

/** The kernels of libadamant on the dispatch path that it has selected. */
final class NativeTarget extends QueuedTarget {

  static final String NAME = "native";

  private final Workers workers;
  private final Workspaces workspaces;
  private final ElementwiseKernels elementwise;
  private final ContractKernel contract;
  private final ReduceKernel reduce;

  /** A target that owns the workers. */
  NativeTarget(Workers workers) {
    super(NAME);
    this.workers = workers;
    this.workspaces = new Workspaces(workers.threads());
    this.elementwise = new ElementwiseKernels(workers);
    this.contract = new ContractKernel(workers, workspaces);
    this.reduce = new ReduceKernel(workers, workspaces);
  }

  static TargetInfo describe() {
    return new TargetInfo(
        NAME,
        NAME,
        DeviceClass.CPU,
        HostMachine.processor(),
        "libadamant, interface " + Adamant.adm_abi_version() + ", " + NativeLibrary.path(),
        HostMachine.memoryBytes(),
        Workers.threadsOfThisProcess(),
        true,
        TargetInfo.standardTypes(),
        Adamant.adm_path());
  }

  @Override
  public TargetInfo info() {
    return describe();
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    if (kernel == Kernel.COPY) {
      return true;
    }
    if (type.kind() == Kind.IEEE) {
      // Sums of doubles are nobody's baseline.
      boolean sums = kernel == Kernel.CONTRACT || kernel == Kernel.REDUCE;
      return !sums || type.byteSize() == Float.BYTES;
    }
    return NativeCodes.has(type.format());
  }

  @Override
  protected void execute(Work work) {
    switch (work) {
      case Work.Zip zip -> elementwise.zip(zip);
      case Work.Map map -> elementwise.map(map);
      case Work.Fma fma -> elementwise.fma(fma);
      case Work.Contract product -> contract.run(product);
      case Work.Reduce sum -> reduce.run(sum);
      case Work.Convert conversion -> elementwise.convert(conversion);
      case Work.Copy copy -> elementwise.copy(copy);
      case Work.Random random -> elementwise.random(random);
    }
  }

  @Override
  protected void release() {
    workers.close();
    workspaces.close();
  }
}
