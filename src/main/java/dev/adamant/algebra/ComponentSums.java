package dev.adamant.algebra;

import dev.adamant.number.Quire;
import java.util.List;

/**
 * Bilinear maps of two multivectors by their entries: every component is one quire, rounded once.
 */
final class ComponentSums {
  private ComponentSums() {}

  /** The map of those entries, which are grouped by component of the result. */
  static Multivector of(
      Multivector left, Multivector right, GradeSet out, List<ProductTable.Entry> entries) {
    long[] a = left.patterns();
    long[] b = right.patterns();
    long[] results = new long[left.signature().size(out)];
    Quire quire = new Quire(left.format());
    for (int i = 0; i < entries.size(); i++) {
      ProductTable.Entry entry = entries.get(i);
      if (entry.sign() > 0) {
        quire.addProduct(a[entry.left()], b[entry.right()]);
      } else {
        quire.subtractProduct(a[entry.left()], b[entry.right()]);
      }
      if (i + 1 == entries.size() || entries.get(i + 1).out() != entry.out()) {
        results[entry.out()] = quire.toPosit();
        quire.clear();
      }
    }
    return new Multivector(left.signature(), left.format(), out, results);
  }

  /** Half of left·right − right·left: the entries of the blades that anticommute. */
  static Multivector commutator(Multivector left, Multivector right) {
    Signature signature = left.signature();
    GradeSet reach =
        ProductTable.reach(signature, ProductKind.GEOMETRIC, left.grades(), right.grades());
    ProductTable table =
        ProductTable.of(signature, ProductKind.GEOMETRIC, left.grades(), right.grades(), reach);
    List<Integer> lefts = signature.blades(left.grades());
    List<Integer> rights = signature.blades(right.grades());
    List<ProductTable.Entry> anticommuting =
        table.entries().stream()
            .filter(
                entry ->
                    signature.sign(rights.get(entry.right()), lefts.get(entry.left()))
                        != entry.sign())
            .toList();
    List<Integer> blades = signature.blades(reach);
    GradeSet out =
        anticommuting.stream()
            .map(entry -> GradeSet.of(Signature.grade(blades.get(entry.out()))))
            .reduce(GradeSet.EMPTY, GradeSet::union);
    return of(left, right, reach, anticommuting).part(out);
  }
}
