package dev.adamant.schedule;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Pieces of work made of others. */
final class Works {

  private Works() {}

  /** The same work on other tensors, asked for once for the result and for every operand. */
  static Work replace(Work work, UnaryOperator<Tensor> other) {
    Tensor out = other.apply(work.out());
    return switch (work) {
      case Work.Contract w -> {
        List<Work.Term> terms = new ArrayList<>(w.terms().size());
        for (Work.Term term : w.terms()) {
          terms.add(new Work.Term(other.apply(term.a()), other.apply(term.b()), term.negated()));
        }
        yield new Work.Contract(out, terms, orNull(w.addend(), other));
      }
      case Work.Map w -> new Work.Map(w.operation(), out, other.apply(w.a()));
      case Work.Zip w -> new Work.Zip(w.operation(), out, other.apply(w.a()), other.apply(w.b()));
      case Work.Fma w ->
          new Work.Fma(out, other.apply(w.a()), other.apply(w.b()), other.apply(w.c()));
      case Work.Reduce w ->
          new Work.Reduce(w.operation(), out, other.apply(w.a()), orNull(w.addend(), other));
      case Work.Random w ->
          new Work.Random(w.distribution(), out, w.seed(), w.stream(), w.step(), w.first());
      case Work.Convert w -> new Work.Convert(out, other.apply(w.a()));
      case Work.Copy w -> new Work.Copy(out, other.apply(w.a()));
    };
  }

  /** Whether the result is also an operand, so that work half done cannot be begun again. */
  static boolean overwrites(Work work) {
    for (Tensor operand : work.operands()) {
      if (operand.overlaps(work.out())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The work of one element of the result.
   *
   * @param index of the element
   * @param out for the result: of its type, with as many dimensions of length 1
   */
  static Work element(Work work, long[] index, Tensor out) {
    return switch (work) {
      case Work.Contract w -> {
        int row = index.length - 2;
        List<Work.Term> terms = new ArrayList<>(w.terms().size());
        for (Work.Term term : w.terms()) {
          Tensor a = at(term.a(), index, row + 1);
          Tensor b = at(term.b(), index, row).slice(row + 1, index[row + 1], index[row + 1] + 1);
          terms.add(new Work.Term(a, b, term.negated()));
        }
        yield new Work.Contract(out, terms, w.addend() == null ? null : at(w.addend(), index));
      }
      case Work.Map w -> new Work.Map(w.operation(), out, at(w.a(), index));
      case Work.Zip w -> new Work.Zip(w.operation(), out, at(w.a(), index), at(w.b(), index));
      case Work.Fma w -> new Work.Fma(out, at(w.a(), index), at(w.b(), index), at(w.c(), index));
      case Work.Reduce w ->
          new Work.Reduce(
              w.operation(),
              out,
              at(w.a(), index, index.length),
              w.addend() == null ? null : at(w.addend(), index));
      case Work.Random w ->
          new Work.Random(
              w.distribution(),
              out,
              w.seed(),
              w.stream(),
              w.step(),
              w.first() + rowMajor(w.out(), index));
      case Work.Convert w -> new Work.Convert(out, at(w.a(), index));
      case Work.Copy w -> new Work.Copy(out, at(w.a(), index));
    };
  }

  /** The element of the tensor, with all its dimensions. */
  static Tensor at(Tensor tensor, long[] index) {
    return at(tensor, index, index.length);
  }

  /** The first dimensions at the index, the others whole. */
  private static Tensor at(Tensor tensor, long[] index, int dimensions) {
    Tensor view = tensor;
    for (int d = 0; d < dimensions; d++) {
      view = view.slice(d, index[d], index[d] + 1);
    }
    return view;
  }

  private static Tensor orNull(Tensor tensor, UnaryOperator<Tensor> other) {
    return tensor == null ? null : other.apply(tensor);
  }

  private static long rowMajor(Tensor tensor, long[] index) {
    long at = 0;
    for (int d = 0; d < index.length; d++) {
      at = at * tensor.size(d) + index[d];
    }
    return at;
  }
}
