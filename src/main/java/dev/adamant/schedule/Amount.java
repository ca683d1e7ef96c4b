package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Kernel;
import dev.adamant.target.Work;
import java.util.List;

/**
 * How much a piece of work is: what its time depends on, and nothing that changes from step to
 * step. Equal amounts are expected to take equal times.
 *
 * @param kernel which
 * @param operation of the kernel, such as {@code exp}; empty where it has none
 * @param type of the operands (of the result where there are none)
 * @param result type of the result
 * @param layout letters for how the tensors lie, the result's first, then those of the operands in
 *     their order: {@code r} rows contiguous, {@code c} columns, {@code s} one element repeated,
 *     {@code x} any other. The terms of a contraction share the letters of both factors, which are
 *     {@code x} where they differ
 * @param terms of a contraction, else 1
 * @param batch matrices of a contraction; 1 elsewhere
 * @param rows of a contraction's result; elements of any other
 * @param columns of a contraction's result, else 1
 * @param depth of contractions and reductions: products or elements of all terms together for one
 *     element of the result; else 1
 */
public record Amount(
    Kernel kernel,
    String operation,
    DataType type,
    DataType result,
    String layout,
    int terms,
    long batch,
    long rows,
    long columns,
    long depth) {

  /** That of the work. */
  public static Amount of(Work work) {
    return switch (work) {
      case Work.Contract contract -> of(contract);
      case Work.Reduce reduce -> of(reduce);
      case Work.Map map ->
          elements(map, map.operation().operationName(), map.a(), Layouts.of(map.out(), map.a()));
      case Work.Zip zip ->
          elements(
              zip,
              zip.operation().operationName(),
              zip.a(),
              Layouts.of(zip.out(), zip.a(), zip.b()));
      case Work.Fma fma ->
          elements(fma, "", fma.a(), Layouts.of(fma.out(), fma.a(), fma.b(), fma.c()));
      case Work.Random random ->
          elements(
              random,
              random.distribution().distributionName(),
              random.out(),
              Layouts.of(random.out()));
      case Work.Convert convert ->
          elements(convert, "", convert.a(), Layouts.of(convert.out(), convert.a()));
      case Work.Copy copy -> elements(copy, "", copy.a(), Layouts.of(copy.out(), copy.a()));
    };
  }

  private static Amount of(Work.Contract work) {
    Tensor out = work.out();
    List<Work.Term> terms = work.terms();
    long depth = 0;
    for (int i = 0; i < terms.size(); i++) {
      depth += terms.get(i).a().size(-1);
    }
    long batch = 1;
    for (int d = 0; d < out.rank() - 2; d++) {
      batch *= out.size(d);
    }
    return new Amount(
        Kernel.CONTRACT,
        "",
        terms.getFirst().a().type(),
        out.type(),
        Layouts.of(work),
        terms.size(),
        batch,
        out.size(-2),
        out.size(-1),
        depth);
  }

  private static Amount of(Work.Reduce work) {
    Tensor out = work.out();
    Tensor a = work.a();
    Tensor addend = work.addend();
    return new Amount(
        Kernel.REDUCE,
        work.operation().operationName(),
        a.type(),
        out.type(),
        addend == null ? Layouts.of(out, a) : Layouts.of(out, a, addend),
        1,
        1,
        out.count(),
        1,
        a.size(-1));
  }

  private static Amount elements(Work work, String operation, Tensor a, String layout) {
    Tensor out = work.out();
    return new Amount(
        work.kernel(), operation, a.type(), out.type(), layout, 1, 1, out.count(), 1, 1);
  }

  /** The same, of the family of another: as if its tensors lay like those. */
  Amount inFamilyOf(Amount other) {
    return new Amount(
        other.kernel,
        other.operation,
        other.type,
        other.result,
        other.layout,
        terms,
        batch,
        rows,
        columns,
        depth);
  }

  /** Products, terms or elements: batch · rows · columns · depth. */
  public double operations() {
    return (double) batch * rows * columns * depth;
  }

  /**
   * Work that differs in size alone, the number of terms included, is of one family: it has the
   * same text here, such as {@code contract posit32 > posit32 rrc} or {@code map exp float32 >
   * float32 rr}.
   */
  public String family() {
    String name = kernel.kernelName() + (operation.isEmpty() ? "" : " " + operation);
    return name + " " + type + " > " + result + " " + layout;
  }
}
