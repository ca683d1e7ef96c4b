package dev.adamant.graph;

import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;

/** Counts a {@link Cost}, typed or dense. */
final class CostCounter {

  private final Signature signature;
  private final long batch;
  private final int elementBytes;
  private final boolean isDense;

  CostCounter(Program program, long batch, int elementBytes, boolean isDense) {
    this.signature = program.signature();
    this.batch = batch;
    this.elementBytes = elementBytes;
    this.isDense = isDense;
  }

  Cost cost(Relation relation) {
    long read = 0;
    for (Value operand : Cost.distinct(relation)) {
      read = Math.addExact(read, bytes(operand));
    }
    return new Cost(
        Math.multiplyExact(multiplyAdds(relation), batch), read, bytes(relation.result()));
  }

  private long multiplyAdds(Relation relation) {
    return switch (relation) {
      case Relation.Linear r -> linear(r);
      case Relation.Products r -> products(r);
      case Relation.Scatter r -> length(r.operand());
      case Relation.Apply r -> 0;
      case Relation.Gather r -> 0;
    };
  }

  private long linear(Relation.Linear r) {
    long sum = r.bias() == null ? 0 : multivectors(r.result());
    for (Relation.Linear.Term term : r.terms()) {
      long each =
          isDense
              ? Math.multiplyExact(signature.size(), signature.size())
              : signature.size(term.weight().grades());
      long products = Math.multiplyExact(each, (long) term.operand().channels());
      sum = Math.addExact(sum, Math.multiplyExact(products, multivectors(r.result())));
    }
    return sum;
  }

  private long products(Relation.Products r) {
    long each = 0;
    for (Relation.Products.Term term : r.terms()) {
      each +=
          isDense
              ? (long) signature.size() * signature.size()
              : ProductTable.of(
                      signature, term.kind(), term.leftGrades(), term.rightGrades(), term.grades())
                  .entries()
                  .size();
    }
    return Math.multiplyExact(each, multivectors(r.result()));
  }

  private static long multivectors(Value value) {
    return Math.multiplyExact((long) value.channels(), value.nodes());
  }

  private long length(Value value) {
    if (!isDense) {
      return value.length(signature);
    }
    long size = signature.size();
    long each = value.role() == Role.WEIGHT ? Math.multiplyExact(size, size) : size;
    return Math.multiplyExact(each, multivectors(value));
  }

  private long bytes(Value value) {
    long samples = value.role().isSampled() ? batch : 1;
    return Math.multiplyExact(Math.multiplyExact(length(value), samples), elementBytes);
  }
}
