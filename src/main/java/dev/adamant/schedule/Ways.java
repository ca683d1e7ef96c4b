package dev.adamant.schedule;

import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ways to divide a piece of work, in the order that {@link Cut#of} says. */
final class Ways {

  private Ways() {}

  static List<Cut> of(Work work) {
    Tensor out = work.out();
    if (out.count() == 0) {
      return List.of();
    }
    List<Cut> ways = new ArrayList<>(out.rank() + 1);
    boolean inOnePiece = isInOnePiece(work);
    for (int d = 0; d < out.rank(); d++) {
      if (out.size(d) > 1) {
        ways.add(new Cut(axis(work, d), d, out.size(d)));
        if (inOnePiece) {
          break;
        }
      }
    }
    if (ways.size() > 1) {
      ways.sort(
          Comparator.comparingLong((Cut cut) -> -Math.min(cut.slices(), Cut.USEFUL))
              .thenComparingLong(cut -> -Math.abs(out.stride(cut.dimension()))));
    }
    long depth = DepthParts.depth(work);
    if (depth > 1) {
      ways.add(new Cut(Axis.DEPTH, -1, depth));
    }
    return List.copyOf(ways);
  }

  private static Axis axis(Work work, int dimension) {
    if (!(work instanceof Work.Contract)) {
      return Axis.ELEMENTS;
    }
    return switch (work.out().rank() - dimension) {
      case 1 -> Axis.COLUMNS;
      case 2 -> Axis.ROWS;
      default -> Axis.BATCH;
    };
  }

  /** Whether every part must have its elements one behind the other. */
  private static boolean isInOnePiece(Work work) {
    if (isOfQuires(work.out())) {
      return true;
    }
    return switch (work) {
      case Work.Copy _, Work.Random _ -> true;
      case Work.Contract contract -> contract.addend() != null;
      case Work.Reduce reduce -> reduce.addend() != null;
      case Work.Convert convert -> isOfQuires(convert.a());
      case Work.Map _, Work.Zip _, Work.Fma _ -> false;
    };
  }

  private static boolean isOfQuires(Tensor tensor) {
    return tensor.type().kind() == Kind.QUIRE;
  }
}
