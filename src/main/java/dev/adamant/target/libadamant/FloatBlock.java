package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import dev.adamant.bindings.AdamantFloats;
import java.lang.foreign.MemorySegment;

/**
 * Some rows and columns of the results of one matrix of a batch, in float32: the baseline.
 *
 * @param products whose
 * @param batch which matrix
 * @param row the first row
 * @param rows how many
 * @param column the first column
 * @param columns how many
 */
record FloatBlock(Products products, long batch, long row, long rows, long column, long columns) {

  /** Computes the results: one term after the other, each rounded before it is added. */
  void run(Workspaces workspaces, int slot) {
    long results = products.address(products.out, batch, row, column);
    Products.Term first = products.terms.getFirst();
    multiply(workspaces, slot, first, results, products.out.row, products.out.column);
    if (first.negated()) {
      forEachRow(results, FloatBlock::negate);
    }
    for (Products.Term term : products.terms.subList(1, products.terms.size())) {
      long sums = workspaces.quires(slot, rows * columns * Float.BYTES).address();
      multiply(workspaces, slot, term, sums, columns, 1);
      int op = term.negated() ? Adamant.ADM_SUB : Adamant.ADM_ADD;
      forEachRow(
          results, (n, to, stride, i) -> add(op, n, to, stride, sums + i * columns * Float.BYTES));
    }
  }

  @FunctionalInterface
  private interface Row {
    void apply(long n, MemorySegment elements, long stride, long row);
  }

  private void forEachRow(long results, Row call) {
    for (long i = 0; i < rows; i++) {
      long at = results + i * products.out.row * Float.BYTES;
      call.apply(columns, Addresses.at(at), products.out.column, i);
    }
  }

  private static void negate(long n, MemorySegment elements, long stride, long row) {
    check(
        "adm_map",
        Adamant.adm_map(
            Adamant.ADM_NEG, Adamant.ADM_FLOAT32, n, elements, stride, elements, stride));
  }

  private static void add(int op, long n, MemorySegment to, long stride, long terms) {
    check(
        "adm_zip",
        Adamant.adm_zip(
            op, Adamant.ADM_FLOAT32, n, to, stride, to, stride, Addresses.at(terms), 1));
  }

  private void multiply(
      Workspaces workspaces,
      int slot,
      Products.Term term,
      long results,
      long resultRow,
      long resultColumn) {
    long bytes = AdamantFloats.adm_f32_matmul_workspace(rows, columns, term.k());
    check("adm_f32_matmul_workspace", (int) Math.min(bytes, Adamant.ADM_OK));
    MemorySegment workspace = bytes == 0 ? MemorySegment.NULL : workspaces.matrices(slot, bytes);
    check(
        "adm_f32_matmul",
        AdamantFloats.adm_f32_matmul(
            rows,
            columns,
            term.k(),
            Addresses.at(products.address(term.a(), batch, row, 0)),
            term.a().row,
            term.a().column,
            Addresses.at(products.address(term.b(), batch, 0, column)),
            term.b().row,
            term.b().column,
            Addresses.at(results),
            resultRow,
            resultColumn,
            workspace,
            bytes));
  }
}
