package dev.adamant.serve.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.record.Decision;
import dev.adamant.record.Publication;
import dev.adamant.record.VersionRecord;
import dev.adamant.serve.GateSettings;
import dev.adamant.train.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digits that are adapted by rows in files, with the gate of a server. */
class AdaptationTest {

  private static final int EACH = 200;

  @TempDir private Path folder;
  private AdaptBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new AdaptBench(folder);
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  private void once(int rows, int window) throws IOException, InterruptedException {
    once(bench.settings(bench.inbox.toString(), rows, window), bench::rotate);
  }

  private void once(AdaptSettings settings, RotationRequest request)
      throws IOException, InterruptedException {
    try (Adaptation adaptation = bench.open(settings, request)) {
      adaptation.run(true);
    }
  }

  @Test
  void newRowsMakeItBetter() throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      bench.deliver("a" + i + ".csv", AdaptBench.fresh(i, EACH), EACH);
    }
    once(EACH, 2 * EACH);

    assertThat(bench.events()).containsExactly("rotated", "rotated", "rotated");
    double before = bench.accuracy(1);
    for (int version = 2; version <= 4; version++) {
      assertThat(bench.accuracy(version)).isGreaterThanOrEqualTo(before - 0.02);
      before = bench.accuracy(version);
      VersionRecord record =
          bench.registry.state().version(AdaptBench.MODEL, version).orElseThrow().record();
      VersionRecord base =
          bench.registry.state().version(AdaptBench.MODEL, version - 1).orElseThrow().record();
      assertThat(record.base()).isEqualTo(base.modelSha256());
      assertThat(record.probesSha256()).isEqualTo(base.probesSha256());
      assertThat(Double.parseDouble(record.divergence())).isBetween(0.0, 0.1);
      assertThat(record.metrics()).containsKeys("testAccuracy", "testLoss", "trainLoss");
      JobSettings job = JobSettings.read(bench.registry.object(record.jobSha256()));
      assertThat(job.job(null).model().start().sha256()).isEqualTo(base.modelSha256());
    }
    assertThat(bench.live()).isEqualTo(4);
    assertThat(before).isGreaterThan(bench.accuracy(1) + 0.05);

    // The last one's window: the newest rows, each once, and no others.
    List<String> expected = new ArrayList<>(lines(1));
    expected.addAll(lines(2));
    assertThat(bench.window(bench.state().next() - 1)).isEqualTo(expected);
    assertThat(bench.state().segments()).hasSize(2);
    // Nothing new, nothing done.
    bench.heard.clear();
    once(EACH, 2 * EACH);
    assertThat(bench.events()).isEmpty();
    assertThat(bench.live()).isEqualTo(4);
  }

  private List<String> lines(int file) {
    return bench
        .rows(AdaptBench.fresh(file, EACH), EACH, false, label -> label)
        .lines()
        .map(line -> line.replaceFirst(",([0-9])$", ",\"$1\""))
        .toList();
  }

  @Test
  void badRowsAreHeldBackAndThrownAway() throws IOException, InterruptedException {
    bench.deliver("a.csv", AdaptBench.fresh(0, EACH), EACH);
    bench.deliverPoisoned("b.csv", AdaptBench.fresh(1, EACH), EACH);
    bench.deliverInverted("c.csv", AdaptBench.fresh(2, EACH), EACH);
    bench.deliver("d.csv", AdaptBench.fresh(3, EACH), EACH);
    once(EACH, 4096);

    assertThat(bench.events())
        .containsExactly("rotated", "held-back", "discarded", "held-back", "discarded", "rotated");
    assertThat(bench.heard("discarded"))
        .extracting(heard -> heard.facts().get("inputs"))
        .containsExactly("b.csv", "c.csv");
    assertThat(bench.heard("held-back").getFirst().sentence())
        .contains("the live version's accuracy on the new rows is ", "--max-drift 0.25");
    // None of the bad rows is in what the last one has learned from.
    List<String> good = new ArrayList<>(lines(0));
    good.addAll(lines(3));
    assertThat(bench.window(bench.state().next() - 1)).isEqualTo(good);
    assertThat(bench.registry.state().versions(AdaptBench.MODEL)).hasSize(3);
  }

  @Test
  void theServersGateStopsThemToo() throws IOException, InterruptedException {
    // Whatever the rows are like, and from these alone.
    AdaptSettings open = bench.settings(bench.inbox.toString(), EACH, EACH, 1);
    bench.deliverPoisoned("b.csv", AdaptBench.fresh(1, EACH), EACH);
    bench.deliverInverted("c.csv", AdaptBench.fresh(2, EACH), EACH);
    AdaptSettings blind =
        new AdaptSettings(
            open.model(),
            open.source(),
            "",
            open.work(),
            EACH,
            EACH,
            3,
            0,
            0.1,
            0.1,
            1,
            1,
            open.memory(),
            open.every());
    once(blind, bench::rotate);

    assertThat(bench.events()).containsExactly("refused", "discarded", "refused", "discarded");
    assertThat(bench.live()).isEqualTo(1);
    assertThat(bench.decisions())
        .extracting(Decision::action)
        .containsExactly(Decision.Action.ROTATED, Decision.Action.REFUSED, Decision.Action.REFUSED);
    assertThat(bench.decisions().getLast().checks().getLast().measures())
        .containsKeys("divergence", "threshold");
    assertThat(bench.state().segments()).isEmpty();

    // The same rows again are the same candidate, which was refused.
    bench.heard.clear();
    bench.deliverInverted("d.csv", AdaptBench.fresh(2, EACH), EACH);
    once(blind, bench::rotate);
    assertThat(bench.events()).containsExactly("refused", "discarded");
    assertThat(bench.registry.state().versions(AdaptBench.MODEL)).hasSize(3);
  }

  @Test
  void whatWasRolledBackFromDoesNotComeAgain() throws IOException, InterruptedException {
    bench.deliver("a.csv", AdaptBench.fresh(0, EACH), EACH);
    once(EACH, EACH);
    bench.rotator.rollback(AdaptBench.MODEL);
    bench.heard.clear();
    bench.deliver("b.csv", AdaptBench.fresh(0, EACH), EACH);
    once(EACH, EACH);
    assertThat(bench.events()).containsExactly("refused", "discarded");
    assertThat(bench.live()).isEqualTo(1);
  }

  @Test
  void manySmallStepsDoNotLeadAway() throws IOException, InterruptedException {
    // A server that lets everything by, and rows of which a fifth are labelled wrongly.
    GateSettings lax = new GateSettings(1e9, 1, 0, GateSettings.DEFAULT.shadowTime());
    RotationRequest request =
        (model, version) -> bench.rotator.rotate(model, version, lax).action().text();
    bench.deliver("a.csv", AdaptBench.fresh(0, 4 * EACH), 4 * EACH);
    once(bench.settings(bench.inbox.toString(), EACH, 4 * EACH), request);
    double best = bench.accuracy(bench.live());
    assertThat(best).isGreaterThan(bench.accuracy(1));
    AdaptSettings settings = bench.settings(bench.inbox.toString(), 50, 50, 1);
    for (int i = 0; i < 6; i++) {
      bench.deliver(
          "b" + i + ".csv",
          bench.rows(AdaptBench.fresh(0, EACH) + 50 * i, 50, false, l -> l < 4 ? 9 - l : l));
    }
    once(settings, request);
    assertThat(bench.heard("held-back")).isNotEmpty();
    for (int version = 2; version <= bench.registry.state().versions("digits").size(); version++) {
      assertThat(bench.accuracy(version)).as("version " + version).isGreaterThan(best - 0.021);
    }
  }

  @Test
  void whatIsNoSuchFileIsSetAside() throws IOException, InterruptedException {
    String row = bench.rows(AdaptBench.fresh(0, 1), 1, false, label -> label);
    bench.deliver("empty.csv", "");
    bench.deliver("words.csv", row.replaceFirst("[0-9]+", "many"));
    bench.deliver("narrow.csv", "1,2,3\n");
    bench.deliver("label.csv", row.replaceFirst("[0-9]\n", "11\n"));
    bench.deliver("infinite.csv", row.replaceFirst("[0-9]+", "1e999"));
    Files.write(bench.inbox.resolve("binary.csv"), new byte[] {(byte) 0xff, 0, 1, (byte) 0x80});
    Files.writeString(bench.inbox.resolve("half.csv.tmp"), row);
    Files.writeString(bench.inbox.resolve(".hidden.csv"), row);
    Files.writeString(bench.inbox.resolve("notes.txt"), row);
    Files.createDirectory(bench.inbox.resolve("folder.csv"));
    Files.createSymbolicLink(bench.inbox.resolve("link.csv"), folder.resolve("first.csv"));
    bench.deliver("right.csv", row);
    once(EACH, EACH);

    assertThat(bench.heard("set-aside"))
        .extracting(heard -> heard.facts().get("input"))
        .containsExactly(
            "binary.csv", "empty.csv", "infinite.csv", "label.csv", "narrow.csv", "words.csv");
    assertThat(bench.heard("set-aside"))
        .allSatisfy(
            heard ->
                assertThat(heard.sentence())
                    .startsWith(heard.facts().get("input") + ": ")
                    .doesNotContain("\n", "incoming"));
    assertThat(bench.state().freshRows()).isEqualTo(1);
    bench.heard.clear();
    once(EACH, EACH);
    assertThat(bench.heard).extracting(AdaptBench.Heard::event).containsExactly("planned");
    // What was mended is read; what was only touched is not.
    bench.deliver("words.csv", row);
    bench.deliver("right.csv", row);
    once(EACH, EACH);
    assertThat(bench.heard("taken"))
        .extracting(heard -> heard.facts().get("input"))
        .containsExactly("words.csv");
    assertThat(bench.state().freshRows()).isEqualTo(2);
  }

  @Test
  void aFileThatGrowsIsReadWhenItIsWhole() throws IOException, InterruptedException {
    Path file = bench.inbox.resolve("a.csv");
    String rows = bench.rows(AdaptBench.fresh(0, 4), 4, false, label -> label);
    try (Adaptation adaptation = bench.open(EACH, EACH)) {
      for (int length : new int[] {100, 300, rows.length()}) {
        Files.writeString(file, rows.substring(0, length));
        adaptation.step();
        assertThat(bench.heard("taken")).isEmpty();
      }
      adaptation.step();
      assertThat(bench.heard("taken")).hasSize(1);
      assertThat(bench.state().freshRows()).isEqualTo(4);
    }
  }

  @Test
  void aServerThatIsAwayIsWaitedFor() throws IOException, InterruptedException {
    bench.deliver("a.csv", AdaptBench.fresh(0, EACH), EACH);
    RotationRequest away =
        (model, version) -> {
          throw new IOException("nobody is there");
        };
    assertThatThrownBy(() -> once(bench.settings(bench.inbox.toString(), EACH, EACH), away))
        .isInstanceOf(AdaptException.class)
        .hasMessage("version 2 of digits waits to be decided about: nobody is there");
    bench.heard.clear();
    once(EACH, EACH);
    assertThat(bench.heard)
        .extracting(AdaptBench.Heard::event)
        .containsExactly("planned", "rotated");
    assertThat(bench.registry.state().versions(AdaptBench.MODEL)).hasSize(2);

    // A decision whose answer was lost is in the ledger.
    bench.deliver("b.csv", AdaptBench.fresh(1, EACH), EACH);
    RotationRequest lost =
        (model, version) -> {
          bench.rotate(model, version);
          throw new IOException("the line is dead");
        };
    once(bench.settings(bench.inbox.toString(), EACH, EACH), lost);
    assertThat(bench.live()).isEqualTo(3);
  }

  @Test
  void whoRotatesMeanwhileGoesFirst() throws IOException, InterruptedException {
    bench.deliver("a.csv", AdaptBench.fresh(0, EACH), EACH);
    once(EACH, EACH);
    bench.deliver("b.csv", AdaptBench.fresh(1, EACH), EACH);
    List<Integer> asked = new ArrayList<>();
    AdaptSettings settings = bench.settings(bench.inbox.toString(), EACH, 2 * EACH);
    assertThatThrownBy(
            () ->
                once(
                    settings,
                    (model, version) -> {
                      asked.add(version);
                      bench.rotator.rollback(model);
                      return "busy";
                    }))
        .hasMessageContaining("waits");
    assertThat(bench.live()).isEqualTo(1);
    // The candidate of version 2 is given up, its rows go into one of version 1.
    once(settings, bench::rotate);
    assertThat(asked).containsExactly(3);
    assertThat(bench.heard("stale")).hasSize(1);
    assertThat(bench.live()).isEqualTo(4);
    VersionRecord record =
        bench.registry.state().version(AdaptBench.MODEL, 4).orElseThrow().record();
    VersionRecord first =
        bench.registry.state().version(AdaptBench.MODEL, 1).orElseThrow().record();
    assertThat(record.base()).isEqualTo(first.modelSha256());
  }

  @Test
  void wherePlansDoNotFitNothingBegins() throws IOException {
    AdaptSettings settings = bench.settings(bench.inbox.toString(), EACH, 4096);
    assertThatThrownBy(() -> bench.open(with(settings, "digits", 1 << 20), bench::rotate))
        .isInstanceOf(AdaptException.class)
        .hasMessageMatching(
            "training needs [0-9]+ bytes and its window of 4096 rows [0-9]+, together they may have"
                + " 1048576: name a smaller --window or a larger --memory");
    assertThatThrownBy(() -> bench.open(with(settings, "letters", 1 << 30), bench::rotate))
        .hasMessageContaining("has no version of letters: publish one");
    assertThatThrownBy(
            () ->
                bench.open(
                    bench.settings(folder.resolve("none").toString(), 10, 20), bench::rotate))
        .hasMessageContaining("none: there is no such folder");
    try (Adaptation _ = bench.open(settings, bench::rotate)) {
      assertThatThrownBy(() -> bench.open(settings, bench::rotate))
          .hasMessageContaining("another process adapts in it");
    }
  }

  private static AdaptSettings with(AdaptSettings of, String model, long memory) {
    return new AdaptSettings(
        model,
        of.source(),
        "",
        of.work(),
        of.rows(),
        of.window(),
        3,
        0,
        0.1,
        0.1,
        0.02,
        0.25,
        memory,
        of.every());
  }

  @Test
  void aModelWithoutProbesIsNotAdapted() throws IOException {
    Path first = folder.resolve("first/model.safetensors");
    bench.registry.publish(
        bench.key, new Publication("bare", first, null, "", new TreeMap<>(), ""));
    AdaptSettings settings = bench.settings(bench.inbox.toString(), EACH, EACH);
    assertThatThrownBy(() -> bench.open(with(settings, "bare", 1 << 30), bench::rotate))
        .isInstanceOf(AdaptException.class)
        .hasMessageContaining("bare version 1 has no probes");
  }

  @Test
  void oldCandidatesAreRemoved() throws IOException, InterruptedException {
    for (int i = 0; i < WorkFolder.KEPT + 2; i++) {
      bench.deliverPoisoned("p" + i + ".csv", AdaptBench.fresh(i, 20), 20);
    }
    once(20, 20);
    assertThat(bench.heard("held-back")).hasSize(WorkFolder.KEPT + 2);
    try (var candidates = Files.list(folder.resolve("work/candidates"))) {
      assertThat(candidates).hasSize(WorkFolder.KEPT);
    }
    try (var rows = Files.list(folder.resolve("work/rows"))) {
      assertThat(rows).isEmpty();
    }
    assertThat(Collections.max(bench.state().inputs().keySet())).isEqualTo("p9.csv");
  }
}
