package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Timelines are JSON that viewers can read, whole or not there at all. */
class TraceTest {

  private static final String AWKWARD = "a \"b\" \\ \n\t\u0001 é \u2028 😀 </script>";

  @TempDir private Path folder;

  private Path file;
  private long now;

  @BeforeEach
  void setUp() {
    file = folder.resolve("job.trace");
    now = System.nanoTime();
  }

  private Happening happening(Happening.Kind kind, String member, int lane, long start, long end) {
    return new Happening(kind, member, lane, "rows 0..512", now + start, now + end, 0);
  }

  private List<JsonNode> events() throws IOException {
    JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(root.get("displayTimeUnit").asString()).isEqualTo("ms");
    List<JsonNode> events = new ArrayList<>();
    root.get("traceEvents").forEach(events::add);
    for (JsonNode event : events) {
      assertThat(event.get("pid").isInt()).isTrue();
      assertThat(event.get("tid").isInt()).isTrue();
      assertThat(event.get("name").isString()).isTrue();
      assertThat(event.get("ph").asString()).isIn("M", "X", "i");
    }
    return events;
  }

  private static List<JsonNode> of(List<JsonNode> events, String phase) {
    return events.stream().filter(event -> event.get("ph").asString().equals(phase)).toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void whatHappenedInEachLane() throws IOException {
    try (Trace trace = new Trace(file)) {
      now = System.nanoTime();
      assertThat(trace.wantsHappenings()).isTrue();
      assertThat(file).doesNotExist();
      trace.happened(
          new Happening(
              Happening.Kind.UPLOAD, "opencl:0", 1, "rows 0..8", now, now + 2_000_000, 4096));
      trace.happened(happening(Happening.Kind.UNIT, "native", 0, 1_000_000, 3_500_999));
      trace.takenOut("opencl:0", "it gave wrong answers");
    }
    List<JsonNode> events = events();
    Map<String, Integer> tracks = new HashMap<>();
    for (JsonNode named : of(events, "M")) {
      String what = named.get("name").asString();
      tracks.put(what + " " + named.at("/args/name").asString(), named.get("tid").asInt());
    }
    assertThat(tracks)
        .containsOnlyKeys(
            "process_name adamant",
            "thread_name native",
            "thread_name opencl:0",
            "thread_name opencl:0 lane 1");
    JsonNode upload = of(events, "X").get(0);
    assertThat(upload.get("name").asString()).isEqualTo("upload rows 0..8");
    assertThat(upload.get("cat").asString()).isEqualTo("upload");
    assertThat(upload.get("tid").asInt()).isEqualTo(tracks.get("thread_name opencl:0 lane 1"));
    assertThat(upload.get("dur").asLong()).isBetween(2000L, 2001L);
    assertThat(upload.at("/args/bytes").asLong()).isEqualTo(4096);
    JsonNode unit = of(events, "X").get(1);
    assertThat(unit.get("name").asString()).isEqualTo("rows 0..512");
    assertThat(unit.get("tid").asInt()).isEqualTo(tracks.get("thread_name native"));
    assertThat(unit.get("ts").asLong() - upload.get("ts").asLong()).isBetween(1000L, 1001L);
    assertThat(unit.get("dur").asLong()).isBetween(2500L, 2501L);
    assertThat(unit.get("args")).isNull();
    JsonNode out = of(events, "i").getFirst();
    assertThat(out.get("s").asString()).isEqualTo("t");
    assertThat(out.get("ts").asLong()).isNotNegative();
    assertThat(out.get("tid").asInt()).isEqualTo(tracks.get("thread_name opencl:0"));
    assertThat(out.at("/args/reason").asString()).isEqualTo("it gave wrong answers");
  }

  @Test
  void anyText() throws IOException {
    try (Trace trace = new Trace(file)) {
      trace.happened(new Happening(Happening.Kind.UNIT, AWKWARD, 0, AWKWARD, now, now, 0));
      trace.takenOut(AWKWARD, AWKWARD);
    }
    List<JsonNode> events = events();
    assertThat(of(events, "M").get(1).at("/args/name").asString()).isEqualTo(AWKWARD);
    assertThat(of(events, "X").getFirst().get("name").asString()).isEqualTo(AWKWARD);
    assertThat(of(events, "i").getFirst().at("/args/reason").asString()).isEqualTo(AWKWARD);
  }

  @Test
  void threadsTellManyThings() throws Exception {
    int lanes = 4;
    int each = 5_000;
    try (Trace trace = new Trace(file)) {
      now = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        int number = lane;
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (long i = 0; i < each; i++) {
                        // Each begins as the one before it ends, at odd nanoseconds.
                        trace.happened(
                            happening(
                                Happening.Kind.UNIT, "native", number, i * 1777, i * 1777 + 1777));
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    Map<Integer, Long> ends = new HashMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    for (JsonNode unit : of(events(), "X")) {
      int track = unit.get("tid").asInt();
      long start = unit.get("ts").asLong();
      assertThat(start).isGreaterThanOrEqualTo(ends.getOrDefault(track, 0L));
      assertThat(unit.get("dur").asLong()).isBetween(1L, 2L);
      ends.put(track, start + unit.get("dur").asLong());
      counts.merge(track, 1, Integer::sum);
    }
    assertThat(counts.values()).hasSize(lanes).containsOnly(each);
  }

  @Test
  void nothingHappened() throws IOException {
    Trace trace = new Trace(file);
    trace.close();
    trace.happened(happening(Happening.Kind.WAIT, "native", 0, 0, 1)); // too late
    trace.close();
    assertThat(events()).hasSize(1);
    assertThat(names()).containsExactly("job.trace");
  }

  @Test
  void replacesAFileOnlyAtTheEnd() throws IOException {
    Files.writeString(file, "old");
    try (Trace trace = new Trace(file)) {
      trace.happened(happening(Happening.Kind.WAIT, "native", 0, 0, 1));
      assertThat(file).hasContent("old");
    }
    assertThat(of(events(), "X")).hasSize(1);
    assertThat(names()).containsExactly("job.trace");
  }

  @Test
  void placesThatCannotBeWritten() throws IOException {
    assertThatThrownBy(() -> new Trace(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": cannot be written: it is a folder, name a file in it");
    Path nowhere = folder.resolve("no").resolve("job.trace");
    assertThatThrownBy(() -> new Trace(nowhere))
        .isInstanceOf(IOException.class)
        .hasMessage(nowhere + ": cannot be written: its folder does not exist, make it first");
    // Not even the administrator may write there.
    Path system = Path.of("/sys/adamant.trace");
    assumeThat(system.getParent()).isDirectory();
    assertThatThrownBy(() -> new Trace(system))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(system + ": cannot be written: ");
    assertThat(names()).isEmpty();
  }

  @Test
  void aFolderThatTakesThePlaceMeanwhile() throws IOException {
    Trace trace = new Trace(file);
    Files.createDirectory(file);
    trace.happened(happening(Happening.Kind.UNIT, "native", 0, 0, 1));
    assertThatThrownBy(trace::close)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": cannot be written: ");
    assertThat(names()).containsExactly("job.trace");
    assertThat(file).isEmptyDirectory();
    assertThatThrownBy(trace::close).isInstanceOf(IOException.class);
  }
}
