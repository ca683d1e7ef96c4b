package dev.adamant.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns, each as wide as its widest cell, two blanks apart. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; the first one has the names of the columns. */
  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /**
   * The lines, without blanks at their ends: the first column to the left, the others to the right.
   */
  List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        int width = row.get(c).length();
        if (c == widths.size()) {
          widths.add(width);
        }
        widths.set(c, Math.max(width, widths.get(c)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      String gap = " ".repeat(widths.get(c) - row.get(c).length());
      line.append(c == 0 ? "" : "  ").append(c == 0 ? row.get(c) + gap : gap + row.get(c));
    }
    return line.toString().stripTrailing();
  }
}
