package dev.adamant.serve;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who uses a thing, in one word with a bit that says that there are to be no more: so
 * exactly one caller learns that it was the last.
 */
final class Leases {

  private static final int RETIRED = Integer.MIN_VALUE;

  private final AtomicInteger word = new AtomicInteger();

  /** Adds a lease; false when there are no more. */
  boolean retain() {
    int now;
    do {
      now = word.get();
      if (now < 0) {
        return false;
      }
    } while (!word.compareAndSet(now, Math.addExact(now, 1)));
    return true;
  }

  /**
   * Takes one back.
   *
   * @return whether it was the last, and there will be no other
   * @throws IllegalStateException when none is out
   */
  boolean release() {
    int now;
    do {
      now = word.get();
      if ((now & ~RETIRED) == 0) {
        throw new IllegalStateException(
            "a lease was given back that nobody has: release as often as retain said true");
      }
    } while (!word.compareAndSet(now, now - 1));
    return now - 1 == RETIRED;
  }

  /**
   * Has it that there are no more.
   *
   * @return whether none is out; false also when it was so before
   */
  boolean retire() {
    return word.getAndUpdate(now -> now | RETIRED) == 0;
  }

  /** How many are out. */
  int count() {
    return word.get() & ~RETIRED;
  }
}
