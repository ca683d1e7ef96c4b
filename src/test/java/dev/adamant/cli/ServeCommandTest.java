package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.JavaProcess;
import dev.adamant.bindings.Adamant;
import dev.adamant.cli.FakeTargets.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code adamant serve}: a process that answers until a signal, and its refusals. */
@Timeout(120)
class ServeCommandTest {

  @TempDir private static Path folder;
  private static String registry;
  private static String key;

  @BeforeAll
  static void publish() throws IOException {
    registry = folder.resolve("r").toString();
    key = folder.resolve("key.pem").toString();
    String data = CommandRun.irises(folder).toString();
    String run = folder.resolve("run").toString();
    ok("train", "--data", data, "--hidden", "6", "--epochs", "4", "--test", "0.2", "--out", run);
    ok("registry", "init", "--registry", registry);
    ok("registry", "keygen", "--registry", registry, "--name", "Ada", key);
    ok("registry", "publish", "--registry", registry, "--key", key, "irises", run);
  }

  private static void ok(String... arguments) {
    Outcome outcome = CommandRun.run(arguments);
    assertThat(outcome.status()).as(outcome.err()).isZero();
  }

  private static List<String> serve(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("serve", "--registry", registry, "--key", key, "--port", "0", "--target"));
    arguments.add("native");
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Outcome refused(String... more) {
    return CommandRun.run(serve(more).toArray(String[]::new));
  }

  @Test
  void answersUntilASignalAndEndsWithStatusZero() throws Exception {
    List<String> command =
        new ArrayList<>(
            JavaProcess.command(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(Adamant.class),
                Main.class,
                serve(
                        "--log",
                        folder.resolve("log").toString(),
                        "--max-divergence",
                        "0.75",
                        "--shadow-seconds",
                        "7")
                    .toArray(String[]::new)));
    int path = command.indexOf("-cp") + 1;
    command.set(path, command.get(path) + File.pathSeparator + classPath());
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    try (BufferedReader out = process.inputReader()) {
      List<String> lines = new ArrayList<>();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith("irises")) {
          break;
        }
      }
      assertThat(lines)
          .as(Files.readString(folder.resolve("err")))
          .hasSize(4)
          .last()
          .isEqualTo("irises: version 1");
      String inference = address(lines.getFirst(), "inference:");
      String page = address(lines.get(1), "administration:");
      String token = Files.readString(Path.of(registry, "admin.token")).strip();
      assertThat(page)
          .as("no terminal, so the token is not told")
          .endsWith("/  token in " + Path.of(registry, "admin.token"));
      asksAndSees(inference, page.substring(0, page.indexOf(' ')), token);

      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(folder.resolve("log")))
        .anyMatch(
            line ->
                line.contains("\"action\":\"rotated\"")
                    && line.matches(
                        ".*\"checkMicros\":\"[0-9]+\".*\"ledgerMicros\":\"[0-9]+\".*"
                            + "\"swapMicros\":\"[0-9]+\".*"))
        .anyMatch(line -> line.contains("\"rows\":1") && line.contains("\"version\":1"));
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
  }

  private static void asksAndSees(String inference, String page, String token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(inference + "/models/irises/infer"))
                  .POST(
                      BodyPublishers.ofString(
                          "{\"inputs\":[{\"name\":\"input\",\"shape\":[4],\"datatype\":\"FP64\","
                              + "\"data\":[3,0,0,0]}],\"outputs\":[{\"name\":\"class\"}]}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Adamant-Version")).contains("1");
      assertThat(answer.body()).contains("\"BYTES\"");
      HttpResponse<String> state =
          client.send(
              HttpRequest.newBuilder(URI.create(page + "v1/state"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofString());
      assertThat(state.statusCode()).as(state.body()).isEqualTo(200);
      assertThat(state.body())
          .contains(
              "irises",
              "\"gate\":{\"maxDivergence\":0.75,\"maxAccuracyLoss\":0.02,\"shadowRows\":0,"
                  + "\"shadowSeconds\":7}");
    }
  }

  private static String address(String line, String name) {
    assertThat(line).startsWith(name);
    return line.substring(name.length()).strip();
  }

  /** All jars and folders of this process, which a server needs many of. */
  private static String classPath() throws IOException {
    Set<String> parts = new LinkedHashSet<>();
    for (URL manifest :
        Collections.list(
            Thread.currentThread().getContextClassLoader().getResources("META-INF/MANIFEST.MF"))) {
      if (manifest.openConnection() instanceof JarURLConnection jar) {
        parts.add(Path.of(URI.create(jar.getJarFileURL().toString())).toString());
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  @Test
  void whatWouldBeOpenToOthersIsRefused() throws IOException {
    Outcome open = refused("--host", "0.0.0.0");
    assertThat(open.status()).isEqualTo(1);
    assertThat(open.err()).contains("without a token: give one by --inference-token-file");
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Outcome clear = refused("--host", "0.0.0.0", "--inference-token-file", token.toString());
    assertThat(clear.status()).isEqualTo(1);
    assertThat(clear.err()).contains("give --tls-keystore, or --plain-http");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(refused("--inference-token-file", token.toString()).err())
        .contains("has the mode rw-r--r--");
    assertThat(refused("--tls-keystore", token.toString()).err()).contains("give both");
  }

  @Test
  void optionsOutOfTheirRangeAreNamed() {
    assertThat(refused("--batch", "0").err()).contains("--batch is 0: expected 1 to 4096");
    assertThat(refused("--admin-port", "65536").err()).contains("expected 0 to 65535");
    assertThat(refused("--max-rows", "0").err()).contains("rows is 0: expected 1 or more");
    assertThat(refused("--target", "nothing").status()).isEqualTo(2);
    assertThat(refused("--max-accuracy-loss", "NaN").err())
        .contains("--max-accuracy-loss is NaN, must be a number from 0 on");
    assertThat(refused("--shadow-seconds", "0").err())
        .contains("--shadow-seconds is 0.0, must be above 0 and at most 600");
    String missing = folder.resolve("none").toString();
    Outcome none = CommandRun.run("serve", "--registry", registry, "--key", missing);
    assertThat(none.status()).isNotZero();
    assertThat(none.err()).contains(missing);
  }
}
