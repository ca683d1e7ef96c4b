package dev.adamant.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The functions and constants of {@code adamant.h}, under their own names; the header says what
 * each does to its arguments.
 *
 * <p>Segments must be off the heap ({@link MemorySegment#NULL} is a NULL pointer). Nothing checks
 * that they are as long as the lengths and strides say: that is the caller's part. Functions that
 * return a status return it; {@link AdamantException#check} turns it into an exception. Every
 * function throws {@link NativeLibraryException} where the library cannot be used. None allocates,
 * but for the name that {@link #adm_select_path} passes and the strings that are returned.
 */
public final class Adamant {

  /** Done. */
  public static final int ADM_OK = 0;

  /** An unknown code, a negative size, a NULL pointer, or a workspace too small or misaligned. */
  public static final int ADM_EINVAL = -1;

  /** Known, but not for this format. */
  public static final int ADM_EUNSUPPORTED = -2;

  /** The path is unknown or cannot run on this CPU. */
  public static final int ADM_EUNAVAILABLE = -3;

  /** posit8 of the 2022 standard. */
  public static final int ADM_POSIT8 = 0;

  /** posit16 of the 2022 standard. */
  public static final int ADM_POSIT16 = 1;

  /** posit32 of the 2022 standard. */
  public static final int ADM_POSIT32 = 2;

  /** posit64 of the 2022 standard. */
  public static final int ADM_POSIT64 = 3;

  /** b-posit of 16 bits, ⟨16, 6, 5⟩. */
  public static final int ADM_BPOSIT16 = 4;

  /** b-posit of 32 bits, ⟨32, 6, 5⟩. */
  public static final int ADM_BPOSIT32 = 5;

  /** b-posit of 64 bits, ⟨64, 6, 5⟩. */
  public static final int ADM_BPOSIT64 = 6;

  /** IEEE 754 binary32; it has no quires. */
  public static final int ADM_FLOAT32 = 16;

  /** IEEE 754 binary64; it has no quires. */
  public static final int ADM_FLOAT64 = 17;

  /** Code of {@link #adm_map}: −x. */
  public static final int ADM_NEG = 0;

  /** Code of {@link #adm_map}: |x|. */
  public static final int ADM_ABS = 1;

  /** Code of {@link #adm_map}: √x. */
  public static final int ADM_SQRT = 2;

  /** Code of {@link #adm_map}: e to the power x. */
  public static final int ADM_EXP = 3;

  /** Code of {@link #adm_map}: 2 to the power x. */
  public static final int ADM_EXP2 = 4;

  /** Code of {@link #adm_map}: natural logarithm. */
  public static final int ADM_LOG = 5;

  /** Code of {@link #adm_map}: logarithm of base 2. */
  public static final int ADM_LOG2 = 6;

  /** Code of {@link #adm_map}: sine. */
  public static final int ADM_SIN = 7;

  /** Code of {@link #adm_map}: cosine. */
  public static final int ADM_COS = 8;

  /** Code of {@link #adm_map}: hyperbolic tangent. */
  public static final int ADM_TANH = 9;

  /** Code of {@link #adm_map}: 1 / (1 + e to the power −x). */
  public static final int ADM_SIGMOID = 10;

  /** Code of {@link #adm_map}: log(1 + e to the power x). */
  public static final int ADM_SOFTPLUS = 11;

  /** Code of {@link #adm_map}: 1 / √x. */
  public static final int ADM_RSQRT = 12;

  /** Code of {@link #adm_map}: 1 / x. */
  public static final int ADM_RECIPROCAL = 13;

  /** Code of {@link #adm_zip}: a + b. */
  public static final int ADM_ADD = 0;

  /** Code of {@link #adm_zip}: a − b. */
  public static final int ADM_SUB = 1;

  /** Code of {@link #adm_zip}: a × b. */
  public static final int ADM_MUL = 2;

  /** Code of {@link #adm_zip}: a / b. */
  public static final int ADM_DIV = 3;

  /** Code of {@link #adm_zip} and {@link #adm_extremum}: the greater. */
  public static final int ADM_MAX = 4;

  /** Code of {@link #adm_zip} and {@link #adm_extremum}: the lesser. */
  public static final int ADM_MIN = 5;

  /** Code of {@link #adm_zip}: a where b is above zero, else 0. */
  public static final int ADM_GATE = 6;

  /** Code of {@link #adm_random}: −1 or 1. */
  public static final int ADM_RANDOM_SIGN = 0;

  /** Code of {@link #adm_random}: uniform in the open interval from 0 to 1. */
  public static final int ADM_RANDOM_UNIFORM = 1;

  /** Code of {@link #adm_random}: the standard normal distribution. */
  public static final int ADM_RANDOM_NORMAL = 2;

  private Adamant() {}

  /** The version of the interface, which these bindings have checked. */
  public static int adm_abi_version() {
    try {
      return (int) AdamantHandles.AbiVersion.HANDLE.invokeExact();
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * The path that runs now: {@code portable}, {@code avx2} or {@code avx512}; {@code unavailable}
   * where the environment variable {@code ADAMANT_PATH} names none that can run here.
   */
  public static String adm_path() {
    try {
      return string((MemorySegment) AdamantHandles.Path.HANDLE.invokeExact());
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /** The paths usable on this CPU, separated by spaces, slowest first. */
  public static String adm_paths() {
    try {
      return string((MemorySegment) AdamantHandles.Paths.HANDLE.invokeExact());
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * Selects a path for the whole process.
   *
   * @param name a path, {@code auto} for the best, or null to keep the selection and learn its
   *     status
   * @return {@link #ADM_OK} or {@link #ADM_EUNAVAILABLE}
   */
  public static int adm_select_path(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = name == null ? MemorySegment.NULL : arena.allocateFrom(name);
      return (int) AdamantHandles.SelectPath.HANDLE.invokeExact(text);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /** Words of 64 bits in a quire of the format, or {@link #ADM_EINVAL}. */
  public static int adm_quire_words(int format) {
    try {
      return (int) AdamantHandles.QuireWords.HANDLE.invokeExact(format);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * dst[i] = op(a[i]).
   *
   * @return a status
   */
  public static int adm_map(
      int op, int format, long n, MemorySegment dst, long ds, MemorySegment a, long as) {
    try {
      return (int) AdamantHandles.Map.HANDLE.invokeExact(op, format, n, dst, ds, a, as);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * dst[i] = a[i] op b[i].
   *
   * @return a status
   */
  public static int adm_zip(
      int op,
      int format,
      long n,
      MemorySegment dst,
      long ds,
      MemorySegment a,
      long as,
      MemorySegment b,
      long bs) {
    try {
      return (int) AdamantHandles.Zip.HANDLE.invokeExact(op, format, n, dst, ds, a, as, b, bs);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * dst[i] = a[i] * b[i] + c[i], rounded once.
   *
   * @return a status
   */
  public static int adm_fma(
      int format,
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
      return (int) AdamantHandles.Fma.HANDLE.invokeExact(format, n, dst, ds, a, as, b, bs, c, cs);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * dst[i] = a[i] in another format.
   *
   * @return a status
   */
  public static int adm_convert(
      int from, int to, long n, MemorySegment dst, long ds, MemorySegment a, long as) {
    try {
      return (int) AdamantHandles.Convert.HANDLE.invokeExact(from, to, n, dst, ds, a, as);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * dst[i] = the random element {@code first + i} of a seed, a stream and a step.
   *
   * @param distribution a code such as {@link #ADM_RANDOM_NORMAL}
   * @param seed the key of Philox4x32-10
   * @param stream the third word of its counter
   * @param step the fourth word of its counter
   * @param first 0 or more
   * @return a status
   */
  public static int adm_random(
      int distribution,
      int format,
      long n,
      MemorySegment dst,
      long ds,
      long seed,
      int stream,
      int step,
      long first) {
    try {
      return (int)
          AdamantHandles.Random.HANDLE.invokeExact(
              distribution, format, n, dst, ds, seed, stream, step, first);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * dst[0] = the greatest or least of n elements; NaR where there is none or one is NaR.
   *
   * @param op {@link #ADM_MAX} or {@link #ADM_MIN}
   * @return a status
   */
  public static int adm_extremum(
      int op, int format, long n, MemorySegment a, long as, MemorySegment dst) {
    try {
      return (int) AdamantHandles.Extremum.HANDLE.invokeExact(op, format, n, a, as, dst);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * quire += sum of a[i] * b[i], exactly.
   *
   * @return a status
   */
  public static int adm_dot(
      int format, long n, MemorySegment a, long as, MemorySegment b, long bs, MemorySegment quire) {
    try {
      return (int) AdamantHandles.Dot.HANDLE.invokeExact(format, n, a, as, b, bs, quire);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * quire += sum of a[i], exactly.
   *
   * @return a status
   */
  public static int adm_sum(int format, long n, MemorySegment a, long as, MemorySegment quire) {
    try {
      return (int) AdamantHandles.Sum.HANDLE.invokeExact(format, n, a, as, quire);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * dst[i] = the i-th of n consecutive quires, rounded.
   *
   * @return a status
   */
  public static int adm_quire_to_posit(
      int format, long n, MemorySegment quires, MemorySegment dst, long ds) {
    try {
      return (int) AdamantHandles.QuireToPosit.HANDLE.invokeExact(format, n, quires, dst, ds);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * into[i] += from[i] for n consecutive quires.
   *
   * @return a status
   */
  public static int adm_quire_merge(int format, long n, MemorySegment into, MemorySegment from) {
    try {
      return (int) AdamantHandles.QuireMerge.HANDLE.invokeExact(format, n, into, from);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * quires[i] = -quires[i] for n consecutive quires.
   *
   * @return a status
   */
  public static int adm_quire_negate(int format, long n, MemorySegment quires) {
    try {
      return (int) AdamantHandles.QuireNegate.HANDLE.invokeExact(format, n, quires);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * Bytes of workspace, aligned to 64, that {@link #adm_matmul} needs for these sizes on any path
   * of this CPU, or a negative status.
   */
  public static long adm_matmul_workspace(int format, long m, long n, long k) {
    try {
      return (long) AdamantHandles.MatmulWorkspace.HANDLE.invokeExact(format, m, n, k);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * C = round(Q + A * B) for A of m x k, B of k x n and C of m x n elements by their strides.
   *
   * @param quires the addend Q, m * n quires row by row, or {@link MemorySegment#NULL} for none;
   *     updated in place where {@code c} is NULL, else only read
   * @return a status
   */
  public static int adm_matmul(
      int format,
      long m,
      long n,
      long k,
      MemorySegment a,
      long aRow,
      long aCol,
      MemorySegment b,
      long bRow,
      long bCol,
      MemorySegment quires,
      MemorySegment c,
      long cRow,
      long cCol,
      MemorySegment workspace,
      long workspaceBytes) {
    try {
      return (int)
          AdamantHandles.Matmul.HANDLE.invokeExact(
              format,
              m,
              n,
              k,
              a,
              aRow,
              aCol,
              b,
              bRow,
              bCol,
              quires,
              c,
              cRow,
              cCol,
              workspace,
              workspaceBytes);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /**
   * Sums of products of many lanes: for every index of {@code rank} dimensions, of which those in
   * [from, to) in row-major order are done, each result is the exact sum of its products of two
   * operands, rounded once.
   *
   * @param rank 1 to 8
   * @param sizes of the dimensions
   * @param operands the addresses of the first elements
   * @param operandStrides {@code rank} for each operand
   * @param results the addresses of the first elements; results may not overlap operands
   * @param resultStrides {@code rank} for each result
   * @param counts two for each result: products that are added, then those that are subtracted
   * @param terms for each product, result by result, the numbers of its operands as two 32-bit
   *     integers
   * @return a status
   */
  public static int adm_products(
      int format,
      long rank,
      MemorySegment sizes,
      long from,
      long to,
      long operandCount,
      MemorySegment operands,
      MemorySegment operandStrides,
      long resultCount,
      MemorySegment results,
      MemorySegment resultStrides,
      MemorySegment counts,
      MemorySegment terms) {
    try {
      return (int)
          AdamantHandles.Products.HANDLE.invokeExact(
              format,
              rank,
              sizes,
              from,
              to,
              operandCount,
              operands,
              operandStrides,
              resultCount,
              results,
              resultStrides,
              counts,
              terms);
    } catch (Throwable e) {
      throw NativeLibrary.unexpected(e);
    }
  }

  /** A C string that the library owns. */
  @SuppressWarnings("restricted")
  private static String string(MemorySegment address) {
    return address.reinterpret(Long.MAX_VALUE).getString(0);
  }
}
