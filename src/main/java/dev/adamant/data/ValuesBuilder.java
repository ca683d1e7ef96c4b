package dev.adamant.data;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Collects numbers one by one, in bytes until the first that does not fit in one. */
final class ValuesBuilder {

  private static final int FIRST = 1 << 12;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final String name;
  private byte[] bytes = new byte[FIRST];
  private double[] doubles;
  private int count;

  /**
   * Nothing yet.
   *
   * @param name what errors call the source
   */
  ValuesBuilder(String name) {
    this.name = name;
  }

  /**
   * Adds a number; −0 becomes 0.
   *
   * @throws DataException when there are as many as an array holds, or no memory for more
   */
  void add(double value) throws DataException {
    if (doubles == null && value == (int) value && value >= 0 && value <= 255) {
      if (count == bytes.length) {
        bytes = array(longer(), length -> Arrays.copyOf(bytes, length));
      }
      bytes[count++] = (byte) (int) value;
      return;
    }
    if (doubles == null) {
      doubles = array(longer(), double[]::new);
      for (int i = 0; i < count; i++) {
        doubles[i] = bytes[i] & 0xff;
      }
      bytes = null;
    }
    if (count == doubles.length) {
      doubles = array(longer(), length -> Arrays.copyOf(doubles, length));
    }
    doubles[count++] = value + 0.0;
  }

  /**
   * What was added.
   *
   * @throws DataException when there is no memory for it
   */
  Values build() throws DataException {
    return doubles == null
        ? new Values.Bytes(array(count, length -> Arrays.copyOf(bytes, length)))
        : new Values.Doubles(array(count, length -> Arrays.copyOf(doubles, length)));
  }

  private int longer() throws DataException {
    if (count == MOST) {
      throw new DataException(
          name
              + ": has more than "
              + MOST
              + " values, the most of a dataset: take fewer rows or columns");
    }
    return (int) Math.min(MOST, Math.max(FIRST, 2L * count));
  }

  private <T> T array(int length, IntFunction<T> maker) throws DataException {
    try {
      return maker.apply(length);
    } catch (OutOfMemoryError e) {
      throw new DataException(
          name
              + ": its values do not fit in the Java heap of "
              + Runtime.getRuntime().maxMemory()
              + " bytes: take fewer rows, or allow it more with -Xmx",
          e);
    }
  }
}
