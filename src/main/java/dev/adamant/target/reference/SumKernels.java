package dev.adamant.target.reference;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Positions;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Quire;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Work;
import java.util.List;

/** The kernels that sum. */
final class SumKernels {

  private SumKernels() {}

  static void contract(Work.Contract work) {
    contract(work.out(), work.terms(), work.addend());
  }

  static void reduce(Work.Reduce work) {
    if (work.operation() == ReduceOperation.SUM) {
      sum(work.out(), work.a(), work.addend());
    } else {
      extremum(work.operation(), work.out(), work.a());
    }
  }

  /** One leading dimension after the other, then matrices. */
  private static void contract(Tensor out, List<Work.Term> terms, Tensor addend) {
    if (out.rank() == 2) {
      product(out, terms, addend);
      return;
    }
    for (long i = 0; i < out.size(0); i++) {
      long index = i;
      contract(
          out.select(0, i),
          terms.stream()
              .map(
                  term ->
                      new Work.Term(
                          term.a().select(0, index), term.b().select(0, index), term.negated()))
              .toList(),
          addend == null ? null : addend.select(0, i));
    }
  }

  private static void product(Tensor out, List<Work.Term> terms, Tensor addend) {
    Results results = new Results(terms.getFirst().a().type(), out, addend);
    for (long row = 0; row < out.size(0); row++) {
      for (long column = 0; column < out.size(1); column++) {
        Scalars.Sum sum = results.begin();
        for (Work.Term term : terms) {
          addProducts(sum, term, row, column);
        }
        results.end(sum);
      }
    }
  }

  private static void addProducts(Scalars.Sum sum, Work.Term term, long row, long column) {
    Cells a = new Cells(term.a());
    Cells b = new Cells(term.b());
    long left = term.a().offset() + row * term.a().stride(0);
    long right = term.b().offset() + column * term.b().stride(1);
    for (long k = 0; k < term.a().size(1); k++) {
      if (term.negated()) {
        sum.subtractProduct(a.get(left), b.get(right));
      } else {
        sum.addProduct(a.get(left), b.get(right));
      }
      left += term.a().stride(1);
      right += term.b().stride(0);
    }
  }

  private static void sum(Tensor out, Tensor a, Tensor addend) {
    Results results = new Results(a.type(), out, addend);
    Cells cells = new Cells(a);
    Positions positions = a.positions();
    for (long i = 0; i < out.count(); i++) {
      Scalars.Sum sum = results.begin();
      for (long k = 0; k < a.size(-1); k++) {
        sum.add(cells.get(positions.next()));
      }
      results.end(sum);
    }
  }

  private static void extremum(ReduceOperation operation, Tensor out, Tensor a) {
    Scalars scalars = Scalars.of(a.type());
    Cells cells = new Cells(a);
    Cells results = new Cells(out);
    Positions positions = a.positions();
    Positions places = out.positions();
    for (long i = 0; i < out.count(); i++) {
      long extremum = scalars.nar();
      for (long k = 0; k < a.size(-1); k++) {
        long next = cells.get(positions.next());
        extremum = k == 0 ? next : scalars.apply(operation.ofTwo(), extremum, next);
      }
      results.set(places.next(), extremum);
    }
  }

  /** Sums that begin with the addend's elements and end in the result's, row-major. */
  private static final class Results {

    private final Scalars scalars;
    private final boolean exact;
    private final Cells out;
    private final Positions places;
    private final Cells addend;
    private final Positions addends;

    Results(DataType type, Tensor out, Tensor addend) {
      this.scalars = Scalars.of(type);
      this.exact = out.type().kind() == Kind.QUIRE;
      this.out = new Cells(out);
      this.places = out.positions();
      this.addend = addend == null ? null : new Cells(addend);
      this.addends = addend == null ? null : addend.positions();
    }

    Scalars.Sum begin() {
      if (addend == null) {
        return scalars.sum();
      }
      Quire quire = addend.quire(addends.next());
      return ((PositScalars) scalars).sum(quire);
    }

    void end(Scalars.Sum sum) {
      if (exact) {
        out.set(places.next(), ((PositScalars.ExactSum) sum).quire());
      } else {
        out.set(places.next(), sum.rounded());
      }
    }
  }
}
