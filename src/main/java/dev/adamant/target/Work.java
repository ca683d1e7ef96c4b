package dev.adamant.target;

import dev.adamant.memory.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One use of a kernel: which, on which tensors. A piece of work is a value that can be submitted
 * any number of times; its constructor checks types, shapes and overlap, and throws {@link
 * IllegalArgumentException} with the tensors that do not fit.
 *
 * <p>The result may be the very same tensor as an operand where elements are independent ({@link
 * Map}, {@link Zip}, {@link Fma}, {@link Convert} between types of one size) or where it is the
 * addend; any other overlap, and a result that repeats elements, is refused. Operands may repeat
 * elements (stride 0), overlap each other and run backwards. Quires must be contiguous.
 *
 * <p>Sums are exact and rounded once, or not at all where the result is a quire; a NaR operand
 * gives NaR. With IEEE floats, which are there to compare with, results are those of IEEE
 * operations in an order of the target's choice.
 */
public sealed interface Work {

  /** The most products or terms of one sum, from what a quire's 31 carry bits take. */
  long MAX_TERMS = Integer.MAX_VALUE;

  /** The kernel. */
  Kernel kernel();

  /** What it writes. */
  Tensor out();

  /** What it reads. */
  List<Tensor> operands();

  /**
   * A sum of matrix products, as a part of a {@link Contract}.
   *
   * @param a […, m, k]
   * @param b […, k, n] of the same type
   * @param negated whether the products are subtracted
   */
  record Term(Tensor a, Tensor b, boolean negated) {}

  /**
   * out = addend + Σ over terms ±a·b: every element is one exact sum over k and over the terms.
   *
   * @param out […, m, n]: patterns, rounded once, or quires
   * @param terms at least one; leading dimensions are those of {@code out} (repeat with {@link
   *     Tensor#expand})
   * @param addend quires of the shape of {@code out}, or null for none; may be {@code out}
   */
  record Contract(Tensor out, List<Term> terms, Tensor addend) implements Work {

    /** Checks types, shapes and overlap. */
    public Contract {
      terms = List.copyOf(terms);
      Checks.contract(out, terms, addend);
    }

    /** out = a·b. */
    public Contract(Tensor out, Tensor a, Tensor b) {
      this(out, List.of(new Term(a, b, false)), null);
    }

    @Override
    public Kernel kernel() {
      return Kernel.CONTRACT;
    }

    @Override
    public List<Tensor> operands() {
      List<Tensor> operands = new ArrayList<>(2 * terms.size() + 1);
      for (Term term : terms) {
        operands.add(term.a);
        operands.add(term.b);
      }
      if (addend != null) {
        operands.add(addend);
      }
      return operands;
    }
  }

  /**
   * out[i] = operation(a[i]). Of quires only {@link UnaryOperation#NEG}.
   *
   * @param operation which
   * @param out of the type and shape of {@code a}
   * @param a the operand
   */
  record Map(UnaryOperation operation, Tensor out, Tensor a) implements Work {

    /** Checks types, shapes and overlap. */
    public Map {
      Objects.requireNonNull(operation, "operation");
      Checks.map(operation, out, a);
    }

    @Override
    public Kernel kernel() {
      return Kernel.MAP;
    }

    @Override
    public List<Tensor> operands() {
      return List.of(a);
    }
  }

  /**
   * out[i] = a[i] operation b[i]. Of quires only {@link BinaryOperation#ADD}, which merges partial
   * sums.
   *
   * @param operation which
   * @param out of the type and shape of the operands
   * @param a the first operand
   * @param b the second operand
   */
  record Zip(BinaryOperation operation, Tensor out, Tensor a, Tensor b) implements Work {

    /** Checks types, shapes and overlap. */
    public Zip {
      Objects.requireNonNull(operation, "operation");
      Checks.zip(operation, out, a, b);
    }

