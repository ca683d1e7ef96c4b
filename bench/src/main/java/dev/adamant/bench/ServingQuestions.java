package dev.adamant.bench;

import dev.adamant.train.Prediction;
import dev.adamant.train.Predictor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of the Open Inference Protocol for rows of data, and the answers of versions to them,
 * whole bodies that were compared with the model's bits once: so an answer under load is right when
 * its bytes are one version's.
 */
final class ServingQuestions {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int WRONG = -1;

  private final List<double[]> rows;
  private final byte[][] requests;
  private final List<Integer> versions = new ArrayList<>();
  private final List<byte[][]> answers = new ArrayList<>();

  /**
   * About rows.
   *
   * @param model the name that is asked
   * @param binary whether tensors go in binary, or all in JSON
   */
  ServingQuestions(String model, List<double[]> rows, boolean binary) {
    this.rows = rows;
    this.requests =
        rows.stream()
            .map(row -> binary ? binary(model, row) : json(model, row))
            .toArray(byte[][]::new);
  }

  private static byte[] json(String model, double... row) {
    String data =
        Arrays.stream(row).mapToObj(ServingQuestions::text).collect(Collectors.joining(","));
    String body =
        "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP64\",\"shape\":[1,"
            + row.length
            + "],\"data\":["
            + data
            + "]}],\"outputs\":[{\"name\":\"output\"}]}";
    return request(model, body, -1, new byte[0]);
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static byte[] binary(String model, double... row) {
    ByteBuffer data = ByteBuffer.allocate(8 * row.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(row).forEach(data::putDouble);
    String body =
        "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP64\",\"shape\":[1,"
            + row.length
            + "],\"parameters\":{\"binary_data_size\":"
            + data.capacity()
            + "}}],\"outputs\":[{\"name\":\"output\",\"parameters\":{\"binary_data\":true}}]}";
    return request(model, body, body.length(), data.array());
  }

  private static byte[] request(String model, String json, int jsonLength, byte[] data) {
    String head =
        "POST /v2/models/"
            + model
            + "/infer HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + (jsonLength < 0 ? "application/json" : "application/octet-stream")
            + "\r\n"
            + (jsonLength < 0
                ? ""
                : String.format(Locale.ROOT, "Inference-Header-Content-Length: %d\r\n", jsonLength))
            + "Content-Length: "
            + (json.length() + data.length)
            + "\r\n\r\n"
            + json;
    byte[] text = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(text, text.length + data.length);
    System.arraycopy(data, 0, request, text.length, data.length);
    return request;
  }

  /** How many there are. */
  int count() {
    return requests.length;
  }

  /** A whole request. */
  byte[] request(int question) {
    return requests[question];
  }

  /**
   * Learns the answers of the version that is live.
   *
   * @param predictor of its model, whose bits they must have
   * @throws IOException when one has not, or is another version's
   */
  void learn(ServingConnection connection, int version, Predictor predictor) throws IOException {
    byte[][] bodies = new byte[requests.length][];
    for (int i = 0; i < requests.length; i++) {
      int status = connection.ask(requests[i]);
      byte[] body = connection.body();
      if (status != 200) {
        throw new IOException("question " + i + " was answered with " + status + ": " + utf8(body));
      }
      check(i, body, version, predictor.predict(List.of(rows.get(i))).getFirst());
      bodies[i] = body;
    }
    versions.add(version);
    answers.add(bodies);
  }

  /** The version that is live. */
  int live(ServingConnection connection) throws IOException {
    int status = connection.ask(requests[0]);
    byte[] body = connection.body();
    if (status != 200) {
      throw new IOException("nothing is live, the answer has status " + status + ": " + utf8(body));
    }
    JsonNode answer = JSON.readTree(new String(body, 0, jsonEnd(body), StandardCharsets.UTF_8));
    return Integer.parseInt(answer.get("model_version").asString());
  }

  private static void check(int question, byte[] body, int version, Prediction expected)
      throws IOException {
    int json = jsonEnd(body);
    JsonNode answer = JSON.readTree(new String(body, 0, json, StandardCharsets.UTF_8));
    JsonNode output = answer.get("outputs").get(0);
    List<Double> values = new ArrayList<>();
    if (output.has("data")) {
      output.get("data").forEach(value -> values.add(value.doubleValue()));
    } else {
      ByteBuffer data =
          ByteBuffer.wrap(body, json, body.length - json).order(ByteOrder.LITTLE_ENDIAN);
      while (data.hasRemaining()) {
        values.add(data.getDouble());
      }
    }
    if (!answer.get("model_version").asString().equals(Integer.toString(version))
        || !values.equals(expected.outputs())) {
      throw new IOException(
          "question "
              + question
              + ": version "
              + version
              + " gives "
              + expected.outputs()
              + ", the server says "
              + answer);
    }
  }

  /** Where the object at the beginning ends; its texts have no braces. */
  private static int jsonEnd(byte... body) throws IOException {
    int depth = 0;
    for (int i = 0; i < body.length; i++) {
      depth += body[i] == '{' ? 1 : body[i] == '}' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    throw new IOException("an answer that is no object: " + utf8(body));
  }

  private static String utf8(byte... bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The version whose answer came; −1 for nobody's. */
  int version(int question, ServingConnection connection) {
    for (int v = 0; v < answers.size(); v++) {
      if (connection.bodyIs(answers.get(v)[question])) {
        return versions.get(v);
      }
    }
    return WRONG;
  }
}
