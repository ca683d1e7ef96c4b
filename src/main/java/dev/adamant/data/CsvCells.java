package dev.adamant.data;

import java.util.List;

/** Turns the cells of a row into finite numbers, or says which cell is none. */
final class CsvCells {

  private static final int SHOWN = 40;
  private static final int LISTED = 10;

  private CsvCells() {}

  /**
   * The number in a cell.
   *
   * @param column counted from 0
   * @param names of the columns, or none
   * @throws DataException when the cell is empty, not finite, or no number
   */
  static double number(CsvReader rows, int column, List<String> names) throws DataException {
    double value = rows.number(column);
    if (Double.isNaN(value)) {
      throw fault(rows, column, names);
    }
    return value;
  }

  /** What is wrong with a cell that should be a number. */
  static DataException fault(CsvReader rows, int column, List<String> names) {
    String text = rows.text(column);
    String where = "has in " + column(column, names);
    return rows.fault(
        switch (CellText.kind(text)) {
          case MISSING ->
              where
                  + (text.isEmpty() ? " an empty cell" : " \"" + text + "\" for a missing value")
                  + ": fill it in or leave out the row";
          case NOT_FINITE ->
              where + " " + shown(text) + ", must be finite: correct it or leave out the row";
          default -> where + " " + shown(text) + ", must be a number with a decimal point";
        });
  }

  /** {@code column 3} or {@code column 3 (petal length)}. */
  static String column(int column, List<String> names) {
    return "column " + (column + 1) + (names.isEmpty() ? "" : " (" + names.get(column) + ")");
  }

  /** The first few, and how many there are where that is more. */
  static String listed(List<String> names) {
    int some = Math.min(names.size(), LISTED);
    return String.join(", ", names.subList(0, some))
        + (some < names.size() ? ", … (" + names.size() + ")" : "");
  }

  /** In quotes, shortened where it is long. */
  static String shown(String text) {
    return text.length() <= SHOWN ? "\"" + text + "\"" : "\"" + text.substring(0, SHOWN) + "…\"";
  }
}
