package dev.adamant.target.opencl;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import dev.adamant.target.opencl.Launcher.Long4;
import dev.adamant.target.opencl.Launcher.Memory;
import dev.adamant.target.opencl.Launcher.Program;
import dev.adamant.target.opencl.Launches.Arguments;
import dev.adamant.target.opencl.View.Block;

/** The work on IEEE binary32, by {@code float.cl}. */
final class FloatLaunches {

  static final Program PROGRAM = new Program("float", null);

  /** As in float.cl: results of a work-group in each direction, and its work-items. */
  private static final long TILE = 64;

  private static final long SIDE = 16;

  /** Rows and columns of results that a work-item on processors makes. */
  private static final long BAND = 6;

  private static final long LANES = 16;

  private final Launcher launcher;

  FloatLaunches(Launcher launcher) {
    this.launcher = launcher;
  }

  /** out[i] = operation(a[i]). */
  void map(Work.Map work) {
    Arguments tail = new Arguments().add(KernelCodes.of(work.operation()));
    Launches.elementwise(launcher, PROGRAM, "map", work.out(), tail, work.a());
  }

  /** out[i] = a[i] operation b[i]. */
  void zip(Work.Zip work) {
    Arguments tail = new Arguments().add(KernelCodes.of(work.operation()));
    Launches.elementwise(launcher, PROGRAM, "zip", work.out(), tail, work.a(), work.b());
  }

  /** out[i] = a[i]·b[i] + c[i]. */
  void fma(Work.Fma work) {
    Arguments tail = new Arguments();
    Launches.elementwise(
        launcher, PROGRAM, "multiply_add", work.out(), tail, work.a(), work.b(), work.c());
  }

  /** Sums of matrix products. */
  void contract(Work.Contract work) {
    Tensor out = work.out();
    boolean accumulate = false;
    for (Work.Term term : work.terms()) {
      Operand a = Operand.of(term.a()).with(out.rank() - 1, 0);
      Operand b = Operand.of(term.b()).with(out.rank() - 2, 0);
      Memory to = launcher.memory(out);
      for (Block block : View.ofMatrices(out.shape(), Operand.of(out), a, b).blocks()) {
        Arguments arguments =
            new Arguments()
                .operand(to, block, 0)
                .operand(launcher.memory(term.a()), block, 1)
                .add(term.a().stride(-1))
                .operand(launcher.memory(term.b()), block, 2)
                .add(term.b().stride(-2))
                .add(term.a().size(-1), term.negated() ? 1 : 0, accumulate ? 1 : 0);
        product(block.shape(), arguments);
      }
      accumulate = true;
    }
  }

  private void product(Long4 shape, Arguments arguments) {
    boolean cpu = launcher.traits().cpu();
    long matrices = shape.s2() * shape.s3();
    long[] global =
        cpu
            ? new long[] {
              Parts.ceilDiv(shape.s1(), BAND), Parts.ceilDiv(shape.s0(), LANES), matrices
            }
            : new long[] {
              Parts.ceilDiv(shape.s0(), TILE) * SIDE,
              Parts.ceilDiv(shape.s1(), TILE) * SIDE,
              matrices
            };
    long[] local = cpu ? new long[] {1, 1, 1} : new long[] {SIDE, SIDE, 1};
    launcher.launch(
        PROGRAM, cpu ? "product_band" : "product", global, local, arguments.behind(shape));
  }
}
