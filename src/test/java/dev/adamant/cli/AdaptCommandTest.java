package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.model.ModelFile;
import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Metrics;
import dev.adamant.serve.Rotator;
import dev.adamant.serve.ServedModels;
import dev.adamant.serve.http.AccessToken;
import dev.adamant.serve.http.AdminParts;
import dev.adamant.serve.http.InferenceServer;
import dev.adamant.serve.http.RequestLog;
import dev.adamant.serve.http.ServerLimits;
import dev.adamant.serve.http.ServerSettings;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What {@code adamant adapt} and {@code adamant train --from} do and print. */
class AdaptCommandTest {

  /** Made once; the registry in it is only looked at, but by the test that adapts. */
  @TempDir private static Path made;

  private static Path data;
  private static Path run;
  private static Path registry;
  private static String key;

  @TempDir private Path folder;
  private Path inbox;

  @BeforeAll
  static void trainFirst() throws IOException {
    data = CommandRun.irises(made);
    run = made.resolve("first");
    registry = made.resolve("registry");
    key = made.resolve("key.pem").toString();
    Outcome outcome = train("--hidden", "6", "--epochs", "2", "--out", run.toString());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    publish();
    AccessToken.readOrMake(registry.resolve("admin.token"));
  }

  @BeforeEach
  void makeInbox() throws IOException {
    inbox = Files.createDirectory(folder.resolve("inbox"));
  }

