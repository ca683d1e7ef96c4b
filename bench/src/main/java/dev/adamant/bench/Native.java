package dev.adamant.bench;

import dev.adamant.bindings.Adamant;
import dev.adamant.bindings.AdamantException;
import dev.adamant.number.Format;
import java.lang.foreign.MemorySegment;

/**
 * The calls of libadamant that are measured, over contiguous arrays; a status becomes an exception.
 */
final class Native {

  /** The name of the best path that the CPU can run. */
  static final String BEST_PATH = "auto";

  private Native() {}

  /** The code of one of the standard formats. */
  static int code(Format format) {
    int code = Format.standard().indexOf(format);
    if (code < 0) {
      throw new IllegalArgumentException(
          "libadamant has no arrays of " + format + "; it has those of " + Format.standard());
    }
    return code;
  }

  /**
   * Selects a path for the process.
   *
   * @throws IllegalArgumentException when the CPU cannot run it
   */
  static void select(String path) {
    if (Adamant.adm_select_path(path) != Adamant.ADM_OK) {
      throw new IllegalArgumentException(
          "the path "
              + path
              + " cannot run on this CPU; name one of: "
              + BEST_PATH
              + " "
              + Adamant.adm_paths());
    }
  }

  /** quire += a·b over n elements. */
  static void dot(int code, long n, MemorySegment a, MemorySegment b, MemorySegment quire) {
    AdamantException.check("adm_dot", Adamant.adm_dot(code, n, a, 1, b, 1, quire));
  }

  /** Rounds one quire. */
  static void toPosit(int code, MemorySegment quire, MemorySegment result) {
    AdamantException.check(
        "adm_quire_to_posit", Adamant.adm_quire_to_posit(code, 1, quire, result, 1));
  }

  /** Bytes of workspace that the product of square matrices needs. */
  static long productWorkspace(int code, int side) {
    long bytes = Adamant.adm_matmul_workspace(code, side, side, side);
    AdamantException.check("adm_matmul_workspace", (int) Math.min(bytes, 0));
    return bytes;
  }

  /** C = A·B for row-major square matrices, each result rounded once. */
  static void product(
      int code,
      int side,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c,
      MemorySegment workspace) {
    AdamantException.check(
        "adm_matmul",
        Adamant.adm_matmul(
            code,
            side,
            side,
            side,
            a,
            side,
            1,
            b,
            side,
            1,
            MemorySegment.NULL,
            c,
            side,
            1,
            workspace,
            workspace.byteSize()));
  }

  /** result[i] = a[i] op b[i], for an operation of {@code adm_zip}. */
  static void zip(
      int operation, int code, long n, MemorySegment result, MemorySegment a, MemorySegment b) {
    AdamantException.check("adm_zip", Adamant.adm_zip(operation, code, n, result, 1, a, 1, b, 1));
  }

  /** result[i] = op(a[i]), for an operation of {@code adm_map}. */
  static void map(int operation, int code, long n, MemorySegment result, MemorySegment a) {
    AdamantException.check("adm_map", Adamant.adm_map(operation, code, n, result, 1, a, 1));
  }

  /** result[i] = a[i]·b[i] + c[i]. */
  static void fma(
      int code, long n, MemorySegment result, MemorySegment a, MemorySegment b, MemorySegment c) {
    AdamantException.check("adm_fma", Adamant.adm_fma(code, n, result, 1, a, 1, b, 1, c, 1));
  }
}
