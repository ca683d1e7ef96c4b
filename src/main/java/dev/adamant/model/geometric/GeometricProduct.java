package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Geometric products weighted by grade path (i, j, k): ⟨⟨x⟩_i ⟨z⟩_j⟩_k each with weights of its own
 * (Ruhe, Brandstetter, Forré, Clifford group equivariant neural networks, NeurIPS 2023). They turn
 * with x and z under O(p,q), to the bit under signed permutations. The dimension is that of x·z.
 */
public final class GeometricProduct {

  private GeometricProduct() {}

  /**
   * Fully connected: y_o = Σ over channels c and paths p of w_opc (x_c z_c)_p, one exact sum a
   * component after the products of each path.
   *
   * @param x of as many channels as z
   * @param grades wanted of the result
   * @param channels of the result
   */
  public static Value fullyConnected(
      ProgramBuilder program, String name, Value x, Value z, GradeSet grades, int channels) {
    List<Value> products = paths(program, name, x, z, grades);
    GradeSet made = products.stream().map(Value::grades).reduce(GradeSet.EMPTY, GradeSet::union);
    return GradeLinear.of(program, name, products, made, channels, false);
  }

  /**
   * Depthwise: y_c = Σ over paths p of w_pc (x_c z_c)_p, with as many channels as x and z; weights
   * are 1/√(paths) at first.
   *
   * @param x of as many channels as z
   * @param grades wanted of the result
   */
  public static Value depthwise(
      ProgramBuilder program, String name, Value x, Value z, GradeSet grades) {
    List<Value> products = paths(program, name, x, z, grades);
    List<Relation.Products.Term> terms = new ArrayList<>();
    for (Value product : products) {
      Value weight =
          program.parameter(
              product.name() + ".weight",
              GradeSet.SCALAR,
              product.channels(),
              1,
              Dimension.NONE,
              Math.sqrt(1.0 / products.size()));
      terms.add(ProgramBuilder.term(ProductKind.GEOMETRIC, weight, product, product.grades()));
    }
    return program.products(name, terms);
  }

  /** For each path that leads to a wanted grade its product, channel by channel. */
  static List<Value> paths(ProgramBuilder program, String name, Value x, Value z, GradeSet grades) {
    ProductTable table =
        ProductTable.of(program.signature(), ProductKind.GEOMETRIC, x.grades(), z.grades(), grades);
    List<Value> products = new ArrayList<>();
    for (ProductTable.GradePath path : table.paths()) {
      Relation.Products.Term term =
          new Relation.Products.Term(
              ProductKind.GEOMETRIC,
              x,
              GradeSet.of(path.left()),
              z,
              GradeSet.of(path.right()),
              GradeSet.of(path.out()),
              false);
      String label = name + "." + path.left() + path.right() + path.out();
      products.add(program.products(label, List.of(term)));
    }
    if (products.isEmpty()) {
      throw new IllegalArgumentException(
          "the product "
              + name
              + " of the grades "
              + x.grades()
              + " and "
              + z.grades()
              + " in "
              + program.signature()
              + " never has the grades "
              + grades
              + ": ask for others");
    }
    return products;
  }
}
