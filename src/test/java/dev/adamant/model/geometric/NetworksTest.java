package dev.adamant.model.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.data.Schema;
import dev.adamant.graph.Inference;
import dev.adamant.graph.Program;
import dev.adamant.graph.Role;
import dev.adamant.graph.Setting;
import dev.adamant.graph.Value;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.number.Format;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What networks of the schemas consist of, and which schemas they refuse. */
class NetworksTest {

  private static final Signature FIVE = new Signature(5, 0, 0);

  private static Network network(Schema schema, String kind, int channels, int blocks, int steps) {
    return GeometricNetworks.of(
        schema, Schemas.settings(kind, channels, blocks, steps), Loss.MEAN_SQUARED_ERROR);
  }

  private static List<Network> all() {
    return List.of(
        network(Schemas.volume(), "products", 3, 2, 1),
        network(Schemas.pair(FIVE), "products", 3, 2, 1),
        network(Schemas.bodies(3, true), "dynamics", 2, 1, 0),
        network(Schemas.bodies(3, false), "dynamics", 1, 1, 2),
        network(Schemas.cloud(FIVE, 4), "points", 2, 1, 1),
        network(Schemas.motors(2), "motors", 1, 1, 1));
  }

  @Test
  void gradesAndDimensionsOfAllNetworksAgree() {
    for (Network network : all()) {
      for (Layer layer : network.layers()) {
        if (layer.program() != null) {
          Setting setting = Setting.untrained(32, Format.BPOSIT32);
          assertThat(Inference.check(layer.program(), setting).inconsistencies())
              .as(layer.program().toString())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void networksTakeAndGiveWhatSchemasHave() {
    List<Schema> schemas =
        List.of(
            Schemas.volume(),
            Schemas.pair(FIVE),
            Schemas.bodies(3, true),
            Schemas.bodies(3, false),
            Schemas.cloud(FIVE, 4),
            Schemas.motors(2));
    List<Network> networks = all();
    for (int i = 0; i < networks.size(); i++) {
      assertThat(networks.get(i).inputs()).isEqualTo(schemas.get(i).features());
      assertThat(networks.get(i).outputs()).isEqualTo(schemas.get(i).targets());
    }
  }

  /** Of a degree that dimensions fix, only what leads to the pseudoscalar: bivectors, vectors. */
  @Test
  void productsOfTheVolumeHaveNoWeightsButThoseThatCount() {
    Program program = Polynomial.program(Schemas.volume(), Schemas.settings(3, 2, 1));
    assertThat(program.learned().stream().map(Value::grades).distinct())
        .containsExactly(GradeSet.VECTOR, GradeSet.of(2), GradeSet.of(3));
  }

  /** With the exponent −3/2 and no softening the law is that of gravitation. */
  @Test
  void dynamicsRepresentGravitation() {
    Program program = Dynamics.program(Schemas.bodies(2, false), Schemas.settings(1, 1, 2));
    try (Rig rig = new Rig(program, 1)) {
      rig.learn(
          Map.of("drift", 0.5, "law.softening", 0.0, "law.exponent", -1.5, "law.coefficient", 0.5));
      double[] x = {0, 2};
      double[] v = {0, 0.5};
      for (int step = 0; step < 2; step++) {
        double pull = 0.25 / ((x[1] - x[0]) * (x[1] - x[0]));
        v[0] += 1 * pull;
        v[1] -= 3 * pull;
        x[0] += 0.25 * v[0];
        x[1] += 0.25 * v[1];
      }
      double[] outputs = rig.run(new double[] {3, 1, 0, 2, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0});
      assertThat(outputs).containsExactly(new double[] {x[0], x[1], 0, 0, 0, 0}, within(1e-6));
    }
  }

  @Test
  void motorsRepresentMotionAtConstantVelocity() {
    Program program = Motors.program(Schemas.motors(1));
    try (Rig rig = new Rig(program, 1)) {
      for (int grade : new int[] {0, 2, 4}) {
        rig.learn(Map.of("factor" + grade + ".base", 1.0, "factor" + grade + ".gated", 0.0));
      }
      double[] sample = rig.sample(2);
      double[] before = rig.multivector(sample, Role.INPUT, "before", 0, 0);
      double[] now = rig.multivector(sample, Role.INPUT, "now", 0, 0);
      double[] expected = new Oracle(Signature.PGA).product(now, Oracle.reverse(before), now);
      assertThat(rig.multivector(rig.run(sample), Role.OUTPUT, "next", 0, 0))
          .containsExactly(expected, within(1e-6));
    }
  }

  @Test
  void schemasThatDoNotFitAreRefused() {
    assertRefused(
        Schemas.pair(FIVE),
        "dynamics",
        1,
        1,
        "it needs an input field position, and there is none");
    assertRefused(
        Schemas.volume(),
        "products",
        1,
        1,
        "1 products of points have the dimension m^2, and volume has m^3: take another number of"
            + " blocks (--blocks)");
    assertRefused(
        Schemas.bodies(3, true),
        "dynamics",
        1,
        2,
        "dynamics of 1 or more steps give positions, and the output result has the dimension m"
            + " s^-2: take 0 steps for what acts at the time itself");
    assertRefused(
        Schemas.volume(), "motors", 1, 1, "it needs an input field now, and there is none");
    assertRefused(
        Schemas.pair(FIVE),
        "points",
        1,
        1,
        "points are one input field of grade 1, of one channel and 2 or more nodes, and take 1 or"
            + " more blocks");
    assertRefused(
        Schemas.pair(FIVE),
        "nets",
        1,
        1,
        "there is no network of the kind nets: there are products, dynamics, points, motors");
  }

  private static void assertRefused(
      Schema schema, String kind, int blocks, int steps, String message) {
    assertThatThrownBy(() -> network(schema, kind, 1, blocks, steps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** What is declared of an input without a dimension is none of a length. */
  @Test
  void dimensionsOfFieldsAreThoseOfInputs() {
    Program program = Dynamics.program(Schemas.bodies(3, true), Schemas.settings(1, 1, 0));
    assertThat(program.values(Role.INPUT).stream().map(Value::dimension))
        .containsExactly(
            Dimension.parse("m^3 s^-2"), Dimension.parse("m"), Dimension.parse("m s^-1"));
    assertThat(program.values(Role.OUTPUT).getFirst().dimension())
        .isEqualTo(Dimension.parse("m s^-2"));
  }
}
