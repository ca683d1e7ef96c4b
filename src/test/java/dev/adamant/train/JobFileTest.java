package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.target.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Job files: what is written is read again, and what is wrong is named. */
class JobFileTest {

  private static final List<String> TYPES =
      List.of("posit8", "posit16", "bposit32", "posit<24,6,5>", "float32", "float64");

  @TempDir private Path folder;

  private static Job parsed(String toml) throws JobException {
    return JobFile.parse("job.toml", toml).job(Task.CLASSIFICATION);
  }

  @Test
  void theDefaultJob() throws JobException {
    Job job = JobSettings.EMPTY.job(null);
    assertThat(parsed("")).isEqualTo(job);
    assertThat(JobFile.text(job))
        .isEqualTo(
            """
            [data]
            source = "digits"
            label = ""
            task = "auto"
            scaling = "default"
            test = 0.2
            validation = 0.0

            [model]
            kind = "dense"
            hidden = [64, 64]
            activation = "relu"
            loss = "auto"

            [training]
            method = "local"
            tangents = 1
            aggregate = "mean"
            distribution = "normal"
            lookahead = 1
            epochs = 30
            batch = 32
            seed = 1

            [optimizer]
            name = "sgd"
            rate = 0.3
            schedule = "linear"
            warmup = 0
            momentum = 0.0
            beta1 = 0.9
            beta2 = 0.999
            epsilon = 1.0E-8
            decay = 0.0
            clip = 0.0

            [precision]
            format = "bposit32"
            """);
  }

  @Test
  void defaultsDependOnWhatIsLearnt() throws JobException {
    Job fashion = JobSettings.EMPTY.with("data.source", "fashion-mnist", "--data").job(null);
    assertThat(fashion.model().hidden()).containsExactly(256, 256);
    assertThat(fashion.epochs()).isEqualTo(10);
    assertThat(fashion.batch()).isEqualTo(128);
    assertThat(fashion.optimizer().learningRate()).isEqualTo(0.3);
    assertThat(JobSettings.EMPTY.job(Task.REGRESSION).optimizer().learningRate()).isEqualTo(0.05);
    assertThat(parsed("model.loss = \"mse\"").optimizer().learningRate()).isEqualTo(0.05);
    assertThat(parsed("optimizer.name = \"adam\"").optimizer().learningRate()).isEqualTo(0.001);
    String random = "[training]\nmethod = \"weight-perturbation\"\ntangents = 16";
    assertThat(parsed(random).optimizer().learningRate()).isCloseTo(0.03, within(1e-15));
    Job rated = parsed("[optimizer]\nname = \"adam\"\nrate = 1");
    assertThat(rated.optimizer().learningRate()).isEqualTo(1);
    assertThat(parsed("precision.format = \"posit16\"").precision())
        .isEqualTo(Precision.uniform(DataType.parse("posit16")));
  }

  @Test
  void anyJobIsReadAsItWasWritten() throws IOException {
    Random random = new Random(3);
    Path file = folder.resolve("job.toml");
    for (int i = 0; i < 200; i++) {
      Job job = job(random);
      Files.writeString(file, JobFile.text(job));
      JobSettings read = JobSettings.read(file);
      assertThat(read.job(null)).isEqualTo(job);
      assertThat(JobFile.text(read.job(null))).isEqualTo(JobFile.text(job));
      assertThat(JobSettings.of(job).job(null)).isEqualTo(job);
      assertThat(JobFile.digest(read.job(null))).isEqualTo(JobFile.digest(job));
    }
  }

  private static Job job(Random random) {
    List<Integer> hidden = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      hidden.add(1 + random.nextInt(1 << 20));
    }
    Method method = one(random, List.of(Method.values()));
    String kind = one(random, List.of(Job.Model.DENSE, "products", "dynamics"));
    boolean projects = method == Method.WEIGHT_PERTURBATION && random.nextBoolean();
    return new Job(
        new Job.Data(
            one(random, List.of("digits", "C:\\data\\a \"b\".csv", "/tmp/æ\t\u0001.csv", "#[x]")),
            one(random, List.of("", "7", "label = x")),
            one(random, List.of("", "/data/a \"b\".toml")),
            one(random, List.of("auto", "classification", "regression")),
            one(random, List.of("default", "none", "range", "minmax", "standard")),
            random.nextDouble(1e-9, 1),
            random.nextDouble()),
        new Job.Model(
            kind,
            hidden,
            one(random, List.of(Activation.values())),
            one(random, new ArrayList<>(List.of(Loss.values()))),
            kind.equals(Job.Model.DENSE)
                ? Job.Structure.NONE
                : new Job.Structure(
                    1 + random.nextInt(99), random.nextInt(99), random.nextInt(99))),
        new Precision(type(random), type(random), type(random), type(random)),
        new Job.Gradient(
            method,
            1 + random.nextInt(1 << 16),
            projects ? "projection" : "mean",
            random.nextBoolean() ? Distribution.SIGN : Distribution.NORMAL,
            random.nextInt(9)),
        new Job.OptimizerSettings(
            one(random, List.of("sgd", "adam")),
            random.nextDouble(1e-9, 2),
            one(random, List.of("constant", "linear", "cosine")),
            random.nextInt(1000),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(1e-300, 1),
            random.nextDouble(),
            random.nextInt(3)),
        random.nextInt(1, Integer.MAX_VALUE),
        1 + random.nextInt(1 << 20),
        random.nextLong());
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static DataType type(Random random) {
    return DataType.parse(one(random, TYPES));
  }

