package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Positions;
import dev.adamant.memory.Tensor;
import dev.adamant.number.DecimalText;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The answers of a target beside those of the reference. All memory of all tensors is compared,
 * also that of operands and between the elements of the result, which work must leave alone.
 */
final class Comparison {

  private final Trial trial;
  private final List<Tensor> expected;
  private final List<Tensor> actual;

  /** Compares bases in memory of the host, in the order of the trial's slots. */
  Comparison(Trial trial, List<Tensor> expected, List<Tensor> actual) {
    this.trial = trial;
    this.expected = expected;
    this.actual = actual;
  }

  /** The first difference, if there is one. */
  Optional<Finding> first() {
    for (int slot = 0; slot < expected.size(); slot++) {
      long mismatch = expected.get(slot).segment().mismatch(actual.get(slot).segment());
      if (mismatch >= 0) {
        return Optional.of(first(slot, mismatch));
      }
    }
    return Optional.empty();
  }

  /** That the target did not do the work. */
  Finding notDone(String problem) {
    return finding(problem, "", List.of(), "", "");
  }

  private Finding first(int slot, long mismatch) {
    Tensor view = trial.views(expected).get(slot);
    Positions positions = view.positions();
    for (long i = 0; i < view.count(); i++) {
      long place = positions.next();
      if (element(expected, slot, place).mismatch(element(actual, slot, place)) >= 0) {
        List<Long> index = index(view, i);
        return differs(slot, place, index, "element " + index);
      }
    }
    long place = mismatch / view.type().byteSize();
    return differs(slot, place, List.of(), "what is not its own, element " + place + " around it,");
  }

  private Finding differs(int slot, long place, List<Long> index, String what) {
    Slot where = trial.slots().get(slot);
    MemorySegment right = element(expected, slot, place);
    MemorySegment wrong = element(actual, slot, place);
    String problem =
        where.role()
            + ": "
            + what
            + " is "
            + hex(wrong)
            + value(where.type(), wrong)
            + ", must be "
            + hex(right)
            + value(where.type(), right);
    return finding(problem, where.role(), index, hex(right), hex(wrong));
  }

  private Finding finding(
      String problem, String tensor, List<Long> index, String right, String wrong) {
    return new Finding(
        trial.number(),
        trial.subject().kernel(),
        trial.subject().type(),
        trial.describe(trial.views(expected)),
        problem,
        tensor,
        index,
        right,
        wrong);
  }

  private static MemorySegment element(List<Tensor> bases, int slot, long place) {
    Tensor base = bases.get(slot);
    int bytes = base.type().byteSize();
    return base.segment().asSlice(place * bytes, bytes);
  }

  private static List<Long> index(Tensor view, long number) {
    List<Long> index = new ArrayList<>();
    long rest = number;
    for (int d = view.rank() - 1; d >= 0; d--) {
      index.add(rest % view.size(d));
      rest /= view.size(d);
    }
    Collections.reverse(index);
    return index;
  }

  /** The most significant digit first. */
  private static String hex(MemorySegment element) {
    StringBuilder digits = new StringBuilder("0x");
    for (long i = element.byteSize() - 1; i >= 0; i--) {
      HexFormat.of().toHexDigits(digits, element.get(ValueLayout.JAVA_BYTE, i));
    }
    return digits.toString();
  }

  private static String value(DataType type, MemorySegment element) {
    if (type.kind() == DataType.Kind.QUIRE) {
      return "";
    }
    long pattern = Elements.get(element, type.byteSize(), 0);
    String text =
        type.kind() == DataType.Kind.POSIT
            ? DecimalText.toString(type.format(), pattern)
            : type.byteSize() == 4
                ? Float.toString(Float.intBitsToFloat((int) pattern))
                : Double.toString(Double.longBitsToDouble(pattern));
    return " (" + text + ")";
  }
}
