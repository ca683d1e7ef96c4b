package dev.adamant.schedule;

import java.util.Arrays;

/** Ranges of slices in order, taken from either end. Not for several threads. */
final class Ranges {

  private static final int ROOM = 4;

  /** First slice and end of each range, one after the other. */
  private long[] bounds = new long[2 * ROOM];

  private int head;
  private int tail;
  private long total;

  /** Slices in all of them. */
  long total() {
    return total;
  }

  /** Adds a range behind the others. */
  void add(long from, long to) {
    if (from == to) {
      return;
    }
    total += to - from;
    if (tail > head && bounds[tail - 1] == from) {
      bounds[tail - 1] = to;
      return;
    }
    if (tail == bounds.length) {
      int length = tail - head;
      long[] room = length > bounds.length / 2 ? new long[2 * bounds.length] : bounds;
      System.arraycopy(bounds, head, room, 0, length);
      bounds = room;
      head = 0;
      tail = length;
    }
    bounds[tail] = from;
    bounds[tail + 1] = to;
    tail += 2;
  }

  /** The first slice; there must be one. */
  long first() {
    return bounds[head];
  }

  /**
   * Takes the first slices, no more of them than lie in one range.
   *
   * @param most at least 1
   * @return the end of what was taken, which began at {@link #first}
   */
  long take(long most) {
    long end = Math.min(bounds[head + 1], bounds[head] + most);
    total -= end - bounds[head];
    bounds[head] = end;
    if (end == bounds[head + 1]) {
      head += 2;
    }
    return end;
  }

  /** Moves the last slices behind those of others, in the same order. */
  void moveLast(long count, Ranges others) {
    int at = tail;
    long missing = count;
    while (missing > 0) {
      at -= 2;
      missing -= bounds[at + 1] - bounds[at];
    }
    // The first of them may stay in part: there were too many by −missing.
    long cut = bounds[at] - missing;
    others.add(cut, bounds[at + 1]);
    for (int i = at + 2; i < tail; i += 2) {
      others.add(bounds[i], bounds[i + 1]);
    }
    tail = cut > bounds[at] ? at + 2 : at;
    bounds[at + 1] = cut;
    total -= count;
  }

  /** Moves all of them behind those of others. */
  void moveAll(Ranges others) {
    for (int i = head; i < tail; i += 2) {
      others.add(bounds[i], bounds[i + 1]);
    }
    head = 0;
    tail = 0;
    total = 0;
  }

  /** The same slices by number, in as few ranges as can be. */
  Ranges sorted() {
    long[][] pairs = new long[(tail - head) / 2][];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new long[] {bounds[head + 2 * i], bounds[head + 2 * i + 1]};
    }
    Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
    Ranges sorted = new Ranges();
    for (long[] pair : pairs) {
      sorted.add(pair[0], pair[1]);
    }
    return sorted;
  }
}
