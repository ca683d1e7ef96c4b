package dev.adamant.target.rtl;

import static dev.adamant.bindings.AdamantRtlException.check;

import dev.adamant.bindings.AdamantRtl;
import dev.adamant.memory.Tensor;
import java.lang.foreign.MemorySegment;

/** Work on contiguous quires, each on its own. */
final class Quires {

  private Quires() {}

  /** The address of the first. */
  static long first(Tensor quires) {
    return Space.base(quires) + quires.offset() * quires.type().byteSize();
  }

  /** out = a + b. */
  static void merge(RtlArray array, Tensor out, Tensor a, Tensor b) {
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
        "adm_rtl_quire_merge",
        AdamantRtl.adm_rtl_quire_merge(array.device(), out.count(), at(out), at(other)));
  }

  /** out = −a. */
  static void negate(RtlArray array, Tensor out, Tensor a) {
    if (out.count() == 0) {
      return;
    }
    copy(out, a);
    check(
        "adm_rtl_quire_negate",
        AdamantRtl.adm_rtl_quire_negate(array.device(), out.count(), at(out)));
  }

  /** Makes the quires those of the addend, or zero where it is null. */
  static void begin(Tensor out, Tensor addend) {
    if (addend == null) {
      memory(out).fill((byte) 0);
    } else {
      copy(out, addend);
    }
  }

  private static void copy(Tensor out, Tensor a) {
    if (!out.isSameAs(a)) {
      memory(out).copyFrom(memory(a));
    }
  }

  private static MemorySegment at(Tensor quires) {
    return MemorySegment.ofAddress(first(quires));
  }

  private static MemorySegment memory(Tensor quires) {
    return ((MemorySegment) quires.block().handle())
        .asSlice(quires.offset() * quires.type().byteSize(), quires.byteSize());
  }
}
