package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code adamant train} prints and writes, and what it refuses. */
class TrainCommandTest {

  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void writeData() throws IOException {
    data = CommandRun.irises(folder);
    out = folder.resolve("run");
  }

  /** On the data with a hidden layer of 6, unless there is more said of that. */
  private Outcome train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", data.toString(), "--target", "native"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--hidden")) {
      arguments.addAll(List.of("--hidden", "6"));
    }
    return CommandRun.run(arguments.toArray(String[]::new));
  }

  private static Set<String> visible(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aRunHasAllItsFilesAndSaysWhatItUsed() throws Exception {
    Outcome outcome = train("--epochs", "8", "--out", out.toString());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("target     native: ")
        .contains("run        " + out + "\n")
        .contains("data       " + data + ": 90 samples, 4 features, 3 classes, sha256 ")
        .contains("\n           72 to learn from, 18 to judge\n")
        .contains("\nnetwork    4-6-3, relu, cross-entropy: 51 parameters\n")
        .contains("\nformat     bposit32\nmethod     local, look-ahead 1\n")
        .contains("\noptimizer  sgd, rate ")
        .contains("\nsteps      8 epochs in batches of 32, seed 1\n")
        .containsPattern(
            "\nmemory     [0-9.]+ KiB to train, [0-9.]+ times the [0-9.]+ KiB to answer;"
                + " [0-9.]+ KiB of samples beside\n")
        .containsPattern("\ntest       [0-9.]+ % right, loss [0-9.]+\ntime       [0-9.]+ s, ")
        .contains("\nmodel      " + out.resolve("model.safetensors") + ", sha256 ");
    assertThat(outcome.err()).containsPattern("epoch 8/8, 100 %, loss [0-9.]+, accuracy ");
    assertThat(visible(out))
        .contains("model.safetensors", "report.json", "loss.png", "job.toml", "log.jsonl");
    assertThat(Files.readAllLines(out.resolve("log.jsonl"))).hasSize(8);
    BufferedImage image = ImageIO.read(out.resolve("loss.png").toFile());
    assertThat(image.getHeight()).isEqualTo(1200);
  }

  @Test
  void theReportIsTheOnlyOutputAsJson() throws Exception {
    Outcome outcome = train("--epochs", "3", "--seed", "9", "--json", "--out", out.toString());

    assertThat(outcome.status()).isZero();
    JsonNode report = CommandRun.json(outcome.out());
    assertThat(report.propertyNames())
        .contains(
            "testAccuracy",
            "trainLoss",
            "epochs",
            "seed",
            "format",
            "method",
            "tangents",
            "targets",
            "parameters",
            "peakTrainingBytes",
            "peakInferenceBytes",
            "modelSha256",
            "secondsTotal",
            "samplesPerSecond");
    assertThat(report).isEqualTo(CommandRun.json(Files.readString(out.resolve("report.json"))));
    assertThat(report.get("epochs").asInt()).isEqualTo(3);
    assertThat(report.get("seed").asLong()).isEqualTo(9);
    assertThat(report.get("modelSha256").asString()).isEqualTo(sha256("model.safetensors"));
    assertThat(outcome.err()).startsWith("target     native: ").contains("network    4-6-3");
  }

  private String sha256(String file) throws Exception {
    return HexFormat.of()
        .formatHex(
            java.security.MessageDigest.getInstance("SHA-256")
                .digest(Files.readAllBytes(out.resolve(file))));
  }

  @Test
  void optionsCountInsteadOfTheFileWhichCountsInsteadOfTheDefaults() throws IOException {
    Path job = folder.resolve("job.toml");
    Files.writeString(
        job,
        """
        [training]
        epochs = 7
        seed = 5
        [precision]
        format = "posit32"
        storage = "posit64"
        [model]
        hidden = [3, 3]
        """);

    Outcome dry =
        train(job.toString(), "--dry-run", "--epochs", "9", "--hidden", "none", "--batch", "8");

    assertThat(dry.status()).isZero();
    assertThat(dry.err()).isEmpty();
    assertThat(dry.out())
        .contains("\nnetwork    4-3, cross-entropy: 15 parameters\n")
        .contains("\nformat     posit32, weights posit64, optimizer posit32, loss posit32\n")
        .contains("\nsteps      9 epochs in batches of 8, seed 5\n")
        .doesNotContain("run  ");
    assertThat(train(job.toString(), "--dry-run", "--format", "posit16").out())
        .contains("\nformat     posit16\n");
    assertThat(
            train("--dry-run", "--format", "bposit32", "--compute-format", "posit16", "--clip", "2")
                .out())
        .contains("\nformat     posit16, weights bposit32, optimizer bposit32, loss bposit32\n")
        .contains(", clip 2\n");
  }

  @Test
  void thePlanIsTheOnlyOutputAsJson() throws IOException {
    String[] options = {"--epochs", "3", "--seed", "9", "--hidden", "6,5"};
    Outcome dry = train(with(options, "--dry-run", "--json"));
    Outcome trained = train(with(options, "--json", "--out", out.toString()));

    assertThat(dry.status()).isZero();
    assertThat(dry.err()).startsWith("target     native: ").contains("network    4-6-5-3");
    JsonNode plan = CommandRun.json(dry.out());
    JsonNode report = CommandRun.json(trained.out());
    for (String key :
        List.of(
            "data",
            "dataSha256",
            "trainSamples",
            "validationSamples",
            "testSamples",
            "parameters",
            "targets",
            "peakTrainingBytes",
            "peakInferenceBytes",
            "datasetBytes",
            "jobSha256")) {
      assertThat(plan.get(key)).as(key).isEqualTo(report.get(key));
    }
    JsonNode job = plan.get("job");
    assertThat(job.get("training").get("epochs").asInt()).isEqualTo(3);
    assertThat(job.get("model").get("hidden").get(1).asInt()).isEqualTo(5);
    assertThat(job.get("precision").get("format").asString()).isEqualTo("bposit32");
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aWrittenJobGivesTheSameModelAgain() throws Exception {
    assertThat(train("--epochs", "2", "--momentum", "0.5", "--out", out.toString()).status())
        .isZero();
    Path again = folder.resolve("again");

    Outcome outcome =
        CommandRun.run(
            "train",
            out.resolve("job.toml").toString(),
            "--target",
            "reference",
            "--cut",
            "7",
            "--out",
            again.toString());

    assertThat(outcome.status()).isZero();
    assertThat(again.resolve("model.safetensors"))
        .hasSameBinaryContentAs(out.resolve("model.safetensors"));
    assertThat(again.resolve("job.toml")).hasSameTextualContentAs(out.resolve("job.toml"));
  }

  @Test
  void regressionHasNoAccuracy() throws IOException {
    data = CommandRun.plane(folder);

    Outcome outcome = train("--epochs", "3", "--activation", "tanh", "--out", out.toString());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("60 samples, 2 features, 1 outputs")
        .contains("\nnetwork    2-6-1, tanh, mse: 25 parameters\n")
        .containsPattern("\ntest       root of the mean squared error [0-9.]+, loss [0-9.]+\n");
    assertThat(outcome.err()).doesNotContain("accuracy");
    assertThat(ImageIO.read(out.resolve("loss.png").toFile()).getHeight()).isEqualTo(600);
  }

  @Test
  void heldOutSamplesForSettingsAreMeasuredInstead() {
    Outcome outcome = train("--epochs", "2", "--validation", "0.25", "--out", out.toString());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("\n           54 to learn from, 18 to choose settings by, 18 to judge\n")
        .containsPattern("\nvalidation +[0-9.]+ % right")
        .containsPattern("\ntest +[0-9.]+ % right");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --epochs 0         | --epochs is 0: expected 1 or more
          --epochs many      | --epochs is "many": expected an integer
          --rate -1          | --rate is -1.0: expected above 0, below 1e6
          --hidden 6x        | --hidden is "6x": expected widths such as 64,64
          --hidden 6,0       | --hidden is 0: expected widths from 1 to 1048576
          --loss big         | --loss is "big": expected auto, cross-entropy or mse
          --test 1           | --test is 1.0: expected between 0 and 1
          --cut -1           | --cut is -1: expected 0 (whole batches) or more
          --threads 0        | --threads is 0: expected 1 to 4096
          --memory 0         | --memory is 0: expected 1 or more
          --format posit<24,6,5> | the target native does not compute in posit<24,6,5>: choose \
          --target reference, which does in any format, or another format
          """)
  void aValueOutOfItsRangeIsOneSentence(String arguments, String message) {
    Outcome outcome = train((arguments + " --out " + out).split(" "));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).doesNotContain("data ");
    assertThat(outcome.err().lines().findFirst()).hasValue("adamant train: " + message);
    assertThat(out).doesNotExist();
  }

  @Test
  void optionsComeInAnyOrderAndTheLastOfAKindCounts() {
    assertThat(
            train("--dry-run", "--batch", "3", "--test", "0.5", "--epochs", "4", "--batch", "5")
                .out())
        .contains("45 to judge", "4 epochs in batches of 5,");
  }

  @Test
  void anUnknownOptionIsTold() {
    Outcome outcome = train("--epoch", "3");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("adamant train: Unknown option").contains("--epochs");
    assertThat(outcome.err().lines().count()).isLessThan(4);
  }

  @Test
  void aJobWithAnUnknownKeyIsTold() throws IOException {
    Path job = Files.writeString(folder.resolve("job.toml"), "[training]\nepoch = 3\n");

    Outcome outcome = train(job.toString(), "--out", out.toString());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "adamant train: "
                + job
                + " line 2: unknown key training.epoch: did you mean training.epochs?\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a,b,kind;1,2,x;3,,y     | row 3 has in column 2 (b) an empty cell: fill it in or leave \
          out the row
          a,b,kind;1,2,x;3,NaN,y  | row 3 has in column 2 (b) "NaN", must be finite: correct it \
          or leave out the row
          a,b,kind;1,2,x;3,y      | row 3
          ''                      | is empty
          """)
  void dataThatCannotBeLearntFromIsTold(String rows, String message) throws IOException {
    Files.writeString(data, rows.replace(';', '\n'));

    Outcome outcome = train("--out", out.toString());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("adamant train: " + data).contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void unknownDataIsTold() {
    data = Path.of("no-such-data");

    Outcome outcome = train("--out", out.toString());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("adamant train: no-such-data: there is no such file or dataset: ");
  }

  @Test
  void aFolderThatIsInUseIsLeftAsItIs() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("letter.txt"), "dear");

    Outcome outcome = train("--out", out.toString());

    assertThat(outcome.status()).isOne();
    assertThat(outcome.err())
        .isEqualTo("adamant train: " + out + ": holds letter.txt and no run: name another --out\n");
    assertThat(visible(out)).containsExactly("letter.txt");
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsTaken() {
    Outcome outcome = train("--memory", "1K", "--out", out.toString());

    assertThat(outcome.status()).isOne();
    assertThat(outcome.out()).contains("\nmemory     ");
    assertThat(outcome.err())
        .containsPattern(
            "adamant train: training needs [0-9]+ bytes and may have 1024 \\(--memory\\): use ");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void aTargetThatIsNotThereIsTold() {
    Outcome outcome = CommandRun.run("train", "--target", "opencl:99", "--out", out.toString());

    assertThat(outcome.status()).isOne();
    assertThat(outcome.err()).startsWith("adamant train: the target opencl:99 is not available: ");
    assertThat(CommandRun.run("train", "--target", "null").err())
        .isEqualTo(
            "adamant train: the target null is not available: it is for tests and computes"
                + " nothing. Choose another --target.\n");
  }

  @Test
  void trainingThatDivergesIsTold() throws IOException {
    data = CommandRun.plane(folder);

    Outcome outcome =
        train("--rate", "100000", "--epochs", "40", "--format", "float32", "--out", out.toString());

    assertThat(outcome.status()).isOne();
    assertThat(outcome.err())
        .containsPattern("adamant train: the loss is no longer a number after epoch [0-9]+: use a");
  }
}
