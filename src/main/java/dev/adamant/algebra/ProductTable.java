package dev.adamant.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A product of multivectors of some grades, by its nonzero entries alone: component {@code out} of
 * the result is the sum over its entries of ±1 times component {@code left} of one times component
 * {@code right} of the other operand. Components are counted within the grades of each.
 *
 * @param signature of the algebra
 * @param kind which product
 * @param left grades of the left operand
 * @param right grades of the right operand
 * @param out grades of the result that are computed
 * @param entries by {@code out}, then {@code left}
 */
public record ProductTable(
    Signature signature,
    ProductKind kind,
    GradeSet left,
    GradeSet right,
    GradeSet out,
    List<Entry> entries) {

  /**
   * A nonzero entry.
   *
   * @param left component of the left operand
   * @param right component of the right operand
   * @param out component of the result
   * @param sign 1 or −1
   */
  public record Entry(int left, int right, int out, int sign) {}

  /**
   * A triple of grades that has entries: what of the left times what of the right gives what.
   *
   * @param left grade of the left operand
   * @param right grade of the right operand
   * @param out grade of the result
   */
  public record GradePath(int left, int right, int out) {}

  /** Makes the list immutable. */
  public ProductTable {
    entries = List.copyOf(entries);
  }

  /** The table of a product, restricted to some grades of the operands and of the result. */
  public static ProductTable of(
      Signature signature, ProductKind kind, GradeSet left, GradeSet right, GradeSet out) {
    List<Integer> lefts = signature.blades(left);
    List<Integer> rights = signature.blades(right);
    int[] outs = signature.components(out);
    List<List<Entry>> byOut =
        Stream.generate(() -> (List<Entry>) new ArrayList<Entry>())
            .limit(signature.size(out))
            .toList();
    for (int i = 0; i < lefts.size(); i++) {
      for (int j = 0; j < rights.size(); j++) {
        int sign = kind.sign(signature, lefts.get(i), rights.get(j));
        int k = sign == 0 ? -1 : outs[kind.blade(lefts.get(i), rights.get(j))];
        if (k >= 0) {
          byOut.get(k).add(new Entry(i, j, k, sign));
        }
      }
    }
    return new ProductTable(
        signature, kind, left, right, out, byOut.stream().flatMap(List::stream).toList());
  }

  /** The grades of the result that can be other than 0, of all, not only of those computed. */
  public static GradeSet reach(
      Signature signature, ProductKind kind, GradeSet left, GradeSet right) {
    GradeSet reached = GradeSet.EMPTY;
    for (int a : signature.blades(left)) {
      for (int b : signature.blades(right)) {
        if (kind.sign(signature, a, b) != 0) {
          reached = reached.union(GradeSet.of(Signature.grade(kind.blade(a, b))));
        }
      }
    }
    return reached;
  }

  /** The entries of one component of the result. */
  public List<Entry> entries(int component) {
    return entries.stream().filter(entry -> entry.out == component).toList();
  }

  /** The paths that have entries, in order of left, right and result. */
  public List<GradePath> paths() {
    List<Integer> lefts = signature.blades(left);
    List<Integer> rights = signature.blades(right);
    List<Integer> outs = signature.blades(out);
    return entries.stream()
        .map(
            entry ->
                new GradePath(
                    Signature.grade(lefts.get(entry.left)),
                    Signature.grade(rights.get(entry.right)),
                    Signature.grade(outs.get(entry.out))))
        .distinct()
        .sorted(
            (a, b) ->
                a.left != b.left
                    ? a.left - b.left
                    : a.right != b.right ? a.right - b.right : a.out - b.out)
        .toList();
  }
}
