package dev.adamant.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the best learning rate of a grid, trusting that the score rises to it and falls beyond. */
final class RateSearch {

  private RateSearch() {}

  /** What a rate is worth. */
  @FunctionalInterface
  interface Score<E extends Exception> {
    double of(double rate) throws E;
  }

  /**
   * Climbs from the middle to the neighbour that is better, as long as there is one.
   *
   * @param grid in rising order, not empty
   * @return one whose neighbours are no better
   */
  static <E extends Exception> double best(List<Double> grid, Score<E> score) throws E {
    Map<Integer, Double> known = new HashMap<>();
    int at = grid.size() / 2;
    while (true) {
      int best = at;
      for (int next : new int[] {at, at - 1, at + 1}) {
        if (next >= 0 && next < grid.size()) {
          if (!known.containsKey(next)) {
            known.put(next, score.of(grid.get(next)));
          }
          best = known.get(next) > known.get(best) ? next : best;
        }
      }
      if (best == at) {
        return grid.get(at);
      }
      at = best;
    }
  }
}
