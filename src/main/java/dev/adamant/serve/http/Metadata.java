package dev.adamant.serve.http;

import dev.adamant.model.ModelDescription;
import dev.adamant.record.VersionRecord;
import dev.adamant.serve.Engine;
import dev.adamant.train.Build;
import tools.jackson.core.JsonGenerator;

/** What the protocol says of servers and models. */
final class Metadata {

  private static final int ROOM = 1024;
  private static final String VERSION = Build.version();

  private Metadata() {}

  /** Of the server. */
  static JsonOut server() {
    return JsonOut.object(
        ROOM,
        json -> {
          json.writeStringProperty("name", "adamant");
          json.writeStringProperty("version", VERSION);
          json.writeArrayPropertyStart("extensions");
          json.writeString("binary_tensor_data");
          json.writeEndArray();
        });
  }

  /** Whether it is alive and ready. */
  static JsonOut health(boolean ready) {
    return JsonOut.object(
        ROOM,
        json -> {
          json.writeBooleanProperty("live", true);
          json.writeBooleanProperty("ready", ready);
        });
  }

  /** Whether a model is ready. */
  static JsonOut ready(String model, boolean ready) {
    return JsonOut.object(
        ROOM,
        json -> {
          json.writeStringProperty("name", model);
          json.writeBooleanProperty("ready", ready);
        });
  }

  /** Of a model: the version that is live. */
  static JsonOut model(Engine engine) {
    VersionRecord version = engine.version();
    ModelDescription model = engine.description();
    return JsonOut.object(
        ROOM,
        json -> {
          json.writeStringProperty("name", version.model());
          json.writeArrayPropertyStart("versions");
          json.writeString(Integer.toString(version.version()));
          json.writeEndArray();
          json.writeStringProperty("platform", "adamant_safetensors");
          json.writeArrayPropertyStart("inputs");
          tensor(json, "input", "FP64", model.network().inputs());
          json.writeEndArray();
          json.writeArrayPropertyStart("outputs");
          for (OutputName output : OutputName.values()) {
            if (output.of(model)) {
              int width = output.wide() ? model.network().outputs() : 0;
              tensor(json, output.text(), output.datatype(), width);
            }
          }
          json.writeEndArray();
          json.writeObjectPropertyStart("properties");
          json.writeStringProperty("task", version.task());
          json.writeStringProperty("storage", version.storage());
          json.writeStringProperty("compute", version.compute());
          json.writeStringProperty("model_sha256", version.modelSha256());
          json.writeEndObject();
        });
  }

  private static void tensor(JsonGenerator json, String name, String datatype, int width) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeStringProperty("datatype", datatype);
    json.writeArrayPropertyStart("shape");
    json.writeNumber(-1);
    if (width > 0) {
      json.writeNumber(width);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
