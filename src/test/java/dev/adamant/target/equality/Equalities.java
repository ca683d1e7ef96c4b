package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Pieces of work of one shape for {@link Equality}. */
final class Equalities {

  private Equalities() {}

  /** Makes work of the result and the operands. */
  interface Maker extends Function<List<Tensor>, Work> {}

  /**
   * Checks work on tensors of one shape.
   *
   * @param types of the result and the operands
   * @param packed whether all are contiguous; else they lie anyhow, and operands may repeat
   */
  static void check(
      String name,
      SplittableRandom random,
      List<DataType> types,
      long[] shape,
      boolean packed,
      Candidates candidates,
      Maker work) {
    Equality equality =
        new Equality(name + " " + Arrays.toString(shape) + (packed ? "" : " scattered"));
    for (int i = 0; i < types.size(); i++) {
      boolean contiguous = packed || types.get(i).kind() == Kind.QUIRE;
      View view =
          contiguous
              ? View.contiguous(shape)
              : i == 0 ? View.scattered(random, shape) : View.repeating(random, shape);
      equality.tensor(types.get(i), view, Content.random(random, types.get(i), view.backing()));
    }
    equality.check(candidates, work);
  }
}
