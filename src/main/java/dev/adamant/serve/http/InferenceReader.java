package dev.adamant.serve.http;

import dev.adamant.serve.http.InferenceRequest.Asked;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads requests of the protocol, token by token: what a client writes takes no more memory than
 * its numbers. Members that the protocol does not have are skipped, those that would change the
 * answer and are not supported are refused.
 */
final class InferenceReader {

  private static final int DEPTH = 16;
  private static final int NUMBER = 400;
  private static final int TEXT = 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(NUMBER)
                  .maxStringLength(TEXT)
                  .maxNameLength(TEXT)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private final JsonParser json;
  private final InputTensor input;
  private List<Asked> outputs;
  private boolean hasInput;
  private boolean binary;
  private String id;

  private InferenceReader(JsonParser json, InputTensor input) {
    this.json = json;
    this.input = input;
  }

  /**
   * Reads a request.
   *
   * @param body JSON, and binary data after it
   * @param length of the JSON; 0 where there is none but binary data of FP64
   * @param inputs of the model
   * @param mostRows that a request may have
   * @throws Refusal naming what is wrong
   */
  static InferenceRequest read(byte[] body, int length, int inputs, int mostRows) throws Refusal {
    if (length == 0) {
      return raw(body, inputs, mostRows);
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body, 0, length)) {
      InferenceReader reader = new InferenceReader(json, new InputTensor(inputs, mostRows));
      try {
        reader.request();
      } catch (JacksonException e) {
        throw Refusal.malformed(
            "the body is no JSON of this protocol at byte "
                + json.currentLocation().getByteOffset()
                + ": at most "
                + DEPTH
                + " levels, numbers of "
                + NUMBER
                + " digits, texts of "
                + TEXT
                + " characters, none of them NaN");
      }
      return reader.result(body, length);
    }
  }

  private static InferenceRequest raw(byte[] body, int inputs, int mostRows) throws Refusal {
    long row = (long) inputs * Datatype.FP64.bytes();
    if (body.length == 0 || body.length % row != 0 || body.length / row > mostRows) {
      throw Refusal.malformed(
          body.length
              + " bytes of binary data without JSON: the model takes rows of "
              + row
              + " bytes, "
              + inputs
              + " numbers of FP64, at most "
              + mostRows
              + " rows");
    }
    int rows = (int) (body.length / row);
    double[] features = InputTensor.binary(Datatype.FP64, body, 0, rows * inputs);
    return new InferenceRequest(null, features, rows, List.of(), true);
  }

  private InferenceRequest result(byte[] body, int length) throws Refusal {
    if (!hasInput) {
      throw Refusal.malformed("the request has no inputs: give one, named input");
    }
    int rows = input.rows();
    List<Asked> asked = outputs == null ? List.of() : outputs;
    return new InferenceRequest(id, input.features(body, length), rows, asked, binary);
  }

  private void request() throws Refusal {
    JsonRules.expect(json.nextToken(), JsonToken.START_OBJECT, "the body is no object of JSON");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "id" -> {
          JsonRules.expect(token, JsonToken.VALUE_STRING, "id is no string");
          id = json.getString();
        }
        case "inputs" -> inputs(token);
        case "outputs" -> {
          if (outputs != null) {
            throw Refusal.malformed("the request has outputs twice");
          }
          outputs = OutputsReader.read(json, token);
        }
        case "parameters" -> {
          JsonRules.expect(token, JsonToken.START_OBJECT, "parameters is no object");
          for (String key = json.nextName(); key != null; key = json.nextName()) {
            JsonToken value = json.nextToken();
            if (key.equals("binary_data_output")) {
              binary = JsonRules.truth(value, "binary_data_output");
            }
            JsonRules.parameter(value);
          }
        }
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw Refusal.malformed("something follows the object of the request");
    }
  }

  private void inputs(JsonToken token) throws Refusal {
    JsonRules.expect(token, JsonToken.START_ARRAY, "inputs is no array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonRules.expect(json.currentToken(), JsonToken.START_OBJECT, "an input is no object");
      if (hasInput) {
        throw Refusal.malformed("the request has several inputs: the model has one, named input");
      }
      hasInput = true;
      input();
    }
  }

  private void input() throws Refusal {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "name" -> input.name(JsonRules.text(json, token, "the name of an input"));
        case "datatype" -> input.datatype(JsonRules.text(json, token, "datatype of input"));
        case "shape" -> shape(token);
        case "data" -> {
          JsonRules.expect(token, JsonToken.START_ARRAY, "data of input is no array");
          input.numbers().read(json);
        }
        case "parameters" -> inputParameters(token);
        default -> json.skipChildren();
      }
    }
  }

  private void shape(JsonToken token) throws Refusal {
    JsonRules.expect(token, JsonToken.START_ARRAY, "shape of input is no array");
    long[] sizes = new long[2];
    int count = 0;
    for (JsonToken size = json.nextToken(); size != JsonToken.END_ARRAY; size = json.nextToken()) {
      JsonRules.expect(
          size, JsonToken.VALUE_NUMBER_INT, "a size in the shape of input is no whole number");
      if (count == 2 || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw Refusal.malformed("shape of input is none that a model takes: give [rows, inputs]");
      }
      sizes[count++] = json.getLongValue();
    }
    input.shape(count == 2 ? sizes : Arrays.copyOf(sizes, count));
  }

  private void inputParameters(JsonToken token) throws Refusal {
    JsonRules.expect(token, JsonToken.START_OBJECT, "parameters of input is no object");
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      JsonToken value = json.nextToken();
      if (key.equals("binary_data_size")) {
        JsonRules.expect(value, JsonToken.VALUE_NUMBER_INT, "binary_data_size is no whole number");
        boolean huge = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
        long size = huge ? Long.MAX_VALUE : json.getLongValue();
        if (size < 0) {
          throw Refusal.malformed("binary_data_size is " + size + ": give the number of bytes");
        }
        input.binaryBytes(size);
      } else if (key.startsWith("shared_memory")) {
        throw Refusal.malformed("shared memory is not supported: send the data");
      }
      JsonRules.parameter(value);
    }
  }
}
