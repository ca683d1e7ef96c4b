package dev.adamant.serve.http;

import dev.adamant.model.ModelDescription;
import dev.adamant.record.VersionRecord;
import dev.adamant.serve.Answer;
import dev.adamant.serve.http.InferenceRequest.Asked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the answer of a version to a request of the protocol. Numbers are the shortest decimals
 * that read back as the same double. JSON has no NaN: it, and infinities, are the strings {@code
 * "NaN"}, {@code "Infinity"} and {@code "-Infinity"}, as the JSON of protocol buffers has them.
 */
final class InferenceWriter {

  private static final int HEAD_BYTES = 512;
  private static final int NUMBER_BYTES = 24;

  private final InferenceRequest request;
  private final ModelDescription model;
  private final Answer answer;
  private final int outputs;
  private final List<Asked> tensors;
  private final int[] labels;
  private double[] probabilities;

  private InferenceWriter(InferenceRequest request, ModelDescription model, Answer answer) {
    this.request = request;
    this.model = model;
    this.answer = answer;
    this.outputs = model.network().outputs();
    this.tensors = request.outputs().isEmpty() ? all(model) : request.outputs();
    this.labels = Labels.of(answer);
  }

  /**
   * Checks that a model has the outputs that are asked for.
   *
   * @throws Refusal naming one that it has not
   */
  static void check(InferenceRequest request, ModelDescription model) throws Refusal {
    for (Asked asked : request.outputs()) {
      if (!asked.name().of(model)) {
        throw Refusal.malformed(
            "the model has no output " + asked.name().text() + ": its metadata lists them");
      }
    }
  }

  /**
   * An answer as it goes over the wire.
   *
   * @param bytes of it
   * @param jsonBytes length of the JSON that they begin with
   */
  record Written(JsonOut bytes, int jsonBytes) {

    /** Whether binary data follows the JSON. */
    boolean binary() {
      return jsonBytes < bytes.length();
    }
  }

  /** Writes it. */
  static Written write(InferenceRequest request, ModelDescription model, Answer answer) {
    InferenceWriter writer = new InferenceWriter(request, model, answer);
    int room = HEAD_BYTES + 2 * NUMBER_BYTES * answer.values().length;
    JsonOut out = JsonOut.object(room, writer::members);
    int json = out.length();
    writer.binary(out);
    return new Written(out, json);
  }

  private static List<Asked> all(ModelDescription model) {
    List<Asked> all = new ArrayList<>();
    for (OutputName name : OutputName.values()) {
      if (name.of(model)) {
        all.add(new Asked(name, null));
      }
    }
    return all;
  }

  private void members(JsonGenerator json) {
    VersionRecord version = answer.version();
    json.writeStringProperty("model_name", version.model());
    json.writeStringProperty("model_version", Integer.toString(version.version()));
    if (request.id() != null) {
      json.writeStringProperty("id", request.id());
    }
    json.writeObjectPropertyStart("parameters");
    json.writeStringProperty("model_sha256", version.modelSha256());
    json.writeEndObject();
    json.writeArrayPropertyStart("outputs");
    for (Asked asked : tensors) {
      tensor(json, asked);
    }
    json.writeEndArray();
  }

  private boolean inBinary(Asked asked) {
    return asked.binary() == null ? request.binary() : asked.binary();
  }

  private void tensor(JsonGenerator json, Asked asked) {
    OutputName name = asked.name();
    json.writeStartObject();
    json.writeStringProperty("name", name.text());
    json.writeStringProperty("datatype", name.datatype());
    json.writeArrayPropertyStart("shape");
    json.writeNumber(answer.rows());
    if (name.wide()) {
      json.writeNumber(outputs);
    }
    json.writeEndArray();
    if (inBinary(asked)) {
      json.writeObjectPropertyStart("parameters");
      json.writeNumberProperty("binary_data_size", binaryBytes(name));
      json.writeEndObject();
    } else {
      json.writeArrayPropertyStart("data");
      data(json, name);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void data(JsonGenerator json, OutputName name) {
    switch (name) {
      case OUTPUT -> numbers(json, answer.values());
      case PROBABILITIES -> numbers(json, probabilities());
      case LABEL -> {
        for (int label : labels) {
          json.writeNumber(label);
        }
      }
      case CLASS -> {
        for (int label : labels) {
          json.writeString(className(label));
        }
      }
    }
  }

  private static void numbers(JsonGenerator json, double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeString(Double.toString(value));
      }
    }
  }

  private double[] probabilities() {
    if (probabilities == null) {
      probabilities = Labels.probabilities(answer);
    }
    return probabilities;
  }

  private String className(int label) {
    return label < 0 ? "" : model.classes().get(label);
  }

  private int binaryBytes(OutputName name) {
    return switch (name) {
      case OUTPUT, PROBABILITIES -> Double.BYTES * answer.values().length;
      case LABEL -> Long.BYTES * labels.length;
      case CLASS -> {
        int bytes = 0;
        for (int label : labels) {
          bytes += Integer.BYTES + className(label).getBytes(StandardCharsets.UTF_8).length;
        }
        yield bytes;
      }
    };
  }

  private void binary(JsonOut out) {
    for (Asked asked : tensors) {
      if (inBinary(asked)) {
        switch (asked.name()) {
          case OUTPUT -> doubles(out, answer.values());
          case PROBABILITIES -> doubles(out, probabilities());
          case LABEL -> {
            for (int label : labels) {
              int at = out.grow(Long.BYTES);
              Datatype.write(out.bytes(), at, (long) label);
            }
          }
          case CLASS -> {
            for (int label : labels) {
              byte[] name = className(label).getBytes(StandardCharsets.UTF_8);
              int at = out.grow(Integer.BYTES);
              Datatype.write(out.bytes(), at, name.length);
              out.write(name, 0, name.length);
            }
          }
        }
      }
    }
  }

  private static void doubles(JsonOut out, double... values) {
    int at = out.grow(Double.BYTES * values.length);
    byte[] bytes = out.bytes();
    for (int i = 0; i < values.length; i++) {
      Datatype.write(bytes, at + Double.BYTES * i, values[i]);
    }
  }
}
