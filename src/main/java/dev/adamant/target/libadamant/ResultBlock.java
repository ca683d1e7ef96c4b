package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import java.lang.foreign.MemorySegment;

/**
 * Some rows and columns of the results of one matrix of a batch.
 *
 * @param products whose
 * @param code of the operands' format
 * @param batch which matrix
 * @param row the first row
 * @param rows how many
 * @param column the first column
 * @param columns how many; all, or of one row, where there are quires among results or addends
 */
record ResultBlock(
    Products products, int code, long batch, long row, long rows, long column, long columns) {

  /** Quires of a tile that are summed in scratch memory. */
  private static final long TILE = 16_384;

  private static final long TILE_SIDE = 128;

  /** Computes the results. */
  void run(Workspaces workspaces, int slot) {
    boolean single = products.terms.size() == 1 && !products.terms.getFirst().negated();
    if (products.exact) {
      MemorySegment quires = at(products.out);
      begin(quires);
      accumulate(workspaces, slot, quires, 0, 1);
    } else if (single) {
      MemorySegment addend = products.addend == null ? MemorySegment.NULL : at(products.addend);
      Products.Term term = products.terms.getFirst();
      multiply(workspaces, slot, term, 0, term.k(), addend, at(products.out));
    } else {
      inTiles(workspaces, slot);
    }
  }

  /** Adds part {@code part} of {@code parts} of the products of every result to its quire. */
  void accumulate(Workspaces workspaces, int slot, MemorySegment quires, int part, int parts) {
    boolean anyNegated = false;
    for (Products.Term term : products.terms) {
      anyNegated |= term.negated();
    }
    if (anyNegated) {
      // −(−q + ab) = q − ab
      negate(quires);
      accumulate(workspaces, slot, quires, part, parts, true);
      negate(quires);
    }
    accumulate(workspaces, slot, quires, part, parts, false);
  }

  /** Moves the sums to the results, rounding them where these are patterns. */
  void end(MemorySegment quires) {
    if (products.exact) {
      Addresses.range(at(products.out).address(), count() * quireBytes()).copyFrom(quires);
    } else {
      round(quires);
    }
  }

  private void round(MemorySegment quires) {
    long rowBytes = columns * quireBytes();
    for (long i = 0; i < rows; i++) {
      check(
          "adm_quire_to_posit",
          Adamant.adm_quire_to_posit(
              code,
              columns,
              Addresses.at(quires.address() + i * rowBytes),
              Addresses.at(products.address(products.out, batch, row + i, column)),
              products.out.column));
    }
  }

  /** How many results there are. */
  long count() {
    return rows * columns;
  }

  /** Bytes of a quire. */
  long quireBytes() {
    return 8L * products.type.format().quireWords();
  }

  private void inTiles(Workspaces workspaces, int slot) {
    long width = Math.min(columns, Math.max(TILE_SIDE, TILE / rows));
    long height = Math.min(rows, Math.max(1, TILE / width));
    for (long r = 0; r < rows; r += height) {
      for (long c = 0; c < columns; c += width) {
        ResultBlock tile =
            new ResultBlock(
                products,
                code,
                batch,
                row + r,
                Math.min(height, rows - r),
                column + c,
                Math.min(width, columns - c));
        MemorySegment quires = workspaces.quires(slot, tile.count() * quireBytes());
        tile.begin(quires);
        tile.accumulate(workspaces, slot, quires, 0, 1);
        tile.round(quires);
      }
    }
  }

  /** Makes the quires those of the addend, or zero. */
  void begin(MemorySegment quires) {
    long rowBytes = columns * quireBytes();
    for (long i = 0; i < rows; i++) {
      MemorySegment to = Addresses.range(quires.address() + i * rowBytes, rowBytes);
      if (products.addend == null) {
        to.fill((byte) 0);
      } else {
        long from = products.address(products.addend, batch, row + i, column);
        if (from != to.address()) {
          to.copyFrom(Addresses.range(from, rowBytes));
        }
      }
    }
  }

  private void accumulate(
      Workspaces workspaces, int slot, MemorySegment quires, int part, int parts, boolean negated) {
    for (Products.Term term : products.terms) {
      if (term.negated() == negated) {
        long from = Lines.cut(term.k(), part, parts);
        long to = Lines.cut(term.k(), part + 1, parts);
        multiply(workspaces, slot, term, from, to, quires, MemorySegment.NULL);
      }
    }
  }

  private void multiply(
      Workspaces workspaces,
      int slot,
      Products.Term term,
      long from,
      long to,
      MemorySegment quires,
      MemorySegment results) {
    long depth = to - from;
    long bytes = Adamant.adm_matmul_workspace(code, rows, columns, depth);
    check("adm_matmul_workspace", (int) Math.min(bytes, Adamant.ADM_OK));
    MemorySegment workspace = bytes == 0 ? MemorySegment.NULL : workspaces.matrices(slot, bytes);
    check(
        "adm_matmul",
        Adamant.adm_matmul(
            code,
            rows,
            columns,
            depth,
            Addresses.at(products.address(term.a(), batch, row, from)),
            term.a().row,
            term.a().column,
            Addresses.at(products.address(term.b(), batch, from, column)),
            term.b().row,
            term.b().column,
            quires,
            results,
            products.out.row,
            products.out.column,
            workspace,
            bytes));
  }

  private void negate(MemorySegment quires) {
    check("adm_quire_negate", Adamant.adm_quire_negate(code, count(), quires));
  }

  private MemorySegment at(Products.Matrices matrices) {
    return Addresses.at(products.address(matrices, batch, row, column));
  }
}
