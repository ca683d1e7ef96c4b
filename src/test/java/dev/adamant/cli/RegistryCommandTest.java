package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.record.Decision;
import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands of {@code adamant registry}. */
class RegistryCommandTest {

  private static final List<Decision.Check> PASSED =
      List.of(new Decision.Check("signature", true, "it is signed", new TreeMap<>()));

  @TempDir private static Path runs;
  @TempDir private Path folder;
  private String key;

  @BeforeAll
  static void train() throws IOException {
    Path data = CommandRun.irises(runs);
    for (String seed : List.of("1", "2", "3")) {
      Outcome outcome =
          CommandRun.run(
              "train",
              "--data",
              data.toString(),
              "--hidden",
              "6",
              "--epochs",
              "4",
              "--test",
              "0.2",
              "--seed",
              seed,
              "--target",
              "native",
              "--out",
              run(seed));
      assertThat(outcome.status()).as(outcome.err()).isZero();
    }
  }

  private static String run(String seed) {
    return runs.resolve("run" + seed).toString();
  }

  @BeforeEach
  void make() {
    key = folder.resolve("key.pem").toString();
    assertThat(registry("init").status()).isZero();
    assertThat(registry("keygen", "--name", "Ada", key).status()).isZero();
  }

  /** Runs {@code adamant registry COMMAND} on the registry. */
  private Outcome registry(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--registry", folder.resolve("r").toString()));
    all.addAll(List.of(arguments));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        RegistryCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Outcome(status, out.toString(), err.toString());
  }

  private Outcome publish(String seed, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--key", key, "--target", "native"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("irises", run(seed)));
    return registry("publish", arguments.toArray(String[]::new));
  }

  private static JsonNode json(Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return CommandRun.json(outcome.out());
  }

  @Test
  void versionsAreListedAndShown() throws IOException {
    JsonNode first = json(publish("1", "--json"));
    JsonNode second = json(publish("2", "--json"));

    JsonNode report = CommandRun.json(Files.readString(Path.of(run("1"), "report.json")));
    assertThat(first.get("version").asInt()).isEqualTo(1);
    assertThat(first.get("modelSha256")).isEqualTo(report.get("modelSha256"));
    assertThat(first.get("jobSha256")).isEqualTo(report.get("jobSha256"));
    assertThat(first.get("dataSha256")).isEqualTo(report.get("dataSha256"));
    assertThat(first.get("metrics").get("testAccuracy").asString())
        .isEqualTo(String.valueOf(report.get("testAccuracy").asDouble()));
    assertThat(first.get("probesSha256").asString()).hasSize(64);
    assertThat(second.get("probesSha256")).isEqualTo(first.get("probesSha256"));
    assertThat(second.get("parent")).isEqualTo(first.get("hash"));
    assertThat(first.get("metrics").get("testAccuracy").isNumber()).isTrue();
    assertThat(first.get("parent").isNull()).isTrue();
    assertThat(first.get("divergence").isNull()).isTrue();
    assertThat(second.get("divergence").doubleValue()).isPositive();

    JsonNode list = json(registry("list", "--json"));
    assertThat(list.get("sequence").asInt()).isEqualTo(3);
    assertThat(list.get("head")).isEqualTo(second.get("hash"));
    assertThat(list.get("versions").get(0)).isEqualTo(first);
    assertThat(list.get("versions").get(1)).isEqualTo(second);
    assertThat(list.get("keys").get(0).get("name").asString()).isEqualTo("Ada");
    assertThat(json(registry("show", "irises", "1", "--json"))).isEqualTo(first);
    // None is live.
    assertThat(json(registry("show", "irises", "--json"))).isEqualTo(second);

    assertThat(registry("list").out().lines())
        .hasSize(3)
        .element(1)
        .asString()
        .matches("irises +1 +not live +\\d.* % +- +20.*Z");
    assertThat(registry("list", "--keys").out()).matches("[0-9a-f]{64}  trusted  Ada\n");
    assertThat(registry("show", "irises", "1").out())
        .startsWith("version     1 of irises, not live\n")
        .contains("author      Ada, ")
        .contains("weights     " + first.get("modelSha256").asString());
    assertThat(registry("log").out().lines())
        .hasSize(3)
        .last()
        .asString()
        .matches(" +3  20.*Z  publishes irises 2: .*%  \\(Ada\\)");
    assertThat(registry("log", "--last", "1", "irises").out().lines()).hasSize(1);
    JsonNode entry =
        CommandRun.json(registry("log", "--json", "irises").out().lines().findFirst().orElse(""));
    assertThat(entry.get("hash")).isEqualTo(first.get("hash"));
    assertThat(entry.get("kind").asString()).isEqualTo("version");
  }

  @Test
  void whatIsBrokenIsFound() throws IOException {
    String digest = json(publish("1", "--json")).get("modelSha256").asString();
    assertThat(registry("verify").status()).isZero();
    JsonNode holds = json(registry("verify", "--json"));
    assertThat(holds.get("holds").asBoolean()).isTrue();
    assertThat(registry("verify", "--head", "0".repeat(64)).status()).isEqualTo(1);

    Path object = folder.resolve("r/objects").resolve(digest.substring(0, 2)).resolve(digest);
    Files.delete(object);
    Outcome broken = registry("verify");
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.out()).contains("BROKEN irises 1 ").contains(object + " is missing");

