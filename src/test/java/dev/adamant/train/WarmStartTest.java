package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Training that begins with the weights of a model. */
class WarmStartTest {

  /** In whole batches sums do not depend on the order, and nothing else on the epoch. */
  private static final String[] WHOLE = {
    "training.batch=128", "training.method=exact", "optimizer.momentum=0",
    "optimizer.schedule=constant", "optimizer.rate=0.3", "training.epochs=1"
  };

  @TempDir private Path folder;
  private Path data;
  private RunFiles base;

  @BeforeEach
  void trainBase() throws IOException {
    data = Runs.classes(folder);
    base = new RunFiles(folder.resolve("base"));
    Runs.start(Runs.settings(data, WHOLE), base.directory());
  }

  private static JobSettings from(JobSettings settings, Path model) throws JobException {
    return settings.with("model.from", model.toString(), "--from");
  }

  private static JobSettings two(JobSettings settings) throws JobException {
    return settings.with("training.epochs", "2", "--epochs");
  }

  private static byte[] model(Path run) throws IOException {
    return Files.readAllBytes(new RunFiles(run).model());
  }

  @ParameterizedTest
  @MethodSource("dev.adamant.train.Runs#targets")
  void oneEpochAndOneMoreAreTwo(String target) throws IOException {
    JobSettings settings = Runs.settings(data, WHOLE);
    Path whole = folder.resolve("whole");
    Path more = folder.resolve("more");
    Report straight = Runs.start(two(settings), whole);
    Report warm =
        Runs.start(from(settings, base.model()), more, target, 7, RunListener.NONE, Runs.NEVER);

    assertThat(model(more)).isEqualTo(model(whole)).isNotEqualTo(model(base.directory()));
    assertThat(warm.base()).isEqualTo(Report.read(base.report()).modelSha256());
    assertThat(straight.base()).isEmpty();
    assertThat(warm.peakTrainingBytes()).isEqualTo(straight.peakTrainingBytes());
    assertThat(Report.read(new RunFiles(more).report())).isEqualTo(warm);
  }

  @Test
  void itIsTheSameWithMixedTypes() throws IOException {
    String[] types = {
      "precision.storage=bposit64", "precision.optimizer=posit32", "precision.loss=posit64"
    };
    JobSettings settings = Runs.settings(data, WHOLE);
    for (String type : types) {
      int equals = type.indexOf('=');
      settings = settings.with(type.substring(0, equals), type.substring(equals + 1), "test");
    }
    Runs.start(settings, folder.resolve("first"));
    Runs.start(two(settings), folder.resolve("whole"));
    Runs.start(from(settings, folder.resolve("first")), folder.resolve("more"));
    assertThat(model(folder.resolve("more"))).isEqualTo(model(folder.resolve("whole")));
  }

  @Test
  void itIsTheSameWithStructure() throws IOException {
    JobSettings settings =
        Runs.settings(Path.of("signed-volume:train=24,test=8"), WHOLE)
            .with("model.hidden", "", "test")
            .with("optimizer.name", "sgd", "test")
            .with("optimizer.rate", "0.01", "test");
    Runs.start(settings, folder.resolve("first"));
    Runs.start(two(settings), folder.resolve("whole"));
    // What the job does not say is as in the run that it begins from.
    JobSettings few =
        JobSettings.EMPTY.with("data.source", "signed-volume:train=24,test=8", "test");
    for (String key : JobSettings.keys()) {
      if (settings.isSet(key) && !key.startsWith("model.")) {
        few = few.with(key, settings.value(key, null).toString(), "test");
      }
    }
    Runs.start(from(few, folder.resolve("first")), folder.resolve("more"));
    assertThat(model(folder.resolve("more"))).isEqualTo(model(folder.resolve("whole")));

    assertThatThrownBy(
            () ->
                Runs.start(
                    from(settings, folder.resolve("first")).with("model.channels", "3", "test"),
                    folder.resolve("no")))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("its layer 0 is a program that differs from the job's in the value ");
  }

  @Test
  void whatIsInterruptedEndsInTheSameBytes() throws IOException {
    JobSettings settings = from(Runs.settings(data), base.directory());
    Runs.start(settings, folder.resolve("whole"));
    RunFiles cut = new RunFiles(folder.resolve("cut"));
    for (int epochs : new int[] {0, 1}) {
      Duration between = epochs == 0 ? Runs.ALWAYS : Runs.NEVER;
      RunListener stop = Runs.stopAt(epochs, epochs == 0 ? 2 : 0);
      assertThatThrownBy(
              () -> {
                if (Files.exists(cut.job())) {
                  Runs.resume(cut.directory(), "reference", stop, between);
                } else {
                  Runs.start(settings, cut.directory(), "native", 0, stop, between);
                }
              })
          .isInstanceOf(Runs.Stopped.class);
    }
    Runs.resume(cut.directory());
    assertThat(model(cut.directory())).isEqualTo(model(folder.resolve("whole")));
    // The job is complete: it can be done again by itself.
    Runs.start(JobSettings.read(cut.job()), folder.resolve("again"));
    assertThat(model(folder.resolve("again"))).isEqualTo(model(cut.directory()));
    assertThat(JobFile.text(JobSettings.read(cut.job()).job(null)))
        .isEqualTo(Files.readString(cut.job()))
        .contains("from = \"" + base.model().toAbsolutePath() + "\"");
  }

