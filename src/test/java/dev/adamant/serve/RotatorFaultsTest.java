package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import dev.adamant.JavaProcess;
import dev.adamant.bindings.Adamant;
import dev.adamant.data.Task;
import dev.adamant.model.ModelDescription;
import dev.adamant.record.Decision;
import dev.adamant.record.Decision.Action;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryException;
import dev.adamant.record.RotationClock;
import dev.adamant.record.SignedEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;
import org.sqlite.util.OSInfo;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Processes that rotate and are killed, find the disk full, or the clock set back. */
class RotatorFaultsTest {

  /** By hand 200: {@code -Dadamant.rotationKills=200}. */
  private static final int KILLS = Integer.getInteger("adamant.rotationKills", 4);

  private static final int MOST_ROTATIONS = 6;
  private static final int MOST_MICROS = 60_000;
  private static final ModelDescription ABOUT = RotationRig.linear(Task.CLASSIFICATION, 3, 2);
  private static final double[] ROW = {0.5, -0.25, 1};

  @TempDir private Path folder;

  /** Two versions, of which the second is live; their answers to the row, by number. */
  private List<double[]> begin() throws IOException, BusyException, InterruptedException {
    List<double[]> answers = new ArrayList<>();
    try (RotationRig rig = new RotationRig(folder)) {
      for (int seed = 1; seed <= 2; seed++) {
        rig.publish(ABOUT, RotationRig.probes(8, 3, 2), RotationRig.random(ABOUT, seed));
      }
      for (int version = 1; version <= 2; version++) {
        rig.rotator().rotate(RotationRig.MODEL, version, RotationRig.OPEN);
        answers.add(rig.ask(ROW).values());
      }
    }
    return answers;
  }

  /** What is served after a start is what the ledger, whose chain holds, says. */
  private void assertServed(List<double[]> answers)
      throws IOException, BusyException, InterruptedException {
    try (RotationRig rig = new RotationRig(folder)) {
      rig.rotator().start(GateSettings.DEFAULT);
      assertThat(rig.rotator().troubles()).isEmpty();
      assertThat(rig.live()).isEqualTo(rig.ledger()).isPositive();
      assertThat(rig.ask(ROW).values()).isEqualTo(answers.get(rig.live() - 1));
    }
  }

