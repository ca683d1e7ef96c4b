package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import java.lang.foreign.MemorySegment;

/**
 * Few results with many products: every thread sums a range of the products of all results of a
 * matrix in quires of its own, and the quires are merged.
 */
final class PartialSums {

  private final Workers workers;
  private final Workspaces workspaces;
  private final Products products;
  private final int code;

  PartialSums(Workers workers, Workspaces workspaces, Products products, int code) {
    this.workers = workers;
    this.workspaces = workspaces;
    this.products = products;
    this.code = code;
  }

  void run() {
    for (long batch = 0; batch < products.batches; batch++) {
      run(new ResultBlock(products, code, batch, 0, products.m, 0, products.n));
    }
  }

  private void run(ResultBlock block) {
    int parts = workers.threads();
    long bytes = block.count() * block.quireBytes();
    long partials = workspaces.quires(0, parts * bytes).address();
    workers.run(
        parts,
        (slot, part) -> {
          MemorySegment quires = Addresses.range(partials + part * bytes, bytes);
          if (part == 0) {
            block.begin(quires);
          } else {
            quires.fill((byte) 0);
          }
          block.accumulate(workspaces, slot, quires, part, parts);
        });
    MemorySegment sums = Addresses.range(partials, bytes);
    for (int part = 1; part < parts; part++) {
      check(
          "adm_quire_merge",
          Adamant.adm_quire_merge(
              code, block.count(), sums, Addresses.at(partials + part * bytes)));
    }
    block.end(sums);
  }
}
