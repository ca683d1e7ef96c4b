package dev.adamant.target.opencl;

import dev.adamant.memory.Tensor;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Work;
import dev.adamant.target.opencl.Launcher.Memory;
import dev.adamant.target.opencl.Launcher.Program;
import dev.adamant.target.opencl.Launches.Arguments;
import dev.adamant.target.opencl.View.Block;

/**
 * Reductions of lines to elements of their own type: extremes of patterns, and all of floats. Long
 * lines are cut in parts, whose results are reduced in turn.
 */
final class LineLaunches {

  private final Launcher launcher;
  private final Program program;
  private final String kernel;
  private final Arguments tail;

  private LineLaunches(Launcher launcher, Program program, String kernel, Arguments tail) {
    this.launcher = launcher;
    this.program = program;
    this.kernel = kernel;
    this.tail = tail;
  }

  /** Does MAX or MIN of patterns. */
  static void extremes(Launcher launcher, Work.Reduce work) {
    Tensor out = work.out();
    Arguments tail =
        new Arguments()
            .add(
                work.operation() == ReduceOperation.MIN ? 1 : 0,
                out.format().bits(),
                out.type().byteSize());
    new LineLaunches(launcher, new Program("extreme", null), "extreme", tail).reduce(work);
  }

  /** Does any reduction of floats. */
  static void floats(Launcher launcher, Work.Reduce work) {
    Arguments tail = new Arguments().add(KernelCodes.of(work.operation()));
    new LineLaunches(launcher, FloatLaunches.PROGRAM, "reduce", tail).reduce(work);
  }

  private void reduce(Work.Reduce work) {
    Tensor a = work.a();
    Tensor out = work.out();
    long[] shape = out.shape();
    Operand lines = Operand.of(a).lines();
    Memory from = launcher.memory(a);
    long step = a.stride(-1);
    long left = a.size(-1);
    Parts parts = Parts.of(launcher.traits(), out.count(), left);
    while (parts.count() > 1) {
      long[] lengths = new long[shape.length + 1];
      lengths[0] = parts.count();
      System.arraycopy(shape, 0, lengths, 1, shape.length);
      Memory partial = launcher.scratch(parts.count() * out.byteSize());
      launch(
          lengths, partial, Operand.rowMajor(lengths), from, lines.repeated(), step, parts, left);
      from = partial;
      lines = Operand.rowMajor(shape);
      step = out.count();
      left = parts.count();
      parts = Parts.interleaved(left > Parts.FEW ? Parts.ceilDiv(left, Parts.FEW) : 1);
    }
    launch(shape, launcher.memory(out), Operand.of(out), from, lines, step, parts, left);
  }

  private void launch(
      long[] shape,
      Memory out,
      Operand outPlace,
      Memory a,
      Operand aPlace,
      long aStep,
      Parts parts,
      long count) {
    View view = View.of(shape, outPlace, aPlace, parts.starts(shape.length));
    for (Block block : view.blocks()) {
      Arguments arguments =
          new Arguments()
              .operand(out, block, 0)
              .operand(a, block, 1)
              .add(aStep)
              .places(block, 2)
              .add(parts.step(), parts.span(), count)
              .addAll(tail);
      Launches.elements(launcher, block, program, kernel, arguments);
    }
  }
}
