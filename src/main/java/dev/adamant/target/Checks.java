package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import java.util.List;

/** What the tensors of a piece of work must hold; else {@link IllegalArgumentException}. */
final class Checks {

  private Checks() {}

  static void contract(Tensor out, List<Work.Term> terms, Tensor addend) {
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("contract: no terms for " + out);
    }
    int rank = out.rank();
    DataType type = terms.getFirst().a().type();
    require(rank >= 2 && type.kind() != Kind.QUIRE, Kernel.CONTRACT, out, terms.getFirst().a());
    long products = 0;
    for (Work.Term term : terms) {
      Tensor a = term.a();
      Tensor b = term.b();
      boolean fits =
          a.type().equals(type)
              && b.type().equals(type)
              && a.rank() == rank
              && b.rank() == rank
              && a.size(-2) == out.size(-2)
              && b.size(-1) == out.size(-1)
              && a.size(-1) == b.size(-2);
      for (int d = 0; fits && d < rank - 2; d++) {
        fits = a.size(d) == out.size(d) && b.size(d) == out.size(d);
      }
      require(fits, Kernel.CONTRACT, out, a, b);
      require(!out.overlaps(a) && !out.overlaps(b), Kernel.CONTRACT, out, a, b);
      products += a.size(-1);
      if (products > Work.MAX_TERMS) {
        throw new IllegalArgumentException(
            "contract: a sum of "
                + products
                + " products, at most "
                + Work.MAX_TERMS
                + " fit a quire: cut the work");
      }
    }
    sum(Kernel.CONTRACT, type, out, addend);
  }

  static void map(UnaryOperation operation, Tensor out, Tensor a) {
    elementwise(Kernel.MAP, out, a);
    require(a.type().kind() != Kind.QUIRE || operation == UnaryOperation.NEG, Kernel.MAP, out, a);
  }

  static void zip(BinaryOperation operation, Tensor out, Tensor a, Tensor b) {
    elementwise(Kernel.ZIP, out, a, b);
    require(
        a.type().kind() != Kind.QUIRE || operation == BinaryOperation.ADD, Kernel.ZIP, out, a, b);
  }

  static void elementwise(Kernel kernel, Tensor out, Tensor... operands) {
    for (Tensor a : operands) {
      require(a.type().equals(out.type()) && a.hasShapeOf(out), kernel, out, a);
      require(a.isSameAs(out) || !a.overlaps(out), kernel, out, a);
      contiguousQuires(kernel, a);
    }
    require(kernel != Kernel.FMA || out.type().kind() != Kind.QUIRE, kernel, out);
    result(kernel, out);
  }

  static void reduce(ReduceOperation operation, Tensor out, Tensor a, Tensor addend) {
    boolean fits = a.rank() == out.rank() + 1 && a.type().kind() != Kind.QUIRE;
    for (int d = 0; fits && d < out.rank(); d++) {
      fits = a.size(d) == out.size(d);
    }
    require(fits && !out.overlaps(a), Kernel.REDUCE, out, a);
    if (a.size(-1) > Work.MAX_TERMS) {
      throw new IllegalArgumentException(
          "reduce: a sum of " + a.size(-1) + " terms, at most " + Work.MAX_TERMS + " fit a quire");
    }
    if (operation == ReduceOperation.SUM) {
      sum(Kernel.REDUCE, a.type(), out, addend);
    } else {
      require(addend == null && out.type().equals(a.type()), Kernel.REDUCE, out, a);
      result(Kernel.REDUCE, out);
    }
  }

  static void random(Tensor out, long first) {
    require(out.type().kind() != Kind.QUIRE, Kernel.RANDOM, out);
    if (first < 0 || first > Long.MAX_VALUE - out.count()) {
      throw new IllegalArgumentException(
          "random: the first element has the number " + first + ", must be 0 or more");
    }
    result(Kernel.RANDOM, out);
  }

  static void convert(Tensor out, Tensor a) {
    DataType from = a.type();
    DataType to = out.type();
    boolean quire = from.kind() == Kind.QUIRE || to.kind() == Kind.QUIRE;
    require(
        a.hasShapeOf(out)
            && (!quire || (from.format() != null && from.format().equals(to.format()))),
        Kernel.CONVERT,
        out,
        a);
    boolean samePlaces =
        a.block() == out.block()
            && a.offset() == out.offset()
            && from.byteSize() == to.byteSize()
            && haveSameStrides(a, out);
    require(samePlaces || !a.overlaps(out), Kernel.CONVERT, out, a);
    contiguousQuires(Kernel.CONVERT, a);
    result(Kernel.CONVERT, out);
  }

  static void copy(Tensor out, Tensor a) {
    require(
        a.type().equals(out.type())
            && a.hasShapeOf(out)
            && a.isContiguous()
            && out.isContiguous()
            && !a.overlaps(out),
        Kernel.COPY,
        out,
        a);
  }

  /** A result of exact sums and its addend. */
  private static void sum(Kernel kernel, DataType type, Tensor out, Tensor addend) {
    boolean exact = out.type().kind() == Kind.QUIRE;
    require(
        exact ? out.type().format().equals(type.format()) : out.type().equals(type), kernel, out);
    if (addend != null) {
      require(
          addend.type().kind() == Kind.QUIRE
              && addend.type().format().equals(type.format())
              && addend.hasShapeOf(out)
              && (addend.isSameAs(out) || !addend.overlaps(out)),
          kernel,
          out,
          addend);
      contiguousQuires(kernel, addend);
    }
    result(kernel, out);
  }

  private static void result(Kernel kernel, Tensor out) {
    for (int d = 0; d < out.rank(); d++) {
      if (out.stride(d) == 0 && out.size(d) > 1) {
        throw new IllegalArgumentException(
            kernel.kernelName() + ": the result " + out + " repeats elements along dimension " + d);
      }
    }
    contiguousQuires(kernel, out);
  }

  private static void contiguousQuires(Kernel kernel, Tensor a) {
    if (a.type().kind() == Kind.QUIRE && !a.isContiguous()) {
      throw new IllegalArgumentException(
          kernel.kernelName() + ": the quires " + a + " are not contiguous");
    }
  }

  private static boolean haveSameStrides(Tensor a, Tensor b) {
    for (int d = 0; d < a.rank(); d++) {
      if (a.stride(d) != b.stride(d)) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean holds, Kernel kernel, Tensor out, Tensor... operands) {
    if (!holds) {
      throw new IllegalArgumentException(
          kernel.kernelName()
              + ": the result "
              + out
              + " and the operands "
              + List.of(operands)
              + " do not go together: types, shapes or overlap");
    }
  }
}