  /** Lines are separated by | and quotes written as '. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '%',
      value = {
        "[training]|seed = 1|epoch = 3"
            + " ~ job.toml line 3: unknown key training.epoch: did you mean training.epochs?",
        "[training]|rate = 0.1"
            + " ~ job.toml line 2: unknown key training.rate: did you mean optimizer.rate?",
        "epochs = 3 ~ job.toml line 1: unknown key epochs: did you mean training.epochs?",
        "[modle]|hidden = [3]" + " ~ job.toml line 1: unknown table [modle]: did you mean [model]?",
        "[model]|colour = 'red' ~ job.toml line 2: unknown key model.colour: there are"
            + " model.kind, model.channels, model.blocks, model.steps, model.hidden,"
            + " model.activation, model.loss, model.from, model.from-sha256",
        "[weather]|rain = 1 ~ job.toml line 1: unknown table [weather]: there are [data], [model],"
            + " [training], [optimizer], [precision]",
        "training.epochs = 'ten'"
            + " ~ job.toml line 1: training.epochs is \"ten\": expected an integer",
        "[training]|epochs = 2.5 ~ job.toml line 2: training.epochs is 2.5: expected an integer",
        "[training]|epochs = 0 ~ job.toml line 2: training.epochs is 0: expected 1 or more",
        "[training]|epochs = 4294967297"
            + " ~ job.toml line 2: training.epochs is 4294967297: expected at most 2^31 − 1",
        "[training]|||tangents = 0"
            + " ~ job.toml line 4: training.tangents is 0: expected 1 to 65536",
        "[training]|aggregate = 'projection' ~ job.toml line 2: training.aggregate is projection:"
            + " expected mean, or projection with weight-perturbation",
        "[training]|method = 'magic' ~ job.toml line 2: training.method is \"magic\": expected one"
            + " of local, local-activity, weight-perturbation, activity-perturbation, exact,"
            + " backprop, backprop-checkpointed",
        "[model]|hidden = 64 ~ job.toml line 2: model.hidden is 64: expected a list of integers,"
            + " such as [64, 64]",
        "[model]|hidden = [64, 0]"
            + " ~ job.toml line 2: model.hidden is 0: expected widths from 1 to 1048576",
        "[optimizer]|rate = nan"
            + " ~ job.toml line 2: optimizer.rate is NaN: expected above 0, below 1e6",
        "[data]|test = 1 ~ job.toml line 2: data.test is 1.0: expected between 0 and 1",
        "[data]|scaling = 'big' ~ job.toml line 2: data.scaling is \"big\": expected one of"
            + " default, none, range, minmax, standard",
        "[precision]|format = 'posit99x' ~ job.toml line 2: precision.format is \"posit99x\":"
            + " expected a format such as bposit32, posit16 or posit<24,6,5>, float32 or float64",
        "[precision]|loss = 'quire(posit8)' ~ job.toml line 2: precision.loss is"
            + " \"quire(posit8)\": expected a format such as bposit32, posit16 or posit<24,6,5>,"
            + " float32 or float64"
      })
  void whatIsWrongIsNamedWithItsPlace(String toml, String message) {
    assertThatThrownBy(() -> parsed(toml.replace('|', '\n').replace('\'', '"')))
        .isInstanceOf(JobException.class)
        .hasMessage(message);
  }

  @Test
  void filesThatAreNoJobs() throws IOException {
    Path file = folder.resolve("job.toml");
    assertThatThrownBy(() -> JobSettings.read(file))
        .isInstanceOf(JobException.class)
        .hasMessage(file + ": there is no such job file");
    Files.write(file, new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> JobSettings.read(file))
        .isInstanceOf(JobException.class)
        .hasMessage(file + ": is not UTF-8 text, as a job file must be");
    Files.writeString(file, "[data]\nsource = digits\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JobSettings.read(file))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith(file + " line 2: is no TOML: ");
    assertThatThrownBy(() -> JobSettings.read(folder))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith(folder + ": cannot be read: ");
  }

  @Test
  void optionsCountInsteadOfTheFile() throws JobException {
    JobSettings file = JobFile.parse("job.toml", "[training]\nepochs = 0\n[model]\nhidden = []");
    assertThat(file.with("training.epochs", "4", "--epochs").job(null).epochs()).isEqualTo(4);
    assertThat(file.with("training.epochs", "4", "--epochs").job(null).model().hidden()).isEmpty();
    JobSettings wide =
        JobSettings.EMPTY.with("model.hidden", "8, 9", "--hidden").with("data.test", "1e-3", "-t");
    assertThat(wide.job(null).model().hidden()).containsExactly(8, 9);
    assertThat(wide.data().testFraction()).isEqualTo(0.001);
    assertThatThrownBy(() -> file.with("training.epochs", "-1", "--epochs").job(null))
        .isInstanceOf(JobException.class)
        .hasMessage("--epochs is -1: expected 1 or more");
    assertThatThrownBy(() -> file.with("training.epochs", "many", "--epochs"))
        .isInstanceOf(JobException.class)
        .hasMessage("--epochs is \"many\": expected an integer");
    assertThatThrownBy(() -> file.with("model.hidden", "8;8", "--hidden"))
        .isInstanceOf(JobException.class)
        .hasMessage("--hidden is \"8;8\": expected widths such as 64,64");
  }
}