    @Override
    public Kernel kernel() {
      return Kernel.ZIP;
    }

    @Override
    public List<Tensor> operands() {
      return List.of(a, b);
    }
  }

  /**
   * out[i] = a[i]·b[i] + c[i], rounded once.
   *
   * @param out of the type and shape of the operands
   * @param a the first factor
   * @param b the second factor
   * @param c the addend
   */
  record Fma(Tensor out, Tensor a, Tensor b, Tensor c) implements Work {

    /** Checks types, shapes and overlap. */
    public Fma {
      Checks.elementwise(Kernel.FMA, out, a, b, c);
    }

    @Override
    public Kernel kernel() {
      return Kernel.FMA;
    }

    @Override
    public List<Tensor> operands() {
      return List.of(a, b, c);
    }
  }

  /**
   * out[…] = addend[…] + operation over k of a[…, k].
   *
   * @param operation which
   * @param out […]: patterns, or quires with {@link ReduceOperation#SUM}
   * @param a […, k]
   * @param addend quires of the shape of {@code out}, with {@link ReduceOperation#SUM}, or null for
   *     none; may be {@code out}
   */
  record Reduce(ReduceOperation operation, Tensor out, Tensor a, Tensor addend) implements Work {

    /** Checks types, shapes and overlap. */
    public Reduce {
      Objects.requireNonNull(operation, "operation");
      Checks.reduce(operation, out, a, addend);
    }

    /** out = operation over a. */
    public Reduce(ReduceOperation operation, Tensor out, Tensor a) {
      this(operation, out, a, null);
    }

    @Override
    public Kernel kernel() {
      return Kernel.REDUCE;
    }

    @Override
    public List<Tensor> operands() {
      return addend == null ? List.of(a) : List.of(a, addend);
    }
  }

  /**
   * Random elements by Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011), a function of a counter:
   * the i-th element in row-major order is made from word {@code e mod 4} of the block of {@code e
   * = first + i}, whose key is {@code seed} (low word first) and whose counter is {@code e div 4}
   * (low word first), {@code stream}, {@code step}. So it does not depend on how a tensor is cut.
   *
   * @param distribution which
   * @param out what is filled
   * @param seed of the job
   * @param stream such as the layer or parameter
   * @param step of the job
   * @param first the number of the tensor's first element, 0 or more
   */
  record Random(Distribution distribution, Tensor out, long seed, int stream, int step, long first)
      implements Work {

    /** Checks the type and the range. */
    public Random {
      Objects.requireNonNull(distribution, "distribution");
      Checks.random(out, first);
    }

    @Override
    public Kernel kernel() {
      return Kernel.RANDOM;
    }

    @Override
    public List<Tensor> operands() {
      return List.of();
    }
  }

  /**
   * out[i] = a[i] in the type of {@code out}, rounded once: between any patterns and floats; from
   * patterns to quires of their format, exactly, and back, rounding; between equal types, which
   * copies into another layout.
   *
   * @param out of the shape of {@code a}
   * @param a the operand
   */
  record Convert(Tensor out, Tensor a) implements Work {

    /** Checks types, shapes and overlap. */
    public Convert {
      Checks.convert(out, a);
    }

    @Override
    public Kernel kernel() {
      return Kernel.CONVERT;
    }

    @Override
    public List<Tensor> operands() {
      return List.of(a);
    }
  }

  /**
   * out = a, where either may be in the memory of the target or of the host. {@link Convert} to the
   * same type copies into another layout.
   *
   * @param out contiguous, of the type and shape of {@code a}
   * @param a contiguous
   */
  record Copy(Tensor out, Tensor a) implements Work {

    /** Checks types, shapes and overlap. */
    public Copy {
      Checks.copy(out, a);
    }

    @Override
    public Kernel kernel() {
      return Kernel.COPY;
    }

    @Override
    public List<Tensor> operands() {
      return List.of(a);
    }
  }
}
