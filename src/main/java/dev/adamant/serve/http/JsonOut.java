package dev.adamant.serve.http;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Bytes of an answer in one array, JSON first. */
final class JsonOut extends OutputStream {

  private static final JsonFactory JSON = new JsonFactory();

  private byte[] bytes;
  private int length;

  private JsonOut(int room) {
    bytes = new byte[room];
  }

  /**
   * An object of JSON.
   *
   * @param room bytes that it takes in most cases
   * @param members writes them
   */
  static JsonOut object(int room, Consumer<JsonGenerator> members) {
    JsonOut out = new JsonOut(room);
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return out;
  }

  @Override
  public void write(int b) {
    bytes[grow(1)] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    int at = grow(count);
    System.arraycopy(from, offset, bytes, at, count);
  }

  /** Makes room behind what is there; its place. */
  int grow(int count) {
    int at = length;
    length = Math.addExact(length, count);
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
    return at;
  }

  /** The array; the first {@link #length} bytes are used. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  int length() {
    return length;
  }
}
