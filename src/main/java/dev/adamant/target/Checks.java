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
      throw new IllegalArgumentException("contract: there are no terms for " + out);
    }
    DataType type = terms.getFirst().a().type();
    long products = 0;
    for (Work.Term term : terms) {
      term(out, type, term.a(), term.b());
      products += term.a().size(-1);
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

  private static void term(Tensor out, DataType type, Tensor a, Tensor b) {
    int rank = out.rank();
    require(
        type.kind() != Kind.QUIRE && a.type().equals(type) && b.type().equals(type),
        Kernel.CONTRACT,
        "factors must all be of one type, and no quires",
        out,
        a,
        b);
    require(
        rank >= 2 && a.rank() == rank && b.rank() == rank,
        Kernel.CONTRACT,
        "all must have the same two dimensions or more",
        out,
        a,
        b);
    require(
        a.size(-1) == b.size(-2),
        Kernel.CONTRACT,
        "the first factor must have as many columns as the second has rows",
        out,
        a,
        b);
    boolean fits = a.size(-2) == out.size(-2) && b.size(-1) == out.size(-1);
    for (int d = 0; fits && d < rank - 2; d++) {
      fits = a.size(d) == out.size(d) && b.size(d) == out.size(d);
    }
    require(
        fits,
        Kernel.CONTRACT,
        "the result must have the rows of the first factor, the columns of the second, and the"
            + " leading dimensions of both",
        out,
        a,
        b);
    apart(Kernel.CONTRACT, out, a);
    apart(Kernel.CONTRACT, out, b);
  }

  static void map(UnaryOperation operation, Tensor out, Tensor a) {
    elementwise(Kernel.MAP, out, a);
    require(
        a.type().kind() != Kind.QUIRE || operation == UnaryOperation.NEG,
        Kernel.MAP,
        "quires can only be negated",
        out,
        a);
  }

  static void zip(BinaryOperation operation, Tensor out, Tensor a, Tensor b) {
    elementwise(Kernel.ZIP, out, a, b);
    require(
        a.type().kind() != Kind.QUIRE || operation == BinaryOperation.ADD,
        Kernel.ZIP,
        "quires can only be added",
        out,
        a,
        b);
  }

  static void elementwise(Kernel kernel, Tensor out, Tensor... operands) {
    for (Tensor a : operands) {
      require(a.type().equals(out.type()), kernel, "all must be of one type", out, a);
      sameShape(kernel, out, a);
      require(
          a.isSameAs(out) || !a.overlaps(out),
          kernel,
          "the result must be an operand or lie apart from it",
          out,
          a);
      contiguousQuires(kernel, a);
    }
    require(
        kernel != Kernel.FMA || out.type().kind() != Kind.QUIRE,
        kernel,
        "quires cannot be multiplied",
        out);
    result(kernel, out);
  }

  static void reduce(ReduceOperation operation, Tensor out, Tensor a, Tensor addend) {
    require(a.type().kind() != Kind.QUIRE, Kernel.REDUCE, "quires cannot be reduced", out, a);
    boolean fits = a.rank() == out.rank() + 1;
    for (int d = 0; fits && d < out.rank(); d++) {
      fits = a.size(d) == out.size(d);
    }
    require(
        fits,
        Kernel.REDUCE,
        "the result must have the dimensions of the operand but the last",
        out,
        a);
    apart(Kernel.REDUCE, out, a);
    if (a.size(-1) > Work.MAX_TERMS) {
      throw new IllegalArgumentException(
          "reduce: a sum of " + a.size(-1) + " terms, at most " + Work.MAX_TERMS + " fit a quire");
    }
    if (operation == ReduceOperation.SUM) {
      sum(Kernel.REDUCE, a.type(), out, addend);
    } else {
      require(
          addend == null && out.type().equals(a.type()),
          Kernel.REDUCE,
          "the greatest and the least are of the operand's type, without addend",
          out,
          a);
      result(Kernel.REDUCE, out);
    }
  }

  static void random(Tensor out, long first) {
    require(out.type().kind() != Kind.QUIRE, Kernel.RANDOM, "quires cannot be drawn", out);
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
    sameShape(Kernel.CONVERT, out, a);
    require(
        !quire || (from.format() != null && from.format().equals(to.format())),
        Kernel.CONVERT,
        "quires become only patterns of their own format, and the other way round",
        out,
        a);
    boolean samePlaces =
        a.block() == out.block()
            && a.offset() == out.offset()
            && from.byteSize() == to.byteSize()
            && haveSameStrides(a, out);
    require(
        samePlaces || !a.overlaps(out),
        Kernel.CONVERT,
        "the result must lie where the operand does, in elements as long, or apart from it",
        out,
        a);
    contiguousQuires(Kernel.CONVERT, a);
    result(Kernel.CONVERT, out);
  }

  static void copy(Tensor out, Tensor a) {
    require(
        a.type().equals(out.type()),
        Kernel.COPY,
        "both must be of one type (convert changes it)",
        out,
        a);
    sameShape(Kernel.COPY, out, a);
    require(
        a.isContiguous() && out.isContiguous(),
        Kernel.COPY,
        "both must be contiguous (convert to the same type changes the layout)",
        out,
        a);
    apart(Kernel.COPY, out, a);
  }

  /** A result of exact sums and its addend. */
  private static void sum(Kernel kernel, DataType type, Tensor out, Tensor addend) {
    boolean exact = out.type().kind() == Kind.QUIRE;
    require(
        exact ? out.type().format().equals(type.format()) : out.type().equals(type),
        kernel,
        "the result of terms of " + type + " must be of that type, or quires of it",
        out);
    if (addend != null) {
      require(
          addend.type().kind() == Kind.QUIRE && addend.type().format().equals(type.format()),
          kernel,
          "the addend of terms of " + type + " must be quires of it",
          out,
          addend);
      sameShape(kernel, out, addend);
      require(
          addend.isSameAs(out) || !addend.overlaps(out),
          kernel,
          "the result must be the addend or lie apart from it",
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

  private static void sameShape(Kernel kernel, Tensor out, Tensor a) {
    require(a.hasShapeOf(out), kernel, "shapes must be equal (expand repeats)", out, a);
  }

  private static void apart(Kernel kernel, Tensor out, Tensor a) {
    require(!out.overlaps(a), kernel, "the result must lie apart from the operand", out, a);
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

  private static void require(
      boolean holds, Kernel kernel, String rule, Tensor out, Tensor... operands) {
    if (!holds) {
      throw new IllegalArgumentException(
          kernel.kernelName()
              + ": "
              + rule
              + "; the result is "
              + out
              + (operands.length == 0 ? "" : ", with " + List.of(operands)));
    }
  }
}
