package dev.adamant.target.libadamant;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Work.Contract} as a batch of matrix products: leading dimensions of length 1 dropped,
 * and those along which no b changes taken together with the rows where the strides allow.
 */
final class Products {

  /**
   * One term.
   *
   * @param a m×k, a batch of them
   * @param b k×n
   * @param k products of each sum
   * @param negated whether they are subtracted
   */
  record Term(Matrices a, Matrices b, long k, boolean negated) {}

  /** The type of the operands. */
  final DataType type;

  /** The results. */
  final Matrices out;

  /** Quires to begin with, or null. */
  final Matrices addend;

  /** The terms. */
  final List<Term> terms = new ArrayList<>();

  /** Whether the results are quires. */
  final boolean exact;

  /** Columns of the results. */
  final long n;

  /** Rows of the results. */
  long m;

  /** How many matrices there are. */
  long batches = 1;

  private final long[] sizes = new long[Tensor.MAX_RANK];
  private int leading;

  Products(Work.Contract work) {
    Tensor result = work.out();
    type = work.terms().getFirst().a().type();
    exact = result.type().kind() == Kind.QUIRE;
    m = result.size(-2);
    n = result.size(-1);
    out = new Matrices(result);
    addend = work.addend() == null ? null : new Matrices(work.addend());
    for (Work.Term term : work.terms()) {
      terms.add(
          new Term(
              new Matrices(term.a()), new Matrices(term.b()), term.a().size(-1), term.negated()));
    }
    for (int d = result.rank() - 3; d >= 0; d--) {
      if (result.size(d) != 1) {
        take(d, result.size(d));
      }
    }
  }

  /** The products of one result. */
  long depth() {
    return terms.stream().mapToLong(Term::k).sum();
  }

  /** The address of an element of one of the matrices of a batch. */
  long address(Matrices matrices, long batch, long row, long column) {
    long at = row * matrices.row + column * matrices.column;
    long rest = batch;
    for (int d = 0; d < leading; d++) {
      at += rest % sizes[d] * matrices.leading[d];
      rest /= sizes[d];
    }
    return matrices.base + at * matrices.bytes;
  }

  /** Adds a leading dimension, innermost first: to the rows or to the batch. */
  private void take(int d, long size) {
    boolean joins = leading == 0 && joins(out, d) && (addend == null || joins(addend, d));
    for (Term term : terms) {
      joins = joins && joins(term.a, d) && term.b.tensor.stride(d) == 0;
    }
    if (joins) {
      join(out, d);
      if (addend != null) {
        join(addend, d);
      }
      terms.forEach(term -> join(term.a, d));
      m *= size;
      return;
    }
    out.lead(leading, d);
    if (addend != null) {
      addend.lead(leading, d);
    }
    for (Term term : terms) {
      term.a.lead(leading, d);
      term.b.lead(leading, d);
    }
    sizes[leading++] = size;
    batches *= size;
  }

  private boolean joins(Matrices matrices, int d) {
    return m == 1 || matrices.tensor.stride(d) == matrices.row * m;
  }

  private void join(Matrices matrices, int d) {
    if (m == 1) {
      matrices.row = matrices.tensor.stride(d);
    }
  }

  /** The matrices of a tensor: its last two dimensions at every index of the leading ones. */
  static final class Matrices {

    /** Stride of a row in elements. */
    long row;

    /** Stride of a column in elements. */
    final long column;

    /** Bytes of an element. */
    final int bytes;

    private final Tensor tensor;
    private final long base;
    private final long[] leading = new long[Tensor.MAX_RANK];

    private Matrices(Tensor tensor) {
      this.tensor = tensor;
      this.row = tensor.stride(-2);
      this.column = tensor.stride(-1);
      this.bytes = tensor.type().byteSize();
      this.base = Addresses.first(tensor);
    }

    private void lead(int place, int d) {
      leading[place] = tensor.stride(d);
    }
  }
}
