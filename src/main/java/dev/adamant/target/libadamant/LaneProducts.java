package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A {@link Work.Contract} of matrices of one element: every element of the result is a lane, and
 * its few products are taken in the same order for all lanes, so that the library does many lanes
 * at a time. Leading dimensions that follow each other in all tensors count as one.
 */
final class LaneProducts {

  /** Products of a sum beyond which its operands are too many to be kept decoded. */
  private static final long MOST_PRODUCTS = 256;

  /** Products of a term beyond which a dot product, which reads them as a run, is faster. */
  private static final long MOST_OF_TERM = 16;

  /** Lanes that the library decodes at a time; threads take multiples. */
  private static final long BLOCK = 128;

  private static final int LONG = Long.BYTES;

  private final Work.Contract work;
  private final int products;
  private final int[] dimensions = new int[Tensor.MAX_RANK];
  private final long[] sizes = new long[Tensor.MAX_RANK];
  private int rank;

  private LaneProducts(Work.Contract work, int products) {
    this.work = work;
    this.products = products;
    merge();
  }

  /** Whether the work is of this kind, with enough results to be faster this way. */
  static boolean fits(Work.Contract work) {
    Tensor out = work.out();
    if (work.addend() != null
        || out.type().kind() == Kind.QUIRE
        || out.size(-1) != 1
        || out.size(-2) != 1
        || (out.count() == 1 && work.terms().size() == 1)) {
      return false;
    }
    long products = 0;
    for (Work.Term term : work.terms()) {
      long k = term.a().size(-1);
      products += k;
      if (k > MOST_OF_TERM || products > MOST_PRODUCTS) {
        return false;
      }
    }
    return true;
  }

  /** Does work that {@link #fits}. */
  static void run(Work.Contract work, int code, Workers workers, Workspaces workspaces) {
    long products = 0;
    for (Work.Term term : work.terms()) {
      products += term.a().size(-1);
    }
    new LaneProducts(work, (int) products).run(code, workers, workspaces);
  }

  private void run(int code, Workers workers, Workspaces workspaces) {
    long[] plan = plan();
    MemorySegment memory = workspaces.matrices(0, (long) plan.length * LONG);
    MemorySegment.copy(plan, 0, memory, ValueLayout.JAVA_LONG, 0, plan.length);
    long lanes = work.out().count();
    long blocks = Math.ceilDiv(lanes, BLOCK);
    double cost = Costs.laneProduct(code) * lanes * Math.max(1, products);
    int parts = (int) Math.min(blocks, Costs.parts(cost, workers.threads()));
    long base = memory.address();
    workers.run(
        parts,
        (slot, part) ->
            call(
                code,
                base,
                Lines.cut(blocks, part, parts) * BLOCK,
                Math.min(lanes, Lines.cut(blocks, part + 1, parts) * BLOCK)));
  }

  /** Merges dimensions, the innermost first, and then has them outermost first. */
  private void merge() {
    Tensor out = work.out();
    for (int d = out.rank() - 3; d >= 0; d--) {
      long size = out.size(d);
      if (size == 1) {
        continue;
      }
      if (rank > 0 && follows(d)) {
        sizes[rank - 1] *= size;
      } else {
        dimensions[rank] = d;
        sizes[rank++] = size;
      }
    }
    if (rank == 0) {
      dimensions[rank] = -1;
      sizes[rank++] = 1;
    }
  }

  /** Whether dimension d follows those that are already merged in the last one. */
  private boolean follows(int d) {
    int inner = dimensions[rank - 1];
    long length = sizes[rank - 1];
    if (work.out().stride(d) != work.out().stride(inner) * length) {
      return false;
    }
    List<Work.Term> terms = work.terms();
    for (int t = 0; t < terms.size(); t++) {
      Tensor a = terms.get(t).a();
      Tensor b = terms.get(t).b();
      if (a.stride(d) != a.stride(inner) * length || b.stride(d) != b.stride(inner) * length) {
        return false;
      }
    }
    return true;
  }

  /** Sizes; operands; their strides; result; its strides; counts; terms: one after the other. */
  private long[] plan() {
    long[] plan = new long[rank + 2 * products * (rank + 1) + 1 + rank + 2 + products];
    for (int d = 0; d < rank; d++) {
      plan[d] = sizes[rank - 1 - d];
    }
    int at = 0;
    for (int pass = 0; pass < 2; pass++) {
      boolean negated = pass == 1;
      for (Work.Term term : work.terms()) {
        if (term.negated() == negated) {
          for (long k = 0; k < term.a().size(-1); k++) {
            operand(plan, 2 * at, term.a(), k * term.a().stride(-1));
            operand(plan, 2 * at + 1, term.b(), k * term.b().stride(-2));
            at++;
          }
        }
      }
      plan[counts() + pass] = pass == 0 ? at : at - plan[counts()];
    }
    plan[result()] = Addresses.first(work.out());
    strides(plan, result() + 1, work.out());
    for (int t = 0; t < products; t++) {
      plan[counts() + 2 + t] = (2L * t + 1) << 32 | 2L * t;
    }
    return plan;
  }

  private void operand(long[] plan, int number, Tensor tensor, long offset) {
    plan[rank + number] = Addresses.first(tensor) + offset * tensor.type().byteSize();
    strides(plan, rank + 2 * products + number * rank, tensor);
  }

  private void strides(long[] plan, int at, Tensor tensor) {
    for (int d = 0; d < rank; d++) {
      int dimension = dimensions[rank - 1 - d];
      plan[at + d] = dimension < 0 ? 0 : tensor.stride(dimension);
    }
  }

  private int result() {
    return rank + 2 * products * (rank + 1);
  }

  private int counts() {
    return result() + 1 + rank;
  }

  private void call(int code, long base, long from, long to) {
    check(
        "adm_products",
        Adamant.adm_products(
            code,
            rank,
            Addresses.at(base),
            from,
            to,
            2L * products,
            Addresses.at(base + (long) rank * LONG),
            Addresses.at(base + (rank + 2L * products) * LONG),
            1,
            Addresses.at(base + (long) result() * LONG),
            Addresses.at(base + (result() + 1L) * LONG),
            Addresses.at(base + (long) counts() * LONG),
            Addresses.at(base + (counts() + 2L) * LONG)));
  }
}
