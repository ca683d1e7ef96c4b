package dev.adamant.serve.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.model.Dense;
import dev.adamant.model.ModelFile;
import dev.adamant.record.Decision;
import dev.adamant.record.ProbesLearned;
import dev.adamant.record.Publisher;
import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import dev.adamant.record.TrustedKey;
import dev.adamant.record.VersionRecord;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Rotator;
import dev.adamant.serve.ServedModels;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.RunListener;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that give a number, dense ones and those with structure, that are adapted by rows. */
class AdaptNumbersTest {

  private static final String MODEL = "volume";
  private static final int FIRST = 100;
  private static final int EACH = 100;
  private static final int PROBES = 80;

  private static final String SCHEMA =
      """
      signature = [3, 0, 0]
      [[inputs]]
      name = "points"
      grades = [1]
      channels = 3
      [[outputs]]
      name = "volume"
      grades = [3]
      """;

  @TempDir private Path folder;
  private final List<String> events = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();

  private static Dataset volumes() throws IOException {
    return DataSources.open(
        "signed-volume:train=400,test=10", DataOptions.DEFAULT, ProgressListener.NONE);
  }

  /** Rows as CSV, with the volume last, times a factor. */
  private Path write(Path file, int from, int count, double factor) throws IOException {
    Dataset data = volumes();
    StringBuilder text = new StringBuilder();
    for (int row = from; row < from + count; row++) {
      for (int f = 0; f < data.features(); f++) {
        text.append(data.feature(row, f)).append(',');
      }
      text.append(factor * data.target(row, 0)).append('\n');
    }
    return Files.writeString(file, text);
  }

  private Path train(Target target, Map<String, String> settings) throws IOException {
    JobSettings job =
        JobSettings.EMPTY
            .with("data.source", write(folder.resolve("first.csv"), 0, FIRST, 1).toString(), "test")
            .with("data.task", "regression", "test")
            .with("training.epochs", "12", "test");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      job = job.with(setting.getKey(), setting.getValue(), "test");
    }
    Path run = folder.resolve("run");
    TrainingRun.start(job, new Execution("native", 0, 0), run, target, RunListener.NONE);
    return run;
  }

  /** Publishes a run, adapts it by good rows and then by bad ones, and says what was decided. */
  private List<Decision> adapt(Map<String, String> job) throws IOException, InterruptedException {
    SigningKey key = SigningKey.generate(folder.resolve("key.pem"));
    try (Registry registry = Registry.init(folder.resolve("registry"));
        Target target = Targets.open("native")) {
      registry.append(key, TrustedKey.of("test", key));
      Path probes = write(folder.resolve("probes.csv"), FIRST, PROBES, 1);
      Publisher.publish(
          registry,
          key,
          new Publisher.Request(
              MODEL, train(target, job), Publisher.ProbeChoice.of(probes), "", "native"),
          ProgressListener.NONE);
      try (Rotator rotator =
          new Rotator(
              registry,
              key,
              new ServedModels(),
              () -> Targets.open("native"),
              new Engine.Limits(16, 64))) {
        rotator.start(GateSettings.DEFAULT);
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        write(inbox.resolve("a.csv"), FIRST + PROBES, EACH, 1);
        write(inbox.resolve("b.csv"), FIRST + PROBES + EACH, EACH, 5);
        try (Adaptation adaptation =
            Adaptation.open(
                settings(inbox),
                registry,
                key,
                target,
                new Execution("native", 0, 0),
                (model, version) ->
                    rotator.rotate(model, version, GateSettings.DEFAULT).action().text(),
                (event, sentence, facts) -> {
                  events.add(event);
                  sentences.add(sentence);
                })) {
          adaptation.run(true);
        }
      }
      for (int version = 1; version <= 2; version++) {
        VersionRecord record = registry.state().version(MODEL, version).orElseThrow().record();
        assertThat(record.task()).isEqualTo("regression");
        assertThat(ProbesLearned.learned(record, record)).isZero();
      }
      assertThat(registry.state().live(MODEL).orElseThrow().record().version()).isEqualTo(2);
      return registry.state().entries().stream()
          .filter(entry -> entry.statement() instanceof Decision)
          .map(entry -> (Decision) entry.statement())
          .toList();
    }
  }

  private AdaptSettings settings(Path inbox) {
    return new AdaptSettings(
        MODEL,
        inbox.toString(),
        "",
        folder.resolve("work"),
        EACH,
        EACH,
        3,
        0,
        0.1,
        0.1,
        0.02,
        0.5,
        64L << 20,
        Duration.ofMillis(5));
  }

  private void checkTold(List<Decision> decisions) {
    assertThat(events)
        .as(String.join("\n", sentences))
        .containsSubsequence("planned", "taken", "trained", "published", "rotated", "taken")
        .endsWith("held-back", "discarded");
    assertThat(sentences)
        .anyMatch(text -> text.contains("the live version's rmse on the new rows"));
    assertThat(decisions)
        .extracting(Decision::action)
        .containsExactly(Decision.Action.ROTATED, Decision.Action.ROTATED);
    Decision.Check accuracy = decisions.getLast().checks().getLast();
    assertThat(accuracy.name()).isEqualTo("accuracy");
    assertThat(accuracy.message()).startsWith("rmse ").contains("at most");
    assertThat(Double.parseDouble(accuracy.measures().get("candidate")))
        .isLessThan(Double.parseDouble(accuracy.measures().get("live")));
  }

  @Test
  void aRegressionLearnsFromNewRows() throws IOException, InterruptedException {
    checkTold(adapt(Map.of("model.hidden", "16")));
  }

  @Test
  void aModelWithStructureKeepsIt() throws IOException, InterruptedException {
    Path schema = Files.writeString(folder.resolve("schema.toml"), SCHEMA);
    checkTold(
        adapt(
            Map.of(
                "model.kind", "products",
                "model.channels", "2",
                "model.blocks", "2",
                "data.schema", schema.toString())));
    Path candidate = folder.resolve("work/candidates");
    try (var runs = Files.walk(candidate)) {
      Path model =
          runs.filter(file -> file.endsWith("model.safetensors")).findFirst().orElseThrow();
      assertThat(ModelFile.describe(model).network().layers())
          .isEqualTo(ModelFile.describe(folder.resolve("run/model.safetensors")).network().layers())
          .noneMatch(Dense.class::isInstance);
    }
  }

  @Test
  void whatHasNoSchemaOfItsOwnIsNamed() {
    assertThatThrownBy(
            () ->
                adapt(
                    Map.of(
                        "data.source", "signed-volume:train=64,test=16",
                        "model.kind", "products",
                        "model.channels", "2",
                        "model.blocks", "2",
                        "training.epochs", "1")))
        .isInstanceOf(AdaptException.class)
        .hasMessageContaining("train it on a file with --schema to have it adapted");
  }
}
