package dev.adamant.serve.http;

import static dev.adamant.serve.http.HttpFixture.INFER;
import static dev.adamant.serve.http.HttpFixture.INPUTS;
import static dev.adamant.serve.http.HttpFixture.OUTPUTS;
import static dev.adamant.serve.http.HttpFixture.VERSION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.serve.http.HttpExchange.Reply;
import dev.adamant.train.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The Open Inference Protocol v2: every address, and its extension for binary tensors. */
@Timeout(60)
class ProtocolTest {

  private static final String[] NAMES = {"output", "label", "class", "probabilities"};
  private static final String[] TYPES = {"FP64", "INT64", "BYTES", "FP64"};

  @TempDir private static Path folder;
  private static HttpFixture fixture;
  private static long regions;

  @BeforeAll
  static void start() throws IOException {
    regions = HttpFixture.regions();
    fixture = new HttpFixture(folder);
  }

  @AfterAll
  static void end() throws Exception {
    fixture.close();
    assertThat(HttpFixture.regions()).isEqualTo(regions);
  }

  private static Reply get(String path) throws IOException {
    return HttpExchange.get(fixture.port(), path);
  }

  private static Reply post(String path, String body) throws IOException {
    return HttpExchange.post(fixture.port(), path, body);
  }

  @Test
  void theServerSaysWhatItIsAndHowItIs() throws IOException {
    for (String path : List.of("/v2", "/v2/")) {
      JsonNode server = ok(get(path));
      assertThat(server.get("name").stringValue()).isEqualTo("adamant");
      assertThat(server.get("version").stringValue()).isNotEmpty();
      assertThat(texts(server.get("extensions"))).containsExactly("binary_tensor_data");
    }
    assertThat(ok(get("/v2/health/live")).get("live").booleanValue()).isTrue();
    // The model named empty has no version.
    Reply notReady = get("/v2/health/ready");
    assertThat(notReady.status()).isEqualTo(503);
    assertThat(notReady.json().get("ready").booleanValue()).isFalse();
  }

  @Test
  void modelsSayWhatTheyTakeAndGive() throws IOException {
    for (String path : List.of("/v2/models/digits", "/v2/models/digits/versions/" + VERSION)) {
      JsonNode model = ok(get(path));
      assertThat(model.get("name").stringValue()).isEqualTo("digits");
      assertThat(texts(model.get("versions"))).containsExactly(Integer.toString(VERSION));
      assertThat(model.get("platform").stringValue()).isNotEmpty();
      tensor(model.get("inputs").get(0), "input", "FP64", -1, INPUTS);
      assertThat(model.get("inputs")).hasSize(1);
      assertThat(model.get("outputs")).hasSize(4);
      for (int i = 0; i < 4; i++) {
        int[] shape = i % 3 == 0 ? new int[] {-1, OUTPUTS} : new int[] {-1};
        tensor(model.get("outputs").get(i), NAMES[i], TYPES[i], shape);
      }
      model.get("properties").forEach(value -> assertThat(value.isString()).isTrue());
    }
    JsonNode curve = ok(get("/v2/models/curve"));
    assertThat(curve.get("outputs")).hasSize(1);
    tensor(curve.get("outputs").get(0), "output", "FP64", -1, 1);
  }

  @Test
  void modelsSayWhetherTheyAreReady() throws IOException {
    for (String path : List.of("/v2/models/digits/ready", "/v2/models/digits/versions/7/ready")) {
      JsonNode ready = ok(get(path));
      assertThat(ready.get("name").stringValue()).isEqualTo("digits");
      assertThat(ready.get("ready").booleanValue()).isTrue();
    }
    Reply empty = get("/v2/models/empty/ready");
    assertThat(empty.status()).isEqualTo(503);
    assertThat(empty.json().get("ready").booleanValue()).isFalse();
  }

  @Test
  void answersAreThoseOfThePredictorToTheBit() throws IOException {
    double[] features = new Random(1).doubles(4 * INPUTS, -3, 3).toArray();

    Reply reply =
        post(INFER, HttpFixture.body(features).replaceFirst("\\{", "{\"id\":\"a\\\\\"ü\","));

    JsonNode answer = ok(reply);
    assertThat(reply.header("Adamant-Version")).isEqualTo(Integer.toString(VERSION));
    assertThat(answer.get("id").stringValue()).isEqualTo("a\"ü");
    check(answer, features);
  }

