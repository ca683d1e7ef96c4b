package dev.adamant.data;

import java.io.Reader;
import java.util.List;

/**
 * Rows of features without labels, as text, one after the other: what a model is asked about. Cells
 * and rows are as in the CSV files of {@link DataSources}; the first row is left out where none of
 * its cells is a number and one is a word. A row is given out as soon as it is read.
 */
public final class CsvRows {

  private final CsvReader rows;
  private final int width;
  private boolean begun;

  /**
   * Reads from a text, which stays the caller's to close.
   *
   * @param name what errors call it, such as a file or {@code standard input}
   * @param reader the text
   * @param width numbers that a row must have, at least 1
   */
  public CsvRows(String name, Reader reader, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("rows of " + width + " numbers: must be 1 or more");
    }
    this.rows = new CsvReader(name, reader);
    this.width = width;
  }

  /**
   * Reads the next row that is not empty.
   *
   * @param row for its numbers, of the width
   * @return whether there was one
   * @throws DataException when it has another width or a cell is no finite number, or the text
   *     cannot be read
   */
  public boolean read(double[] row) throws DataException {
    if (row.length != width) {
      throw new IllegalArgumentException(
          "an array of " + row.length + " for rows of " + width + " numbers");
    }
    boolean more = rows.next();
    if (more && !begun && CsvHeader.isOfWords(rows)) {
      more = rows.next();
    }
    begun = true;
    if (!more) {
      return false;
    }
    if (rows.columns() != width) {
      throw rows.fault(
          "has " + rows.columns() + " cells, the model takes " + width + ": one for each feature");
    }
    for (int column = 0; column < width; column++) {
      row[column] = CsvCells.number(rows, column, List.of());
    }
    return true;
  }

  /** The row that was read last, counted from 1, header and empty rows included. */
  public long row() {
    return rows.row();
  }
}
