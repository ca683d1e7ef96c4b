package dev.adamant.schedule;

import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/** Exact sums in parts: how deep they are, what each part is, and what becomes of them. */
final class DepthParts {

  private DepthParts() {}

  /** The products or terms of every sum; 0 where the work has no exact sums. */
  static long depth(Work work) {
    return switch (work) {
      case Work.Contract contract -> depth(contract.terms());
      case Work.Reduce reduce -> {
        boolean exact = reduce.a().type().kind() == Kind.POSIT;
        yield exact && reduce.operation() == ReduceOperation.SUM ? reduce.a().size(-1) : 0;
      }
      default -> 0;
    };
  }

  private static long depth(List<Work.Term> terms) {
    if (terms.getFirst().a().type().kind() != Kind.POSIT) {
      return 0;
    }
    long depth = 0;
    for (Work.Term term : terms) {
      depth += term.a().size(-1);
    }
    return depth;
  }

  /** As {@link Cut#partialSum}; the range is within the depth and not empty. */
  static Work of(Work work, Tensor quires, long from, long to) {
    return switch (work) {
      case Work.Contract contract ->
          new Work.Contract(quires, terms(contract.terms(), from, to), null);
      case Work.Reduce reduce ->
          new Work.Reduce(reduce.operation(), quires, reduce.a().slice(-1, from, to), null);
      default -> throw noSums(work);
    };
  }

  /** What lies in the range of all terms one behind the other; terms beside it are left out. */
  private static List<Work.Term> terms(List<Work.Term> terms, long from, long to) {
    List<Work.Term> within = new ArrayList<>(terms.size());
    long before = 0;
    for (Work.Term term : terms) {
      long depth = term.a().size(-1);
      long first = Math.max(from - before, 0);
      long end = Math.min(to - before, depth);
      if (first < end) {
        Tensor a = term.a().slice(-1, first, end);
        within.add(new Work.Term(a, term.b().slice(-2, first, end), term.negated()));
      }
      before += depth;
    }
    return within;
  }

  /** As {@link Cut#merge}. */
  static List<Work> merge(Work work, List<Tensor> partial) {
    if (depth(work) == 0) {
      throw noSums(work);
    }
    if (partial.isEmpty()) {
      throw new IllegalArgumentException(
          work.kernel().kernelName() + ": there are no partial sums for " + work.out());
    }
    List<Tensor> summands = new ArrayList<>(partial);
    Tensor addend = addend(work);
    if (addend != null) {
      summands.add(addend);
    }
    Tensor out = work.out();
    Tensor sum = partial.getFirst();
    boolean isExact = out.type().kind() == Kind.QUIRE;
    int last = summands.size() - 1;
    List<Work> steps = new ArrayList<>(summands.size());
    for (int i = 1; i <= last; i++) {
      Tensor into = isExact && i == last ? out : sum;
      steps.add(new Work.Zip(BinaryOperation.ADD, into, sum, summands.get(i)));
    }
    if (!isExact) {
      steps.add(new Work.Convert(out, sum));
    } else if (last == 0) {
      steps.add(new Work.Copy(out, sum));
    }
    return steps;
  }

  private static Tensor addend(Work work) {
    return switch (work) {
      case Work.Contract contract -> contract.addend();
      case Work.Reduce reduce -> reduce.addend();
      default -> null;
    };
  }

  private static IllegalArgumentException noSums(Work work) {
    return new IllegalArgumentException(
        work.kernel().kernelName() + " into " + work.out() + " has no exact sums to divide");
  }
}
