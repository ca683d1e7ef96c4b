package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers of projective geometric algebra, Cl(3,0,1), which turn with their operands under motors
 * (Brehmer, de Haan, Behrends, Cohen, Geometric algebra transformers, NeurIPS 2023), within
 * rounding. Points are trivectors, e123 at the origin; planes vectors, lines bivectors. Components
 * with e0 are lengths in the unit of length that is chosen, so values are without a dimension.
 */
public final class Projective {

  private Projective() {}

  /**
   * The linear layer of all maps that commute with Pin(3,0,1): y_o = Σ_i Σ_k (w_koi ⟨x_i⟩_k + v_koi
   * e0⟨x_i⟩_k), for x of all grades 5 projections and 4 multiplications by e0.
   *
   * @param grades wanted of the result
   */
  public static Value linear(
      ProgramBuilder program, String name, Value x, GradeSet grades, int channels) {
    List<Value> terms = new ArrayList<>();
    if (!x.grades().intersection(grades).isEmpty()) {
      terms.add(x);
    }
    // e0 is null and orthogonal to all, so its geometric product with x is the outer one.
    Value e0 = e0(program);
    GradeSet raised = reached(program, ProductKind.OUTER, e0, x).intersection(grades);
    if (!raised.isEmpty()) {
      terms.add(
          program.products(
              name + ".e0", List.of(ProgramBuilder.term(ProductKind.OUTER, e0, x, raised))));
    }
    return GradeLinear.of(program, name, terms, grades, channels, false);
  }

  /**
   * The bilinear layer: geometric products and joins of two values, mixed: y_o = Σ_c Σ_k (w_koc
   * ⟨x_c z_c⟩_k + v_koc ⟨x_c ∨ z_c⟩_k). A reflection turns the sign of the join.
   *
   * @param x of as many channels as z
   * @param grades wanted of the result
   */
  public static Value productAndJoin(
      ProgramBuilder program, String name, Value x, Value z, GradeSet grades, int channels) {
    List<Value> parts = new ArrayList<>();
    add(parts, program, name + ".product", ProductKind.GEOMETRIC, x, z, grades);
    add(parts, program, name + ".join", ProductKind.REGRESSIVE, x, z, grades);
    return GradeLinear.of(program, name, parts, grades, channels, false);
  }

  private static void add(
      List<Value> parts,
      ProgramBuilder program,
      String name,
      ProductKind kind,
      Value x,
      Value z,
      GradeSet grades) {
    GradeSet reached = reached(program, kind, x, z).intersection(grades);
    if (!reached.isEmpty()) {
      parts.add(program.products(name, List.of(ProgramBuilder.term(kind, x, z, reached))));
    }
  }

  /** The join x ∨ z: of two points the line through them, of a line and a point the plane. */
  public static Value join(ProgramBuilder program, String name, Value x, Value z) {
    GradeSet reached = reached(program, ProductKind.REGRESSIVE, x, z);
    return program.products(
        name, List.of(ProgramBuilder.term(ProductKind.REGRESSIVE, x, z, reached)));
  }

  /**
   * The point at t: e123 − e0·t·e123 = e123 + t·e0123, which is what the translator 1 − e0·t/2
   * makes of the origin.
   *
   * @param t of grade 1, without e0 parts, which would be lost
   */
  public static Value point(ProgramBuilder program, String name, Value t) {
    Value origin = blade(program, "e123", GradeSet.of(3));
    Value all = blade(program, "e0123", GradeSet.of(4));
    return program.products(
        name,
        List.of(
            Sums.part(program, origin),
            ProgramBuilder.term(ProductKind.GEOMETRIC, t, all, GradeSet.of(3))));
  }

  /**
   * The plane n·x = d for points x: n − d·e0 with the normal n.
   *
   * @param normal of grade 1, without e0 part
   * @param distance of grade 0: of the origin, along the normal
   */
  public static Value plane(ProgramBuilder program, String name, Value normal, Value distance) {
    return program.products(
        name,
        List.of(
            Sums.part(program, normal),
            ProgramBuilder.minus(ProductKind.GEOMETRIC, distance, e0(program), GradeSet.VECTOR)));
  }

  /** The line through two points. */
  public static Value line(ProgramBuilder program, String name, Value point, Value other) {
    return join(program, name, point, other);
  }

  /** The sandwich m·x·reverse(m), of the grades of x: x moved by the motor m. */
  public static Value sandwich(ProgramBuilder program, String name, Value m, Value x) {
    GradeSet all = GradeSet.all(program.signature());
    Value left = Sums.geometric(program, name + ".left", m, x, all);
    Value reversed = Sums.reverse(program, name + ".reverse", m);
    return Sums.geometric(program, name, left, reversed, x.grades());
  }

  private static GradeSet reached(ProgramBuilder program, ProductKind kind, Value x, Value z) {
    return ProductTable.reach(program.signature(), kind, x.grades(), z.grades());
  }

  private static Value e0(ProgramBuilder program) {
    return blade(program, "e0", GradeSet.VECTOR);
  }

  /** A basis blade as a constant. */
  static Value blade(ProgramBuilder program, String blade, GradeSet grades) {
    Signature signature = program.signature();
    double[] numbers =
        signature.blades(grades).stream()
            .mapToDouble(mask -> signature.name(mask).equals(blade) ? 1 : 0)
            .toArray();
    return program.constant(blade, grades, Dimension.NONE, numbers);
  }
}
