package dev.adamant.model;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums that the {@link Relation.Products} of a program come to, component by component: only
 * products that the algebra does not make 0 are in them.
 */
final class ProductSums {

  /**
   * A product in a sum.
   *
   * @param left its first factor
   * @param leftComponent which of its components
   * @param right its second factor
   * @param rightComponent which of its components
   * @param negated whether it is subtracted
   */
  record Entry(Value left, int leftComponent, Value right, int rightComponent, boolean negated) {}

  private final Map<Integer, List<List<Entry>>> byRelation = new HashMap<>();

  ProductSums(Program program) {
    for (Relation relation : program.relations()) {
      if (relation instanceof Relation.Products products) {
        byRelation.put(relation.id(), sums(program.signature(), products));
      }
    }
  }

  /** For each component of the result its products; none where it is always 0. */
  List<List<Entry>> of(Relation.Products relation) {
    return byRelation.get(relation.id());
  }

  private static List<List<Entry>> sums(Signature signature, Relation.Products relation) {
    List<List<Entry>> sums = new ArrayList<>();
    for (int k = 0; k < signature.size(relation.result().grades()); k++) {
      sums.add(new ArrayList<>());
    }
    for (Relation.Products.Term term : relation.terms()) {
      int[] left = places(signature, term.leftGrades(), term.left().grades());
      int[] right = places(signature, term.rightGrades(), term.right().grades());
      int[] out = places(signature, term.grades(), relation.result().grades());
      ProductTable table =
          ProductTable.of(
              signature, term.kind(), term.leftGrades(), term.rightGrades(), term.grades());
      for (ProductTable.Entry entry : table.entries()) {
        boolean negated = (entry.sign() < 0) != term.negated();
        sums.get(out[entry.out()])
            .add(
                new Entry(
                    term.left(), left[entry.left()], term.right(), right[entry.right()], negated));
      }
    }
    return sums.stream().map(List::copyOf).toList();
  }

  /** Where the components of some grades are among those of more. */
  private static int[] places(Signature signature, GradeSet some, GradeSet more) {
    List<Integer> blades = signature.blades(more);
    return signature.blades(some).stream().mapToInt(blades::indexOf).toArray();
  }
}
