package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * The handles of the functions of {@code adamant.h}, each in a class of its own, so that it is
 * linked on first use and is a constant to the compiler: linking takes some milliseconds, and few
 * programs call all of them.
 */
final class AdamantHandles {

  private AdamantHandles() {}

  static final class AbiVersion {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall("adm_abi_version", FunctionDescriptor.of(JAVA_INT));
  }

  static final class Path {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall("adm_path", FunctionDescriptor.of(ADDRESS));
  }

  static final class Paths {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall("adm_paths", FunctionDescriptor.of(ADDRESS));
  }

  static final class SelectPath {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall("adm_select_path", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  static final class QuireWords {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall("adm_quire_words", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  static final class Map {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_map",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
  }

  static final class Zip {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_zip",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG,
                ADDRESS, JAVA_LONG));
  }

  static final class Fma {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_fma",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS,
                JAVA_LONG, ADDRESS, JAVA_LONG));
  }

  static final class Convert {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_convert",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
  }

  static final class Random {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_random",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT,
                JAVA_INT, JAVA_LONG));
  }

  static final class Extremum {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_extremum",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static final class Dot {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_dot",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static final class Sum {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_sum",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static final class QuireToPosit {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_quire_to_posit",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
  }

  static final class QuireMerge {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_quire_merge",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS));
  }

  static final class QuireNegate {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_quire_negate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
  }

  static final class MatmulWorkspace {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_matmul_workspace",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static final class Matmul {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_matmul",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG,
                ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS,
                JAVA_LONG));
  }

  static final class Products {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_products",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS,
                ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  }

  static final class F32Dot {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_f32_dot", FunctionDescriptor.of(JAVA_FLOAT, JAVA_LONG, ADDRESS, ADDRESS));
  }

  static final class F32Sum {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_f32_sum", FunctionDescriptor.of(JAVA_FLOAT, JAVA_LONG, ADDRESS, JAVA_LONG));
  }

  static final class F32MatmulWorkspace {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_f32_matmul_workspace",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  static final class F32Matmul {
    static final MethodHandle HANDLE =
        NativeLibrary.downcall(
            "adm_f32_matmul",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS,
                JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG));
  }
}
