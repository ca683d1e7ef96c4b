package dev.adamant.model.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import java.util.List;
import java.util.function.BiFunction;

/** A block of values x and z, of some channels and nodes, against its formula in doubles. */
final class BlockTrial {

  static final int CHANNELS = 2;
  static final int NODES = 3;

  private static final double ROUNDING = 1e-6;

  private BlockTrial() {}

  /** What a block should give, for a channel and a node. */
  interface Formula {
    double[] of(Look look, int channel, int node);
  }

  /** The numbers of a run. */
  static final class Look {

    final Oracle oracle;
    private final Rig rig;
    private final double[] sample;

    Look(Oracle oracle, Rig rig, double[] sample) {
      this.oracle = oracle;
      this.rig = rig;
      this.sample = sample;
    }

    double[] x(int channel, int node) {
      return rig.multivector(sample, Role.INPUT, "x", channel, node);
    }

    double[] z(int channel, int node) {
      return rig.multivector(sample, Role.INPUT, "z", channel, node);
    }

    double learned(String name, int index) {
      return rig.learned(name)[index];
    }

    double q(double[] a, int grade) {
      double[] part = Oracle.grade(a, grade);
      return oracle.scalar(part, part);
    }
  }

  static void check(
      Signature signature,
      GradeSet grades,
      BiFunction<ProgramBuilder, List<Value>, Value> block,
      Formula formula) {
    ProgramBuilder program = new ProgramBuilder(signature);
    Value x = input(program, "x", grades);
    Value z = input(program, "z", grades);
    Value y = block.apply(program, List.of(x, z));
    program.output("y", y, null);
    try (Rig rig = new Rig(program.build(), 3)) {
      Look look = new Look(new Oracle(signature), rig, rig.sample(4));
      double[] outputs = rig.run(look.sample);
      for (int c = 0; c < y.channels(); c++) {
        for (int n = 0; n < y.nodes(); n++) {
          assertThat(rig.multivector(outputs, Role.OUTPUT, "y", c, n))
              .containsExactly(formula.of(look, c, n), within(ROUNDING));
        }
      }
    }
  }

  static Value input(ProgramBuilder program, String name, GradeSet grades) {
    return program.input(name, grades, CHANNELS, NODES, Dimension.NONE, Double.POSITIVE_INFINITY);
  }

  /** weight[grade, o, i] of all grades of an algebra. */
  static double weight(Look look, String name, int grade, int outputs, int o, int i) {
    return look.learned(name, (grade * outputs + o) * CHANNELS + i);
  }

  static double[] scalar(int size, double value) {
    double[] multivector = new double[size];
    multivector[0] = value;
    return multivector;
  }
}
