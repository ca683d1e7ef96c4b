package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;

/** Work on contiguous quires, each on its own. */
final class QuireArrays {

  private QuireArrays() {}

  /** out = a + b. */
  static void merge(Tensor out, Tensor a, Tensor b) {
    if (out.count() == 0) {
      return;
    }
    Tensor other = b;
    if (out.isSameAs(b) && !out.isSameAs(a)) {
      other = a;
    } else {
      copy(out, a);
    }
    check(
        "adm_quire_merge",
        Adamant.adm_quire_merge(
            NativeCodes.of(out.type()), out.count(), Addresses.at(out), Addresses.at(other)));
  }

  /** out = −a. */
  static void negate(Tensor out, Tensor a) {
    if (out.count() == 0) {
      return;
    }
    copy(out, a);
    check(
        "adm_quire_negate",
        Adamant.adm_quire_negate(NativeCodes.of(out.type()), out.count(), Addresses.at(out)));
  }

  /** From patterns to quires of their format, or back, or from quires to quires. */
  static void convert(Tensor out, Tensor a) {
    int code = NativeCodes.of(out.type());
    if (a.type().equals(out.type())) {
      copy(out, a);
    } else if (out.type().kind() == Kind.QUIRE) {
      clear(out);
      Lines.inOrder(out, a)
          .forPart(0, 1, (n, at, strides, first) -> addEach(code, n, at, strides[1], out, a));
    } else {
      Lines.inOrder(out, a)
          .forPart(
              0,
              1,
              (n, at, strides, first) ->
                  check(
                      "adm_quire_to_posit",
                      Adamant.adm_quire_to_posit(
                          code, n, Addresses.at(at[1]), Addresses.at(at[0]), strides[0])));
    }
  }

  /** Makes the quires those of the addend, or zero where it is null. */
  static void begin(Tensor out, Tensor addend) {
    if (addend == null) {
      clear(out);
    } else {
      copy(out, addend);
    }
  }

  private static void addEach(
      int code, long n, long[] at, long stride, Tensor quires, Tensor patterns) {
    int bytes = quires.type().byteSize();
    int width = patterns.type().byteSize();
    for (long i = 0; i < n; i++) {
      check(
          "adm_sum",
          Adamant.adm_sum(
              code,
              1,
              Addresses.at(at[1] + i * stride * width),
              1,
              Addresses.at(at[0] + i * bytes)));
    }
  }

  private static void clear(Tensor quires) {
    memory(quires).fill((byte) 0);
  }

  private static void copy(Tensor out, Tensor a) {
    if (!out.isSameAs(a)) {
      memory(out).copyFrom(memory(a));
    }
  }

  private static MemorySegment memory(Tensor quires) {
    long bytes = quires.type().byteSize();
    return ((MemorySegment) quires.block().handle())
        .asSlice(quires.offset() * bytes, quires.byteSize());
  }
}
