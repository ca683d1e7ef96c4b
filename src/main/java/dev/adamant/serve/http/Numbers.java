package dev.adamant.serve.http;

import java.math.BigInteger;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The numbers of a tensor as JSON has them, flat or row by row, straight in an array that grows
 * with what is there.
 */
final class Numbers {

  private static final int DOUBLE_BITS = 53;

  private final int most;
  private double[] values;
  private int count;
  private int columns = -1;
  private int firstFraction = -1;
  private int firstInexact = -1;

  /**
   * None yet.
   *
   * @param usual how many there are in most cases
   * @param most how many there may be
   */
  Numbers(int usual, int most) {
    this.most = most;
    this.values = new double[Math.min(usual, most)];
  }

  /**
   * Reads an array of numbers, or one of arrays of numbers, all as long.
   *
   * @param json at the beginning of the array; afterwards at its end
   */
  void read(JsonParser json) throws Refusal {
    JsonToken token = json.nextToken();
    if (token != JsonToken.START_ARRAY) {
      row(json, token);
      return;
    }
    while (token == JsonToken.START_ARRAY) {
      int before = count;
      row(json, json.nextToken());
      if (columns >= 0 && count - before != columns) {
        throw Refusal.malformed(
            "data of input has rows of " + columns + " and of " + (count - before) + " numbers");
      }
      columns = count - before;
      token = json.nextToken();
    }
    if (token != JsonToken.END_ARRAY) {
      throw Refusal.malformed("data of input has rows, and something else beside them");
    }
  }

  private void row(JsonParser json, JsonToken first) throws Refusal {
    for (JsonToken token = first; token != JsonToken.END_ARRAY; token = json.nextToken()) {
      switch (token) {
        case VALUE_NUMBER_INT -> add(whole(json));
        case VALUE_NUMBER_FLOAT -> {
          firstFraction = firstFraction < 0 ? count : firstFraction;
          add(json.getDoubleValue());
        }
        case null, default ->
            throw Refusal.malformed("element " + count + " of input is no number of JSON");
      }
    }
  }

  private double whole(JsonParser json) {
    if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = json.getLongValue();
      if (firstInexact < 0 && Double.isNaN(Datatype.exact(number))) {
        firstInexact = count;
      }
      return number;
    }
    BigInteger number = json.getBigIntegerValue().abs();
    if (firstInexact < 0 && number.bitLength() - number.getLowestSetBit() > DOUBLE_BITS) {
      firstInexact = count;
    }
    return json.getDoubleValue();
  }

  private void add(double value) throws Refusal {
    if (count == values.length) {
      if (count == most) {
        throw Refusal.malformed(
            "data of input has more than " + most + " numbers, which is the most that may be sent");
      }
      values = Arrays.copyOf(values, (int) Math.min(most, Math.max(16, 2L * count)));
    }
    values[count++] = value;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** How many a row has; −1 where they came flat. */
  int columns() {
    return columns;
  }

  /**
   * All of them as elements of that type.
   *
   * @throws Refusal naming the first that is none
   */
  double[] elements(Datatype type) throws Refusal {
    int wrong = type.whole() ? firstWrong() : -1;
    double[] elements = count == values.length ? values : Arrays.copyOf(values, count);
    for (int i = 0; i < count; i++) {
      elements[i] = type.convert(elements[i]);
      if (i == wrong || Double.isNaN(elements[i])) {
        throw Refusal.malformed(
            "element "
                + i
                + " of input is none of "
                + type
                + (wrong == i && i == firstInexact
                    ? " that a double has: send numbers of 53 bits, or FP64"
                    : ": send another number or another datatype"));
      }
    }
    return elements;
  }

  private int firstWrong() {
    if (firstFraction < 0 || firstInexact < 0) {
      return Math.max(firstFraction, firstInexact);
    }
    return Math.min(firstFraction, firstInexact);
  }
}
