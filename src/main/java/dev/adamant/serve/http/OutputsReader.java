package dev.adamant.serve.http;

import dev.adamant.serve.http.InferenceRequest.Asked;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads which outputs a request asks for. */
final class OutputsReader {

  private final JsonParser json;
  private final List<Asked> outputs = new ArrayList<>();

  private OutputsReader(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads them.
   *
   * @param json at the token, which should begin a list; afterwards at its end
   * @throws Refusal when one is none that any model has, or is asked for in a way that none gives
   */
  static List<Asked> read(JsonParser json, JsonToken token) throws Refusal {
    JsonRules.expect(token, JsonToken.START_ARRAY, "outputs is no array");
    OutputsReader reader = new OutputsReader(json);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonRules.expect(json.currentToken(), JsonToken.START_OBJECT, "an output is no object");
      reader.output();
    }
    return reader.outputs;
  }

  private void output() throws Refusal {
    OutputName output = null;
    Boolean binary = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "name" -> output = OutputName.find(JsonRules.text(json, token, "name of an output"));
        case "parameters" -> binary = parameters(token);
        default -> json.skipChildren();
      }
    }
    if (output == null) {
      throw Refusal.malformed(
          "an output is asked for that the model has not: its metadata lists them");
    }
    for (Asked before : outputs) {
      if (before.name() == output) {
        throw Refusal.malformed("output " + output.text() + " is asked for twice");
      }
    }
    outputs.add(new Asked(output, binary));
  }

  /** Whether in binary; null where they do not say. */
  private Boolean parameters(JsonToken token) throws Refusal {
    JsonRules.expect(token, JsonToken.START_OBJECT, "parameters of an output is no object");
    Boolean binary = null;
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      JsonToken value = json.nextToken();
      JsonRules.parameter(value);
      if (key.equals("binary_data")) {
        binary = JsonRules.truth(value, "binary_data");
      } else if (key.equals("classification")) {
        throw Refusal.malformed("classification is not supported: ask for class and probabilities");
      } else if (key.startsWith("shared_memory")) {
        throw Refusal.malformed("shared memory is not supported: take the data");
      }
    }
    return binary;
  }
}
