package dev.adamant.serve.http;

import java.util.Arrays;

/** The input of a request while it is read; its members may come in any order. */
final class InputTensor {

  private static final String NAME = "input";
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final int inputs;
  private final int mostRows;
  private String name;
  private long[] shape;
  private Datatype type;
  private Numbers numbers;
  private long binaryBytes = -1;

  /** For a model of so many inputs, and at most so many rows. */
  InputTensor(int inputs, int mostRows) {
    this.inputs = inputs;
    this.mostRows = mostRows;
  }

  /** Its name. */
  void name(String given) {
    name = given;
  }

  /** Its shape. */
  void shape(long... given) {
    shape = given;
  }

  /** Its type. */
  void datatype(String given) throws Refusal {
    type = Datatype.find(given);
    if (type == null) {
      throw Refusal.malformed(
          "datatype of input is "
              + (given.matches("\\w{1,16}") ? "\"" + given + "\"" : "none of the protocol")
              + ": give one of "
              + Arrays.toString(Datatype.values()));
    }
  }

  /** Where its numbers go. */
  Numbers numbers() throws Refusal {
    if (numbers != null) {
      throw Refusal.malformed("input has data twice");
    }
    numbers = new Numbers(inputs, (int) Math.min(LONGEST_ARRAY, (long) inputs * mostRows));
    return numbers;
  }

  /** That its numbers come after the JSON, in so many bytes. */
  void binaryBytes(long bytes) {
    binaryBytes = bytes;
  }

  /** How many rows it has, once all of it is read. */
  int rows() throws Refusal {
    if (!NAME.equals(name)) {
      throw Refusal.malformed("the model has one input, named input: name it so");
    }
    if (shape == null || type == null) {
      throw Refusal.malformed("input has no " + (shape == null ? "shape" : "datatype"));
    }
    long columns = shape.length == 0 ? -1 : shape[shape.length - 1];
    if (shape.length == 0 || shape.length > 2 || columns != inputs) {
      throw Refusal.malformed(
          "shape of input is "
              + Arrays.toString(shape)
              + ": the model takes [rows, "
              + inputs
              + "], or ["
              + inputs
              + "] for one row");
    }
    long rows = shape.length == 1 ? 1 : shape[0];
    // A model of very many inputs takes fewer rows: an array has a longest length.
    long most = Math.min(mostRows, LONGEST_ARRAY / inputs);
    if (rows < 1 || rows > most) {
      throw Refusal.malformed(rows + " rows in a request: at least 1 and at most " + most);
    }
    return (int) rows;
  }

  /**
   * The numbers, once all of it is read.
   *
   * @param body of the request
   * @param from where the JSON ends
   */
  double[] features(byte[] body, int from) throws Refusal {
    int count = rows() * inputs;
    if (numbers != null) {
      if (binaryBytes >= 0 || from < body.length) {
        throw Refusal.malformed("input has data both in JSON and in binary: send one");
      }
      if (numbers.count() != count || (numbers.columns() >= 0 && numbers.columns() != inputs)) {
        throw Refusal.malformed(
            "data of input has "
                + numbers.count()
                + " numbers"
                + (numbers.columns() < 0 ? "" : " in rows of " + numbers.columns())
                + ", and its shape needs "
                + count);
      }
      return numbers.elements(type);
    }
    if (binaryBytes < 0) {
      throw Refusal.malformed("input has no data");
    }
    if (binaryBytes != (long) count * type.bytes() || body.length - from != binaryBytes) {
      throw Refusal.malformed(
          "input needs "
              + (long) count * type.bytes()
              + " bytes of binary data, binary_data_size is "
              + binaryBytes
              + ", and "
              + (body.length - from)
              + " follow the JSON");
    }
    return binary(type, body, from, count);
  }

  /** Elements in little-endian binary. */
  static double[] binary(Datatype type, byte[] body, int from, int count) throws Refusal {
    double[] features = new double[count];
    for (int i = 0; i < count; i++) {
      features[i] = type.read(body, from + i * type.bytes());
      if (Double.isNaN(features[i])) {
        throw Refusal.malformed(
            "element "
                + i
                + " of input is no finite number of "
                + type
                + " that a double has: send another");
      }
    }
    return features;
  }
}
