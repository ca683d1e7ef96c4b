package dev.adamant.target;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import dev.adamant.bindings.AdamantException;
import dev.adamant.bindings.NativeLibraryException;
import dev.adamant.number.Format;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The arithmetic of libadamant, in the standard formats, on the dispatch path that the library has
 * selected.
 *
 * <p>Operands pass through scratch memory off the heap, which is allocated once and grows only with
 * the longest dot product. One instance belongs to the thread that made it.
 */
public final class NativeArithmetic implements ScalarArithmetic {

  /** Every scalar has a cell of its own, wide enough for any element. */
  private static final int CELL_BYTES = 8;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment result = cell();
  private final MemorySegment first = cell();
  private final MemorySegment second = cell();
  private final MemorySegment third = cell();
  private final MemorySegment quire = arena.allocate(quireBytes(), CELL_BYTES);
  private MemorySegment left = cell();
  private MemorySegment right = cell();

  private NativeArithmetic() {}

  /**
   * Ready for any standard format; the caller closes it.
   *
   * @throws TargetUnavailableException when the library cannot be loaded, or cannot run the
   *     dispatch path that the environment asks for
   */
  public static NativeArithmetic open() {
    try {
      check("adm_select_path", Adamant.adm_select_path(null));
    } catch (NativeLibraryException | AdamantException e) {
      throw new TargetUnavailableException("native", e.getMessage(), e);
    }
    return new NativeArithmetic();
  }

  @Override
  public boolean supports(Format format) {
    return Format.standard().contains(format);
  }

  @Override
  public long apply(UnaryOperation operation, Format format, long a) {
    int code = NativeCodes.of(format);
    set(first, format, a);
    check("adm_map", Adamant.adm_map(NativeCodes.of(operation), code, 1, result, 1, first, 1));
    return get(format);
  }

  @Override
  public long apply(BinaryOperation operation, Format format, long a, long b) {
    int code = NativeCodes.of(format);
    set(first, format, a);
    set(second, format, b);
    check(
        "adm_zip",
        Adamant.adm_zip(NativeCodes.of(operation), code, 1, result, 1, first, 1, second, 1));
    return get(format);
  }

  @Override
  public long fma(Format format, long a, long b, long c) {
    int code = NativeCodes.of(format);
    set(first, format, a);
    set(second, format, b);
    set(third, format, c);
    check("adm_fma", Adamant.adm_fma(code, 1, result, 1, first, 1, second, 1, third, 1));
    return get(format);
  }

  @Override
  public long convert(Format from, Format to, long a) {
    int source = NativeCodes.of(from);
    int target = NativeCodes.of(to);
    set(first, from, a);
    check("adm_convert", Adamant.adm_convert(source, target, 1, result, 1, first, 1));
    return get(to);
  }

  @Override
  public long fromDouble(Format format, double value) {
    int code = NativeCodes.of(format);
    Elements.set(first, Double.SIZE, 0, Double.doubleToRawLongBits(value));
    check("adm_convert", Adamant.adm_convert(Adamant.ADM_FLOAT64, code, 1, result, 1, first, 1));
    return get(format);
  }

  @Override
  public double toDouble(Format format, long a) {
    int code = NativeCodes.of(format);
    set(first, format, a);
    check("adm_convert", Adamant.adm_convert(code, Adamant.ADM_FLOAT64, 1, result, 1, first, 1));
    return Double.longBitsToDouble(Elements.get(result, Double.SIZE, 0));
  }

  @Override
  public long dot(Format format, long[] a, long[] b, int length) {
    int code = NativeCodes.of(format);
    left = filled(left, format, a, length);
    right = filled(right, format, b, length);
    quire.fill((byte) 0);
    check("adm_dot", Adamant.adm_dot(code, length, left, 1, right, 1, quire));
    check("adm_quire_to_posit", Adamant.adm_quire_to_posit(code, 1, quire, result, 1));
    return get(format);
  }

  /** {@inheritDoc} It must be closed by the thread that made it. */
  @Override
  public void close() {
    arena.close();
  }

  /** The segment, or a longer one in its place, that holds the first {@code length} patterns. */
  private MemorySegment filled(MemorySegment segment, Format format, long[] patterns, int length) {
    long bytes = (long) length * CELL_BYTES;
    MemorySegment filled =
        bytes > segment.byteSize() ? arena.allocate(2 * bytes, CELL_BYTES) : segment;
    for (int i = 0; i < length; i++) {
      Elements.set(filled, format.bits(), i, patterns[i]);
    }
    return filled;
  }

  private MemorySegment cell() {
    return arena.allocate(CELL_BYTES, CELL_BYTES);
  }

  private long get(Format format) {
    return Elements.get(result, format.bits(), 0);
  }

  private static void set(MemorySegment cell, Format format, long pattern) {
    Elements.set(cell, format.bits(), 0, pattern);
  }

  private static long quireBytes() {
    return 8L * Format.standard().stream().mapToInt(Format::quireWords).max().orElseThrow();
  }
}
