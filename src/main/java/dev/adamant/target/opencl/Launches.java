package dev.adamant.target.opencl;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.opencl.Launcher.Memory;
import dev.adamant.target.opencl.Launcher.Program;
import dev.adamant.target.opencl.View.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Launches of kernels over the blocks of a {@link View}. */
final class Launches {

  private static final long GROUP = 64;

  /** Work-items of a group on processors, which make the most of few. */
  private static final long CPU_GROUP = 8;

  /** Elements of a work-item on processors: enough for vector instructions. */
  private static final long CPU_RUN = 256;

  private Launches() {}

  /**
   * Launches a kernel that makes every element of a result on its own.
   *
   * @param tail the arguments behind the operands
   */
  static void elementwise(
      Launcher launcher,
      Program program,
      String kernel,
      Tensor out,
      Arguments tail,
      Tensor... sources) {
    Operand[] operands = new Operand[sources.length + 1];
    operands[0] = Operand.of(out);
    for (int i = 0; i < sources.length; i++) {
      operands[i + 1] = Operand.of(sources[i]);
    }
    for (Block block : View.of(out.shape(), operands).blocks()) {
      Arguments arguments = new Arguments().operand(launcher.memory(out), block, 0);
      for (int i = 0; i < sources.length; i++) {
        arguments.operand(launcher.memory(sources[i]), block, i + 1);
      }
      runs(launcher, block, program, kernel, arguments.addAll(tail));
    }
  }

  /**
   * Launches a kernel whose work-items take runs of elements along the first dimension.
   *
   * @param arguments those behind the shape and the length of runs
   */
  static void runs(
      Launcher launcher, Block block, Program program, String kernel, Arguments arguments) {
    boolean cpu = launcher.traits().cpu();
    launch(launcher, cpu ? CPU_RUN : 1, cpu ? 1 : GROUP, block, program, kernel, arguments);
  }

  /**
   * Launches a kernel whose work-items take one element each, with much to do for it.
   *
   * @param arguments those behind the shape
   */
  static void elements(
      Launcher launcher, Block block, Program program, String kernel, Arguments arguments) {
    long group = launcher.traits().cpu() ? CPU_GROUP : GROUP;
    launch(launcher, 0, group, block, program, kernel, arguments);
  }

  /** Launches a kernel that takes the length of runs, or, where that is 0, one that does not. */
  private static void launch(
      Launcher launcher,
      long run,
      long group,
      Block block,
      Program program,
      String kernel,
      Arguments arguments) {
    Launcher.Long4 shape = block.shape();
    long local = Math.min(group, launcher.traits().maxWorkGroup());
    long groups = Parts.ceilDiv(shape.s0(), local * Math.max(run, 1));
    long[] global = {groups * local, shape.s1(), shape.s2() * shape.s3()};
    Object[] all = run == 0 ? arguments.behind(shape) : arguments.behind(shape, run);
    launcher.launch(program, kernel, global, new long[] {local, 1, 1}, all);
  }

  /** Arguments of a kernel in their order. */
  static final class Arguments {

    private final List<Object> list = new ArrayList<>();

    /** Adds arguments as they are. */
    Arguments add(Object... arguments) {
      list.addAll(Arrays.asList(arguments));
      return this;
    }

    /** Adds a pointer, and the place and strides of an operand of the block. */
    Arguments operand(Memory memory, Block block, int index) {
      return add(memory).places(block, index);
    }

    /** Adds the place and strides of an operand of the block. */
    Arguments places(Block block, int index) {
      return add(block.offset(index), block.strides(index));
    }

    /** Adds n, rs, es and the bytes of an element; rs = 0 tells IEEE floats. */
    Arguments type(DataType type) {
      if (type.kind() == Kind.IEEE) {
        return add(8 * type.byteSize(), 0, 0, type.byteSize());
      }
      return add(
          type.format().bits(),
          type.format().maxRegime(),
          type.format().exponentBits(),
          type.byteSize());
    }

    /** Adds other arguments. */
    Arguments addAll(Arguments others) {
      list.addAll(others.list);
      return this;
    }

    /** All of them behind others. */
    Object[] behind(Object... others) {
      Object[] all = Arrays.copyOf(others, others.length + list.size());
      for (int i = 0; i < list.size(); i++) {
        all[others.length + i] = list.get(i);
      }
      return all;
    }
  }
}
