package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import dev.adamant.JavaProcess;
import dev.adamant.bindings.Adamant;
import dev.adamant.data.ProgressListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Processes that train and are killed, or find the disk full, lose nothing that was saved. */
class KilledRunTest {

  private static final int KILLS = 4;
  private static final int MOST_CHECKPOINTS = 8;
  private static final int MOST_MICROS = 20_000;

  /** After so many checkpoints a process waits to be killed, however late that comes. */
  private static final int LAST_CHECKPOINT = MOST_CHECKPOINTS + 10;

  @TempDir private Path folder;

  @Test
  void killedAnywhereItGoesOnToTheSameBytes() throws IOException, InterruptedException {
    JobSettings settings = Runs.settings(Runs.classes(folder), "training.epochs=20");
    Runs.start(settings, folder.resolve("base"));
    RunFiles files = new RunFiles(folder.resolve("run"));
    Path job = Files.writeString(folder.resolve("job.toml"), JobFile.text(settings.job(null)));

    Random random = new Random(11);
    List<String> positions = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      killed(job, files, 1 + random.nextInt(MOST_CHECKPOINTS), random.nextInt(MOST_MICROS));
      assertThat(files.report()).doesNotExist();
      positions.add(readable(files));
    }
    // Each time it has come further.
    assertThat(positions).doesNotHaveDuplicates();

    Report report = Runs.resume(files.directory());

    assertThat(Files.readAllBytes(files.model()))
        .isEqualTo(Files.readAllBytes(new RunFiles(folder.resolve("base")).model()));
    assertThat(RunLog.read(files.log())).extracting(EpochRecord::epoch).hasSize(20).isSorted();
    assertThat(Report.read(files.report())).isEqualTo(report);
    try (Stream<Path> left = Files.list(files.directory())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".lock",
              "checkpoint.safetensors",
              "job.toml",
              "log.jsonl",
              "model.safetensors",
              "report.json");
    }
  }

  /** How far the run is; everything in it can be read. */
  private static String readable(RunFiles files) throws IOException {
    Job job = JobSettings.read(files.job()).job(null);
    List<EpochRecord> log = RunLog.read(files.log());
    if (!Files.exists(files.checkpoint())) {
      return "none";
    }
    String data = JobData.open(JobSettings.of(job), ProgressListener.NONE).data().digest();
    Checkpoint checkpoint = Checkpoint.read(files.checkpoint(), JobFile.digest(job), data);
    assertThat(log).hasSizeGreaterThanOrEqualTo(checkpoint.epochs());
    return checkpoint.epochs() + "," + checkpoint.steps();
  }

  /** Trains in another process, and kills it so long after it has saved its state so often. */
  private void killed(Path job, RunFiles files, int checkpoints, int micros)
      throws IOException, InterruptedException {
    Process process = process(List.of(), job, files, LAST_CHECKPOINT);
    try (BufferedReader output = process.inputReader()) {
      for (int saved = 0; saved < checkpoints; saved++) {
        assertThat(output.readLine()).isEqualTo(Training.SAVED);
      }
      Thread.sleep(Duration.ofNanos(1000L * micros));
    } finally {
      process.destroyForcibly();
    }
    // 128 and the number of SIGKILL: it was still at work.
    assertThat(process.waitFor()).isEqualTo(137);
  }

  @Test
  void aFullDiskLosesNothing() throws IOException, InterruptedException {
    JobSettings settings = Runs.settings(Runs.classes(folder), "model.hidden=64,64");
    Runs.start(settings, folder.resolve("base"));
    RunFiles files = new RunFiles(folder.resolve("run"));
    try {
      Runs.start(settings, files.directory(), "native", 0, Runs.stopAt(1, 0), Runs.NEVER);
    } catch (Runs.Stopped e) {
      assertThat(files.checkpoint()).exists();
    }
    byte[] saved = Files.readAllBytes(files.checkpoint());
    // The system refuses longer files, as it refuses any when the disk is full.
    Process process =
        process(
            List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "limited"),
            files.job(),
            files,
            Integer.MAX_VALUE);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(1);
    assertThat(output).contains(files.checkpoint() + ": cannot be written: File too large");
    assertThat(Files.readAllBytes(files.checkpoint())).isEqualTo(saved);

    Runs.resume(files.directory());
    assertThat(Files.readAllBytes(files.model()))
        .isEqualTo(Files.readAllBytes(new RunFiles(folder.resolve("base")).model()));
  }

  private static Process process(List<String> before, Path job, RunFiles files, int checkpoints)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        JavaProcess.command(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"),
            List.of(
                TrainingRun.class,
                Adamant.class,
                JacksonAnnotation.class,
                JsonParser.class,
                JsonMapper.class,
                TomlMapper.class),
            Training.class,
            job.toString(),
            files.directory().toString(),
            Integer.toString(checkpoints)));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** The process that trains, with a checkpoint after every step. */
  static final class Training {

    /** What it says when it has saved its state. */
    static final String SAVED = "saved";

    private Training() {}

    /**
     * Starts the run or goes on with it.
     *
     * @param args the job file, the run directory, and the checkpoint at which it stops for good
     */
    public static void main(String[] args) {
      int last = Integer.parseInt(args[2]);
      RunListener listener =
          new RunListener() {
            private int written;

            @Override
            public void checkpointWritten(int epochs, long steps) {
              System.out.println(SAVED);
              written++;
              while (written == last) {
                LockSupport.park(this);
              }
            }
          };
      Path run = Path.of(args[1]);
      try {
        if (Files.exists(new RunFiles(run).job())) {
          Runs.resume(run, "native", listener, Runs.ALWAYS);
        } else {
          JobSettings settings = JobSettings.read(Path.of(args[0]));
          Runs.start(settings, run, "native", 0, listener, Runs.ALWAYS);
        }
      } catch (IOException e) {
        System.out.println(e.getMessage());
        System.exit(1);
      }
    }
  }
}
