package dev.adamant.target.opencl;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.opencl.Launcher.Long4;
import dev.adamant.target.opencl.Launcher.Memory;
import dev.adamant.target.opencl.Launcher.Program;
import dev.adamant.target.opencl.Launches.Arguments;
import dev.adamant.target.opencl.SlicedShape.Panels;
import java.util.List;

/**
 * Matrices of one size, each addend + Σ ±a·b over the terms and their k, by {@code sliced.cl}: rows
 * of A and columns of B are measured over all the terms; then, for each block of the result, slices
 * of at most {@value #DEPTH} terms at a time are packed and summed, and the block is finished. What
 * lies between kernels is the same memory for every block and every matrix.
 */
final class SlicedProduct {

  /** ADM_DEPTH of {@code sliced.h}. */
  private static final long DEPTH = 1024;

  private static final long PLANES = 6;
  private static final long TOTAL_BYTES = 3 * Long.BYTES;
  private static final long LINE_BYTES = 2 * Integer.BYTES;

  /** Depths are multiples of it: ADM_STEP of {@code sliced.cl}. */
  private static final long STEP = 16;

  /** ADM_LANES and ADM_RUN of {@code sliced_lines.cl}. */
  private static final long LANES = 8;

  private static final long RUN = 64;

  private static final long RESULT_GROUP = 64;

  /** Bytes of quires between several terms. */
  private static final long QUIRES_LIMIT = 1L << 25;

  private static final Program SUMS = new Program("sliced", null);

  /**
   * Products of the rows of both.
   *
   * @param a the left operand
   * @param b the right one, transposed
   * @param negated whether they are subtracted
   * @param count the length of the rows
   */
  record Term(SlicedMatrix a, SlicedMatrix b, boolean negated, long count) {

    private Term part(long ofA, long ofB, long from, long length) {
      return new Term(a.from(ofA, from), b.from(ofB, from), negated, length);
    }
  }

  /**
   * Where results go.
   *
   * @param exact whether they are quires
   */
  record Result(SlicedMatrix out, boolean exact) {

    private Result from(long row, long column) {
      return new Result(out.from(row, column), exact);
    }
  }

  private final Launcher launcher;
  private final Program lines;
  private final SlicedShape shape;
  private final long rows;
  private final long columns;
  private final long side;
  private final Memory known;
  private final Memory rowPanels;
  private final Memory columnPanels;
  private final Memory totals;
  private final Memory between;

  /**
   * Takes the memory.
   *
   * @param rows of each matrix
   * @param columns of each matrix
   * @param longest the most k of a term
   * @param partial whether some of the terms are summed before others, to be rounded later
   */
  SlicedProduct(
      Launcher launcher, Format format, long rows, long columns, long longest, boolean partial) {
    this.launcher = launcher;
    this.lines = new Program("sliced_lines", format);
    this.shape = SlicedShape.of(launcher.traits());
    this.rows = rows;
    this.columns = columns;
    long depth = depth(Math.min(longest, DEPTH));
    long quires = partial ? DataType.quire(format).byteSize() : 0;
    long most = shape.block();
    while (most * most * quires > QUIRES_LIMIT) {
      most /= 2;
    }
    side = most;
    long high = Parts.ceilDiv(Math.min(rows, side), shape.rowSide()) * shape.rowSide();
    long wide = Parts.ceilDiv(Math.min(columns, side), shape.columnSide()) * shape.columnSide();
    known = launcher.scratch((rows + columns) * LINE_BYTES);
    rowPanels = launcher.scratch(PLANES * high * depth * Integer.BYTES);
    columnPanels = launcher.scratch(PLANES * wide * depth * Integer.BYTES);
    totals = launcher.scratch(high * wide * TOTAL_BYTES);
    between = partial ? launcher.scratch(high * wide * quires) : null;
  }

  /**
   * One matrix.
   *
   * @param addend quires, or null
   */
  void launch(List<Term> terms, SlicedMatrix addend, Result result) {
    launcher.clear(known, 0, (rows + columns) * LINE_BYTES);
    for (Term term : terms) {
      measure(term);
    }
    for (long row = 0; row < rows; row += side) {
      for (long column = 0; column < columns; column += side) {
        Panels x = new Panels(row, Math.min(side, rows - row), shape.rowSide());
        Panels y = new Panels(column, Math.min(side, columns - column), shape.columnSide());
        block(terms, x, y);
        SlicedMatrix start = addend == null ? SlicedMatrix.NONE : addend.from(row, column);
        Result end = result.from(row, column);
        finish(terms, start, end, x, y);
        if (terms.size() > 1) {
          exact(terms, start, end, x, y);
        }
      }
    }
  }

