package dev.adamant.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where keys stand in a job file, and what unknown ones may have been meant to be. */
final class JobLines {

  /** The tables that there are. */
  static final List<String> TABLES =
      JobKey.ALL.values().stream().map(JobKey::table).distinct().toList();

  private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*\"?([^\\]\"]*?)\"?\\s*\\].*");
  private static final Pattern KEY = Pattern.compile("\\s*\"?([\\w.-]+)\"?\\s*=.*");

  private final String name;
  private final List<String> lines;

  JobLines(String name, String text) {
    this.name = name;
    this.lines = text.lines().toList();
  }

  /** The file, and the line of a key where it is found. */
  String where(String table, String key) {
    String path = table.isEmpty() ? key : table + "." + key;
    String current = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = TABLE.matcher(lines.get(i));
      Matcher assignment = KEY.matcher(lines.get(i));
      String found = null;
      if (header.matches()) {
        current = header.group(1);
        found = current;
      } else if (assignment.matches()) {
        found = current.isEmpty() ? assignment.group(1) : current + "." + assignment.group(1);
      }
      if (path.equals(found)) {
        return name + " line " + (i + 1);
      }
    }
    return name;
  }

  /** The sentence about a key or table that there is not. */
  String unknown(String table, String key, boolean isTable) {
    String path = table.isEmpty() ? key : table + "." + key;
    String what = isTable ? "unknown table [" + key + "]" : "unknown key " + path;
    Optional<String> near = isTable ? nearest(key, TABLES) : nearKey(path, key);
    List<String> all =
        isTable || table.isEmpty()
            ? TABLES.stream().map(t -> "[" + t + "]").toList()
            : JobKey.ALL.values().stream()
                .filter(k -> k.table().equals(table))
                .map(JobKey::name)
                .toList();
    String remedy =
        near.map(n -> "did you mean " + (isTable ? "[" + n + "]" : n) + "?")
            .orElse("there are " + String.join(", ", all));
    return where(table, key) + ": " + what + ": " + remedy;
  }

  /** A key of that name in another table, else the one with the least typing errors. */
  private static Optional<String> nearKey(String path, String key) {
    String shortName = key.substring(key.lastIndexOf('.') + 1);
    return JobKey.ALL.values().stream()
        .filter(k -> k.shortName().equals(shortName))
        .map(JobKey::name)
        .findFirst()
        .or(() -> nearest(path, List.copyOf(JobKey.ALL.keySet())))
        .or(
            () -> {
              List<String> names = JobKey.ALL.values().stream().map(JobKey::shortName).toList();
              return nearest(shortName, names)
                  .map(n -> List.copyOf(JobKey.ALL.keySet()).get(names.indexOf(n)));
            });
  }

  /** The nearest with at most a third of its letters wrong. */
  private static Optional<String> nearest(String word, List<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(lower, k)))
        .filter(k -> 3 * distance(lower, k) <= Math.max(3, last(k).length()));
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Insertions, deletions, replacements and exchanges of neighbours (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] best = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          best[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = best[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, 1 + best[i - 2][j - 2]);
        }
        best[i][j] = least;
      }
    }
    return best[a.length()][b.length()];
  }
}