  @Test
  void killedAnywhereTheLedgerIsWholeAndServed() throws Exception {
    List<double[]> answers = begin();
    Random random = new Random(17);
    long sequence = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      killed(1 + random.nextInt(MOST_ROTATIONS), random.nextInt(MOST_MICROS));
      try (Registry registry = Registry.open(RotationRig.directory(folder))) {
        assertThat(registry.state().sequence()).isGreaterThan(sequence);
        sequence = registry.state().sequence();
      }
      if (kill < 4 || kill % 16 == 0) {
        assertServed(answers);
      }
    }
    assertServed(answers);
  }

  /** Rotates in another process, and kills it so long after so many rotations. */
  private void killed(int rotations, int micros) throws IOException, InterruptedException {
    Process process = process("all");
    try (BufferedReader output = process.inputReader()) {
      for (int i = 0; i < rotations; i++) {
        assertThat(output.readLine()).isEqualTo(Rotating.ROTATED);
      }
      Thread.sleep(Duration.ofNanos(1000L * micros));
    } finally {
      process.destroyForcibly();
    }
    // 128 and the number of SIGKILL: it was still at work.
    assertThat(process.waitFor()).isEqualTo(137);
  }

  @Test
  void aFullDiskChangesNothing() throws Exception {
    List<double[]> answers = begin();
    long sequence;
    try (Registry registry = Registry.open(RotationRig.directory(folder))) {
      sequence = registry.state().sequence();
    }
    Process process = process("one");
    List<String> output;
    try (BufferedReader reader = process.inputReader();
        Writer go = process.outputWriter()) {
      assertThat(reader.readLine()).isEqualTo(Rotating.READY);
      // The system refuses longer files from now on, as it refuses any when the disk is full.
      JavaProcess.output(List.of("prlimit", "--pid", Long.toString(process.pid()), "--fsize=6144"));
      go.write("\n");
      go.flush();
      output = reader.readAllLines();
    }
    assertThat(process.waitFor()).as(output.toString()).isZero();
    assertThat(output)
        .hasSize(2)
        .first()
        .asString()
        .startsWith("the decision on small cannot be recorded, so nothing has changed: ")
        .contains("ledger.db");
    assertThat(output.getLast()).isEqualTo("2 answers");
    try (Registry registry = Registry.open(RotationRig.directory(folder))) {
      assertThat(registry.state().sequence()).isEqualTo(sequence);
    }
    assertServed(answers);
  }

  @Test
  void aClockThatWasSetBackStopsNothing() throws Exception {
    List<double[]> answers = begin();
    RotationClock clock = new RotationClock();
    try (RotationRig rig = new RotationRig(folder, clock::open)) {
      rig.rotator().start(GateSettings.DEFAULT);
      rig.rotator().rotate(RotationRig.MODEL, 1, RotationRig.OPEN);
      clock.set(Instant.parse("1999-01-01T00:00:00Z"));
      Decision decision = rig.rotator().rotate(RotationRig.MODEL, 2, RotationRig.OPEN);
      assertThat(decision.action()).isEqualTo(Action.ROTATED);
      List<SignedEntry> entries = rig.registry().state().entries();
      assertThat(entries.getLast().time())
          .isEqualTo(entries.get(entries.size() - 2).time())
          .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    }
    assertServed(answers);
  }

  private Process process(String how) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command =
        JavaProcess.command(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-Dorg.sqlite.lib.path=" + library().getParent()),
            List.of(
                Rotator.class,
                Adamant.class,
                JDBC.class,
                JacksonAnnotation.class,
                JsonParser.class,
                JsonMapper.class,
                TomlMapper.class),
            Rotating.class,
            folder.toString(),
            how);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** SQLite's own, unpacked here: a process that is killed, or out of disk, need not do it. */
  private Path library() throws IOException {
    Path library = folder.resolve("sqlite").resolve("libsqlitejdbc.so");
    if (!Files.exists(library)) {
      Files.createDirectory(library.getParent());
      String resource =
          "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/libsqlitejdbc.so";
      try (InputStream in = JDBC.class.getResourceAsStream(resource)) {
        Files.copy(in, library);
      }
    }
    return library;
  }

  /** The process that rotates. */
  static final class Rotating {

    /** What it says after each. */
    static final String ROTATED = "rotated";

    /** What it says when it is told to go on by a line. */
    static final String READY = "ready";

    /** After so many it waits to be killed, however late that comes. */
    private static final int LAST = MOST_ROTATIONS + 60;

    private Rotating() {}

    /**
     * Rotates to and fro, or once.
     *
     * @param args the folder; {@code all} or {@code one}
     */
    public static void main(String[] args) throws Exception {
      try (RotationRig rig = new RotationRig(Path.of(args[0]))) {
        rig.rotator().start(GateSettings.DEFAULT);
        if (args[1].equals("one")) {
          once(rig);
          return;
        }
        for (int i = 0; i < LAST; i++) {
          rig.rotator().rotate(RotationRig.MODEL, 3 - rig.live(), RotationRig.OPEN);
          System.out.println(ROTATED);
        }
        while (true) {
          LockSupport.park();
        }
      }
    }

    private static void once(RotationRig rig) throws Exception {
      System.out.println(READY);
      System.in.read();
      try {
        rig.rotator().rotate(RotationRig.MODEL, 1, RotationRig.OPEN);
        System.out.println("it went live");
      } catch (RegistryException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(rig.ask(ROW).version().version() + " answers");
    }
  }
}
