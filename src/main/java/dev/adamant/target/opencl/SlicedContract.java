package dev.adamant.target.opencl;

import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Work;
import dev.adamant.target.opencl.SlicedProduct.Result;
import dev.adamant.target.opencl.SlicedProduct.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact matrix products of the standard formats by integer slices ({@code kernels/sliced.h}), one
 * matrix of a batch after the other. What it takes it also finishes: lines that the slices do not
 * hold are summed in quires.
 */
final class SlicedContract implements ContractPath {

  /** Terms whose sum fits the totals, of 192 bits. */
  private static final long MOST_TERMS = 1L << 24;

  /** Products of one matrix below which the four kernels cost more than they save. */
  private static final long CPU_LEAST_PRODUCTS = 1L << 15;

  private static final long LEAST_PRODUCTS = 1L << 20;

  @Override
  public boolean tryLaunch(Launcher launcher, Work.Contract work) {
    Format format = work.terms().getFirst().a().format();
    if (!Format.standard().contains(format)) {
      return false;
    }
    Batch batch = Batch.of(work);
    long terms = work.terms().stream().mapToLong(term -> term.a().size(-1)).sum();
    long least = launcher.traits().cpu() ? CPU_LEAST_PRODUCTS : LEAST_PRODUCTS;
    if (terms == 0 || terms > MOST_TERMS || least > terms * batch.rows * batch.columns) {
      return false;
    }
    batch.launch(launcher, format);
    return true;
  }

  /**
   * The matrices of a contraction. Leading dimensions in which every B repeats, and every A and the
   * result go on where their last row ended, are rows of one matrix.
   *
   * @param outer how many leading dimensions are left
   * @param rows of each matrix
   * @param columns of each matrix
   */
  private record Batch(Work.Contract work, int outer, long rows, long columns) {

    static Batch of(Work.Contract work) {
      Tensor out = work.out();
      int outer = out.rank() - 2;
      long rows = out.size(-2);
      while (outer > 0 && isMoreRows(work, outer - 1, rows)) {
        outer--;
        rows *= out.size(outer);
      }
      return new Batch(work, outer, rows, out.size(-1));
    }

    private static boolean isMoreRows(Work.Contract work, int d, long rows) {
      boolean is = continues(work.out(), d, rows);
      for (Work.Term term : work.terms()) {
        is &= continues(term.a(), d, rows) && (term.b().stride(d) == 0 || term.b().size(d) == 1);
      }
      return is;
    }

    private static boolean continues(Tensor tensor, int d, long rows) {
      return tensor.size(d) == 1 || tensor.stride(d) == rows * tensor.stride(-2);
    }

    void launch(Launcher launcher, Format format) {
      Tensor out = work.out();
      Tensor addend = work.addend();
      boolean exact = out.type().kind() == Kind.QUIRE;
      long longest = work.terms().stream().mapToLong(term -> term.a().size(-1)).max().orElseThrow();
      SlicedProduct product =
          new SlicedProduct(
              launcher, format, rows, columns, longest, work.terms().size() > 1 && !exact);
      long count = 1;
      for (int d = 0; d < outer; d++) {
        count *= out.size(d);
      }
      for (long matrix = 0; matrix < count; matrix++) {
        List<Term> terms = new ArrayList<>();
        for (Work.Term term : work.terms()) {
          if (term.a().size(-1) > 0) {
            terms.add(
                new Term(
                    matrix(launcher, term.a(), matrix),
                    matrix(launcher, term.b(), matrix).transposed(),
                    term.negated(),
                    term.a().size(-1)));
          }
        }
        product.launch(
            terms,
            addend == null ? null : matrix(launcher, addend, matrix),
            new Result(matrix(launcher, out, matrix), exact));
      }
    }

    /** The matrix of that number, row-major, in the leading dimensions. */
    private SlicedMatrix matrix(Launcher launcher, Tensor tensor, long number) {
      long place = tensor.offset();
      long left = number;
      for (int d = outer - 1; d >= 0; d--) {
        place += left % tensor.size(d) * tensor.stride(d);
        left /= tensor.size(d);
      }
      return new SlicedMatrix(launcher.memory(tensor), place, tensor.stride(-2), tensor.stride(-1));
    }
  }
}
