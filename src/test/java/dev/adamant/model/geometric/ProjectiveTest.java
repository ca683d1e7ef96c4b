package dev.adamant.model.geometric;

import static dev.adamant.model.geometric.BlockTrial.CHANNELS;
import static dev.adamant.model.geometric.BlockTrial.check;
import static dev.adamant.model.geometric.BlockTrial.weight;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import org.junit.jupiter.api.Test;

/** Blocks of PGA against their formulas in doubles. */
class ProjectiveTest {

  @Test
  void unitNormLeavesOutNullParts() {
    check(
        Signature.PGA,
        GradeSet.of(0, 2),
        (b, v) -> Normalisation.unit(b, "n", v.get(0), 0.1),
        (look, c, n) -> {
          double[] x = look.x(c, n);
          double square = 0;
          for (int blade = 0; blade < 16; blade += 2) {
            square += x[blade] * x[blade];
          }
          return Oracle.times(1 / Math.sqrt(square + 0.01), x);
        });
  }

  @Test
  void projectiveLinearHasFiveProjectionsAndFourMultiplications() {
    double[] e0 = blade(1);
    check(
        Signature.PGA,
        GradeSet.all(Signature.PGA),
        (b, v) -> Projective.linear(b, "l", v.get(0), GradeSet.all(Signature.PGA), 2),
        (look, o, n) -> {
          double[] sum = new double[16];
          for (int i = 0; i < CHANNELS; i++) {
            double[] raised = look.oracle.product(e0, look.x(i, n));
            for (int k = 0; k <= 4; k++) {
              double w = weight(look, "l.weight", k, 2, o, i);
              sum = Oracle.plus(sum, w, Oracle.grade(look.x(i, n), k));
              // Matrices for the grades 1 to 4.
              double v = k == 0 ? 0 : weight(look, "l.weight.2", k - 1, 2, o, i);
              sum = Oracle.plus(sum, v, Oracle.grade(raised, k));
            }
          }
          return sum;
        });
  }

  @Test
  void productAndJoin() {
    check(
        Signature.PGA,
        GradeSet.all(Signature.PGA),
        (b, v) ->
            Projective.productAndJoin(b, "p", v.get(0), v.get(1), GradeSet.all(Signature.PGA), 2),
        (look, o, n) -> {
          double[] sum = new double[16];
          for (int i = 0; i < CHANNELS; i++) {
            double[] product = look.oracle.product(look.x(i, n), look.z(i, n));
            double[] join = look.oracle.join(look.x(i, n), look.z(i, n));
            for (int k = 0; k <= 4; k++) {
              sum =
                  Oracle.plus(sum, weight(look, "p.weight", k, 2, o, i), Oracle.grade(product, k));
              sum = Oracle.plus(sum, weight(look, "p.weight.2", k, 2, o, i), Oracle.grade(join, k));
            }
          }
          return sum;
        });
  }

  /** e0 = 1, e1 = 2, e2 = 4, e3 = 8. */
  private static double[] blade(int mask) {
    double[] blade = new double[16];
    blade[mask] = 1;
    return blade;
  }

  @Test
  void pointsAndPlanesAreWhatTranslatorsMakeOfThoseAtTheOrigin() {
    check(
        Signature.PGA,
        GradeSet.VECTOR,
        (b, v) -> Projective.point(b, "p", v.get(0)),
        (look, c, n) -> {
          double[] t = look.x(c, n);
          t[1] = 0;
          return moved(look.oracle, t, blade(14));
        });
    check(
        Signature.PGA,
        GradeSet.VECTOR,
        (b, v) ->
            Projective.plane(
                b, "p", v.get(0), Invariants.scalarProduct(b, "d", v.get(0), v.get(1))),
        (look, c, n) -> {
          double[] normal = look.x(c, n);
          double own = normal[1];
          normal[1] = 0;
          double[] t = look.z(c, n);
          t[1] = 0;
          // The e0 part of the input is kept.
          return Oracle.plus(moved(look.oracle, t, normal), own, blade(1));
        });
  }

  private static double[] moved(Oracle oracle, double[] t, double[] x) {
    double[] translator = Oracle.plus(BlockTrial.scalar(16, 1), -0.5, oracle.product(blade(1), t));
    return oracle.product(translator, x, Oracle.reverse(translator));
  }

  @Test
  void aLineIsTheJoinOfPointsAndTheSandwichMoves() {
    check(
        Signature.PGA,
        GradeSet.of(3),
        (b, v) -> Projective.line(b, "l", v.get(0), v.get(1)),
        (look, c, n) -> look.oracle.join(look.x(c, n), look.z(c, n)));
    check(
        Signature.PGA,
        GradeSet.even(Signature.PGA),
        (b, v) -> Projective.sandwich(b, "s", v.get(0), v.get(1)),
        (look, c, n) -> {
          double[] m = look.x(c, n);
          return look.oracle.product(m, look.z(c, n), Oracle.reverse(m));
        });
  }
}