  private void measure(Term term) {
    lines(
        "sliced_measure",
        Math.max(groups(term.a, rows), groups(term.b, columns)),
        Math.max(runs(term.a, term.count), runs(term.b, term.count)),
        operands(term, rows, columns).add(known, rows));
  }

  /** totals = Σ of the products of slices. */
  private void block(List<Term> terms, Panels x, Panels y) {
    boolean first = true;
    for (Term term : terms) {
      for (long from = 0; from < term.count; from += DEPTH) {
        long count = Math.min(DEPTH, term.count - from);
        long depth = depth(count);
        pack(term.part(x.from(), y.from(), from, count), x, y, depth);
        sum(x, y, depth, first);
        first = false;
      }
    }
  }

  private void pack(Term term, Panels x, Panels y, long depth) {
    lines(
        "sliced_pack",
        Math.max(groups(term.a, x.padded()), groups(term.b, y.padded())),
        Math.max(runs(term.a, depth), runs(term.b, depth)),
        operands(term, x.lines(), y.lines())
            .add(known, x.from(), rows + y.from())
            .add(
                one(term.negated), (int) x.side(), (int) y.side(), one(shape.paired()), (int) depth)
            .add(rowPanels, columnPanels));
  }

  private void sum(Panels x, Panels y, long depth, boolean first) {
    boolean tiles = shape.paired();
    launcher.launch(
        SUMS,
        shape.kernel(),
        tiles ? new long[] {x.count(), y.count()} : new long[] {8 * y.count(), 16 * x.count()},
        tiles ? new long[] {1, 1} : new long[] {8, 16},
        rowPanels,
        columnPanels,
        totals,
        (int) x.lines(),
        (int) y.lines(),
        (int) y.padded(),
        (int) depth,
        one(first),
        known,
        x.from(),
        rows + y.from());
  }

  private void finish(List<Term> terms, SlicedMatrix addend, Result result, Panels x, Panels y) {
    Term only = terms.getFirst();
    results(
        "sliced_finish",
        operands(only, rows, columns)
            .add(one(only.negated), one(terms.size() == 1), totals, (int) y.padded()),
        addend,
        result,
        x,
        y);
  }

  /** The results of several terms that the slices do not hold. */
  private void exact(List<Term> terms, SlicedMatrix addend, Result result, Panels x, Panels y) {
    SlicedMatrix before = addend;
    Result partial =
        result.exact ? result : new Result(new SlicedMatrix(between, 0, y.lines(), 1), true);
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.get(i);
      Result after = i == terms.size() - 1 ? result : partial;
      Arguments arguments = operands(term, rows, columns).add(one(term.negated));
      results("sliced_exact", arguments, before, after, x, y);
      before = after.out;
    }
  }

  /** Launches a kernel that makes the results of a block, one a work-item. */
  private void results(
      String kernel, Arguments arguments, SlicedMatrix addend, Result result, Panels x, Panels y) {
    launcher.launch(
        lines,
        kernel,
        new long[] {Parts.ceilDiv(y.lines(), RESULT_GROUP) * RESULT_GROUP, x.lines()},
        new long[] {RESULT_GROUP, 1},
        arguments
            .add(new Long4(x.from(), y.from(), x.lines(), y.lines()), known, rows)
            .add(addend.memory(), addend.places())
            .add(result.exact ? result.out.memory() : null)
            .add(result.exact ? null : result.out.memory())
            .add(result.out.places())
            .behind());
  }

  /** Launches a kernel that takes eights of elements of both operands. */
  private void lines(String kernel, long groups, long runs, Arguments arguments) {
    long group = shape.group();
    launcher.launch(
        lines,
        kernel,
        new long[] {Parts.ceilDiv(groups, group) * group, Parts.ceilDiv(runs, group) * group, 2},
        new long[] {group, group, 1},
        arguments.behind());
  }

  private static long groups(SlicedMatrix x, long count) {
    return x.alongRows() ? count : Parts.ceilDiv(count, LANES);
  }

  private static long runs(SlicedMatrix x, long terms) {
    return Parts.ceilDiv(terms, x.alongRows() ? RUN * LANES : RUN);
  }

  private static Arguments operands(Term term, long rows, long columns) {
    Arguments arguments = new Arguments();
    term.a.addTo(arguments, rows, term.count);
    term.b.addTo(arguments, columns, term.count);
    return arguments;
  }

  private static long depth(long count) {
    return Parts.ceilDiv(count, STEP) * STEP;
  }

  private static int one(boolean yes) {
    return yes ? 1 : 0;
  }
}
