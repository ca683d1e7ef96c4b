package dev.adamant.algebra;

import dev.adamant.number.Posit;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Maps that take every basis blade to plus or minus the blade of the other vectors, or to 0. */
final class Complement {
  private Complement() {}

  /**
   * The map by its sign for a blade and the blade of the other vectors.
   *
   * @param sign 1, −1 or 0
   */
  static Multivector of(Multivector x, IntBinaryOperator sign) {
    Signature signature = x.signature();
    int all = signature.size() - 1;
    GradeSet duals =
        x.grades().grades().stream()
            .map(grade -> GradeSet.of(signature.dimension() - grade))
            .reduce(GradeSet.EMPTY, GradeSet::union);
    List<Integer> blades = signature.blades(duals);
    int[] components = signature.components(x.grades());
    long[] patterns = x.patterns();
    long[] results = new long[blades.size()];
    for (int i = 0; i < results.length; i++) {
      int from = all ^ blades.get(i);
      int factor = sign.applyAsInt(from, blades.get(i));
      long value = patterns[components[from]];
      results[i] = factor > 0 ? value : factor < 0 ? Posit.neg(x.format(), value) : 0;
    }
    return new Multivector(signature, x.format(), duals, results);
  }
}