    Files.write(folder.resolve("r/ledger.db"), new byte[10]);
    assertThat(registry("verify").status()).isEqualTo(1);
    Outcome list = registry("list");
    assertThat(list.status()).isEqualTo(1);
    assertThat(list.err().lines()).hasSize(1);
  }

  @Test
  void versionsAndKeysAreRevoked() {
    publish("1");
    String second = folder.resolve("second.pem").toString();
    JsonNode added = json(registry("keygen", "--by", key, "--json", second));
    String id = added.get("key").asString();
    assertThat(registry("revoke", "--key", key, "--reason", "wrong data", "irises", "1").out())
        .contains("revokes irises 1: wrong data  (Ada)");
    assertThat(registry("show", "irises").out()).contains("revoked     wrong data");
    Outcome revoked =
        registry("revoke", "--key", key, "--reason", "lost", "--key-id", id.substring(0, 10));
    assertThat(revoked.status()).as(revoked.err()).isZero();
    assertThat(registry("list", "--keys").out()).contains(id + "  revoked");

    Outcome late = registry("publish", "--key", second, "irises", run("2"));
    assertThat(late.status()).isEqualTo(1);
    assertThat(late.err()).contains("which was revoked");
    assertThat(registry("revoke", "--key", key, "--reason", "x", "irises").status()).isEqualTo(2);
    assertThat(registry("revoke", "--key", key, "--reason", "x", "--key-id", "abc").status())
        .isEqualTo(2);
  }

  @Test
  void whatBecomesOfALiveVersionIsSaid() throws IOException {
    publish("1");
    publish("2");
    SigningKey signer = SigningKey.read(Path.of(key));
    try (Registry registry = Registry.open(folder.resolve("r"))) {
      registry.append(signer, new Decision(Decision.Action.ROTATED, "irises", 0, 1, PASSED));
      registry.append(signer, new Decision(Decision.Action.ROTATED, "irises", 1, 2, PASSED));
    }
    assertThat(registry("revoke", "--key", key, "--reason", "bad", "irises", "2").out())
        .endsWith("version 2 is live: servers that follow this registry go back to version 1\n");
    assertThat(registry("revoke", "--key", key, "--reason", "bad", "irises", "1").out().lines())
        .hasSize(1);
    publish("3");
    try (Registry registry = Registry.open(folder.resolve("r"))) {
      registry.append(signer, new Decision(Decision.Action.ROTATED, "irises", 2, 3, PASSED));
    }
    assertThat(registry("revoke", "--key", key, "--reason", "bad", "irises", "3").out())
        .endsWith(
            "version 3 is live: servers that follow this registry stop answering for irises: there"
                + " is none to go back to\n");
  }

  @Test
  void someoneElsesKeyIsAdded() throws IOException {
    String theirs = folder.resolve("theirs.pem").toString();
    assertThat(registry("keygen", "--no-registry", theirs).out()).contains("no registry yet");
    String text = Files.readString(Path.of(theirs));
    Path open =
        Files.writeString(
            folder.resolve("public.pem"), text.substring(text.indexOf("-----BEGIN PUBLIC")));

    Outcome added = registry("keygen", "--existing", "--by", key, "--name", "Bob", open.toString());
    assertThat(added.status()).as(added.err()).isZero();
    assertThat(registry("publish", "--key", theirs, "irises", run("1")).status()).isZero();
    assertThat(registry("log").out()).contains("(Bob)");
  }

  @Test
  void spaceIsGivenBack() {
    publish("1");
    publish("2");
    publish("3");
    JsonNode freed = json(registry("gc", "--keep", "1", "--key", key, "--json"));
    assertThat(freed.get("versions")).hasSize(2);
    assertThat(freed.get("files").asInt()).isEqualTo(6);
    assertThat(registry("list").out()).contains("files gone");
    assertThat(registry("verify").status()).isZero();
    assertThat(registry("gc").out()).startsWith("files       0 removed");
  }

  @Test
  void whatMakesNoSenseIsRefusedInALine() throws IOException {
    publish("1");
    assertRefused(1, "there is nothing new to publish", publish("1"));
    assertRefused(2, "there is no model \"other\"", registry("show", "other"));
    assertRefused(2, "there is no version 7 of irises", registry("show", "irises", "7"));
    assertRefused(2, "No key was named", registry("publish", "irises", run("2")));
    assertRefused(2, "--keep is 0", registry("gc", "--keep", "0"));
    assertRefused(2, "--last is 0", registry("log", "--last", "0"));
    assertRefused(
        2,
        "--target is \"abacus\"",
        registry("publish", "--key", key, "--target", "abacus", "a", run("2")));
    assertRefused(
        1, "\"Irises\" names no model", registry("publish", "--key", key, "Irises", run("2")));
    assertRefused(2, "r is a registry already: use it, or name another", registry("init"));
    assertRefused(1, "there is no registry in ", elsewhere(folder.resolve("nowhere")));
    assertRefused(1, "is there already", registry("keygen", "--by", key, key));
    assertRefused(2, "the registry has keys", registry("keygen", folder.resolve("k").toString()));
    assertThat(folder.resolve("k")).doesNotExist();
    Files.setPosixFilePermissions(Path.of(key), PosixFilePermissions.fromString("rw-r-----"));
    assertRefused(1, "chmod 600 " + key, publish("2"));
  }

  private static Outcome elsewhere(Path nowhere) {
    return CommandRun.run("registry", "list", "--registry", nowhere.toString());
  }

  private static void assertRefused(int status, String message, Outcome outcome) {
    assertThat(outcome.err()).contains(message);
    assertThat(outcome.err().lines().findFirst().orElse("")).contains(message);
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.out()).isEmpty();
  }
}
