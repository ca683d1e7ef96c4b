package dev.adamant.schedule;

/** How much is done, or stolen, at once: our choice of constants, by tests of the simulation. */
final class Units {

  /** Starts cost at most so much of a unit's time, unless the unit is all that is left. */
  private static final double START_SHARE = 0.1;

  /**
   * Of a share, at first: less than what a member can do in time that is half as fast as thought.
   */
  private static final double FIRST = 0.6;

  /** Of what a member has begun before: the time that a unit adds to the end at worst. */
  private static final double LATER = 0.2;

  /**
   * A thief counts on taking so many times as long as predicted, and the one whom it robs on the
   * prediction: else slow members would take what quick ones are sooner done with.
   */
  private static final double CAUTION = 1.5;

  /** The slices that the robbed member is at now, and cannot give away: on average a half. */
  private static final double UNDER_WAY = 0.5;

  private Units() {}

  /**
   * The first unit is the greater part of a share. A later one is small beside what the member has
   * done: however wrong the predictions are, it then prolongs the whole by a small part, even if
   * all others end as it begins. None is so small that its start costs much.
   */
  static long guided(long left, long begun, Speed member) {
    double most = FIRST * left;
    double wanted = begun == 0 ? most : Math.min(most, LATER * begun);
    double least = Math.ceil(member.start() / (START_SHARE * member.perSlice()));
    // For slices that take no time that is infinite, or not a number: all of them, then.
    if (!(Math.max(wanted, least) < left)) {
      return left;
    }
    long unit = Math.max(1, (long) Math.max(wanted, least));
    // A rest that is not worth a start of its own is done with the others.
    double worth = begun == 0 ? least : least / 2;
    return left - unit < worth ? left : unit;
  }

  /** Seconds of the smallest unit that is worth its start. */
  static double leastSeconds(Speed member) {
    return Math.max(member.perSlice(), member.start() / START_SHARE);
  }

  /**
   * So many that both end together; 0 unless the thief is done with them before the other would be.
   */
  static long stolen(long left, Speed other, Speed member) {
    if (!member.isPossible()) {
      return 0;
    }
    if (!other.isPossible()) {
      return left;
    }
    double remaining = other.start() + (left + UNDER_WAY) * other.perSlice();
    if (!(CAUTION * member.seconds(1) < remaining)) {
      return 0;
    }
    double together =
        (remaining - CAUTION * member.start()) / (other.perSlice() + CAUTION * member.perSlice());
    return Math.max(1, WaterFilling.whole(together, left));
  }
}
