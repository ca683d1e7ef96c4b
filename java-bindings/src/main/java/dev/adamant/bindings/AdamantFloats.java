package dev.adamant.bindings;

import java.lang.foreign.MemorySegment;

/** The float32 baselines of {@code adamant.h}, which speed is compared with. */
public final class AdamantFloats {

  private AdamantFloats() {}

  /** The float32 dot product that speed is compared with; its rounding depends on the path. */
  public static float adm_f32_dot(long n, MemorySegment a, MemorySegment b) {
    try {
      return (float) AdamantHandles.F32Dot.HANDLE.invokeExact(n, a, b);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /** The float32 sum that speed is compared with; its rounding depends on the path. */
  public static float adm_f32_sum(long n, MemorySegment a, long as) {
    try {
      return (float) AdamantHandles.F32Sum.HANDLE.invokeExact(n, a, as);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /** Bytes of workspace, aligned to 64, that {@link #adm_f32_matmul} needs, or a bad status. */
  public static long adm_f32_matmul_workspace(long m, long n, long k) {
    try {
      return (long) AdamantHandles.F32MatmulWorkspace.HANDLE.invokeExact(m, n, k);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * C = A * B in float32, rounded in an order that depends on the path, for A of m x k, B of k x n
   * and C of m x n elements by their strides.
   *
   * @return a status
   */
  public static int adm_f32_matmul(
      long m,
      long n,
      long k,
      MemorySegment a,
      long aRow,
      long aCol,
      MemorySegment b,
      long bRow,
      long bCol,
      MemorySegment c,
      long cRow,
      long cCol,
      MemorySegment workspace,
      long workspaceBytes) {
    try {
      return (int)
          AdamantHandles.F32Matmul.HANDLE.invokeExact(
              m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, cCol, workspace, workspaceBytes);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }
}
