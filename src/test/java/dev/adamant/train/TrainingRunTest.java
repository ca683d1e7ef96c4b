package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Split;
import dev.adamant.memory.Accounting;
import dev.adamant.memory.Sha256;
import dev.adamant.model.Network;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs from data to report: the same bytes wherever and however often interrupted. */
class TrainingRunTest {

  private static final String THREADS = "adamant.threads";

  @TempDir private Path folder;

  static List<String> targets() {
    return Runs.targets();
  }

  private byte[] model(String run) throws IOException {
    return Files.readAllBytes(new RunFiles(folder.resolve(run)).model());
  }

  private byte[] checkpoint(String run) throws IOException {
    return Files.readAllBytes(new RunFiles(folder.resolve(run)).checkpoint());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyTargetMakesTheSameFiles(String target) throws IOException {
    JobSettings settings =
        Runs.settings(
            Runs.classes(folder), "precision.storage=posit32", "precision.optimizer=posit16");
    Runs.start(settings, folder.resolve("base"), "reference", 0, RunListener.NONE, Runs.NEVER);
    Runs.start(settings, folder.resolve("whole"), target, 0, RunListener.NONE, Runs.NEVER);
    Runs.start(settings, folder.resolve("cut"), target, 7, RunListener.NONE, Runs.NEVER);

    assertThat(model("whole")).isEqualTo(model("base"));
    assertThat(model("cut")).isEqualTo(model("base"));
    assertThat(checkpoint("whole")).isEqualTo(checkpoint("base"));
    assertThat(checkpoint("cut")).isEqualTo(checkpoint("base"));
    assertThat(Accounting.process().liveBytes()).isZero();
  }

  @Test
  void oneThreadMakesTheSameFile() throws IOException {
    JobSettings settings = Runs.settings(Runs.classes(folder));
    Runs.start(settings, folder.resolve("base"));
    String before = System.getProperty(THREADS);
    System.setProperty(THREADS, "1");
    try {
      Runs.start(settings, folder.resolve("one"));
    } finally {
      if (before == null) {
        System.clearProperty(THREADS);
      } else {
        System.setProperty(THREADS, before);
      }
    }
    assertThat(model("one")).isEqualTo(model("base"));
  }

  @ParameterizedTest
  @CsvSource({"0,3", "1,0", "1,1", "2,0", "2,4", "3,0"})
  void goesOnToTheSameBytes(int epochs, long steps) throws IOException {
    JobSettings settings = Runs.settings(Runs.classes(folder));
    Report whole = Runs.start(settings, folder.resolve("base"));
    Path run = folder.resolve("run");
    RunListener stop = Runs.stopAt(epochs, steps);
    assertThatThrownBy(() -> Runs.start(settings, run, "native", 0, stop, Runs.ALWAYS))
        .isInstanceOf(Runs.Stopped.class);
    RunFiles files = new RunFiles(run);
    Files.writeString(files.log(), Files.exists(files.log()) ? Files.readString(files.log()) : "");
    // What a crash can leave: a line after the checkpoint, and a torn one.
    Files.writeString(files.log(), Files.readString(files.log()) + "{\"epoch\":9");

    List<String> heard = new ArrayList<>();
    Report report =
        Runs.resume(
            run,
            "reference",
            new RunListener() {
              @Override
              public void resumed(int epochsDone, long stepsDone) {
                heard.add(epochsDone + "," + stepsDone);
              }

              @Override
              public void stepDone(int epoch, long step, long all, long samples) {
                heard.add(epoch + "/" + step);
              }
            },
            Runs.NEVER);

    assertThat(model("run")).isEqualTo(model("base"));
    assertThat(checkpoint("run")).isEqualTo(checkpoint("base"));
    assertThat(heard).startsWith(epochs + "," + steps).hasSize((int) (1 + 15 - 5 * epochs - steps));
    assertThat(RunLog.read(files.log())).extracting(EpochRecord::epoch).containsExactly(1, 2, 3);
    assertThat(Files.readString(files.log())).endsWith("}\n");
    assertThat(report.modelSha256()).isEqualTo(whole.modelSha256());
    assertThat(report.testLoss()).isEqualTo(whole.testLoss());
    assertThat(report.trainLoss()).isEqualTo(whole.trainLoss());
    assertThat(report.jobSha256()).isEqualTo(whole.jobSha256());
  }

  static List<Arguments> waysToTrain() {
    return Arrays.stream(Method.values())
        .flatMap(
            method ->
                Stream.of("optimizer.name=sgd", "optimizer.name=adam", "precision.format=float32")
                    .map(setting -> Arguments.of(method.methodName(), setting)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("waysToTrain")
  void everyMethodKeepsAllThatItNeeds(String method, String setting) throws IOException {
    JobSettings settings =
        Runs.settings(
            Runs.classes(folder),
            "training.method=" + method,
            "training.epochs=2",
            "optimizer.clip=1.5",
            setting);
    Runs.start(settings, folder.resolve("base"));
    Path run = folder.resolve("run");
    RunListener stop = Runs.stopAt(0, 3);
    assertThatThrownBy(() -> Runs.start(settings, run, "native", 0, stop, Runs.ALWAYS))
        .isInstanceOf(Runs.Stopped.class);
    Runs.resume(run);
    assertThat(model("run")).isEqualTo(model("base"));
    assertThat(checkpoint("run")).isEqualTo(checkpoint("base"));
  }

  @Test
  void aRunThatNeverCameToACheckpointBeginsAnew() throws IOException {
    JobSettings settings = Runs.settings(Runs.classes(folder));
    Runs.start(settings, folder.resolve("base"));
    Path run = folder.resolve("run");
    RunListener stop =
        new RunListener() {
          @Override
          public void stepDone(int epoch, long step, long steps, long samples) {
            throw new Runs.Stopped();
          }
        };
    assertThatThrownBy(() -> Runs.start(settings, run, "native", 0, stop, Runs.NEVER))
        .isInstanceOf(Runs.Stopped.class);
    assertThat(new RunFiles(run).checkpoint()).doesNotExist();
    Runs.resume(run);
    assertThat(model("run")).isEqualTo(model("base"));
  }

  @Test
  void theJobFileOfARunRepeatsIt() throws IOException {
    Report first =
        Runs.start(
            Runs.settings(Runs.classes(folder), "precision.loss=posit32"), folder.resolve("run"));
    JobSettings again = JobSettings.read(new RunFiles(folder.resolve("run")).job());
    Report second = Runs.start(again, folder.resolve("again"));
    assertThat(second.modelSha256()).isEqualTo(first.modelSha256());
    assertThat(second.jobSha256()).isEqualTo(first.jobSha256());
  }

  @Test
  void theReportHasWhatTheModelDoes() throws IOException {
    Path source = Runs.classes(folder);
    List<MemoryPlan> plans = new ArrayList<>();
    Report report =
        Runs.start(
            Runs.settings(source, "data.validation=0.125", "training.epochs=8"),
            folder.resolve("run"),
            "native",
            0,
            new RunListener() {
              @Override
              public void planned(Job job, Network network, MemoryPlan plan, long datasetBytes) {
                plans.add(plan);
              }
            },
            Runs.NEVER);
    RunFiles files = new RunFiles(folder.resolve("run"));
    assertThat(Report.read(files.report())).isEqualTo(report);
    assertThat(report.trainSamples()).isEqualTo(63);
    assertThat(report.validationSamples()).isEqualTo(9);
    assertThat(report.testSamples()).isEqualTo(24);
    assertThat(report.parameters()).isEqualTo(5 * 8 + 8 + 8 * 8 + 8 + 8 * 3 + 3);
    assertThat(report.peakTrainingBytes()).isEqualTo(plans.getFirst().training());
    assertThat(report.peakInferenceBytes()).isEqualTo(plans.getFirst().inference());
    assertThat(report.validationAccuracy()).isBetween(0.0, 1.0);
    assertThat(report.targets()).extracting(Report.UsedTarget::name).containsExactly("native");
    assertThat(report.modelSha256()).isEqualTo(Sha256.of(files.model()));
    assertThat(report.testRmse()).isNull();

    try (Target target = Targets.open("native");
        ModelEvaluator evaluator = ModelEvaluator.open(files.model(), target, 7)) {
      Dataset data = open(source, evaluator);
      ModelEvaluation found = evaluator.evaluate(data, Split.of(data, 0.25, 0, 5).test());
      assertThat(found.accuracy()).isEqualTo(report.testAccuracy()).isGreaterThan(0.5);
      assertThat(found.loss()).isEqualTo(report.testLoss());
      assertThat(found.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(24);
      assertThat(found.classes()).containsExactly("x", "y", "z");
      Dataset digits = DataSources.open("digits", DataOptions.DEFAULT, ProgressListener.NONE);
      assertThatThrownBy(() -> evaluator.evaluate(digits, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "digits: 1797 samples, 64 features, 10 classes, for classification; the model takes 5"
                  + " features and gives 3 classes: give it data of the kind that it was made"
                  + " from");
    }
  }

  private static Dataset open(Path source, ModelEvaluator evaluator) throws IOException {
    DataOptions options = evaluator.description().options(DataOptions.DEFAULT);
    return DataSources.open(source.toString(), options, ProgressListener.NONE);
  }

  @Test
  void predictionsAreThoseThatTheEvaluationCounts() throws IOException {
    Path source = Runs.classes(folder);
    Runs.start(Runs.settings(source), folder.resolve("run"));
    Path model = new RunFiles(folder.resolve("run")).model();
    try (Target target = Targets.open("reference");
        ModelEvaluator evaluator = ModelEvaluator.open(model, target, 16);
        Predictor predictor = Predictor.open(model, target, 96)) {
      Dataset data = open(source, evaluator);
      int[] all = IntStream.range(0, data.size()).toArray();
      List<double[]> rows = new ArrayList<>();
      for (int row : all) {
        rows.add(IntStream.range(0, 5).mapToDouble(f -> data.feature(row, f)).toArray());
      }
      List<Prediction> answers = predictor.predict(rows);
      long correct = IntStream.of(all).filter(i -> answers.get(i).label() == data.label(i)).count();
      assertThat(evaluator.evaluate(data, all).correct()).isEqualTo(correct).isGreaterThan(48);
      for (Prediction answer : answers) {
        assertThat(answer.className()).isEqualTo(data.classes().get(answer.label()));
        assertThat(answer.probabilities().stream().mapToDouble(p -> p).sum())
            .isBetween(1 - 1e-12, 1 + 1e-12);
        double most = answer.probabilities().stream().mapToDouble(p -> p).max().orElseThrow();
        assertThat(answer.probabilities().get(answer.label())).isEqualTo(most);
      }
      assertThatThrownBy(() -> predictor.predict(List.of(new double[4])))
          .hasMessage("a row of 4 features for a model of 5: give as many");
    }
  }

  @Test
  void numbersAreLearntWithoutAccuracy() throws IOException {
    Path source = Runs.numbers(folder);
    Report report = Runs.start(Runs.settings(source), folder.resolve("run"));
    assertThat(report.task()).isEqualTo("regression");
    assertThat(report.testAccuracy()).isNull();
    assertThat(report.testRmse()).isEqualTo(Math.sqrt(report.testLoss())).isLessThan(1.5);
    Path model = new RunFiles(folder.resolve("run")).model();
    try (Target target = Targets.open("native");
        ModelEvaluator evaluator = ModelEvaluator.open(model, target, 16);
        Predictor predictor = Predictor.open(model, target, 1)) {
      Dataset data = open(source, evaluator);
      ModelEvaluation found = evaluator.evaluate(data, Split.of(data, 0.25, 0, 5).test());
      assertThat(found.rmse()).isEqualTo(report.testRmse());
      assertThat(found.accuracy()).isNull();
      Prediction answer = predictor.predict(List.of(new double[5])).getFirst();
      assertThat(answer.outputs()).hasSize(1);
      assertThat(answer.label()).isEqualTo(-1);
      assertThat(answer.className()).isNull();
      assertThat(answer.probabilities()).isEmpty();
    }
    assertThatThrownBy(
            () ->
                Runs.start(Runs.settings(source, "model.loss=cross-entropy"), folder.resolve("no")))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "model.loss is cross-entropy and "
                + source
                + " is for regression: expected mse, or data with classes");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void aJobThatDoesNotFitIsRefusedBeforeItLeavesAnything() throws IOException {
    JobSettings settings = Runs.settings(Runs.classes(folder));
    Path run = folder.resolve("run");
    try (Target target = Targets.open("native")) {
      long needed =
          TrainingRun.plan(settings, new Execution("native", 0, 0), target, RunListener.NONE)
              .training();
      Execution less = new Execution("native", 0, needed - 1);
      assertThatThrownBy(() -> TrainingRun.start(settings, less, run, target, RunListener.NONE))
          .isInstanceOf(TrainingException.class)
          .hasMessageStartingWith(
              "training needs " + needed + " bytes and may have " + (needed - 1));
      assertThat(run).doesNotExist();
      TrainingRun.start(
          settings, new Execution("native", 0, needed), run, target, RunListener.NONE);
    }
  }
}
