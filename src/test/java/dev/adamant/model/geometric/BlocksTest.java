package dev.adamant.model.geometric;

import static dev.adamant.model.geometric.BlockTrial.CHANNELS;
import static dev.adamant.model.geometric.BlockTrial.NODES;
import static dev.adamant.model.geometric.BlockTrial.check;
import static dev.adamant.model.geometric.BlockTrial.input;
import static dev.adamant.model.geometric.BlockTrial.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each block against its formula in doubles. */
class BlocksTest {

  private static final Signature SPACE = new Signature(3, 0, 0);
  private static final Signature SPACETIME = new Signature(1, 3, 0);

  @Test
  void gradeLinear() {
    check(
        SPACE,
        GradeSet.all(SPACE),
        (b, v) -> GradeLinear.of(b, "l", List.of(v.get(0), v.get(1)), GradeSet.all(SPACE), 4, true),
        (look, o, n) -> {
          double[] sum = new double[8];
          sum[0] = look.learned("l.bias", o);
          for (int grade = 0; grade <= 3; grade++) {
            for (int i = 0; i < CHANNELS; i++) {
              double w = weight(look, "l.weight", grade, 4, o, i);
              double v = weight(look, "l.weight.2", grade, 4, o, i);
              sum = Oracle.plus(sum, w, Oracle.grade(look.x(i, n), grade));
              sum = Oracle.plus(sum, v, Oracle.grade(look.z(i, n), grade));
            }
          }
          return sum;
        });
  }

  @Test
  void fullyConnectedProduct() {
    check(
        SPACETIME,
        GradeSet.of(1, 2),
        (b, v) ->
            GeometricProduct.fullyConnected(b, "p", v.get(0), v.get(1), GradeSet.of(0, 1, 3), 2),
        (look, o, n) -> paths(look, o, n, "p.weight", false));
  }

  @Test
  void depthwiseProduct() {
    check(
        SPACETIME,
        GradeSet.of(1, 2),
        (b, v) -> GeometricProduct.depthwise(b, "p", v.get(0), v.get(1), GradeSet.of(0, 1, 3)),
        (look, o, n) -> paths(look, o, n, "p", true));
  }

  /** Paths of vectors and bivectors to the grades 0, 1 and 3, as Clifford's rules have them. */
  private static double[] paths(
      BlockTrial.Look look, int o, int n, String weights, boolean depthwise) {
    int[][] paths = {{1, 1, 0}, {1, 2, 1}, {1, 2, 3}, {2, 1, 1}, {2, 1, 3}, {2, 2, 0}};
    double[] sum = new double[16];
    for (int p = 0; p < paths.length; p++) {
      int[] path = paths[p];
      for (int c = 0; c < CHANNELS; c++) {
        double[] product =
            look.oracle.product(
                Oracle.grade(look.x(c, n), path[0]), Oracle.grade(look.z(c, n), path[1]));
        double[] part = Oracle.grade(product, path[2]);
        if (depthwise) {
          String name = "p." + path[0] + path[1] + path[2] + ".weight";
          sum = c == o ? Oracle.plus(sum, look.learned(name, c), part) : sum;
        } else {
          String name = weights + (p == 0 ? "" : "." + (p + 1));
          sum = Oracle.plus(sum, look.learned(name, o * CHANNELS + c), part);
        }
      }
    }
    return sum;
  }

