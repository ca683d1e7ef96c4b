package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The grade-wise linear layer: y_o = Σ_k Σ_i w_koi ⟨x_i⟩_k, a matrix over channels for each grade
 * (Ruhe, Brandstetter, Forré, Clifford group equivariant neural networks, NeurIPS 2023). It turns
 * with x under O(p,q), to the bit under signed permutations. Weights have no dimension, so all x of
 * a sum need the same one.
 */
public final class GradeLinear {

  private GradeLinear() {}

  /**
   * Without a bias; the first weights have variance 1/(channels that are summed).
   *
   * @param grades wanted of those of x
   */
  public static Value of(
      ProgramBuilder program, String name, Value x, GradeSet grades, int channels) {
    return of(program, name, List.of(x), grades, channels, false);
  }

  /**
   * Of several values, in one sum.
   *
   * @param xs each needs a grade that is wanted
   * @param grades of the result: those wanted that a value of the list has
   * @param bias whether grade 0 gets one, which must then be without a dimension; 0 at first
   */
  public static Value of(
      ProgramBuilder program,
      String name,
      List<Value> xs,
      GradeSet grades,
      int channels,
      boolean bias) {
    int summed = xs.stream().mapToInt(Value::channels).sum();
    return of(program, name, xs, grades, channels, bias, Math.sqrt(1.0 / summed));
  }

  /** The same with the standard deviation of the first weights; 0 is allowed. */
  static Value of(
      ProgramBuilder program,
      String name,
      List<Value> xs,
      GradeSet grades,
      int channels,
      boolean bias,
      double deviation) {
    GradeSet made = GradeSet.EMPTY;
    List<Relation.Linear.Term> terms = new ArrayList<>();
    for (Value x : xs) {
      GradeSet common = x.grades().intersection(grades);
      made = made.union(common);
      Value weight = program.weight(name + ".weight", common, channels, x.channels(), deviation);
      terms.add(new Relation.Linear.Term(x, weight));
    }
    Value offset =
        bias
            ? program.parameter(name + ".bias", GradeSet.SCALAR, channels, 1, Dimension.NONE, 0.0)
            : null;
    return program.linear(name, made, channels, terms, offset);
  }
}
