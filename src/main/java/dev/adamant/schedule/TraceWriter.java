package dev.adamant.schedule;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes events in the Trace Event Format, one a line, in chunks. Times are whole microseconds,
 * rounded down at both ends: readers convert fractions to nanoseconds with errors, and drop events
 * that then overlap another of the same track by one. Not for several threads.
 */
final class TraceWriter implements AutoCloseable {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int PROCESS = 1;

  /** The tracks of a member are neighbours: their numbers are its own and that of the lane. */
  private static final int LANES = 1000;

  private static final int CHUNK = 1 << 16;

  private final WritableByteChannel channel;
  private final long origin;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
  private final JsonGenerator json;
  private final Map<String, Integer> members = new HashMap<>();
  private final Set<Integer> named = new HashSet<>();

  /**
   * Begins the text.
   *
   * @param channel the caller's to close
   * @param origin the time 0, of {@link System#nanoTime}
   */
  TraceWriter(WritableByteChannel channel, long origin) {
    this.channel = channel;
    this.origin = origin;
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8);
    json.writeStartObject();
    json.writeStringProperty("displayTimeUnit", "ms");
    json.writeArrayPropertyStart("traceEvents");
    name("process_name", 0, "adamant");
  }

  /** Something that took time. */
  void event(Happening happening) throws IOException {
    int track = track(happening.member(), happening.lane());
    String kind = happening.kind().name().toLowerCase(Locale.ROOT);
    boolean unit = happening.kind() == Happening.Kind.UNIT;
    long start = micros(happening.start());
    begin("X", unit ? happening.label() : (kind + " " + happening.label()).strip(), track);
    json.writeStringProperty("cat", kind);
    json.writeNumberProperty("ts", start);
    json.writeNumberProperty("dur", Math.max(0, micros(happening.end()) - start));
    if (happening.bytes() != 0) {
      json.writeObjectPropertyStart("args");
      json.writeNumberProperty("bytes", happening.bytes());
      json.writeEndObject();
    }
    json.writeEndObject();
    writeChunk();
  }

  /** A member was taken out, on the track of its first lane. */
  void takenOut(String member, String reason, long time) throws IOException {
    int track = track(member, 0);
    begin("i", "taken out", track);
    json.writeStringProperty("cat", "failure");
    json.writeNumberProperty("ts", micros(time));
    json.writeStringProperty("s", "t");
    json.writeObjectPropertyStart("args");
    json.writeStringProperty("reason", reason);
    json.writeEndObject();
    json.writeEndObject();
    writeChunk();
  }

  /** Ends the text; nothing can be added. */
  void end() throws IOException {
    json.writeRaw('\n');
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    flush();
  }

  /** Frees the buffers; the text is what it was. */
  @Override
  public void close() {
    json.close();
  }

  private int track(String member, int lane) {
    int number = members.computeIfAbsent(member, _ -> members.size() + 1);
    int track = number * LANES + lane;
    if (named.add(track)) {
      name("thread_name", track, lane == 0 ? member : member + " lane " + lane);
    }
    return track;
  }

  private void name(String what, int track, String name) {
    begin("M", what, track);
    json.writeObjectPropertyStart("args");
    json.writeStringProperty("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void begin(String phase, String name, int track) {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringProperty("ph", phase);
    json.writeStringProperty("name", name);
    json.writeNumberProperty("pid", PROCESS);
    json.writeNumberProperty("tid", track);
  }

  /** Since the origin; what was before it counts as at it. */
  private long micros(long time) {
    return Math.max(0, time - origin) / 1000;
  }

  private void writeChunk() throws IOException {
    if (bytes.size() >= CHUNK) {
      flush();
    }
  }

  private void flush() throws IOException {
    json.flush();
    ByteBuffer chunk = ByteBuffer.wrap(bytes.toByteArray());
    while (chunk.hasRemaining()) {
      channel.write(chunk);
    }
    bytes.reset();
  }
}
