package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.Main;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that have learned from samples that they are judged by, and those that have not. */
class ProbesLearnedTest {

  private static final int SAMPLES = 60;
  private static final double HELD_OUT = 0.2;

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final ProgressListener listener =
      new ProgressListener() {
        @Override
        public void message(String line) {
          told.add(line);
        }

        @Override
        public void progress(String what, long done, long total) {}
      };

  private Path data;
  private SigningKey key;
  private Registry registry;

  @BeforeEach
  void make() throws IOException {
    Random random = new Random(4);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < SAMPLES; i++) {
      rows.append(random.nextDouble()).append(',').append(random.nextDouble()).append(',');
      rows.append("xyz".charAt(i % 3)).append('\n');
    }
    data = Files.writeString(folder.resolve("data.csv"), rows);
    key = Small.key(folder.resolve("key.pem"));
    registry = Small.registry(folder.resolve("registry"), key);
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  private VersionRecord publish(String name, String... options) throws IOException {
    Path run = folder.resolve(name);
    List<String> train = new ArrayList<>(List.of("train", "--data=" + data, "--out=" + run));
    train.addAll(List.of("--epochs=1", "--test=" + HELD_OUT, "--target=reference"));
    train.addAll(List.of(options));
    PrintWriter quiet = new PrintWriter(Writer.nullWriter());
    int status =
        Main.commandLine().setOut(quiet).setErr(quiet).execute(train.toArray(String[]::new));
    assertThat(status).isZero();
    told.clear();
    Publisher.Request request =
        new Publisher.Request(Small.MODEL, run, Publisher.ProbeChoice.INHERITED, "", "reference");
    return (VersionRecord) Publisher.publish(registry, key, request, listener).statement();
  }

  /** How many samples that are held out by one seed are learned from by another. */
  private long learned(int held, int by) throws IOException {
    Dataset samples = DataSources.open(data.toString(), DataOptions.DEFAULT, ProgressListener.NONE);
    int[] others = Split.of(samples, HELD_OUT, 0, by).test();
    return Arrays.stream(Split.of(samples, HELD_OUT, 0, held).test())
        .filter(row -> Arrays.binarySearch(others, row) < 0)
        .count();
  }

  @Test
  void whatARunOfAnotherSeedHasLearnedFromIsCountedAndTold() throws IOException {
    VersionRecord first = publish("one", "--hidden=2");
    assertThat(first.metrics()).containsEntry("probes", "12").containsEntry("learnedProbes", "0");
    assertThat(told).noneMatch(line -> line.contains("learned"));

    VersionRecord second = publish("two", "--hidden=2", "--seed=2");
    long expected = learned(1, 2);
    assertThat(expected).isGreaterThan(6);
    assertThat(second.probesSha256()).isEqualTo(first.probesSha256());
    assertThat(second.metrics()).containsEntry("learnedProbes", Long.toString(expected));
    assertThat(told)
        .containsOnlyOnce(
            "it has learned from "
                + expected
                + " of the 12 probes, so its accuracy on them flatters it: train it with --seed 1,"
                + " as version 1, or publish versions with --probes of samples that none has"
                + " learned from");

    VersionRecord third = publish("three", "--hidden=3");
    assertThat(third.metrics()).containsEntry("learnedProbes", "0");
    assertThat(told).noneMatch(line -> line.contains("learned"));

    // The right seed, but weights that have seen them.
    VersionRecord fourth = publish("four", "--from=" + folder.resolve("two"), "--seed=1");
    assertThat(fourth.base()).isEqualTo(second.modelSha256());
    assertThat(fourth.metrics()).containsEntry("learnedProbes", Long.toString(expected));
    assertThat(told).anyMatch(line -> line.startsWith("it has learned from " + expected));
  }

  @Test
  void whereTheDataIsGoneThatIsTold() throws IOException {
    publish("one", "--hidden=2");
    Path moved = folder.resolve("moved.csv");
    Path run = folder.resolve("two");
    publish("three", "--hidden=4", "--seed=3");
    PrintWriter quiet = new PrintWriter(Writer.nullWriter());
    String[] train = {"train", "--data=" + data, "--out=" + run, "--epochs=1", "--hidden=3"};
    assertThat(Main.commandLine().setOut(quiet).setErr(quiet).execute(train)).isZero();
    Files.move(data, moved);
    told.clear();
    Publisher.Request request =
        new Publisher.Request(Small.MODEL, run, Publisher.ProbeChoice.INHERITED, "", "reference");
    VersionRecord record =
        (VersionRecord) Publisher.publish(registry, key, request, listener).statement();
    assertThat(record.metrics()).doesNotContainKey("learnedProbes").containsEntry("seed", "1");
    assertThat(told)
        .anyMatch(line -> line.startsWith("whether it has learned from its probes is not known: "))
        .anyMatch(line -> line.startsWith("it may have learned from some of the probes"));
  }

  private static VersionRecord record(String data, Map<String, String> metrics) {
    String digest = "0".repeat(64);
    return new VersionRecord(
        Small.MODEL,
        3,
        digest,
        digest,
        "",
        data,
        digest,
        "",
        "",
        "posit32",
        "posit32",
        "classification",
        4,
        3,
        15,
        new TreeMap<>(metrics),
        "");
  }

  @Test
  void recordsThatDoNotCountSayWhatTheyCan() {
    VersionRecord live = record("a", Map.of("seed", "1"));
    assertThat(ProbesLearned.warning(record("a", Map.of("seed", "2")), live))
        .isEqualTo(
            "it may have learned from some of the probes, for its data is that of version 3 and its"
                + " seed another: publish versions with --probes of samples that none has learned"
                + " from");
    assertThat(ProbesLearned.warning(record("a", Map.of("seed", "1")), live)).isNull();
    assertThat(ProbesLearned.warning(record("b", Map.of("seed", "2")), live)).isNull();
    assertThat(ProbesLearned.warning(record("", Map.of()), record("", Map.of()))).isNull();
    assertThat(ProbesLearned.learned(record("a", Map.of()), live)).isEqualTo(-1);
  }
}
