package dev.adamant.target.rtl;

import static dev.adamant.bindings.AdamantRtlException.check;

import dev.adamant.bindings.AdamantRtl;
import dev.adamant.number.Format;
import dev.adamant.target.ClockCounts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.OptionalDouble;

/** The array of one format, open; one thread at a time uses it. */
final class RtlArray implements AutoCloseable {

  private static final VarHandle CYCLES = counter("cycles");
  private static final VarHandle PRODUCTS = counter("products");
  private static final VarHandle STARVED = counter("starved");
  private static final VarHandle BLOCKED = counter("blocked");
  private static final VarHandle LANES = counter("lanes");

  private final Arena arena;
  private final MemorySegment device;
  private final MemorySegment counters;
  private final MemorySegment one;
  private final OptionalDouble hertz;

  private RtlArray(Arena arena, MemorySegment device, Format format, OptionalDouble hertz) {
    this.arena = arena;
    this.device = device;
    this.counters = arena.allocate(AdamantRtl.COUNTERS);
    this.one = arena.allocateFrom(ValueLayout.JAVA_LONG, format.one());
    this.hertz = hertz;
  }

  /**
   * Opens it; the caller closes it.
   *
   * @param format that {@link RtlFormats} has
   * @param hertz of its clock, where that is known
   * @throws dev.adamant.bindings.AdamantRtlException when it cannot be opened
   * @throws dev.adamant.bindings.NativeLibraryException when the library cannot be used
   */
  static RtlArray open(Format format, OptionalDouble hertz) {
    // Shared: whichever thread has work is the one that works.
    Arena arena = Arena.ofShared();
    try {
      MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
      check("adm_rtl_open", AdamantRtl.adm_rtl_open(RtlFormats.code(format), place));
      return new RtlArray(arena, place.get(ValueLayout.ADDRESS, 0), format, hertz);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /** For the functions of the library. */
  MemorySegment device() {
    return device;
  }

  /** The address of the pattern of 1. */
  long one() {
    return one.address();
  }

  /** How many multiply-adds it does in a cycle. */
  int lanes() {
    read();
    return (int) (long) LANES.get(counters, 0L);
  }

  /** What it counted since it was opened. */
  ClockCounts counts() {
    read();
    long cycles = (long) CYCLES.get(counters, 0L);
    return new ClockCounts(
        cycles,
        (long) PRODUCTS.get(counters, 0L),
        (long) STARVED.get(counters, 0L),
        (long) BLOCKED.get(counters, 0L),
        cycles * (long) LANES.get(counters, 0L),
        hertz.isPresent() ? 0 : cycles,
        hertz.isPresent() ? cycles / hertz.getAsDouble() : 0);
  }

  @Override
  public void close() {
    AdamantRtl.adm_rtl_close(device);
    arena.close();
  }

  private void read() {
    check("adm_rtl_read_counters", AdamantRtl.adm_rtl_read_counters(device, counters));
  }

  private static VarHandle counter(String name) {
    return AdamantRtl.COUNTERS.varHandle(PathElement.groupElement(name));
  }
}
