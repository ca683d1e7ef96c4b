package dev.adamant.target.rtl;

import static dev.adamant.bindings.AdamantRtlException.check;

import dev.adamant.bindings.AdamantRtl;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact sums of products, one for every element of a result: all that the array computes is one of
 * these. Results may be where operands of the same element are, and of no other: the array reads
 * the operands of a sum before it gives the sum.
 */
final class Sums {

  private static final StructLayout TERM = AdamantRtl.TERM;
  private static final long LONGS = TERM.byteSize() / Long.BYTES;

  private record Term(Factor a, Factor b, boolean negated) {}

  private final Tensor out;
  private final Tensor addend;
  private final List<Term> terms = new ArrayList<>();

  /**
   * No sums yet.
   *
   * @param out patterns, or quires
   * @param addend quires to begin with, or null; may be {@code out}
   */
  Sums(Tensor out, Tensor addend) {
    this.out = out;
    this.addend = addend;
  }

  /** Adds, or subtracts, products of two factors, of which the first says how many there are. */
  Sums plus(Factor a, Factor b, boolean negated) {
    terms.add(new Term(a, b, negated));
    return this;
  }

  /**
   * Computes them.
   *
   * @throws dev.adamant.bindings.AdamantRtlException when the array breaks or has no memory
   */
  void run(RtlArray array) {
    if (out.count() == 0) {
      return;
    }
    boolean exact = out.type().kind() == Kind.QUIRE;
    if (exact) {
      Quires.begin(out, addend);
    }
    Tensor quires = exact ? out : addend;
    Space space = space(array);
    if (quires == null) {
      space.chooseLongest();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = arena.allocate(TERM, Math.max(1, terms.size()));
      long results = space.rows() * space.columns();
      for (long block = 0; block < space.blocks(); block++) {
        fill(table, space, block);
        check(
            "adm_rtl_contract",
            AdamantRtl.adm_rtl_contract(
                array.device(),
                space.rows(),
                space.columns(),
                terms.size(),
                table,
                quires == null
                    ? MemorySegment.NULL
                    : MemorySegment.ofAddress(
                        Quires.first(quires) + block * results * quires.type().byteSize()),
                exact ? MemorySegment.NULL : MemorySegment.ofAddress(space.address(0, block)),
                space.rowStride(0),
                space.columnStride(0)));
      }
    }
  }

  /** The result is operand 0, the factors of term i are 1 + 2i and 2 + 2i. */
  private Space space(RtlArray array) {
    int operands = 1 + 2 * terms.size();
    Space space = new Space(operands);
    space.place(0, out);
    for (int i = 0; i < terms.size(); i++) {
      place(space, 1 + 2 * i, terms.get(i).a(), array);
      place(space, 2 + 2 * i, terms.get(i).b(), array);
    }
    for (int d = 0; d < out.rank(); d++) {
      long[] strides = new long[operands];
      strides[0] = out.stride(d);
      for (int i = 0; i < terms.size(); i++) {
        strides[1 + 2 * i] = terms.get(i).a().stride(d);
        strides[2 + 2 * i] = terms.get(i).b().stride(d);
      }
      space.dimension(out.size(d), strides);
    }
    return space;
  }

  private static void place(Space space, int operand, Factor factor, RtlArray array) {
    if (factor.tensor() == null) {
      space.place(operand, array.one(), 0);
    } else {
      space.place(operand, factor.tensor());
    }
  }

  private void fill(MemorySegment table, Space space, long block) {
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.get(i);
      long[] fields = {
        space.address(1 + 2 * i, block),
        space.rowStride(1 + 2 * i),
        space.columnStride(1 + 2 * i),
        term.a().innerStride(),
        space.address(2 + 2 * i, block),
        space.rowStride(2 + 2 * i),
        space.columnStride(2 + 2 * i),
        term.b().innerStride(),
        term.a().count(),
        term.negated() ? 1 : 0
      };
      for (int f = 0; f < LONGS; f++) {
        table.setAtIndex(ValueLayout.JAVA_LONG, i * LONGS + f, fields[f]);
      }
    }
  }
}
