package dev.adamant.target.opencl;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.opencl.Launcher.Memory;
import dev.adamant.target.opencl.Launcher.Program;
import dev.adamant.target.opencl.Launches.Arguments;
import dev.adamant.target.opencl.View.Block;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One exact sum for each index of a shape, by {@code sums.cl}: one work-item for each, or, where
 * there are few sums of many terms, for each part of one.
 */
final class ExactSum {

  /** Bytes of quires between several terms, which the work needs beside its tensors. */
  private static final long SCRATCH_LIMIT = 1L << 25;

  /**
   * What terms are made of: its element k is at its place and k steps.
   *
   * @param step in elements
   */
  record Factor(Memory memory, Operand place, long step) {

    Factor at(Operand newPlace) {
      return new Factor(memory, newPlace, step);
    }
  }

  /**
   * Some of the terms of a sum: all k of ±a[…, k]·b[…, k] or, where b is null, of ±a[…, k].
   *
   * @param kernel of {@code sums.cl}
   * @param negated whether they are subtracted; never with the kernel {@code terms}
   * @param count how many k
   */
  record Terms(String kernel, Factor a, Factor b, boolean negated, long count) {

    Terms at(Operand aPlace, Operand bPlace) {
      return new Terms(kernel, a.at(aPlace), b == null ? null : b.at(bPlace), negated, count);
    }

    Operand bPlace() {
      return b == null ? Operand.none(a.place.rank()) : b.place;
    }
  }

  /**
   * Where results are.
   *
   * @param memory null for none
   * @param exact whether they are quires, not patterns
   */
  record Results(Memory memory, boolean exact, Operand place) {

    static Results none(int rank) {
      return new Results(null, true, Operand.none(rank));
    }

    Results at(Operand newPlace) {
      return new Results(memory, exact, newPlace);
    }
  }

  private final Launcher launcher;
  private final Program program;
  private final long quireBytes;
  private final long[] shape;
  private final Results out;
  private final Results addend;
  private final long count;

  /**
   * Nothing launched so far.
   *
   * @param out of that shape
   * @param addend quires of that shape, or none
   */
  ExactSum(Launcher launcher, Format format, long[] shape, Results out, Results addend) {
    this.launcher = launcher;
    this.program = new Program("sums", format);
    this.quireBytes = DataType.quire(format).byteSize();
    this.shape = shape;
    this.out = out;
    this.addend = addend;
    this.count = LongStream.of(shape).reduce(1, (a, b) -> a * b);
  }

  /** out = addend + all terms. */
  void launch(List<Terms> all) {
    long most = all.stream().mapToLong(Terms::count).max().orElseThrow();
    Parts parts = Parts.of(launcher.traits(), count, most);
    if (parts.count() > 1) {
      inParts(all, parts);
    } else if (out.exact || all.size() == 1) {
      inTurn(shape, all, out, out, addend);
    } else {
      inBlocks(all);
    }
  }

  /** Each list of terms onto what the one before left in {@code between}. */
  private void inTurn(
      long[] lengths, List<Terms> all, Results between, Results last, Results first) {
    for (int i = 0; i < all.size(); i++) {
      launch(
          lengths,
          i == all.size() - 1 ? last : between,
          i == 0 ? first : between,
          all.get(i),
          Parts.WHOLE);
    }
  }

  /** The same with quires between that are not kept, for a block of the results at a time. */
  private void inBlocks(List<Terms> all) {
    Operand[] operands = new Operand[2 + 2 * all.size()];
    operands[0] = out.place;
    operands[1] = addend.place;
    for (int i = 0; i < all.size(); i++) {
      operands[2 + 2 * i] = all.get(i).a.place;
      operands[3 + 2 * i] = all.get(i).bPlace();
    }
    long most = Math.min(count, SCRATCH_LIMIT / quireBytes);
    Memory scratch = launcher.scratch(most * quireBytes);
    for (Block block : View.of(shape, operands).blocks(most)) {
      long[] lengths = block.lengths();
      Terms[] parts = new Terms[all.size()];
      Arrays.setAll(parts, i -> all.get(i).at(block.operand(2 + 2 * i), block.operand(3 + 2 * i)));
      inTurn(
          lengths,
          List.of(parts),
          new Results(scratch, true, Operand.rowMajor(lengths)),
          out.at(block.operand(0)),
          addend.at(block.operand(1)));
    }
  }

  /** Quires of parts of the sums, and then the sums of those. */
  private void inParts(List<Terms> all, Parts parts) {
    Results partial = partial(parts.count());
    for (int i = 0; i < all.size(); i++) {
      Results before = i == 0 ? Results.none(shape.length + 1) : partial;
      launchParts(partial, before, all.get(i), parts.forTerms(all.get(i).count));
    }
    long left = parts.count();
    while (left > Parts.FEW) {
      Parts groups = Parts.interleaved(Parts.ceilDiv(left, Parts.FEW));
      Results next = partial(groups.count());
      launchParts(next, Results.none(shape.length + 1), quires(partial, left), groups);
      partial = next;
      left = groups.count();
    }
    launch(shape, out, addend, quires(partial, left), Parts.WHOLE);
  }

  /** Room for the quires of so many parts, one part behind the other. */
  private Results partial(long parts) {
    return new Results(
        launcher.scratch(parts * count * quireBytes), true, Operand.rowMajor(withParts(parts)));
  }

  /** Those quires as the terms of sums. */
  private Terms quires(Results partial, long parts) {
    Factor quires = new Factor(partial.memory, Operand.rowMajor(shape), count);
    return new Terms("merge", quires, null, false, parts);
  }

  /** With the parts as the first dimension. */
  private void launchParts(Results to, Results from, Terms terms, Parts parts) {
    Terms repeated = terms.at(terms.a.place.repeated(), terms.bPlace().repeated());
    launch(withParts(parts.count()), to, from, repeated, parts);
  }

  private long[] withParts(long parts) {
    long[] lengths = new long[shape.length + 1];
    lengths[0] = parts;
    System.arraycopy(shape, 0, lengths, 1, shape.length);
    return lengths;
  }

  private void launch(long[] lengths, Results to, Results from, Terms terms, Parts parts) {
    View view =
        View.of(
            lengths,
            to.place,
            from.place,
            terms.a.place,
            terms.bPlace(),
            parts.starts(lengths.length));
    for (Block block : view.blocks()) {
      Arguments arguments =
          new Arguments()
              .add(to.exact ? null : to.memory, to.exact ? to.memory : null)
              .places(block, 0)
              .operand(from.memory, block, 1)
              .operand(terms.a.memory, block, 2)
              .add(terms.a.step);
      if (terms.b != null) {
        arguments.operand(terms.b.memory, block, 3).add(terms.b.step);
      }
      if (!terms.kernel.equals("terms")) {
        arguments.add(terms.negated ? 1 : 0);
      }
      arguments.places(block, 4).add(parts.step(), parts.span(), terms.count);
      Launches.elements(launcher, block, program, terms.kernel, arguments);
    }
  }
}
