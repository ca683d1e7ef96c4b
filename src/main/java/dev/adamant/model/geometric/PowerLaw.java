package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A central force law as a sum of powers of the distance: φ(r) = Σ_l c_l·ρ^w_l with ρ = (r·r +
 * ε²)/ℓ², and φ(r)·r for the difference r of two positions. The coefficients c, exponents w and the
 * softening length ε (Plummer 1911) are learned; ℓ is a unit of length, so that ρ and φ are without
 * a dimension. φ does not change under O(n), to the bit under signed permutations.
 *
 * <p>At first nothing pulls (c = 0), exponents are −1 or, of several laws, −1/3, −2/3 and so on,
 * and ε = ℓ/10, with which near passes have bounded derivatives.
 */
public final class PowerLaw {

  private static final double FIRST_SOFTENING = 0.1;
  private static final double FIRST_EXPONENT = -1;
  private static final double THIRD = 1.0 / 3;

  private final ProgramBuilder program;
  private final Value softening;
  private final Value exponents;
  private final Value coefficients;
  private final Value unit;

  /**
   * Makes what is learned, once; a law may be applied many times with the same weights.
   *
   * @param laws how many powers
   * @param length the dimension of r
   * @param scale ℓ, above 0
   */
  public PowerLaw(ProgramBuilder program, String name, int laws, Dimension length, double scale) {
    this.program = program;
    this.softening =
        program.parameter(
            name + ".softening", GradeSet.SCALAR, 1, 1, length, FIRST_SOFTENING * scale);
    double[] first =
        laws == 1
            ? new double[] {FIRST_EXPONENT}
            : IntStream.rangeClosed(1, laws).mapToDouble(l -> -l * THIRD).toArray();
    this.exponents =
        program.parameter(name + ".exponent", GradeSet.SCALAR, laws, 1, Dimension.NONE, first);
    this.coefficients =
        laws == 1
            ? program.parameter(name + ".coefficient", GradeSet.SCALAR, 1, 1, Dimension.NONE, 0.0)
            : program.weight(name + ".coefficient", GradeSet.SCALAR, 1, laws, 0.0);
    this.unit =
        program.constant(name + ".unit", GradeSet.SCALAR, length.times(-2), 1 / (scale * scale));
  }

  /** φ(r) of each node of r. */
  public Value factor(String name, Value r) {
    Value square =
        program.products(
            name + ".square",
            List.of(
                ProgramBuilder.term(ProductKind.SCALAR, r, r, GradeSet.SCALAR),
                ProgramBuilder.term(ProductKind.SCALAR, softening, softening, GradeSet.SCALAR)));
    Value ratio = Sums.product(program, name + ".ratio", unit, square);
    Value log = program.apply(name + ".log", ScalarFunction.LOG, ratio);
    Value scaled = Sums.product(program, name + ".scaled", exponents, log);
    Value powers = program.apply(name + ".power", ScalarFunction.EXP, scaled);
    return coefficients.role() == Role.PARAMETER
        ? Sums.product(program, name, coefficients, powers)
        : program.linear(
            name,
            GradeSet.SCALAR,
            1,
            List.of(new Relation.Linear.Term(powers, coefficients)),
            null);
  }

  /** φ(r)·r, of the dimension of r; it turns with r. */
  public Value force(String name, Value r) {
    return Sums.product(program, name, factor(name + ".factor", r), r);
  }
}
