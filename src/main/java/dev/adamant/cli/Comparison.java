package dev.adamant.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs side by side: which differ only in the seed, and which came to the same model. */
final class Comparison {

  private final List<ComparedRun> runs;

  /** Of the runs in their order. */
  Comparison(List<ComparedRun> runs) {
    this.runs = List.copyOf(runs);
  }

  /** The runs. */
  List<ComparedRun> runs() {
    return runs;
  }

  /**
   * A figure over several runs.
   *
   * @param mean of them
   * @param deviation the standard deviation as a sample's: of one less than there are
   */
  record Spread(double mean, double deviation) {

    static Spread of(List<Double> values) {
      double mean = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
      double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      return new Spread(mean, Math.sqrt(squares / (values.size() - 1)));
    }
  }

  /**
   * Runs that differ only in the seed.
   *
   * @param runs at least two, one of each seed
   */
  record Group(List<ComparedRun> runs) {

    /** Makes the list immutable. */
    Group {
      runs = List.copyOf(runs);
    }

    /** A figure over the runs; null where one has none. */
    Spread spread(Function<ComparedRun, Double> figure) {
      List<Double> values = runs.stream().map(figure).filter(Objects::nonNull).toList();
      return values.size() < runs.size() ? null : Spread.of(values);
    }
  }

  /**
   * Groups of different seeds, in the order of their first runs; of equal jobs the first counts.
   */
  List<Group> groups() {
    Map<String, Map<Long, ComparedRun>> byJob = new LinkedHashMap<>();
    for (ComparedRun run : runs) {
      byJob
          .computeIfAbsent(run.jobWithoutSeed(), job -> new LinkedHashMap<>())
          .putIfAbsent(run.job().seed(), run);
    }
    return byJob.values().stream()
        .filter(bySeed -> bySeed.size() > 1)
        .map(bySeed -> new Group(List.copyOf(bySeed.values())))
        .toList();
  }

  /** By digest a letter for each model that more than one run came to. */
  Map<String, String> equalModels() {
    Map<String, Long> counts =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.report().modelSha256(), LinkedHashMap::new, Collectors.counting()));
    Map<String, String> marks = new LinkedHashMap<>();
    counts.forEach(
        (digest, count) -> {
          if (count > 1) {
            marks.put(digest, mark(marks.size()));
          }
        });
    return marks;
  }

  /** A, B, …, Z, A1, … */
  private static String mark(int number) {
    return (char) ('A' + number % 26) + (number < 26 ? "" : Integer.toString(number / 26));
  }
}