  private static void check(JsonNode answer, double[] features) {
    int rows = features.length / INPUTS;
    assertThat(answer.get("model_name").stringValue()).isEqualTo("digits");
    assertThat(answer.get("model_version").stringValue()).isEqualTo(Integer.toString(VERSION));
    assertThat(answer.get("parameters").get("model_sha256").stringValue())
        .isEqualTo(HttpModels.SHA);
    JsonNode outputs = answer.get("outputs");
    List<Prediction> expected = fixture.predict(features);
    assertThat(outputs).hasSize(4);
    tensor(outputs.get(0), "output", "FP64", rows, OUTPUTS);
    tensor(outputs.get(1), "label", "INT64", rows);
    tensor(outputs.get(2), "class", "BYTES", rows);
    tensor(outputs.get(3), "probabilities", "FP64", rows, OUTPUTS);
    assertThat(numbers(outputs.get(0))).containsExactly(all(expected, Prediction::outputs));
    assertThat(numbers(outputs.get(3))).containsExactly(all(expected, Prediction::probabilities));
    assertThat(IntStream.range(0, rows).map(i -> outputs.get(1).get("data").get(i).intValue()))
        .containsExactlyElementsOf(expected.stream().map(Prediction::label).toList());
    assertThat(texts(outputs.get(2).get("data")))
        .containsExactlyElementsOf(expected.stream().map(Prediction::className).toList());
  }

