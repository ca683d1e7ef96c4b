package dev.adamant.schedule;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/** Work on slices of a dimension of the result, as {@link Cut#part} says. */
final class Parts {

  private Parts() {}

  static Work of(Work work, int d, long from, long to) {
    Tensor out = work.out().slice(d, from, to);
    return switch (work) {
      case Work.Contract contract ->
          new Work.Contract(
              out, terms(contract, d, from, to), slice(contract.addend(), d, from, to));
      case Work.Map map -> new Work.Map(map.operation(), out, map.a().slice(d, from, to));
      case Work.Zip zip ->
          new Work.Zip(
              zip.operation(), out, zip.a().slice(d, from, to), zip.b().slice(d, from, to));
      case Work.Fma fma ->
          new Work.Fma(
              out,
              fma.a().slice(d, from, to),
              fma.b().slice(d, from, to),
              fma.c().slice(d, from, to));
      case Work.Reduce reduce ->
          new Work.Reduce(
              reduce.operation(),
              out,
              reduce.a().slice(d, from, to),
              slice(reduce.addend(), d, from, to));
      case Work.Random random ->
          new Work.Random(
              random.distribution(),
              out,
              random.seed(),
              random.stream(),
              random.step(),
              random.first() + from * (random.out().count() / random.out().size(d)));
      case Work.Convert convert -> new Work.Convert(out, convert.a().slice(d, from, to));
      case Work.Copy copy -> new Work.Copy(out, copy.a().slice(d, from, to));
    };
  }

  /** Rows are those of the first factors, columns those of the second, the rest is of both. */
  private static List<Work.Term> terms(Work.Contract contract, int d, long from, long to) {
    int rank = contract.out().rank();
    List<Work.Term> terms = new ArrayList<>(contract.terms().size());
    for (Work.Term term : contract.terms()) {
      Tensor a = d == rank - 1 ? term.a() : term.a().slice(d, from, to);
      Tensor b = d == rank - 2 ? term.b() : term.b().slice(d, from, to);
      terms.add(new Work.Term(a, b, term.negated()));
    }
    return terms;
  }

  private static Tensor slice(Tensor addend, int d, long from, long to) {
    return addend == null ? null : addend.slice(d, from, to);
  }
}
