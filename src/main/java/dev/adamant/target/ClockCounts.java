package dev.adamant.target;

/**
 * What a target that is clocked hardware, simulated or not, counted since it was opened. Taken
 * before and after a piece of work, the difference is what that work took.
 *
 * @param cycles of the clock in which there was work
 * @param multiplyAdds by lanes in use
 * @param starved cycles in which free lanes waited for operands
 * @param blocked cycles in which operands waited for lanes that were full
 * @param laneCycles cycles of every lane, idle or not: the most multiply-adds that there could be
 * @param unclocked cycles of circuits whose clock is not known
 * @param seconds that the others take at the clock of a synthesis
 */
public record ClockCounts(
    long cycles,
    long multiplyAdds,
    long starved,
    long blocked,
    long laneCycles,
    long unclocked,
    double seconds) {

  /** Of a target that has no clock to count, and of one that has done nothing. */
  public static final ClockCounts NONE = new ClockCounts(0, 0, 0, 0, 0, 0, 0);

  /** What was counted after {@code before}, an earlier count of the same target. */
  public ClockCounts since(ClockCounts before) {
    return new ClockCounts(
        cycles - before.cycles,
        multiplyAdds - before.multiplyAdds,
        starved - before.starved,
        blocked - before.blocked,
        laneCycles - before.laneCycles,
        unclocked - before.unclocked,
        seconds - before.seconds);
  }

  /** These and those of other hardware, or of the same at another time. */
  public ClockCounts plus(ClockCounts other) {
    return new ClockCounts(
        cycles + other.cycles,
        multiplyAdds + other.multiplyAdds,
        starved + other.starved,
        blocked + other.blocked,
        laneCycles + other.laneCycles,
        unclocked + other.unclocked,
        seconds + other.seconds);
  }

  /** Multiply-adds over what the lanes could have done in the cycles; NaN where there are none. */
  public double utilisation() {
    return (double) multiplyAdds / laneCycles;
  }

  /** NaN or infinite where there are no multiply-adds. */
  public double cyclesPerMultiplyAdd() {
    return (double) cycles / multiplyAdds;
  }

  /** The modelled rate; NaN where the clock of a circuit is not known or there are no cycles. */
  public double multiplyAddsPerSecond() {
    return unclocked == 0 ? multiplyAdds / seconds : Double.NaN;
  }
}
