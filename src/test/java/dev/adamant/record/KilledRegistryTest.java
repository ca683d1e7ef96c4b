package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.JavaProcess;
import dev.adamant.certificate.verify.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes that write to a registry and are killed, find no room, or write at once, leave it as it
 * was before or after one of their writes. {@code -Dadamant.registry.kills=200} kills more often.
 */
class KilledRegistryTest {

  private static final int KILLS = Integer.getInteger("adamant.registry.kills", 5);

  /** Then a new registry is begun, for to open a long one takes time. */
  private static final int KILLS_EACH = 25;

  private static final int MODELS = 5;
  private static final int MOST_WRITES = 4;

  /** Of microseconds from one to a quarter of a second, by their logarithm. */
  private static final double MOST_OCTAVES = 18;

  @TempDir private static Path folder;
  private static List<Path> models;

  @BeforeAll
  static void make() throws IOException {
    models = Writing.models(folder, MODELS);
    SigningKey.generate(folder.resolve("key.pem"));
  }

  private static Path registry() throws IOException {
    Path directory = Files.createTempDirectory(folder, "registry");
    Small.registry(directory, SigningKey.read(folder.resolve("key.pem"))).close();
    return directory;
  }

  @Test
  void killedAnywhereItIsWhole() throws IOException, InterruptedException {
    Random random = new Random(12);
    Path directory = null;
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % KILLS_EACH == 0) {
        directory = registry();
      }
      long before = sequence(directory);
      List<String> said = killed(directory, random);
      long known = said.isEmpty() ? before : sequence(said.getLast());

      Verification verification = RegistryVerifier.verify(directory, null, null);
      assertThat(verification.broken()).as("kill " + kill).isEmpty();
      try (Registry registry = Registry.open(directory)) {
        RegistryState state = registry.state();
        // All that it said is there, and at most what it was about to say.
        assertThat(state.sequence()).isBetween(known, known + 1);
        if (!said.isEmpty()) {
          assertThat(said.getLast()).endsWith(" " + state.entries().get((int) known - 1).hash());
        }
        if (random.nextInt(3) == 0) {
          assertOnlyWhatIsNeeded(registry);
        }
      }
    }
  }

  /** What a process said of the length of the ledger. */
  private static long sequence(String said) {
    return Long.parseLong(said.substring(0, said.indexOf(' ')));
  }

  private static long sequence(Path directory) throws IOException {
    try (Registry registry = Registry.open(directory)) {
      return registry.state().sequence();
    }
  }

  /** Kills a process some time after it has begun, and gives what it said of its writes. */
  private static List<String> killed(Path directory, Random random)
      throws IOException, InterruptedException {
    Process process =
        Writing.start(folder, directory, models, random.nextInt(100), Integer.MAX_VALUE / 2);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(Writing.READY);
      process.outputWriter().append('\n').flush();
      List<String> said = new ArrayList<>();
      for (int writes = random.nextInt(MOST_WRITES); writes > 0; writes--) {
        said.add(output.readLine());
      }
      double micros = StrictMath.pow(2, random.nextDouble(MOST_OCTAVES));
      Thread.sleep(Duration.ofNanos((long) (1000 * micros)));
      // By its handle, which leaves what it said to be read.
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      // 128 and the number of SIGKILL: it was still at work.
      assertThat(process.waitFor()).isEqualTo(137);
      output.lines().forEach(said::add);
      assertThat(said).allMatch(line -> line.matches("\\d+ [0-9a-f]{64}"));
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assertOnlyWhatIsNeeded(Registry registry) throws IOException {
    registry.gc();
    Set<Path> needed = new HashSet<>();
    for (RegistryState.Version version : registry.state().versions(Small.MODEL)) {
      if (!version.collected()) {
        Reclaiming.digests(version.record()).forEach(d -> needed.add(registry.object(d)));
      }
    }
    try (Stream<Path> files = Files.walk(registry.directory().resolve("objects"))) {
      assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(needed);
    }
  }

  @Test
  void twoProcessesTakeTurns() throws IOException, InterruptedException {
    Path directory = registry();
    Process one = Writing.start(folder, directory, models.subList(0, 2), 0, 2);
    Process two = Writing.start(folder, directory, models.subList(2, 4), 0, 2);
    for (Process process : List.of(one, two)) {
      assertThat(process.inputReader().readLine()).isEqualTo(Writing.READY);
    }
    for (Process process : List.of(one, two)) {
      process.outputWriter().append('\n').flush();
    }
    for (Process process : List.of(one, two)) {
      List<String> said = process.inputReader().lines().toList();
      assertThat(process.waitFor()).as(said.toString()).isZero();
    }
    assertThat(RegistryVerifier.verify(directory, null, null).broken()).isEmpty();
    try (Registry registry = Registry.open(directory)) {
      assertThat(registry.state().versions(Small.MODEL)).hasSize(4);
      assertThat(registry.state().sequence()).isEqualTo(5);
    }
  }

  /** The system refuses longer files, as it refuses any when the disk is full. */
  @ParameterizedTest
  @CsvSource({
    "0, '/objects/tmp/[0-9a-f]+/0: cannot be written: File too large'",
    "12000, '/ledger.db: cannot be read or written, nothing was changed: .*'",
    "45000, '/ledger.db: cannot be read or written, nothing was changed: .*'"
  })
  void aFullDiskChangesNothing(int bytes, String message) throws IOException, InterruptedException {
    Path directory = registry();
    Process process = Writing.start(folder, directory, models, 0, 50);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(Writing.READY);
      String limit = "--fsize=" + bytes;
      JavaProcess.output(List.of("prlimit", "--pid", String.valueOf(process.pid()), limit));
      process.outputWriter().append('\n').flush();
      List<String> said = output.lines().toList();
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(said.getLast()).startsWith(directory.toString()).containsPattern(message + "$");
      assertThat(said.subList(0, said.size() - 1)).allMatch(line -> line.matches("\\d+ .{64}"));
      long known = said.size() == 1 ? 1 : sequence(said.get(said.size() - 2));
      try (Registry registry = Registry.open(directory)) {
        assertThat(registry.state().sequence()).isEqualTo(known);
        assertOnlyWhatIsNeeded(registry);
      }
      assertThat(RegistryVerifier.verify(directory, null, null).broken()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }
}
