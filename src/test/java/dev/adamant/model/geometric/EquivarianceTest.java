package dev.adamant.model.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What turned inputs give, against turned outputs. */
class EquivarianceTest {

  private static final Signature SPACE = new Signature(3, 0, 0);
  private static final Signature FIVE = new Signature(5, 0, 0);
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** A block on top of the other, with weights for all that types admit. */
  private static Program blocks(Signature signature) {
    ProgramBuilder b = new ProgramBuilder(signature);
    GradeSet all = GradeSet.all(signature);
    Value x = b.input("x", all, 2, 2, Dimension.NONE, INFINITE);
    Value linear = GradeLinear.of(b, "linear", List.of(x), all, 3, true);
    Value gated = Gates.gates(b, "gated", linear);
    Value full = GeometricProduct.fullyConnected(b, "full", gated, linear, all, 3);
    Value normal = Normalisation.byGrade(b, "normal", full);
    Value deep = GeometricProduct.depthwise(b, "deep", normal, gated, all);
    b.output("y", Normalisation.byMeanNorm(b, "mean", deep), Dimension.NONE);
    b.output("q", Invariants.square(b, "square", deep, 2), Dimension.NONE);
    return b.build();
  }

  /** All signed permutations of the basis turn inputs and outputs alike, to the bit. */
  private static void checkSignedPermutations(Program program, int times) {
    Oracle oracle = new Oracle(program.signature());
    SplittableRandom random = new SplittableRandom(9);
    try (Rig rig = new Rig(program, 5)) {
      double[] sample = rig.sample(6);
      double[] outputs = rig.run(sample);
      assertThat(outputs).doesNotContain(Double.NaN);
      assertThat(outputs).isNotEqualTo(new double[outputs.length]);
      for (int i = 0; i < times; i++) {
        Map<Integer, double[]> images = signedPermutation(oracle, program.signature(), random);
        assertThat(rig.run(rig.mapped(sample, Role.INPUT, images)))
            .containsExactly(rig.mapped(outputs, Role.OUTPUT, images));
      }
    }
  }

