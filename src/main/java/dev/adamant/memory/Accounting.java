package dev.adamant.memory;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the bytes of every open region, of the host and of devices, and the most that there ever
 * were in total.
 */
public final class Accounting {

  /**
   * The bytes of a region, its blocks counted as multiples of {@link Region#ALIGNMENT}.
   *
   * @param name of the region
   * @param place where its memory is: {@code host} or a target
   * @param live bytes that it holds
   * @param peak the most that it held
   * @param limit the most that it may hold
   */
  public record Usage(String name, String place, long live, long peak, long limit) {}

  private static final Accounting PROCESS = new Accounting();

  private final Set<Region> regions = new LinkedHashSet<>();
  private long live;
  private long peak;

  private Accounting() {}

  /** One that nobody else sees. */
  static Accounting ofItsOwn() {
    return new Accounting();
  }

  /** The accounting of all regions of this process. */
  public static Accounting process() {
    return PROCESS;
  }

  /** Bytes in all regions whose memory is not yet freed. */
  public synchronized long liveBytes() {
    return live;
  }

  /** The most bytes that all regions together held since the start or {@link #resetPeak}. */
  public synchronized long peakBytes() {
    return peak;
  }

  /** Begins a new measurement of the peak, at what is live now. */
  public synchronized void resetPeak() {
    peak = live;
  }

  /**
   * The regions whose memory is not yet freed, in the order of their names. Each is read for
   * itself: while other threads allocate, the sum need not be {@link #liveBytes}.
   */
  public List<Usage> regions() {
    List<Region> open;
    synchronized (this) {
      open = List.copyOf(regions);
    }
    return open.stream()
        .map(r -> new Usage(r.name(), r.place(), r.liveBytes(), r.peakBytes(), r.limit()))
        .sorted(Comparator.comparing(Usage::name))
        .toList();
  }

  /** Lists an empty region. */
  synchronized void opened(Region region) {
    regions.add(region);
  }

  /** Counts bytes that a region has got. */
  synchronized void allocated(long bytes) {
    live += bytes;
    peak = Math.max(peak, live);
  }

  /** Forgets a region and the bytes that it had. */
  synchronized void closed(Region region, long bytes) {
    regions.remove(region);
    live -= bytes;
  }
}
