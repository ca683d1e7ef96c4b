package dev.adamant.bench;

import dev.adamant.data.DataException;
import dev.adamant.train.Precision;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Trains the rows of a table, every one with each seed, by turns, so that their times can be
 * compared.
 */
final class Campaign {

  /** Seed of the jobs that choose a learning rate; no row is measured with it. */
  private static final long CHOOSING_SEED = 0;

  private final Laboratory laboratory;
  private final List<Double> grid;
  private final PrintWriter progress;

  /**
   * What a row trains.
   *
   * @param recipe method and network
   * @param format as {@link Precisions} reads it
   * @param rate learning rate
   */
  record Entry(Recipe recipe, String format, double rate) {

    /** The formats. */
    Precision precision() {
      return Precisions.parse(format);
    }

    private String name() {
      return recipe.name()
          + (recipe.method().isRandom() ? " with K = " + recipe.tangents() : "")
          + ", depth "
          + recipe.depth()
          + ", "
          + format;
    }
  }

  /**
   * A row, measured.
   *
   * @param entry what was trained
   * @param outcomes one for each seed
   */
  record Row(Entry entry, List<Outcome> outcomes) {

    /** Of the test part. */
    Summary accuracy() {
      return Summary.of(outcomes.stream().mapToDouble(Outcome::accuracy).toArray());
    }

    /** The median over the seeds, which one disturbed job does not change. */
    double seconds() {
      return Comparison.quantile(outcomes.stream().mapToDouble(Outcome::seconds).toArray(), 0.5);
    }

    /** Training by inference, in bytes. */
    double memoryRatio() {
      return outcomes.getFirst().plan().ratio();
    }

    long diverged() {
      return outcomes.stream().filter(Outcome::diverged).count();
    }
  }

  /**
   * Nothing is trained yet.
   *
   * @param grid learning rates to choose from, in rising order
   * @param progress told of every job
   */
  Campaign(Laboratory laboratory, List<Double> grid, PrintWriter progress) {
    this.laboratory = laboratory;
    this.grid = grid;
    this.progress = progress;
  }

  /** The learning rate of the grid with the best accuracy on the validation part. */
  double chooseRate(Recipe recipe, String format) throws DataException {
    return RateSearch.best(
        grid,
        rate -> {
          Entry entry = new Entry(recipe, format, rate);
          Outcome outcome =
              laboratory.run(
                  recipe, entry.precision(), rate, CHOOSING_SEED, Laboratory.Part.VALIDATION);
          tell(entry, "validation", outcome);
          return outcome.diverged() ? -1 : outcome.accuracy();
        });
  }

  /** Trains all entries with the seeds from 1. */
  List<Row> measure(List<Entry> entries, int seeds) throws DataException {
    List<List<Outcome>> outcomes =
        IntStream.range(0, entries.size()).<List<Outcome>>mapToObj(i -> new ArrayList<>()).toList();
    for (int seed = 1; seed <= seeds; seed++) {
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        Outcome outcome =
            laboratory.run(
                entry.recipe(), entry.precision(), entry.rate(), seed, Laboratory.Part.TEST);
        outcomes.get(i).add(outcome);
        tell(entry, "seed " + seed, outcome);
      }
    }
    return IntStream.range(0, entries.size())
        .mapToObj(i -> new Row(entries.get(i), outcomes.get(i)))
        .toList();
  }

  private void tell(Entry entry, String what, Outcome outcome) {
    progress.printf(
        Locale.ROOT,
        "%s, rate %s, %s: %.2f %%, %.1f s%s%n",
        entry.name(),
        entry.rate(),
        what,
        100 * outcome.accuracy(),
        outcome.seconds(),
        outcome.diverged() ? ", diverged" : "");
    progress.flush();
  }
}