  private static double[] all(
      List<Prediction> predictions, java.util.function.Function<Prediction, List<Double>> of) {
    return predictions.stream()
        .flatMap(p -> of.apply(p).stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  @Test
  void manyClientsEachGetTheirOwn() throws Exception {
    List<Callable<Void>> clients = new ArrayList<>();
    for (int c = 0; c < 24; c++) {
      Random own = new Random(c);
      clients.add(
          () -> {
            try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
              for (int i = 0; i < 40; i++) {
                double[] features =
                    own.doubles((long) INPUTS * (1 + own.nextInt(6)), -2, 2).toArray();
                check(ok(exchange.ask("POST", INFER, HttpFixture.body(features))), features);
              }
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> client : threads.invokeAll(clients)) {
        client.get();
      }
    }
    assertThat(new String(fixture.metrics().text(), UTF_8))
        .contains("adamant_requests_total{model=\"digits\",status=\"200\"}");
  }

  @ParameterizedTest
  @EnumSource(Datatype.class)
  void binaryAndJsonAreTheSameInEveryType(Datatype type) throws IOException {
    double[] numbers = {0, 1, 7, 100, 3};
    String data = type.whole() ? "[0,1,7,100,3]" : "[0,1.0,7,1e2,3]";
    String tensor = "{\"name\":\"input\",\"shape\":[1,5],\"datatype\":\"" + type + "\",";
    JsonNode json = ok(post(INFER, "{\"inputs\":[" + tensor + "\"data\":" + data + "}]}"));
    check(json, numbers);

    byte[] binary = new byte[INPUTS * type.bytes()];
    for (int i = 0; i < INPUTS; i++) {
      put(type, binary, i, numbers[i]);
    }
    String head =
        "{\"inputs\":[" + tensor + "\"parameters\":{\"binary_data_size\":" + binary.length + "}}]}";
    check(ok(binary(INFER, head, binary)), numbers);
  }

  private static void put(Datatype type, byte[] data, int i, double number) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case FP32 -> buffer.putFloat(4 * i, (float) number);
      case FP64 -> buffer.putDouble(8 * i, number);
      case INT8, UINT8 -> buffer.put(i, (byte) number);
      case INT16, UINT16 -> buffer.putShort(2 * i, (short) number);
      case INT32, UINT32 -> buffer.putInt(4 * i, (int) number);
      case INT64, UINT64 -> buffer.putLong(8 * i, (long) number);
    }
  }

  private static Reply binary(String path, String head, byte[] data) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(UTF_8));
    body.writeBytes(data);
    try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
      return exchange.ask(
          HttpExchange.request(
              "POST",
              path,
              body.toByteArray(),
              "Inference-Header-Content-Length: " + head.getBytes(UTF_8).length));
    }
  }

  @Test
  void outputsComeAsTheyAreAskedForAndInBinaryWithTheSameBits() throws IOException {
    double[] features = new Random(2).doubles(3 * INPUTS, -3, 3).toArray();
    String body = HttpFixture.body(features);
    List<Prediction> expected = fixture.predict(features);
    String asked =
        "{\"parameters\":{\"binary_data_output\":true},\"outputs\":["
            + "{\"name\":\"class\"},{\"name\":\"label\",\"parameters\":{\"binary_data\":false}},"
            + "{\"name\":\"probabilities\"},{\"name\":\"output\",\"parameters\":{}}],";

    Reply reply = post(INFER, body.replaceFirst("\\{", asked.replace("\\", "\\\\")));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
    int length = Integer.parseInt(reply.header("Inference-Header-Content-Length"));
    JsonNode outputs =
        new tools.jackson.databind.json.JsonMapper()
            .readTree(Arrays.copyOf(reply.body(), length))
            .get("outputs");
    ByteBuffer data =
        ByteBuffer.wrap(reply.body(), length, reply.body().length - length)
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(IntStream.range(0, 4).mapToObj(i -> outputs.get(i).get("name").stringValue()))
        .containsExactly("class", "label", "probabilities", "output");
    int sizes = 0;
    for (JsonNode output : outputs) {
      JsonNode size = output.path("parameters").path("binary_data_size");
      assertThat(size.isMissingNode()).isEqualTo(output.has("data"));
      sizes += size.asInt(0);
    }
    assertThat(sizes).isEqualTo(data.remaining());
    for (Prediction prediction : expected) {
      byte[] name = new byte[data.getInt()];
      data.get(name);
      assertThat(new String(name, UTF_8)).isEqualTo(prediction.className());
    }
    assertThat(outputs.get(1).get("data")).hasSize(3);
    for (double value : all(expected, Prediction::probabilities)) {
      assertThat(data.getDouble()).isEqualTo(value);
    }
    for (double value : all(expected, Prediction::outputs)) {
      assertThat(data.getDouble()).isEqualTo(value);
    }
  }

  @Test
  void binaryDataAloneIsRowsOfDoubles() throws IOException {
    double[] features = new Random(4).doubles(2 * INPUTS, -3, 3).toArray();
    ByteBuffer data = ByteBuffer.allocate(8 * features.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(features).forEach(data::putDouble);

    Reply reply = binary(INFER, "", data.array());

    assertThat(reply.status()).isEqualTo(200);
    int length = Integer.parseInt(reply.header("Inference-Header-Content-Length"));
    ByteBuffer answer =
        ByteBuffer.wrap(reply.body(), length, reply.body().length - length)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double value : all(fixture.predict(features), Prediction::outputs)) {
      assertThat(answer.getDouble()).isEqualTo(value);
    }
    assertThat(binary(INFER, "", new byte[12]).error()).contains("12 bytes", "rows of 40 bytes");
  }

  @Test
  void dataMayComeRowByRowFlatOrAsOneRowAndBeforeItsShape() throws IOException {
    double[] features = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    String rest = "\"shape\":[2,5],\"datatype\":\"INT8\",\"name\":\"input\"}]}";
    check(ok(post(INFER, "{\"inputs\":[{\"data\":[[1,2,3,4,5],[6,7,8,9,10]]," + rest)), features);
    check(ok(post(INFER, "{\"inputs\":[{\"data\":[1,2,3,4,5,6,7,8,9,10]," + rest)), features);
    check(
        ok(
            post(
                INFER,
                "{\"x\":{\"y\":[1]},\"inputs\":[{\"data\":[1,2,3,4,5],\"shape\":[5],"
                    + "\"datatype\":\"UINT64\",\"name\":\"input\"}]}")),
        Arrays.copyOf(features, 5));
  }

  @Test
  void numbersForFp32AreRoundedToIt() throws IOException {
    String body = "{\"inputs\":[{\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP32\",\"data\":";
    check(
        ok(post(INFER, body + "[0.1,0.2,0.3,0.4,0.5]}]}")), new double[] {.1f, .2f, .3f, .4f, .5f});
  }

  @Test
  void answersThatAreNoNumbersAreText() {
    dev.adamant.model.ModelDescription model = fixture.digits().description();
    double[] values = {1, Double.NaN, 2, Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY};
    InferenceRequest request = new InferenceRequest(null, null, 2, List.of(), false);
    JsonOut out =
        InferenceWriter.write(
                request,
                model,
                new dev.adamant.serve.Answer(fixture.digits().version(), 2, values, null))
            .bytes();
    JsonNode outputs =
        new tools.jackson.databind.json.JsonMapper()
            .readTree(Arrays.copyOf(out.bytes(), out.length()))
            .get("outputs");
    assertThat(outputs.get(0).get("data").toString())
        .isEqualTo("[1.0,\"NaN\",2.0,\"Infinity\",0.0,\"-Infinity\"]");
    assertThat(outputs.get(1).get("data").toString()).isEqualTo("[-1,0]");
    assertThat(outputs.get(2).get("data").toString()).isEqualTo("[\"\",\"klass0\"]");
    assertThat(texts(outputs.get(3).get("data"))).startsWith("NaN", "NaN", "NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/|404|begins at /v2",
        "GET|/v2/models/|404|begins at /v2",
        "GET|/v2/models|404|the names are in /v1/state",
        "GET|/v2/models/digits/versions/|404|begins at /v2",
        "GET|/v2/models/digits/stats|404|begins at /v2",
        "GET|/v2/models/none|404|no model of this name",
        "GET|/v2/models/..%2f..%2fetc%2fpasswd|404|no model of this name",
        "GET|/v2/models/digits/versions/8|404|version 7 is",
        "GET|/v2/models/digits/versions/07/ready|404|version 7 is",
        "GET|/v2/models/empty|503|no version of empty is live",
        "POST|/v2|405|takes GET alone",
        "GET|/v2/models/digits/infer|405|takes POST alone",
        "PUT|/v2/models/digits/infer|405|takes POST alone",
      })
  void otherRequestsAreRefused(String method, String path, int status, String message)
      throws IOException {
    try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
      Reply reply = exchange.ask(method, path, "");
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.error()).contains(message);
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
      if (status == 405) {
        assertThat(reply.header("Allow")).isEqualTo(message.substring(6, message.indexOf(' ', 6)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "|has no body",
        "[1]|no object of JSON",
        "{|no JSON of this protocol",
        "{}|no inputs",
        "{\"inputs\":[]}|no inputs",
        "{\"inputs\":[INPUT,INPUT]}|several inputs",
        "{\"inputs\":{}}|inputs is no array",
        "{\"id\":3,\"inputs\":[INPUT]}|id is no string",
        "{\"inputs\":[INPUT]}x|no JSON of this protocol",
        "{\"inputs\":[INPUT]} {}|something follows",
        "{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"x\"}]}|has not: its metadata",
        "{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"label\"},{\"name\":\"label\"}]}|asked for"
            + " twice",
        "{\"inputs\":[INPUT],\"outputs\":[{\"name\":\"label\",\"parameters\":{\"classification\":2}}]}|classification"
            + " is not supported",
        "{\"parameters\":{\"a\":[]},\"inputs\":[INPUT]}|a parameter is a list",
        "{\"parameters\":{\"binary_data_output\":1},\"inputs\":[INPUT]}|neither true nor false",
      })
  void malformedRequestsAreNamed(String body, String message) throws IOException {
    String input = "{\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[1,2,3,4,5]}";
    Reply reply = post(INFER, body == null ? "" : body.replace("INPUT", input));
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.error()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"name\":\"x\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[1,2,3,4,5]|named input",
        "\"name\":\"input\",\"datatype\":\"INT8\",\"data\":[1,2,3,4,5]|no shape",
        "\"name\":\"input\",\"shape\":[5],\"data\":[1,2,3,4,5]|no datatype",
        "\"name\":\"input\",\"datatype\":\"fp32\"|datatype of input is \"fp32\": give one of"
            + " [FP32,",
        "\"name\":\"input\",\"datatype\":\"BO OL\"|datatype of input is none of the protocol",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\"|no data",
        "\"name\":\"input\",\"shape\":[],\"datatype\":\"INT8\",\"data\":[1,2,3,4,5]|shape of input"
            + " is []",
        "\"name\":\"input\",\"shape\":[1,1,5],\"datatype\":\"INT8\",\"data\":[1,2,3,4,5]|none that"
            + " a model takes",
        "\"name\":\"input\",\"shape\":[1,4],\"datatype\":\"INT8\",\"data\":[1,2,3,4]|[1, 4]: the"
            + " model takes [rows, 5]",
        "\"name\":\"input\",\"shape\":[0,5],\"datatype\":\"INT8\",\"data\":[]|0 rows",
        "\"name\":\"input\",\"shape\":[-1,5],\"datatype\":\"INT8\",\"data\":[]|-1 rows",
        "\"name\":\"input\",\"shape\":[1025,5],\"datatype\":\"INT8\",\"data\":[]|1025 rows in a"
            + " request",
        "\"name\":\"input\",\"shape\":[9223372036854775807,5],\"datatype\":\"INT8\",\"data\":[]|at"
            + " most 1024",
        "\"name\":\"input\",\"shape\":[99999999999999999999,5],\"datatype\":\"INT8\",\"data\":[]|none"
            + " that a model takes",
        "\"name\":\"input\",\"shape\":[2,5],\"datatype\":\"INT8\",\"data\":[1,2,3,4,5]|has 5"
            + " numbers, and its shape needs 10",
        "\"name\":\"input\",\"shape\":[2,5],\"datatype\":\"INT8\",\"data\":[[1,2],[3,4],[5,6],[7,8],[9,9]]|in"
            + " rows of 2",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[[1,2,3],[4,5]]|rows of 3"
            + " and of 2",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[[1,2,3,4,5],6]|something"
            + " else beside them",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[1,2,[3],4,5]|element 2 of"
            + " input is no number",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[1,2,\"3\",4,5]|element 2"
            + " of input is no number",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[1,null,3,4,5]|element 1"
            + " of input is no number",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[1,NaN,3,4,5]|no JSON of"
            + " this protocol",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT8\",\"data\":[1,2,3,4,128]|element 4 of"
            + " input is none of INT8",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"UINT8\",\"data\":[1,2,-3,4,5]|element 2 of"
            + " input is none of UINT8",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT32\",\"data\":[1,2,3,4.0,5]|element 3"
            + " of input is none of INT32",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"INT64\",\"data\":[1,2,3,4,9007199254740993]|that"
            + " a double has",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"UINT64\",\"data\":[18446744073709551616,2,3,4,5]|element"
            + " 0 of input is none of UINT64",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP32\",\"data\":[1,2,3,4,1e39]|element 4"
            + " of input is none of FP32",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP64\",\"data\":[1,2,3,4,1e999]|element 4"
            + " of input is none of FP64",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"BOOL\",\"data\":[true]|datatype of"
            + " input is \"BOOL\": give one of [FP32,",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP64\",\"data\":{}|data of input is no"
            + " array",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP64\",\"data\":[1,2,3,4,5],\"data\":[1]|data"
            + " twice",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP64\",\"parameters\":{\"binary_data_size\":40}|0"
            + " follow the JSON",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP64\",\"parameters\":{\"binary_data_size\":-1}|give"
            + " the number of bytes",
        "\"name\":\"input\",\"shape\":[5],\"datatype\":\"FP64\",\"parameters\":{\"shared_memory_region\":\"x\"}|shared"
            + " memory",
      })
  void malformedInputsAreNamed(String members, String message) throws IOException {
    Reply reply = post(INFER, "{\"inputs\":[{" + members + "}]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.error()).contains(message);
  }

  @Test
  void binaryDataThatIsNoFiniteNumberIsNamed() throws IOException {
    byte[] data = new byte[40];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putDouble(24, Double.NaN);
    assertThat(binary(INFER, "", data).error()).contains("element 3 of input", "finite");
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putDouble(24, Double.NEGATIVE_INFINITY);
    assertThat(binary(INFER, "", data).error()).contains("element 3 of input", "finite");
  }

  @Test
  void aRefusedRequestDoesNotEndItsConnection() throws IOException {
    try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
      assertThat(exchange.ask("POST", INFER, "{}").status()).isEqualTo(400);
      assertThat(exchange.ask("POST", "/v2/models/none/infer", "{}").status()).isEqualTo(404);
      double[] features = {1, 2, 3, 4, 5};
      check(ok(exchange.ask("POST", INFER, HttpFixture.body(features))), features);
    }
  }

  @Test
  void requestsOneAfterTheOtherWithoutWaitingAreAnsweredInOrder() throws IOException {
    try (HttpExchange exchange = HttpExchange.to(fixture.port())) {
      for (int i = 0; i < 5; i++) {
        exchange.send(
            HttpExchange.request(
                "POST",
                INFER,
                HttpFixture.body(new double[] {i, 2, 3, 4, 5})
                    .replaceFirst("\\{", "{\"id\":\"" + i + "\",")
                    .getBytes(UTF_8)));
      }
      for (int i = 0; i < 5; i++) {
        JsonNode answer = ok(exchange.receive());
        assertThat(answer.get("id").stringValue()).isEqualTo(Integer.toString(i));
        check(answer, new double[] {i, 2, 3, 4, 5});
      }
    }
  }

  private static JsonNode ok(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    return reply.json();
  }

  private static void tensor(JsonNode tensor, String name, String type, int... shape) {
    assertThat(tensor.get("name").stringValue()).isEqualTo(name);
    assertThat(tensor.get("datatype").stringValue()).isEqualTo(type);
    assertThat(
            IntStream.range(0, tensor.get("shape").size())
                .map(i -> tensor.get("shape").get(i).intValue()))
        .containsExactly(Arrays.stream(shape).boxed().toArray(Integer[]::new));
  }

  private static List<String> texts(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> array.get(i).asString()).toList();
  }

  private static double[] numbers(JsonNode tensor) {
    JsonNode data = tensor.get("data");
    return IntStream.range(0, data.size())
        .mapToDouble(
            i -> {
              assertThat(data.get(i).isNumber()).isTrue();
              return data.get(i).doubleValue();
            })
        .toArray();
  }
}
