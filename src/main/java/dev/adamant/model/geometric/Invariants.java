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
 * Scalars of multivectors that no orthogonal transformation changes, and signed permutations do not
 * by a bit: their sums are exact.
 */
public final class Invariants {

  private Invariants() {}

  /**
   * q_k(x) = ⟨x_k · reverse(x_k)⟩ of each channel and node; of the dimension of x, twice.
   *
   * @param grade k, which x has
   */
  public static Value square(ProgramBuilder program, String name, Value x, int grade) {
    return program.products(name, List.of(squareTerm(x, GradeSet.of(grade))));
  }

  /** Σ_k q_k(x): the squared norm over all grades of x. */
  public static Value square(ProgramBuilder program, String name, Value x) {
    return program.products(name, List.of(squareTerm(x, x.grades())));
  }

  /**
   * What stands for grade k in gates: of grade 0 the scalar itself, of another its square q_k.
   *
   * @param grade k, which x has
   */
  public static Value ofGrade(ProgramBuilder program, String name, Value x, int grade) {
    return grade == 0
        ? Sums.grades(program, name, x, GradeSet.SCALAR)
        : square(program, name, x, grade);
  }

  /** The invariants of all grades of x, in their order. */
  public static List<Value> all(ProgramBuilder program, String name, Value x) {
    List<Value> invariants = new ArrayList<>();
    for (int grade : x.grades().grades()) {
      invariants.add(ofGrade(program, name + "." + grade, x, grade));
    }
    return invariants;
  }

  /** The scalar product ⟨x · reverse(z)⟩, channel by channel. */
  public static Value scalarProduct(ProgramBuilder program, String name, Value x, Value z) {
    return program.products(
        name, List.of(ProgramBuilder.term(ProductKind.SCALAR, x, z, GradeSet.SCALAR)));
  }

  /**
   * √(Σ_k q_k(x) + ε²), smooth where x is 0; where squares can be negative ((Σ_k q_k(x))² +
   * ε⁴)^(1/4) instead. Of x without a dimension.
   */
  public static Value norm(ProgramBuilder program, String name, Value x, double epsilon) {
    return norm(program, name, x, x.grades(), epsilon);
  }

  /** The norm of some grades of x alone. */
  static Value norm(ProgramBuilder program, String name, Value x, GradeSet grades, double epsilon) {
    if (program.signature().negative() == 0) {
      Value square =
          program.products(
              name + ".square", withFloor(program, squareTerm(x, grades), epsilon * epsilon));
      return program.apply(name, ScalarFunction.SQRT, square);
    }
    Value square = program.products(name + ".square", List.of(squareTerm(x, grades)));
    Relation.Products.Term fourth =
        ProgramBuilder.term(ProductKind.GEOMETRIC, square, square, GradeSet.SCALAR);
    Value floored =
        program.products(name + ".fourth", withFloor(program, fourth, Math.pow(epsilon, 4)));
    return program.apply(
        name, ScalarFunction.SQRT, program.apply(name + ".root", ScalarFunction.SQRT, floored));
  }

  private static List<Relation.Products.Term> withFloor(
      ProgramBuilder program, Relation.Products.Term term, double floor) {
    Value constant = program.constant("floor", GradeSet.SCALAR, Dimension.NONE, floor);
    return List.of(term, Sums.part(program, constant));
  }

  private static Relation.Products.Term squareTerm(Value x, GradeSet grades) {
    return new Relation.Products.Term(
        ProductKind.SCALAR, x, grades, x, grades, GradeSet.SCALAR, false);
  }
}
