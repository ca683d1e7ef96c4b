package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Sums, differences and multiples by known numbers, as products with constants of grade 0. They
 * turn with their operands under every transformation. A sum needs one dimension for all its parts.
 */
public final class Sums {

  private Sums() {}

  /** The sum of all, a component at a time; those of one channel or node go with all. */
  public static Value sum(ProgramBuilder program, String name, Value... all) {
    return program.products(name, Arrays.stream(all).map(a -> part(program, a)).toList());
  }

  /** a − b. */
  public static Value difference(ProgramBuilder program, String name, Value a, Value b) {
    Relation.Products.Term minus =
        ProgramBuilder.minus(ProductKind.GEOMETRIC, program.one(), b, b.grades());
    return program.products(name, List.of(part(program, a), minus));
  }

  /** factor·a of some grades, where the factor has a dimension of its own. */
  public static Value multiple(
      ProgramBuilder program, String name, double factor, Dimension dimension, Value a) {
    Value constant = program.constant(name + ".unit", GradeSet.SCALAR, dimension, factor);
    return product(program, name, constant, a);
  }

  /** a·b where a has grade 0 alone, so that the product has the grades of b. */
  public static Value product(ProgramBuilder program, String name, Value a, Value b) {
    return program.products(
        name, List.of(ProgramBuilder.term(ProductKind.GEOMETRIC, a, b, b.grades())));
  }

  /** The reverse of a: grades 2, 3 and 6 are negated (those with k(k − 1)/2 odd). */
  public static Value reverse(ProgramBuilder program, String name, Value a) {
    return program.products(
        name, a.grades().grades().stream().map(k -> turned(program, a, k)).toList());
  }

  private static Relation.Products.Term turned(ProgramBuilder program, Value a, int grade) {
    GradeSet of = GradeSet.of(grade);
    boolean odd = (grade * (grade - 1) / 2 & 1) != 0;
    return new Relation.Products.Term(
        ProductKind.GEOMETRIC, program.one(), GradeSet.SCALAR, a, of, of, odd);
  }

  /** Those grades of a that are wanted, as a value of its own. */
  public static Value grades(ProgramBuilder program, String name, Value a, GradeSet wanted) {
    return program.products(
        name,
        List.of(
            new Relation.Products.Term(
                ProductKind.GEOMETRIC, program.one(), GradeSet.SCALAR, a, wanted, wanted, false)));
  }

  /** The geometric product a·b, of all grades that it can have and that are wanted. */
  public static Value geometric(
      ProgramBuilder program, String name, Value a, Value b, GradeSet wanted) {
    GradeSet reached =
        ProductTable.reach(program.signature(), ProductKind.GEOMETRIC, a.grades(), b.grades());
    return program.products(
        name,
        List.of(ProgramBuilder.term(ProductKind.GEOMETRIC, a, b, reached.intersection(wanted))));
  }

  /** 1·a as a part of a sum. */
  static Relation.Products.Term part(ProgramBuilder program, Value a) {
    return ProgramBuilder.term(ProductKind.GEOMETRIC, program.one(), a, a.grades());
  }
}
