package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;

/** The kernels whose elements are independent: cut into ranges where there are many. */
final class ElementwiseKernels {

  private final Workers workers;

  ElementwiseKernels(Workers workers) {
    this.workers = workers;
  }

  void zip(Work.Zip work) {
    Tensor out = work.out();
    Tensor a = work.a();
    Tensor b = work.b();
    if (out.type().kind() == Kind.QUIRE) {
      QuireArrays.merge(out, a, b);
      return;
    }
    int op = NativeCodes.of(work.operation());
    int code = NativeCodes.of(out.type());
    double cost = work.operation() == BinaryOperation.DIV ? Costs.divide(code) : Costs.simple(code);
    long n = out.count();
    if (cost * n < Costs.PARALLEL && areContiguous(out, a, b)) {
      check(
          "adm_zip",
          Adamant.adm_zip(
              op, code, n, Addresses.at(out), 1, Addresses.at(a), 1, Addresses.at(b), 1));
      return;
    }
    share(
        cost,
        (length, at, strides, first) ->
            check(
                "adm_zip",
                Adamant.adm_zip(
                    op,
                    code,
                    length,
                    Addresses.at(at[0]),
                    strides[0],
                    Addresses.at(at[1]),
                    strides[1],
                    Addresses.at(at[2]),
                    strides[2])),
        out,
        a,
        b);
  }

  void map(Work.Map work) {
    Tensor out = work.out();
    Tensor a = work.a();
    if (out.type().kind() == Kind.QUIRE) {
      QuireArrays.negate(out, a);
      return;
    }
    int op = NativeCodes.of(work.operation());
    int code = NativeCodes.of(out.type());
    boolean simple =
        work.operation() == UnaryOperation.NEG || work.operation() == UnaryOperation.ABS;
    double cost = simple ? Costs.simple(code) : Costs.function(code);
    long n = out.count();
    if (cost * n < Costs.PARALLEL && areContiguous(out, a)) {
      check("adm_map", Adamant.adm_map(op, code, n, Addresses.at(out), 1, Addresses.at(a), 1));
      return;
    }
    share(
        cost,
        (length, at, strides, first) ->
            check(
                "adm_map",
                Adamant.adm_map(
                    op,
                    code,
                    length,
                    Addresses.at(at[0]),
                    strides[0],
                    Addresses.at(at[1]),
                    strides[1])),
        out,
        a);
  }

  void fma(Work.Fma work) {
    int code = NativeCodes.of(work.out().type());
    share(
        Costs.divide(code),
        (length, at, strides, first) ->
            check(
                "adm_fma",
                Adamant.adm_fma(
                    code,
                    length,
                    Addresses.at(at[0]),
                    strides[0],
                    Addresses.at(at[1]),
                    strides[1],
                    Addresses.at(at[2]),
                    strides[2],
                    Addresses.at(at[3]),
                    strides[3])),
        work.out(),
        work.a(),
        work.b(),
        work.c());
  }

  void random(Work.Random work) {
    Tensor out = work.out();
    if (out.count() == 0) {
      return;
    }
    int distribution = NativeCodes.of(work.distribution());
    int code = NativeCodes.of(out.type());
    Lines lines = Lines.inOrder(out);
    int parts = Costs.parts(Costs.random(code) * out.count(), workers.threads());
    Lines.Call call =
        (length, at, strides, first) ->
            check(
                "adm_random",
                Adamant.adm_random(
                    distribution,
                    code,
                    length,
                    Addresses.at(at[0]),
                    strides[0],
                    work.seed(),
                    work.stream(),
                    work.step(),
                    work.first() + first));
    workers.run(parts, (slot, part) -> lines.forPart(part, parts, call));
  }

  void convert(Work.Convert work) {
    Tensor out = work.out();
    Tensor a = work.a();
    if (out.count() == 0) {
      return;
    }
    if (a.type().kind() == Kind.QUIRE || out.type().kind() == Kind.QUIRE) {
      QuireArrays.convert(out, a);
      return;
    }
    DataType from = a.type();
    DataType to = out.type();
    if (from.kind() == Kind.IEEE && to.kind() == Kind.IEEE && !from.equals(to)) {
      share(1, FloatConversion.from(from), out, a);
      return;
    }
    // Between equal types the bits move, whatever they mean.
    int source = from.equals(to) ? sameWidth(from) : NativeCodes.of(from);
    int result = from.equals(to) ? source : NativeCodes.of(to);
    share(
        Costs.convert(source, result),
        (length, at, strides, first) ->
            check(
                "adm_convert",
                Adamant.adm_convert(
                    source,
                    result,
                    length,
                    Addresses.at(at[0]),
                    strides[0],
                    Addresses.at(at[1]),
                    strides[1])),
        out,
        a);
  }

  void copy(Work.Copy work) {
    if (work.out().count() == 0) {
      return; // The offset of no elements may lie beyond the block.
    }
    long bytes = work.out().byteSize();
    int size = work.out().type().byteSize();
    MemorySegment.copy(
        (MemorySegment) work.a().block().handle(),
        work.a().offset() * size,
        (MemorySegment) work.out().block().handle(),
        work.out().offset() * size,
        bytes);
  }

  /** Calls for every line, on several threads where that pays. */
  private void share(double cost, Lines.Call call, Tensor... tensors) {
    long n = tensors[0].count();
    if (n == 0) {
      return;
    }
    Lines lines = Lines.of(tensors);
    int parts = Costs.parts(cost * n, workers.threads());
    workers.run(parts, (slot, part) -> lines.forPart(part, parts, call));
  }

  private static int sameWidth(DataType type) {
    return type.kind() == Kind.POSIT
        ? NativeCodes.of(type)
        : type.byteSize() == 4 ? Adamant.ADM_POSIT32 : Adamant.ADM_POSIT64;
  }

  private static boolean areContiguous(Tensor out, Tensor a) {
    return out.isContiguous() && a.isContiguous();
  }

  private static boolean areContiguous(Tensor out, Tensor a, Tensor b) {
    return out.isContiguous() && a.isContiguous() && b.isContiguous();
  }
}