  private static Map<Integer, double[]> signedPermutation(
      Oracle oracle, Signature signature, SplittableRandom random) {
    int n = signature.dimension();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(random.nextLong()));
    return oracle.images(
        order.stream().mapToInt(Integer::intValue).toArray(),
        random.ints(n, 0, 2).map(s -> 2 * s - 1).toArray());
  }

  @Test
  void blocksTurnWithSignedPermutationsToTheBit() {
    checkSignedPermutations(blocks(SPACE), 12);
    checkSignedPermutations(blocks(new Signature(0, 2, 0)), 4);
  }

  @Test
  void networksTurnWithSignedPermutationsToTheBit() {
    checkSignedPermutations(
        Dynamics.program(Schemas.bodies(3, false), Schemas.settings(2, 1, 3)), 6);
    checkSignedPermutations(
        Dynamics.program(Schemas.bodies(3, true), Schemas.settings(1, 1, 0)), 6);
    checkSignedPermutations(Polynomial.program(Schemas.volume(), Schemas.settings(3, 2, 1)), 6);
    checkSignedPermutations(Readout.program(Schemas.pair(FIVE)), 6);
    checkSignedPermutations(Points.program(Schemas.cloud(FIVE, 4), Schemas.settings(4, 2, 1)), 6);
  }

  @Test
  void cloudsDoNotChangeWithTheOrderOfPoints() {
    Program program = Points.program(Schemas.cloud(FIVE, 4), Schemas.settings(4, 2, 1));
    try (Rig rig = new Rig(program, 5)) {
      double[] sample = rig.sample(6);
      double[] turned = sample.clone();
      for (int k = 0; k < 5; k++) {
        for (int n = 0; n < 4; n++) {
          turned[4 * k + n] = sample[4 * k + (n + 1) % 4];
        }
      }
      assertThat(rig.run(turned)).containsExactly(rig.run(sample));
    }
  }

  /** Bodies in another order, and moved by whole numbers, which rounds nothing. */
  @Test
  void dynamicsMoveWithTheBodiesAndTheirOrder() {
    Program program = Dynamics.program(Schemas.bodies(3, false), Schemas.settings(2, 1, 3));
    try (Rig rig = new Rig(program, 5)) {
      double[] sample = rig.sample(6);
      double[] outputs = rig.run(sample);
      double[] other = sample.clone();
      double[] expected = outputs.clone();
      for (int row = 0; row < 7; row++) {
        for (int n = 0; n < 3; n++) {
          other[3 * row + n] = sample[3 * row + (n + 1) % 3];
        }
      }
      for (int row = 0; row < 3; row++) {
        for (int n = 0; n < 3; n++) {
          expected[3 * row + n] = outputs[3 * row + (n + 1) % 3];
        }
      }
      assertThat(rig.run(other)).containsExactly(expected);
      for (int i = 3; i < 12; i++) {
        other[i] += 2;
      }
      for (int i = 0; i < 9; i++) {
        expected[i] += 2;
      }
      assertThat(rig.run(other)).containsExactly(expected, within(1e-6));
    }
  }

  /** Each of 3 layers rounds sums of at most 16 · 4 products once: 2^−27 of their magnitudes. */
  @Test
  void projectiveBlocksMoveWithMotorsWithinRounding() {
    ProgramBuilder b = new ProgramBuilder(Signature.PGA);
    GradeSet all = GradeSet.all(Signature.PGA);
    Value x = b.input("x", all, 2, 1, Dimension.NONE, INFINITE);
    Value linear = Projective.linear(b, "linear", x, all, 2);
    Value mixed = Projective.productAndJoin(b, "mixed", linear, x, all, 2);
    b.output("y", Normalisation.unit(b, "unit", mixed, 0.1), Dimension.NONE);
    checkMotors(b.build(), 2e-6);
  }

  @Test
  void motorsMoveWithMotorsWithinRounding() {
    Program program = Motors.program(Schemas.motors(2));
    Oracle oracle = new Oracle(Signature.PGA);
    double[] motor = motor(oracle, new SplittableRandom(2));
    try (Rig rig = new Rig(program, 5)) {
      double[] sample = rig.sample(6);
      Map<Integer, double[]> images = left(oracle, motor);
      double[] moved = rig.run(rig.mapped(sample, Role.INPUT, images));
      double[] expected = rig.mapped(rig.run(sample), Role.OUTPUT, images);
      assertThat(moved).containsExactly(expected, within(2e-6));
    }
  }

  private static void checkMotors(Program program, double bound) {
    Oracle oracle = new Oracle(Signature.PGA);
    SplittableRandom random = new SplittableRandom(2);
    try (Rig rig = new Rig(program, 5)) {
      double[] sample = rig.sample(6);
      double[] outputs = rig.run(sample);
      for (int i = 0; i < 4; i++) {
        Map<Integer, double[]> images = oracle.images(motor(oracle, random));
        assertThat(rig.run(rig.mapped(sample, Role.INPUT, images)))
            .containsExactly(rig.mapped(outputs, Role.OUTPUT, images), within(bound));
      }
    }
  }

  /** The image of each blade under multiplication by a motor from the left. */
  private static Map<Integer, double[]> left(Oracle oracle, double[] motor) {
    Map<Integer, double[]> images = new HashMap<>();
    for (int blade = 0; blade < 16; blade++) {
      double[] one = new double[16];
      one[blade] = 1;
      images.put(blade, oracle.product(motor, one));
    }
    return images;
  }

  /** A rotation by about 2 rad in e12 and e23, after a translation. */
  private static double[] motor(Oracle oracle, SplittableRandom random) {
    double[] rotor = new double[16];
    double angle = random.nextDouble(1, 2);
    rotor[0] = Math.cos(angle / 2);
    rotor[6] = 0.6 * Math.sin(angle / 2);
    rotor[12] = 0.8 * Math.sin(angle / 2);
    double[] translator = new double[16];
    translator[0] = 1;
    for (int vector : new int[] {2, 4, 8}) {
      translator[1 | vector] = random.nextDouble(-0.5, 0.5);
    }
    return oracle.product(rotor, translator);
  }
}
