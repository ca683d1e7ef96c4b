package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * The functions, constants and structures of {@code adamant_rtl.h}, under their own names: the
 * arrays of {@code kernels/rtl}, cycle by cycle. The header says what each function does to its
 * arguments, and that an array is used by one thread at a time.
 *
 * <p>Segments must be off the heap ({@link MemorySegment#NULL} is a NULL pointer). Nothing checks
 * that they are as long as the lengths and strides say: that is the caller's part. Functions that
 * return a status return it; {@link AdamantRtlException#check} turns it into an exception. Every
 * function throws {@link NativeLibraryException} where the library cannot be used. None allocates
 * on the Java side.
 */
public final class AdamantRtl {

  /** Done. */
  public static final int ADM_RTL_OK = 0;

  /** A negative size, a NULL pointer, an unknown code. */
  public static final int ADM_RTL_EINVAL = -1;

  /** A format or a size that the design does not have. */
  public static final int ADM_RTL_EUNSUPPORTED = -2;

  /** No memory for an array or for the sums between its jobs. */
  public static final int ADM_RTL_ENOMEM = -3;

  /**
   * An assertion of the design failed, or nothing moved for 100,000 cycles; results may be half
   * written, and the array answers so from here on.
   */
  public static final int ADM_RTL_EBROKEN = -4;

  /** posit8 of the 2022 standard. */
  public static final int ADM_RTL_POSIT8 = 0;

  /** posit16 of the 2022 standard. */
  public static final int ADM_RTL_POSIT16 = 1;

  /** posit32 of the 2022 standard. */
  public static final int ADM_RTL_POSIT32 = 2;

  /** posit64 of the 2022 standard. */
  public static final int ADM_RTL_POSIT64 = 3;

  /** b-posit of 16 bits, ⟨16, 6, 5⟩. */
  public static final int ADM_RTL_BPOSIT16 = 4;

  /** b-posit of 32 bits, ⟨32, 6, 5⟩. */
  public static final int ADM_RTL_BPOSIT32 = 5;

  /** b-posit of 64 bits, ⟨64, 6, 5⟩. */
  public static final int ADM_RTL_BPOSIT64 = 6;

  /** Code of {@link #adm_rtl_zip}: a + b. */
  public static final int ADM_RTL_ADD = 0;

  /** Code of {@link #adm_rtl_zip}: a − b. */
  public static final int ADM_RTL_SUB = 1;

  /** Code of {@link #adm_rtl_zip}: a × b. */
  public static final int ADM_RTL_MUL = 2;

  /** {@code adm_rtl_term}: the products of a contraction. */
  public static final StructLayout TERM =
      MemoryLayout.structLayout(
          ADDRESS.withName("a"),
          JAVA_LONG.withName("a_row"),
          JAVA_LONG.withName("a_column"),
          JAVA_LONG.withName("a_inner"),
          ADDRESS.withName("b"),
          JAVA_LONG.withName("b_row"),
          JAVA_LONG.withName("b_column"),
          JAVA_LONG.withName("b_inner"),
          JAVA_LONG.withName("count"),
          JAVA_LONG.withName("negate"));

  /** {@code adm_rtl_counters}: what an array did. */
  public static final StructLayout COUNTERS =
      MemoryLayout.structLayout(
          JAVA_LONG.withName("cycles"),
          JAVA_LONG.withName("products"),
          JAVA_LONG.withName("starved"),
          JAVA_LONG.withName("blocked"),
          JAVA_LONG.withName("lanes"));

  private AdamantRtl() {}

  /** The version of the interface, which these bindings have checked. */
  public static int adm_rtl_abi_version() {
    try {
      return (int) AdamantRtlHandles.AbiVersion.HANDLE.invokeExact();
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Makes the array of a format, reset, which the caller closes; its address goes to {@code
   * device}.
   *
   * @return a status
   */
  public static int adm_rtl_open(int format, MemorySegment device) {
    try {
      return (int) AdamantRtlHandles.Open.HANDLE.invokeExact(format, device);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /** Gives an array back; {@link MemorySegment#NULL} is none. */
  public static void adm_rtl_close(MemorySegment device) {
    try {
      AdamantRtlHandles.Close.HANDLE.invokeExact(device);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Fills {@link #COUNTERS} with what the array did since it was opened or its counters were
   * cleared.
   *
   * @return a status
   */
  public static int adm_rtl_read_counters(MemorySegment device, MemorySegment counters) {
    try {
      return (int) AdamantRtlHandles.ReadCounters.HANDLE.invokeExact(device, counters);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Sets the counters to zero.
   *
   * @return a status
   */
  public static int adm_rtl_clear_counters(MemorySegment device) {
    try {
      return (int) AdamantRtlHandles.ClearCounters.HANDLE.invokeExact(device);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * From here on the memory holds back operands and results in so many of 1024 cycles, at random by
   * the seed: other cycles, the same bits.
   *
   * @return a status
   */
  public static int adm_rtl_hold_back(MemorySegment device, long seed, int operands, int results) {
    try {
      return (int) AdamantRtlHandles.HoldBack.HANDLE.invokeExact(device, seed, operands, results);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * Every result, of m x n: the quires of that place and the products of {@link #TERM}s, rounded
   * into {@code c}, or where that is NULL left in the quires.
   *
   * @return a status
   */
  public static int adm_rtl_contract(
      MemorySegment device,
      long m,
      long n,
      long termCount,
      MemorySegment terms,
      MemorySegment quires,
      MemorySegment c,
      long cRow,
      long cColumn) {
    try {
      return (int)
          AdamantRtlHandles.Contract.HANDLE.invokeExact(
              device, m, n, termCount, terms, quires, c, cRow, cColumn);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * C = round(Q + A * B), with A of m x k and B of k x n; quires and c as in {@link
   * #adm_rtl_contract}.
   *
   * @return a status
   */
  public static int adm_rtl_matmul(
      MemorySegment device,
      long m,
      long n,
      long k,
      MemorySegment a,
      long aRow,
      long aColumn,
      MemorySegment b,
      long bRow,
      long bColumn,
      MemorySegment quires,
      MemorySegment c,
      long cRow,
      long cColumn) {
    try {
      return (int)
          AdamantRtlHandles.Matmul.HANDLE.invokeExact(
              device, m, n, k, a, aRow, aColumn, b, bRow, bColumn, quires, c, cRow, cColumn);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * quire += sum of a[i] * b[i], exactly.
   *
   * @return a status
   */
  public static int adm_rtl_dot(
      MemorySegment device,
      long n,
      MemorySegment a,
      long as,
      MemorySegment b,
      long bs,
      MemorySegment quire) {
    try {
      return (int) AdamantRtlHandles.Dot.HANDLE.invokeExact(device, n, a, as, b, bs, quire);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * dst[0] = the sum of a[i] * b[i], rounded once.
   *
   * @return a status
   */
  public static int adm_rtl_fdp(
      MemorySegment device,
      long n,
      MemorySegment a,
      long as,
      MemorySegment b,
      long bs,
      MemorySegment dst) {
    try {
      return (int) AdamantRtlHandles.Fdp.HANDLE.invokeExact(device, n, a, as, b, bs, dst);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * dst[i] = a[i] op b[i].
   *
   * @return a status
   */
  public static int adm_rtl_zip(
      MemorySegment device,
      int op,
      long n,
      MemorySegment dst,
      long ds,
      MemorySegment a,
      long as,
      MemorySegment b,
      long bs) {
    try {
      return (int) AdamantRtlHandles.Zip.HANDLE.invokeExact(device, op, n, dst, ds, a, as, b, bs);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * dst[i] = a[i] * b[i] + c[i], rounded once.
   *
   * @return a status
   */
  public static int adm_rtl_fma(
      MemorySegment device,
      long n,
      MemorySegment dst,
      long ds,
      MemorySegment a,
      long as,
      MemorySegment b,
      long bs,
      MemorySegment c,
      long cs) {
    try {
      return (int)
          AdamantRtlHandles.Fma.HANDLE.invokeExact(device, n, dst, ds, a, as, b, bs, c, cs);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * quire += sum of a[i], exactly.
   *
   * @return a status
   */
  public static int adm_rtl_sum(
      MemorySegment device, long n, MemorySegment a, long as, MemorySegment quire) {
    try {
      return (int) AdamantRtlHandles.Sum.HANDLE.invokeExact(device, n, a, as, quire);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * dst[i] = the i-th of n consecutive quires, rounded.
   *
   * @return a status
   */
  public static int adm_rtl_quire_to_posit(
      MemorySegment device, long n, MemorySegment quires, MemorySegment dst, long ds) {
    try {
      return (int) AdamantRtlHandles.QuireToPosit.HANDLE.invokeExact(device, n, quires, dst, ds);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * into[i] += from[i] for n consecutive quires.
   *
   * @return a status
   */
  public static int adm_rtl_quire_merge(
      MemorySegment device, long n, MemorySegment into, MemorySegment from) {
    try {
      return (int) AdamantRtlHandles.QuireMerge.HANDLE.invokeExact(device, n, into, from);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }

  /**
   * quires[i] = -quires[i] for n consecutive quires.
   *
   * @return a status
   */
  public static int adm_rtl_quire_negate(MemorySegment device, long n, MemorySegment quires) {
    try {
      return (int) AdamantRtlHandles.QuireNegate.HANDLE.invokeExact(device, n, quires);
    } catch (Throwable e) {
      throw Downcalls.unexpected(e);
    }
  }
}
