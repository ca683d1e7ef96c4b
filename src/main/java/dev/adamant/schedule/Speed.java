package dev.adamant.schedule;

/**
 * The predicted time of one member for slices of one piece of work: {@code start + n · perSlice}
 * for n slices in one unit.
 *
 * @param start seconds that a unit takes beside its slices: launch, transfers that do not shrink
 * @param perSlice seconds of a slice; infinite where the member cannot do the work
 * @param resource what the member computes with: members of the same number take it from each other
 */
public record Speed(double start, double perSlice, int resource) {

  /** Checks that times are not negative, and that it starts at all. */
  public Speed {
    if (!(start >= 0 && start < Double.POSITIVE_INFINITY && perSlice >= 0)) {
      throw new IllegalArgumentException(
          "a speed with "
              + start
              + " s to start and "
              + perSlice
              + " s a slice: neither may be below 0, nor the start infinite");
    }
  }

  /** Of a member that cannot do the work. */
  public static Speed none(int resource) {
    return new Speed(0, Double.POSITIVE_INFINITY, resource);
  }

  /** Whether it can do the work. */
  public boolean isPossible() {
    return perSlice < Double.POSITIVE_INFINITY;
  }

  /** Seconds of one unit with so many slices; 0 for none. */
  public double seconds(long slices) {
    return slices == 0 ? 0 : start + slices * perSlice;
  }
}
