package dev.adamant.data;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keywords of a table of casacore that are numbers, from its file {@code table.dat}: after the
 * first text {@code RecordDesc} come, big-endian, a version and the count of the fields, of each
 * its name, its type and a comment, which is empty; then an integer, and the values in the same
 * order. Texts begin with their length.
 */
final class KeywordTable {

  private static final byte[] BEGIN = "RecordDesc".getBytes(StandardCharsets.US_ASCII);
  private static final int NUMBER = 8;
  private static final int TEXT = 11;
  private static final int MOST_FIELDS = 10_000;

  private final ByteBuffer in;

  private KeywordTable(byte[] file) {
    this.in = ByteBuffer.wrap(file);
  }

  /** A field. */
  private record Entry(String name, int type) {}

  /**
   * Reads the numbers by name.
   *
   * @param name of the file, for errors
   * @throws DataException when it has another layout
   */
  static Map<String, Double> read(String name, byte[] file) throws DataException {
    try {
      return new KeywordTable(file).read();
    } catch (BufferUnderflowException | NegativeArraySizeException | IllegalArgumentException e) {
      throw new DataException(
          name + ": has no keywords of numbers and texts as a table of casacore has: " + e, e);
    }
  }

  private Map<String, Double> read() {
    in.position(begin());
    in.getInt();
    int count = in.getInt();
    if (count < 0 || count > MOST_FIELDS) {
      throw new IllegalArgumentException("it has " + count + " fields");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(text(), in.getInt()));
      text();
    }
    in.getInt();
    Map<String, Double> numbers = new HashMap<>();
    for (Entry entry : entries) {
      switch (entry.type) {
        case NUMBER -> numbers.put(entry.name, in.getDouble());
        case TEXT -> text();
        default -> throw new IllegalArgumentException(entry.name + " is of the type " + entry.type);
      }
    }
    return numbers;
  }

  private int begin() {
    byte[] file = in.array();
    for (int at = 0; at + BEGIN.length <= file.length; at++) {
      if (Arrays.equals(file, at, at + BEGIN.length, BEGIN, 0, BEGIN.length)) {
        return at + BEGIN.length;
      }
    }
    throw new IllegalArgumentException("there is no RecordDesc");
  }

  private String text() {
    byte[] bytes = new byte[Math.min(in.getInt(), in.remaining() + 1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
