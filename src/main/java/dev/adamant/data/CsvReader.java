package dev.adamant.data;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * The rows of a text with separated cells (RFC 4180): cells between commas, semicolons or tabs,
 * whichever the first line has most of; in quotes where they contain such, quotes doubled; rows end
 * with LF, CR LF or CR. Blanks around a cell without quotes do not belong to it. Rows without any
 * cell are left out, but counted.
 */
final class CsvReader {

  /** The most characters of a row. */
  static final int MAX_ROW = 1 << 24;

  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  private final String name;
  private final Reader reader;
  private char[] buffer = new char[BUFFER];
  private int next;
  private int filled;
  private char delimiter;
  private long row;
  private long position;

  /** The cells of the row, one behind the other, and where each ends. */
  private char[] text = new char[256];

  private int length;
  private int[] ends = new int[16];
  private int columns;

  /**
   * Reads from a text.
   *
   * @param name what errors call it
   * @param reader stays the caller's to close
   */
  CsvReader(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  /** Reads the next row with a cell; false at the end. */
  boolean next() throws DataException {
    if (row == 0) {
      begin();
    }
    while (peek() != END) {
      row++;
      readRow();
      if (columns > 1 || length > 0) {
        return true;
      }
    }
    return false;
  }

  /** How many cells the row has. */
  int columns() {
    return columns;
  }

  /** The row, counted from 1. */
  long row() {
    return row;
  }

  /** The text of a cell, counted from 0. */
  String text(int column) {
    int from = start(column);
    return new String(text, from, ends[column] - from);
  }

  /** The number in a cell, counted from 0; NaN where it is no finite number. */
  double number(int column) {
    return CellText.number(text, start(column), ends[column]);
  }

  /** With the source and the row in front. */
  DataException fault(String what) {
    return new DataException(name + ": row " + row + " " + what);
  }

  private int start(int column) {
    return column == 0 ? 0 : ends[column - 1];
  }

  private void begin() throws DataException {
    if (peek() == '\ufeff') {
      next++;
    }
    int lineEnd = next;
    boolean more = true;
    while (more) {
      while (lineEnd < filled && buffer[lineEnd] != '\n' && buffer[lineEnd] != '\r') {
        lineEnd++;
      }
      more = lineEnd == filled && filled < buffer.length && fill();
    }
    int[] counts = new int[128];
    boolean quoted = false;
    for (int i = next; i < lineEnd; i++) {
      char c = buffer[i];
      quoted ^= c == '"';
      if (!quoted && c < counts.length) {
        counts[c]++;
      }
    }
    delimiter = ',';
    for (char other : new char[] {';', '\t'}) {
      if (counts[other] > counts[delimiter]) {
        delimiter = other;
      }
    }
  }

  private void readRow() throws DataException {
    columns = 0;
    length = 0;
    position = 0;
    while (true) {
      while (peek() == ' ') {
        take();
      }
      if (peek() == '"') {
        take();
        quotedCell();
      } else {
        plainCell();
      }
      if (columns == ends.length) {
        ends = Arrays.copyOf(ends, 2 * columns);
      }
      ends[columns++] = length;
      int c = take();
      if (c == '\r' && peek() == '\n') {
        take();
      }
      if (c != delimiter) {
        return;
      }
    }
  }

  private void plainCell() throws DataException {
    int from = length;
    for (int c = peek(); !endsCell(c); c = peek()) {
      append((char) take());
    }
    while (length > from && Character.isWhitespace(text[length - 1])) {
      length--;
    }
  }

  private void quotedCell() throws DataException {
    while (true) {
      int c = take();
      if (c == END) {
        throw fault("opens a quote in column " + (columns + 1) + " that is never closed: close it");
      }
      if (c == '"') {
        if (peek() != '"') {
          break;
        }
        take();
      }
      append((char) c);
    }
    while (peek() == ' ') {
      take();
    }
    if (!endsCell(peek())) {
      throw fault(
          "has text behind the closing quote in column "
              + (columns + 1)
              + ": double the quotes within a cell");
    }
  }

  private boolean endsCell(int c) {
    return c == delimiter || c == '\n' || c == '\r' || c == END;
  }

  private void append(char c) {
    if (length == text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
    text[length++] = c;
  }

  private int take() throws DataException {
    int c = peek();
    if (c != END) {
      next++;
      if (++position > MAX_ROW) {
        throw fault("has more than " + MAX_ROW + " characters: break the text into rows");
      }
    }
    return c;
  }

  private int peek() throws DataException {
    if (next == filled) {
      next = 0;
      filled = 0;
      if (!fill()) {
        return END;
      }
    }
    return buffer[next];
  }

  /** Reads more behind what is in the buffer. */
  private boolean fill() throws DataException {
    try {
      int count = reader.read(buffer, filled, buffer.length - filled);
      filled += Math.max(count, 0);
      return count > 0;
    } catch (DataException e) {
      throw e;
    } catch (CharacterCodingException e) {
      throw new DataException(
          name + ": is not UTF-8 text somewhere after row " + row + ": save it as UTF-8", e);
    } catch (IOException e) {
      throw new DataException(
          name + ": cannot be read after row " + row + ": " + e.getMessage(), e);
    }
  }
}
