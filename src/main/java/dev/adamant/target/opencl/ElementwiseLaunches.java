package dev.adamant.target.opencl;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import dev.adamant.target.opencl.Launcher.Memory;
import dev.adamant.target.opencl.Launcher.Program;
import dev.adamant.target.opencl.Launches.Arguments;
import dev.adamant.target.opencl.View.Block;

/** Work on patterns that makes every element on its own. */
final class ElementwiseLaunches {

  private static final Program FUNCTIONS = new Program("functions", null);
  private static final Program CONVERT = new Program("convert", null);
  private static final Program RANDOM = new Program("random", null);

  /** Formats of at most so many bits look functions up in tables, made on first use. */
  private static final int TABLE_BITS = 16;

  private final Launcher launcher;

  ElementwiseLaunches(Launcher launcher) {
    this.launcher = launcher;
  }

  /** out[i] = operation(a[i]). */
  void map(Work.Map work) {
    DataType type = work.out().type();
    switch (work.operation()) {
      case NEG, ABS, SQRT ->
          Launches.elementwise(
              launcher,
              new Program("elementwise", type.format()),
              "map_" + work.operation().operationName(),
              work.out(),
              new Arguments(),
              work.a());
      case EXP, EXP2, LOG, LOG2, SIN, COS, TANH, SIGMOID, SOFTPLUS, RSQRT, RECIPROCAL -> {
        if (type.format().bits() <= TABLE_BITS) {
          Memory table = table(work.operation(), type);
          Arguments tail = new Arguments().add(table, type.byteSize());
          Launches.elementwise(launcher, FUNCTIONS, "map_table", work.out(), tail, work.a());
        } else {
          Arguments tail = function(work.operation(), type);
          Launches.elementwise(launcher, FUNCTIONS, "map_function", work.out(), tail, work.a());
        }
      }
    }
  }

  /** out[i] = a[i] operation b[i]. */
  void zip(Work.Zip work) {
    Program program = new Program("elementwise", work.out().format());
    String kernel = "zip_" + work.operation().operationName();
    Launches.elementwise(
        launcher, program, kernel, work.out(), new Arguments(), work.a(), work.b());
  }

  /** out[i] = a[i]·b[i] + c[i]. */
  void fma(Work.Fma work) {
    Program program = new Program("elementwise", work.out().format());
    Launches.elementwise(
        launcher,
        program,
        "multiply_add",
        work.out(),
        new Arguments(),
        work.a(),
        work.b(),
        work.c());
  }

  /** out[i] = a[i], of patterns and floats. */
  void convert(Work.Convert work) {
    Arguments tail = new Arguments().type(work.a().type()).type(work.out().type());
    Launches.elementwise(launcher, CONVERT, "convert", work.out(), tail, work.a());
  }

  /** Random elements. */
  void random(Work.Random work) {
    Tensor out = work.out();
    Operand numbers = Operand.rowMajor(out.shape()).at(work.first());
    View view = View.of(out.shape(), Operand.of(out), numbers);
    for (Block block : view.blocks()) {
      Arguments arguments =
          new Arguments()
              .operand(launcher.memory(out), block, 0)
              .places(block, 1)
              .add(KernelCodes.of(work.distribution()), work.seed(), work.stream(), work.step())
              .type(out.type());
      Launches.runs(launcher, block, RANDOM, "fill", arguments);
    }
  }

  private Memory table(UnaryOperation operation, DataType type) {
    Format format = type.format();
    long entries = 1L << format.bits();
    return launcher.table(
        operation.operationName() + " " + format.name(),
        entries * type.byteSize(),
        table -> {
          Block block =
              View.of(new long[] {entries}, Operand.rowMajor(entries), Operand.none(1))
                  .blocks()
                  .getFirst();
          Arguments arguments = new Arguments().operand(table, block, 0).operand(null, block, 1);
          Launches.runs(
              launcher,
              block,
              FUNCTIONS,
              "map_function",
              arguments.addAll(function(operation, type)));
        });
  }

  /** The number of the function, as functions.cl counts, and the type. */
  private static Arguments function(UnaryOperation operation, DataType type) {
    return new Arguments().add(KernelCodes.of(operation) - KernelCodes.FIRST_FUNCTION).type(type);
  }
}
