package dev.adamant.target.libadamant;

import dev.adamant.bindings.Adamant;
import dev.adamant.target.Work;

/**
 * Exact sums of products, cut into blocks of results, or where there are few results into ranges of
 * products whose partial quires are merged. Both are exact, so the cut changes no bit.
 */
final class ContractKernel {

  /** Rows or columns below which a block repeats too much of the other operand's preparation. */
  private static final long BLOCK = 128;

  private final Workers workers;
  private final Workspaces workspaces;

  ContractKernel(Workers workers, Workspaces workspaces) {
    this.workers = workers;
    this.workspaces = workspaces;
  }

  void run(Work.Contract work) {
    if (work.out().count() == 0) {
      return;
    }
    if (LaneProducts.fits(work)) {
      int code = NativeCodes.of(work.out().type());
      LaneProducts.run(work, code, workers, workspaces);
      return;
    }
    Products products = new Products(work);
    int code = NativeCodes.of(products.type);
    double cost = Costs.product(code) * work.out().count() * Math.max(1, products.depth());
    int parts = Costs.parts(cost, workers.threads());
    long rows = products.batches * products.m;
    if (parts > 1
        && Math.max(rows, products.n) < workers.threads()
        && code != Adamant.ADM_FLOAT32) {
      new PartialSums(workers, workspaces, products, code).run();
      return;
    }
    boolean inPlace = products.exact || products.addend != null;
    if (rows >= products.n || (inPlace && products.m > 1 && rows >= workers.threads())) {
      int blocks = blocks(parts, rows);
      workers.run(
          blocks,
          (slot, i) ->
              rows(
                  products,
                  code,
                  slot,
                  Lines.cut(rows, i, blocks),
                  Lines.cut(rows, i + 1, blocks)));
    } else {
      int blocks = blocks(parts, products.n);
      workers.run(
          blocks,
          (slot, i) -> {
            long from = Lines.cut(products.n, i, blocks);
            columns(products, code, slot, from, Lines.cut(products.n, i + 1, blocks) - from);
          });
    }
  }

  private int blocks(int parts, long lines) {
    long worthwhile = Math.max(workers.threads(), lines / BLOCK);
    return (int) Math.min(Math.min(parts, worthwhile), lines);
  }

  /** Rows, counted through all matrices of the batch. */
  private void rows(Products products, int code, int slot, long from, long to) {
    long row = from;
    while (row < to) {
      long batch = row / products.m;
      long first = row % products.m;
      long rows = Math.min(products.m - first, to - row);
      block(products, code, slot, batch, first, rows, 0, products.n);
      row += rows;
    }
  }

  /** Some columns of all matrices; quires of a block follow each other only in one row. */
  private void columns(Products products, int code, int slot, long from, long columns) {
    boolean whole = columns == products.n;
    boolean byRow = !whole && (products.exact || products.addend != null);
    long step = byRow ? 1 : products.m;
    for (long batch = 0; batch < products.batches; batch++) {
      for (long row = 0; row < products.m; row += step) {
        block(products, code, slot, batch, row, step, from, columns);
      }
    }
  }

  private void block(
      Products products,
      int code,
      int slot,
      long batch,
      long row,
      long rows,
      long column,
      long columns) {
    if (code == Adamant.ADM_FLOAT32) {
      new FloatBlock(products, batch, row, rows, column, columns).run(workspaces, slot);
    } else {
      new ResultBlock(products, code, batch, row, rows, column, columns).run(workspaces, slot);
    }
  }
}
