package dev.adamant.serve.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import dev.adamant.JavaProcess;
import dev.adamant.bindings.Adamant;
import dev.adamant.memory.Sha256;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import dev.adamant.record.SigningKey;
import dev.adamant.record.VersionRecord;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Rotator;
import dev.adamant.serve.ServedModels;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** A process that adapts and is killed loses no row and uses none twice. */
class AdaptKilledTest {

  private static final int KILLS = 4;
  private static final int FILES = 5;
  private static final int ROWS = 40;
  private static final int MOST_EVENTS = 5;
  private static final int MOST_MICROS = 60_000;

  /** After so many events a process waits to be killed, however late that comes. */
  private static final int LAST_EVENT = MOST_EVENTS + 3;

  @TempDir private Path folder;

  @Test
  void killedAnywhereEveryRowIsUsedOnce() throws IOException, InterruptedException {
    try (AdaptBench bench = new AdaptBench(folder)) {
      for (int i = 0; i < FILES; i++) {
        bench.deliver("a" + i + ".csv", AdaptBench.fresh(i, ROWS), ROWS);
      }
    }
    Random random = new Random(5);
    for (int kill = 0; kill < KILLS; kill++) {
      killed(1 + random.nextInt(MOST_EVENTS), random.nextInt(MOST_MICROS));
      verify();
    }
    Adapting.main(new String[] {folder.toString(), "0"});
    verify();

    try (AdaptBench bench = AdaptBench.reopen(folder)) {
      AdaptState state = bench.state();
      assertThat(state.candidate()).isNull();
      assertThat(state.freshRows()).isZero();
      assertThat(state.inputs()).hasSize(FILES);
      List<String> rows = new ArrayList<>();
      for (AdaptState.Segment segment : state.segments()) {
        rows.addAll(bench.segment(segment.number()));
      }
      List<String> expected =
          bench
              .rows(AdaptBench.fresh(0, ROWS), FILES * ROWS, false, label -> label)
              .lines()
              .map(line -> line.replaceFirst(",([0-9])$", ",\"$1\""))
              .toList();
      assertThat(rows).isEqualTo(expected);
      // A version for every file, each from the one before, none twice.
      List<RegistryState.Version> versions = bench.registry.state().versions(AdaptBench.MODEL);
      assertThat(versions).hasSize(FILES + 1);
      for (int i = 1; i < versions.size(); i++) {
        VersionRecord before = versions.get(i - 1).record();
        assertThat(versions.get(i).record().base()).isEqualTo(before.modelSha256());
      }
      assertThat(bench.live()).isEqualTo(FILES + 1);
      assertThat(bench.window(state.next() - 1)).isEqualTo(expected);
    }
  }

  /** The chain holds, and every file that it names has its digest. */
  private void verify() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry"))) {
      for (RegistryState.Version version : registry.state().versions(AdaptBench.MODEL)) {
        VersionRecord record = version.record();
        for (String digest :
            List.of(
                record.modelSha256(),
                record.certificateSha256(),
                record.jobSha256(),
                record.probesSha256())) {
          assertThat(Sha256.of(registry.object(digest))).isEqualTo(digest);
        }
      }
    }
  }

  /** Adapts in another process, and kills it so long after it has said so much. */
  private void killed(int events, int micros) throws IOException, InterruptedException {
    List<String> command =
        JavaProcess.command(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"),
            List.of(
                Adaptation.class,
                Adamant.class,
                JacksonAnnotation.class,
                JsonParser.class,
                JsonMapper.class,
                TomlMapper.class,
                JDBC.class,
                Counter.class,
                PrometheusRegistry.class),
            Adapting.class,
            folder.toString(),
            Integer.toString(LAST_EVENT));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader output = process.inputReader()) {
      for (int heard = 0; heard < events; heard++) {
        assertThat(output.readLine()).isNotNull();
      }
      Thread.sleep(Duration.ofNanos(1000L * micros));
    } finally {
      process.destroyForcibly();
    }
    // 128 and the number of SIGKILL: it was still at work.
    assertThat(process.waitFor()).isEqualTo(137);
  }

  /** The process that adapts, with a rotator of its own that lets everything by. */
  static final class Adapting {

    private Adapting() {}

    /**
     * Adapts by all that is there.
     *
     * @param args the folder of the bench, and after how many events it stops for good, 0 for never
     */
    public static void main(String[] args) {
      Path folder = Path.of(args[0]);
      GateSettings lax = new GateSettings(1e9, 1, 0, GateSettings.DEFAULT.shadowTime());
      try (Registry registry = Registry.open(folder.resolve("registry"));
          Target target = Targets.open("native")) {
        SigningKey key = SigningKey.read(folder.resolve("key.pem"));
        try (Rotator rotator =
            new Rotator(
                registry,
                key,
                new ServedModels(),
                () -> Targets.open("native"),
                new Engine.Limits(16, 64))) {
          rotator.start(lax);
          AdaptSettings settings =
              new AdaptSettings(
                  AdaptBench.MODEL,
                  folder.resolve("inbox").toString(),
                  "",
                  folder.resolve("work"),
                  ROWS,
                  4096,
                  3,
                  0,
                  0.1,
                  1e9,
                  1,
                  1,
                  64L << 20,
                  Duration.ofMillis(5));
          try (Adaptation adaptation =
              Adaptation.open(
                  settings,
                  registry,
                  key,
                  target,
                  new Execution("native", 0, 0),
                  (model, version) -> rotator.rotate(model, version, lax).action().text(),
                  telling(Integer.parseInt(args[1])))) {
            adaptation.run(true);
          }
        }
      } catch (IOException | InterruptedException e) {
        e.printStackTrace(System.out);
        System.exit(1);
      }
    }

    private static AdaptListener telling(int last) {
      AtomicInteger heard = new AtomicInteger();
      return (event, sentence, facts) -> {
        System.out.println(event);
        if (heard.incrementAndGet() == last) {
          while (true) {
            LockSupport.park(heard);
          }
        }
      };
    }
  }
}