  @Test
  void productsThatReachNoWantedGradeAreRefused() {
    ProgramBuilder program = new ProgramBuilder(SPACE);
    Value x = input(program, "x", GradeSet.VECTOR);
    assertThatThrownBy(
            () -> GeometricProduct.fullyConnected(program, "p", x, x, GradeSet.of(1, 3), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the product p of the grades {1} and {1} in Cl(3,0,0) never has the grades {1,3}: ask"
                + " for others");
  }

  @Test
  void gates() {
    check(
        SPACE,
        GradeSet.of(0, 1, 3),
        (b, v) -> Gates.gates(b, "g", v.get(0)),
        (look, c, n) -> {
          double[] x = look.x(c, n);
          double[] sum = new double[8];
          for (int grade : new int[] {0, 1, 3}) {
            double s = grade == 0 ? x[0] : look.q(x, grade);
            double a = look.learned("g." + grade + ".a", c);
            double b = look.learned("g." + grade + ".b", c);
            sum = Oracle.plus(sum, 1 / (1 + Math.exp(-a * s - b)), Oracle.grade(x, grade));
          }
          return sum;
        });
  }

  @Test
  void normalisationByGrade() {
    check(
        SPACE,
        GradeSet.of(1, 2),
        (b, v) -> Normalisation.byGrade(b, "n", v.get(0)),
        byGrade(q -> Math.sqrt(q + 0x1p-20)));
    check(
        SPACETIME,
        GradeSet.of(1, 2),
        (b, v) -> Normalisation.byGrade(b, "n", v.get(0)),
        byGrade(q -> Math.pow(q * q + 0x1p-40, 0.25)));
  }

  private static BlockTrial.Formula byGrade(Function<Double, Double> norm) {
    return (look, c, n) -> {
      double[] x = look.x(c, n);
      double[] sum = new double[x.length];
      for (int grade : new int[] {1, 2}) {
        double s = look.learned("n." + grade + ".s", c);
        double divisor = s * (norm.apply(look.q(x, grade)) - 1) + 1;
        sum = Oracle.plus(sum, 1 / divisor, Oracle.grade(x, grade));
      }
      return sum;
    };
  }

  @Test
  void meanNormOverNodes() {
    check(
        SPACE,
        GradeSet.of(1),
        (b, v) -> Normalisation.byMeanNorm(b, "n", v.get(0)),
        (look, c, n) -> {
          double mean = 0;
          for (int node = 0; node < NODES; node++) {
            mean += Math.sqrt(look.q(look.x(c, node), 1) + 0x1p-20) / NODES;
          }
          return Oracle.times(look.learned("n.a", c) / mean, look.x(c, n));
        });
  }

  @Test
  void invariants() {
    check(
        SPACETIME,
        GradeSet.of(1, 2),
        (b, v) -> Invariants.square(b, "q", v.get(0)),
        (look, c, n) -> BlockTrial.scalar(16, look.q(look.x(c, n), 1) + look.q(look.x(c, n), 2)));
    check(
        SPACETIME,
        GradeSet.of(1, 2),
        (b, v) -> Invariants.scalarProduct(b, "q", v.get(0), v.get(1)),
        (look, c, n) -> BlockTrial.scalar(16, look.oracle.scalar(look.x(c, n), look.z(c, n))));
  }

  @Test
  void powerLaw() {
    check(
        SPACE,
        GradeSet.VECTOR,
        (b, v) ->
            new PowerLaw(b, "w", 2, Dimension.NONE, 2)
                .force(
                    "f",
                    Nodes.one(
                        b,
                        "one",
                        b.linear(
                            "s",
                            GradeSet.VECTOR,
                            1,
                            List.of(
                                new Relation.Linear.Term(
                                    v.get(0), b.weight("s.w", GradeSet.VECTOR, 1, CHANNELS, 1))),
                            null),
                        1)),
        (look, c, n) -> {
          double[] r = new double[8];
          for (int i = 0; i < CHANNELS; i++) {
            r = Oracle.plus(r, look.learned("s.w", i), look.x(i, 1));
          }
          double softening = look.learned("w.softening", 0);
          double ratio = (look.q(r, 1) + softening * softening) / 4;
          double factor = 0;
          for (int l = 0; l < 2; l++) {
            double power = Math.pow(ratio, look.learned("w.exponent", l));
            factor += look.learned("w.coefficient", l) * power;
          }
          return Oracle.times(factor, r);
        });
  }

  @Test
  void messagesOfPairs() {
    Nodes.Pairs ordered = Nodes.Pairs.ordered(NODES);
    assertThat(ordered.receivers()).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(ordered.senders()).containsExactly(1, 2, 0, 2, 0, 1);
    Nodes.Pairs unordered = Nodes.Pairs.unordered(NODES);
    assertThat(unordered.receivers()).containsExactly(0, 0, 1);
    assertThat(unordered.senders()).containsExactly(1, 2, 2);
    check(
        SPACE,
        GradeSet.VECTOR,
        (b, v) -> ordered.sum(b, "s", ordered.differences(b, "d", v.get(0)), NODES),
        (look, c, n) -> {
          double[] sum = new double[8];
          for (int j = 0; j < NODES; j++) {
            sum = Oracle.plus(Oracle.plus(sum, 1, look.x(c, j)), -1, look.x(c, n));
          }
          return sum;
        });
  }

  @Test
  void kickAndDriftIsSemiImplicitEuler() {
    check(
        SPACE,
        GradeSet.VECTOR,
        (b, v) ->
            KickDrift.run(
                    b,
                    new KickDrift.State(v.get(0), v.get(1)),
                    3,
                    b.parameter("drift", GradeSet.SCALAR, 1, 1, Dimension.NONE, 0),
                    (name, x) -> Sums.multiple(b, name, -0.25, Dimension.NONE, x))
                .position(),
        (look, c, n) -> {
          double[] x = look.x(c, n);
          double[] u = look.z(c, n);
          for (int step = 0; step < 3; step++) {
            u = Oracle.plus(u, -0.25, x);
            x = Oracle.plus(x, look.learned("drift", 0), u);
          }
          return x;
        });
  }
}
