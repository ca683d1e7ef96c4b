package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * The handles of the functions of {@code adamant_rtl.h}, each in a class of its own, so that it is
 * linked on first use and is a constant to the compiler.
 */
final class AdamantRtlHandles {

  private AdamantRtlHandles() {}

  static final class AbiVersion {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall("adm_rtl_abi_version", FunctionDescriptor.of(JAVA_INT));
  }

  static final class Open {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_open", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  }

  static final class Close {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall("adm_rtl_close", FunctionDescriptor.ofVoid(ADDRESS));
  }

  static final class ReadCounters {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_read_counters", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  }

  static final class ClearCounters {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_clear_counters", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  static final class HoldBack {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_hold_back",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT));
  }

  static final class Contract {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_contract",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS,
                JAVA_LONG, JAVA_LONG));
  }

  static final class Matmul {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_matmul",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG,
                ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG));
  }

  static final class Dot {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_dot",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static final class Fdp {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_fdp",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static final class Zip {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_zip",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG,
                ADDRESS, JAVA_LONG));
  }

  static final class Fma {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_fma",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS,
                JAVA_LONG, ADDRESS, JAVA_LONG));
  }

  static final class Sum {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_sum",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static final class QuireToPosit {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_quire_to_posit",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
  }

  static final class QuireMerge {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_quire_merge",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
  }

  static final class QuireNegate {
    static final MethodHandle HANDLE =
        AdamantRtlLibrary.downcall(
            "adm_rtl_quire_negate", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS));
  }
}
