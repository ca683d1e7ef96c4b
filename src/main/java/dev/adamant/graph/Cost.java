package dev.adamant.graph;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a relation costs in a forward pass.
 *
 * @param multiplyAdds products that are added to a sum, or terms where nothing is multiplied
 * @param readBytes of all operands, each counted once, those that are not sampled once a pass
 * @param writtenBytes of the result
 */
public record Cost(long multiplyAdds, long readBytes, long writtenBytes) {

  /** Nothing. */
  public static final Cost NONE = new Cost(0, 0, 0);

  /** The sum. */
  public Cost plus(Cost other) {
    return new Cost(
        Math.addExact(multiplyAdds, other.multiplyAdds),
        Math.addExact(readBytes, other.readBytes),
        Math.addExact(writtenBytes, other.writtenBytes));
  }

  /** Bytes read and written. */
  public long bytes() {
    return Math.addExact(readBytes, writtenBytes);
  }

  /**
   * Of a relation as the program types it: grades that are not stored are neither computed nor
   * moved, and of a product only nonzero entries of its table.
   *
   * @param batch samples of the pass
   * @param elementBytes of a number
   */
  public static Cost typed(Program program, Relation relation, long batch, int elementBytes) {
    return new CostCounter(program, batch, elementBytes, false).cost(relation);
  }

  /**
   * Of its dense equivalent, without types: values have all 2^n components; a weight is a matrix of
   * all components and channels by all components and channels; a product multiplies by the 2^n ×
   * 2^n matrix that its left operand stands for, for each channel and node.
   */
  public static Cost dense(Program program, Relation relation, long batch, int elementBytes) {
    return new CostCounter(program, batch, elementBytes, true).cost(relation);
  }

  /** Each operand of a relation once. */
  static Set<Value> distinct(Relation relation) {
    return new LinkedHashSet<>(relation.operands());
  }
}
