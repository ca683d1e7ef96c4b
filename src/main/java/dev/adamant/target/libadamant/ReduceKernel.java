package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import dev.adamant.bindings.AdamantFloats;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Tensor;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;

/**
 * Sums and extremes along the last dimension, cut by results, or where there are few of them a long
 * sum by terms.
 */
final class ReduceKernel {

  /** Quires that are summed in scratch memory before they are rounded together. */
  private static final int BATCH = 64;

  private final Workers workers;
  private final Workspaces workspaces;

  ReduceKernel(Workers workers, Workspaces workspaces) {
    this.workers = workers;
    this.workspaces = workspaces;
  }

  void run(Work.Reduce work) {
    Tensor out = work.out();
    if (out.count() == 0) {
      return;
    }
    if (work.operation() != ReduceOperation.SUM || work.a().type().kind() == Kind.IEEE) {
      eachLine(work);
      return;
    }
    Sums sums = new Sums(work);
    int parts =
        Costs.parts(
            Costs.term(sums.code) * out.count() * Math.max(1, sums.terms), workers.threads());
    if (parts > 1 && out.count() < workers.threads()) {
      sums.cutByTerms();
    } else {
      sums.cutByResults((int) Math.min(parts, out.count()));
    }
  }

  /** Every result by one call of the library, of its own line. */
  private void eachLine(Work.Reduce work) {
    Tensor out = work.out();
    Tensor a = work.a();
    int code = NativeCodes.of(a.type());
    boolean sum = work.operation() == ReduceOperation.SUM;
    int op = sum ? 0 : NativeCodes.of(work.operation().ofTwo());
    long terms = a.size(-1);
    long stride = a.stride(-1);
    Lines lines = Lines.inOrder(out, terms == 0 ? out : a.select(-1, 0));
    int bytes = a.type().byteSize();
    Lines.Call call =
        (n, at, strides, from) -> {
          for (long i = 0; i < n; i++) {
            MemorySegment first = Addresses.at(at[1] + i * strides[1] * bytes);
            long result = at[0] + i * strides[0] * bytes;
            if (sum) {
              float total = AdamantFloats.adm_f32_sum(terms, first, stride);
              Elements.set(
                  Addresses.range(result, bytes), bytes, 0, Float.floatToRawIntBits(total));
            } else {
              check(
                  "adm_extremum",
                  Adamant.adm_extremum(op, code, terms, first, stride, Addresses.at(result)));
            }
          }
        };
    double cost = Costs.term(code) * out.count() * Math.max(1, terms);
    int parts = (int) Math.min(Costs.parts(cost, workers.threads()), out.count());
    workers.run(parts, (slot, part) -> lines.forPart(part, parts, call));
  }

  /** One reduction to sums. */
  private final class Sums {

    private final int code;
    private final long terms;
    private final long stride;
    private final long quireBytes;
    private final int bytes;
    private final boolean exact;
    private final Tensor out;

    /** The first term of each result. */
    private final Tensor first;

    private final Tensor addend;

    Sums(Work.Reduce work) {
      Tensor a = work.a();
      out = work.out();
      addend = work.addend();
      code = NativeCodes.of(a.type());
      terms = a.size(-1);
      stride = a.stride(-1);
      bytes = a.type().byteSize();
      quireBytes = 8L * a.type().format().quireWords();
      exact = out.type().kind() == Kind.QUIRE;
      first = terms == 0 ? out : a.select(-1, 0);
    }

    void cutByResults(int parts) {
      // The quires of addends and results are contiguous, so lines in order step through them.
      Lines lines = addend == null ? Lines.inOrder(out, first) : Lines.inOrder(out, first, addend);
      workers.run(
          parts,
          (slot, part) ->
              lines.forPart(part, parts, (n, at, strides, from) -> line(slot, n, at, strides)));
    }

    /** Every thread sums some terms of a result; then the quires are merged. */
    void cutByTerms() {
      Lines.Call call =
          (n, at, strides, from) -> {
            for (long i = 0; i < n; i++) {
              shared(
                  at[0] + i * strides[0] * out.type().byteSize(),
                  at[1] + i * strides[1] * bytes,
                  addend == null ? 0 : at[2] + i * quireBytes);
            }
          };
      Lines lines = addend == null ? Lines.inOrder(out, first) : Lines.inOrder(out, first, addend);
      lines.forPart(0, 1, call);
    }

    private void line(int slot, long n, long[] at, long[] strides) {
      int size = out.type().byteSize();
      for (long i = 0; i < n; i += BATCH) {
        long count = Math.min(BATCH, n - i);
        long result = at[0] + i * strides[0] * size;
        long quires = exact ? result : workspaces.quires(slot, BATCH * quireBytes).address();
        begin(quires, count, addend == null ? 0 : at[2] + i * quireBytes);
        for (long j = 0; j < count; j++) {
          sum(terms, at[1] + (i + j) * strides[1] * bytes, quires + j * quireBytes);
        }
        if (!exact) {
          round(quires, count, result, strides[0]);
        }
      }
    }

    private void shared(long result, long start, long from) {
      int parts = workers.threads();
      long partials = workspaces.quires(0, parts * quireBytes).address();
      workers.run(
          parts,
          (slot, part) -> {
            long begin = Lines.cut(terms, part, parts);
            long quire = partials + part * quireBytes;
            begin(quire, 1, part == 0 ? from : 0);
            sum(Lines.cut(terms, part + 1, parts) - begin, start + begin * stride * bytes, quire);
          });
      for (int part = 1; part < parts; part++) {
        check(
            "adm_quire_merge",
            Adamant.adm_quire_merge(
                code, 1, Addresses.at(partials), Addresses.at(partials + part * quireBytes)));
      }
      if (exact) {
        Addresses.range(result, quireBytes).copyFrom(Addresses.range(partials, quireBytes));
      } else {
        round(partials, 1, result, 1);
      }
    }

    /** Makes the quires those at the address {@code from}, or zero where that is 0. */
    private void begin(long quires, long count, long from) {
      MemorySegment to = Addresses.range(quires, count * quireBytes);
      if (from == 0) {
        to.fill((byte) 0);
      } else if (from != quires) {
        to.copyFrom(Addresses.range(from, count * quireBytes));
      }
    }

    private void sum(long n, long start, long quire) {
      check("adm_sum", Adamant.adm_sum(code, n, Addresses.at(start), stride, Addresses.at(quire)));
    }

    private void round(long quires, long count, long result, long resultStride) {
      check(
          "adm_quire_to_posit",
          Adamant.adm_quire_to_posit(
              code, count, Addresses.at(quires), Addresses.at(result), resultStride));
    }
  }
}