  private static Outcome train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", data.toString(), "--target", "native"));
    arguments.addAll(List.of(more));
    return CommandRun.run(arguments.toArray(String[]::new));
  }

  private static Outcome run(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Outcome(status, out.toString(), err.toString());
  }

  @Test
  void trainingGoesOnFromARun() throws IOException {
    Path second = folder.resolve("second");
    Outcome outcome = train("--from", run.toString(), "--epochs", "3", "--out", second.toString());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    RunFiles files = new RunFiles(second);
    String digest = Report.read(new RunFiles(run).report()).modelSha256();
    assertThat(Report.read(files.report()).base()).isEqualTo(digest);
    assertThat(outcome.out())
        .containsPattern("from +" + run.resolve("model.safetensors") + ", sha256 ");
    assertThat(Files.readString(files.job()))
        .contains(
            "from = \"" + run.resolve("model.safetensors") + "\"",
            "from-sha256 = \"" + digest + "\"");
    // The job file says which weights; --from says others, of whatever digest.
    Outcome third =
        train(files.job().toString(), "--from", second.toString(), "--out", folder + "/third");
    assertThat(third.status()).as(third.err()).isZero();
    assertThat(Report.read(new RunFiles(folder.resolve("third")).report()).base())
        .isEqualTo(Report.read(files.report()).modelSha256());

    Outcome plan = train("--from", run.toString(), "--dry-run", "--json");
    assertThat(CommandRun.json(plan.out()).path("job").path("model").path("hidden").get(0).asInt())
        .isEqualTo(6);
    Outcome other = train("--from", run.toString(), "--hidden", "7", "--out", folder + "/no");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err())
        .isEqualTo(
            "adamant train: --from is "
                + run.resolve("model.safetensors")
                + ", which does not fit: its layer 0 is dense from 4 to 6 features and that of the"
                + " job dense from 4 to 7 features; expected a model of the same architecture,"
                + " storage format and features\n");
  }

  private static void publish() {
    for (String[] arguments :
        List.of(
            new String[] {"init", "--registry", registry.toString()},
            new String[] {"keygen", "--registry", registry.toString(), "--name", "Ada", key},
            new String[] {
              "publish",
              "--registry",
              registry.toString(),
              "--key",
              key,
              "--target",
              "native",
              "irises",
              run.toString()
            })) {
      Outcome outcome = run(RegistryCommand.commandLine(), arguments);
      assertThat(outcome.status()).as(outcome.err()).isZero();
    }
  }

  private Outcome adapt(int port, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--registry",
                registry.toString(),
                "--key",
                key,
                "--model",
                "irises",
                "--server",
                "http://127.0.0.1:" + port,
                "--follow",
                inbox.toString(),
                "--rows",
                "30",
                "--every",
                "0.01",
                "--max-divergence",
                "10",
                "--once"));
    for (String option : more) {
      int at = arguments.indexOf(option.substring(0, (option + "=").indexOf('=')));
      if (at >= 0) {
        arguments.subList(at, at + 2).clear();
      }
    }
    arguments.addAll(List.of(more));
    return run(AdaptCommand.commandLine(TargetSource.MACHINE), arguments.toArray(String[]::new));
  }

  /** Rows of the first samples, with a header. */
  private String rows(int count) throws IOException {
    try (Stream<String> lines = Files.lines(data)) {
      return String.join("\n", lines.limit(count + 1).toList()) + "\n";
    }
  }

  @Test
  void aServerTakesWhatItHasLearned() throws IOException {
    ServedModels models = new ServedModels();
    try (Registry opened = Registry.open(registry);
        Target target = Targets.open("native");
        Rotator rotator =
            new Rotator(
                opened,
                SigningKey.read(Path.of(key)),
                models,
                () -> Targets.open("native"),
                Engine.Limits.DEFAULT)) {
      rotator.start(GateSettings.DEFAULT);
      ServerSettings settings =
          new ServerSettings(
              "127.0.0.1",
              0,
              "127.0.0.1",
              0,
              null,
              AccessToken.readOrMake(registry.resolve("admin.token")),
              null,
              false,
              ServerLimits.DEFAULT);
      Metrics metrics = new Metrics();
      AdminParts parts =
          new AdminParts(
              opened, rotator, GateSettings.DEFAULT, models, metrics, target.info(), Instant.now());
      try (InferenceServer server =
          InferenceServer.start(settings, models, metrics, RequestLog.none(), parts)) {
        Files.writeString(inbox.resolve("a.csv"), rows(30));
        Outcome outcome = adapt(server.adminPort(), "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<JsonNode> lines = outcome.out().lines().map(CommandRun::json).toList();
        assertThat(lines)
            .extracting(line -> line.path("event").asString())
            .containsExactly("planned", "taken", "trained", "published", "rotated");
        assertThat(lines.getFirst().path("trainingBytes").asLong()).isPositive();
        assertThat(Instant.parse(lines.getFirst().path("time").asString())).isNotNull();
        assertThat(models.find("irises").live().version().version()).isEqualTo(2);

        Files.writeString(inbox.resolve("b.csv"), rows(30).replace("a,b,c,d", "b,a,c,d"));
        Outcome again = adapt(server.adminPort());
        assertThat(again.status()).isZero();
        assertThat(again.out())
            .containsPattern(
                "set-aside: b.csv: its columns are b, a, c, d, those of the model a, b, c, d: ");
        Files.writeString(inbox.resolve("c.csv"), rows(30));
        Files.writeString(folder.resolve("other.token"), "x".repeat(32) + "\n");
        Files.setPosixFilePermissions(
            folder.resolve("other.token"), PosixFilePermissions.fromString("rw-------"));
        Outcome stranger = adapt(server.adminPort(), "--token-file", folder + "/other.token");
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.err()).contains("does not take this token");
      }
      // Nobody is there any more: version 3 waits, and is asked for again.
      Outcome late = adapt(1);
      assertThat(late.status()).isEqualTo(1);
      assertThat(late.err())
          .contains("version 3 of irises waits to be decided about: no server answers at ");
      assertThat(
              ModelFile.describe(
                      opened.object(
                          opened.state().version("irises", 3).orElseThrow().record().modelSha256()))
                  .classes())
          .containsExactly("iris, setosa", "versicolor", "virginica");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "--rows=0 ~ --rows is 0: expected 1 or more",
        "--window=10 ~ --window is 10: expected as many as --rows (30) or more",
        "--rate=0 ~ --rate is 0: expected above 0, below 1e6",
        "--holdout=1 ~ --holdout is 1.0: expected between 0 and 1",
        "--rows=2 ~ --holdout is 0.1: expected a fraction that holds out at least one",
        "--every=0 ~ --every is PT0S: expected above 0 seconds",
        "--max-divergence=-1 ~ --max-divergence is -1.0, must be a number from 0 on",
        "--threads=0 ~ --threads is 0: expected 1 to 4096",
        "--shadow=-1 ~ --shadow is -1, must be from 0",
        "--memory=1K ~ training needs ",
        "--model=roses ~ has no version of roses",
        "--server=ftp://x ~ --server is ftp://x: expected an address such as",
      })
  void whatMakesNoSenseIsRefused(String option, String message) {
    Outcome outcome = adapt(1, option);
    assertThat(outcome.status()).isIn(1, 2);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
  }
}
