package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Normalisation by norms, which turns with x under O(p,q), to the bit under signed permutations. x
 * must be without a dimension.
 */
public final class Normalisation {

  private static final double EPSILON = 0x1p-10;

  private Normalisation() {}

  /**
   * Grade by grade, y_k = x_k / (s_k·(‖x_k‖ − 1) + 1), with s for each grade and channel, 1/2 at
   * first: 0 leaves x as it is, 1 makes it of norm 1 (Ruhe, Brandstetter, Forré, NeurIPS 2023,
   * whose s is the sigmoid of what is learned). Norms are smooth at 0, as {@link Invariants#norm}
   * has them, with ε = 2^−10.
   */
  public static Value byGrade(ProgramBuilder program, String name, Value x) {
    List<Relation.Products.Term> terms = new ArrayList<>();
    for (int grade : x.grades().grades()) {
      GradeSet of = GradeSet.of(grade);
      String label = name + "." + grade;
      Value norm = Invariants.norm(program, label + ".norm", x, of, EPSILON);
      Value s =
          program.parameter(label + ".s", GradeSet.SCALAR, x.channels(), 1, Dimension.NONE, 0.5);
      Relation.Products.Term plus =
          ProgramBuilder.term(ProductKind.GEOMETRIC, s, norm, GradeSet.SCALAR);
      Relation.Products.Term minus =
          ProgramBuilder.minus(ProductKind.GEOMETRIC, program.one(), s, GradeSet.SCALAR);
      Value divisor =
          program.products(
              label + ".divisor", List.of(plus, minus, Sums.part(program, program.one())));
      Value factor = program.apply(label + ".factor", ScalarFunction.RECIPROCAL, divisor);
      terms.add(
          new Relation.Products.Term(
              ProductKind.GEOMETRIC, factor, GradeSet.SCALAR, x, of, of, false));
    }
    return program.products(name, terms);
  }

  /**
   * y = x / ‖x‖ over all grades, channel by channel, with {@link Invariants#norm}. In PGA, where
   * parts with e0 have no square, the norm is that over the components without e0 (Brehmer, de
   * Haan, Behrends, Cohen, Geometric algebra transformers, NeurIPS 2023, who take the mean over
   * channels).
   *
   * @param epsilon below which norms are levelled; theirs is √0.01
   */
  public static Value unit(ProgramBuilder program, String name, Value x, double epsilon) {
    Value norm = Invariants.norm(program, name + ".norm", x, epsilon);
    Value factor = program.apply(name + ".factor", ScalarFunction.RECIPROCAL, norm);
    return Sums.product(program, name, factor, x);
  }

  /**
   * Mean-norm layer normalisation over the nodes: y = a·x / (mean over nodes of ‖x‖), channel by
   * channel, with a learned for each channel, 1 at first.
   */
  public static Value byMeanNorm(ProgramBuilder program, String name, Value x) {
    Value norm = Invariants.norm(program, name + ".norm", x, EPSILON);
    Value mean = Nodes.mean(program, name + ".mean", norm);
    Value factor = program.apply(name + ".factor", ScalarFunction.RECIPROCAL, mean);
    Value a = program.parameter(name + ".a", GradeSet.SCALAR, x.channels(), 1, Dimension.NONE, 1.0);
    return Sums.product(program, name, Sums.product(program, name + ".scale", a, factor), x);
  }
}