  @Test
  void scalingClassesAndNamesAreKept() throws IOException {
    Path other = folder.resolve("other.csv");
    // Two of three classes, no header, other magnitudes.
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(i * 100)
          .append(",1,2,")
          .append(i % 7)
          .append(",5,")
          .append(i % 2 == 0 ? 'z' : 'x');
      rows.append('\n');
    }
    Files.writeString(other, rows);
    Runs.start(from(Runs.settings(other), base.model()), folder.resolve("warm"));
    ModelDescription before = ModelFile.describe(base.model());
    ModelDescription after = ModelFile.describe(new RunFiles(folder.resolve("warm")).model());
    assertThat(after.classes()).isEqualTo(before.classes()).containsExactly("x", "y", "z");
    assertThat(after.features()).isEqualTo(before.features()).hasSize(5);
    assertThat(after.scaling().shift()).isEqualTo(before.scaling().shift());
    assertThat(after.scaling().factor()).isEqualTo(before.scaling().factor());
  }

  @Test
  void aModelAloneSaysWhatTheJobMustHave() throws IOException {
    Path alone = folder.resolve("alone.safetensors");
    Files.copy(base.model(), alone);
    JobSettings few = JobSettings.EMPTY.with("data.source", data.toString(), "test");
    JobSettings complete = TrainingRun.complete(from(few, alone));
    Job job = complete.job(null);
    Job of = JobSettings.read(base.job()).job(null);
    assertThat(job.model().hidden()).isEqualTo(of.model().hidden());
    assertThat(job.model().activation()).isEqualTo(of.model().activation());
    assertThat(job.model().loss()).isEqualTo(of.model().loss());
    assertThat(job.precision()).isEqualTo(of.precision());
    assertThat(TrainingRun.complete(complete).job(null)).isEqualTo(job);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "model.hidden=8,9 ~ its layer 2 is dense from 8 to 8 features and that of the job dense"
            + " from 8 to 9 features",
        "model.hidden=8 ~ its layer 2 is dense from 8 to 8 features and that of the job dense from"
            + " 8 to 3 features",
        "model.activation=tanh ~ its layer 1 is relu from 8 to 8 features and that of the job tanh"
            + " from 8 to 8 features",
        "model.activation=identity ~ its layer 1 is relu from 8 to 8 features and that of the job"
            + " dense from 8 to 8 features",
        "model.loss=mse ~ its loss is cross-entropy and that of the job mse",
        "precision.storage=posit16 ~ its weights are bposit32 and those of the job posit16",
        "precision.format=posit16 ~ its weights are bposit32 and those of the job posit16",
      })
  void aModelOfAnotherKindIsRefused(String setting, String difference) throws IOException {
    JobSettings settings = from(Runs.settings(data, setting), base.model());
    assertThatThrownBy(() -> Runs.start(settings, folder.resolve("no")))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "--from is "
                + base.model().toAbsolutePath()
                + ", which does not fit: "
                + difference
                + "; expected a model of the same architecture, storage format and features");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void otherFeaturesTasksAndScalingsAreRefused() throws IOException {
    String text = Files.readString(data);
    Path swapped = folder.resolve("swapped.csv");
    Files.writeString(swapped, text.replaceFirst("a,b,c,d,e", "a,c,b,d,e"));
    refused(
        from(Runs.settings(swapped), base.model()),
        "its feature 2 is \"b\" and that of " + swapped + " \"c\"");
    refused(
        from(Runs.settings(data, "data.task=regression"), base.model()),
        "--data.task is regression, and the model "
            + base.model().toAbsolutePath()
            + " is for classification");
    refused(
        from(Runs.settings(data, "data.scaling=minmax"), base.model()),
        "--data.scaling is minmax, which scales " + data + " otherwise than ");
    // What comes to the same does no harm.
    Runs.start(
        from(Runs.settings(data, "data.scaling=standard"), base.model()), folder.resolve("same"));
    // A label that is none of the model's classes.
    Path unknown = folder.resolve("unknown.csv");
    Files.writeString(unknown, text + "1,2,3,4,5,w\n");
    assertThatThrownBy(
            () -> Runs.start(from(Runs.settings(unknown), base.model()), folder.resolve("no")))
        .hasMessageContaining("row 98 has the label \"w\", the classes are");
  }

  @Test
  void aFileThatIsNotWhatWasNamedIsRefused() throws IOException {
    refused(
        from(Runs.settings(data), folder.resolve("none")),
        "--from is " + folder.resolve("none") + ": there is no such model.safetensors");
    refused(from(Runs.settings(data), data), "--from is " + data + ", which is no start: " + data);
    refused(
        Runs.settings(data, "model.from-sha256=" + "0".repeat(64)),
        "--model.from-sha256 is " + "0".repeat(64) + ": expected none, for there is no model.from");
    refused(
        from(Runs.settings(data, "model.from-sha256=00"), base.model()),
        "--model.from-sha256 is 00: expected 64 hexadecimal digits");

    // A job names the weights by their digest: with others it is another job.
    JobSettings settings = from(Runs.settings(data), base.model());
    RunFiles run = new RunFiles(folder.resolve("run"));
    Runs.start(settings, run.directory());
    Files.copy(run.model(), base.model(), StandardCopyOption.REPLACE_EXISTING);
    refused(
        JobSettings.read(run.job()),
        "model.from-sha256 is ",
        ": put back the file that the job began from");
  }

  private void refused(JobSettings settings, String... parts) {
    assertThatThrownBy(() -> Runs.start(settings, folder.resolve("no")))
        .isInstanceOf(JobException.class)
        .hasMessageContainingAll(parts);
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
