package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run directories that cannot be used are refused in one sentence, and keep what they hold. */
class RunFaultsTest {

  @TempDir private Path folder;

  private Path source;
  private Path run;
  private RunFiles files;

  @BeforeEach
  void setUp() throws IOException {
    source = Runs.classes(folder);
    run = folder.resolve("run");
    files = new RunFiles(run);
  }

  private void stopped() throws IOException {
    JobSettings settings = Runs.settings(source);
    assertThatThrownBy(() -> Runs.start(settings, run, "native", 0, Runs.stopAt(2, 0), Runs.NEVER))
        .isInstanceOf(Runs.Stopped.class);
  }

  private static void refused(ThrowingCallable use, String message) {
    assertThatThrownBy(use).isInstanceOf(RunException.class).hasMessage(message);
  }

  @Test
  void aFolderWithSomethingElseIsLeftAlone() throws IOException {
    Files.createDirectory(run);
    Files.writeString(run.resolve("thesis.txt"), "years of work");
    refused(
        () -> Runs.start(Runs.settings(source), run),
        run + ": holds thesis.txt and no run: name another --out");
    refused(
        () -> Runs.resume(run),
        run + ": holds no run, it has no job.toml: start one by adamant train --out");
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left).containsExactly(run.resolve("thesis.txt"));
    }
  }

  @Test
  void runsAreNotWrittenOver() throws IOException {
    stopped();
    refused(
        () -> Runs.start(Runs.settings(source), run),
        run
            + ": holds a run that is not finished: go on with it by adamant resume "
            + run
            + ", or name another --out");
    Runs.resume(run);
    refused(
        () -> Runs.start(Runs.settings(source), run),
        run + ": holds a finished run: name another --out, or remove that run");
    refused(
        () -> Runs.resume(run),
        run
            + ": holds a finished run: there is nothing to go on with, its model is "
            + files.model());
  }

  @Test
  void placesThatCannotBeWritten() throws IOException {
    refused(() -> Runs.resume(run), run + ": there is no such folder: name that of a run");
    Path below = source.resolve("run");
    assertThatThrownBy(() -> Runs.start(Runs.settings(source), below))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(below + ": ");
    refused(
        () -> Runs.start(Runs.settings(source), source),
        source + ": a part of it is a file, must be a folder: name another --out");
    // Not even the administrator may write there.
    Path system = Path.of("/sys/adamant-run");
    assertThatThrownBy(() -> Runs.start(Runs.settings(source), system))
        .isInstanceOf(RunException.class)
        .hasMessageMatching(
            "/sys/adamant-run: cannot be made: ([Pp]ermission denied|Operation not"
                + " permitted|Read-only file system)");
    assertThatThrownBy(() -> Runs.start(Runs.settings(source), Path.of("/sys")))
        .isInstanceOf(RunException.class)
        .hasMessageMatching(
            "/sys: cannot be written: ([Pp]ermission denied|Operation not permitted|Read-only file"
                + " system)");
  }

  @Test
  void oneProcessTrainsInADirectory() throws IOException {
    stopped();
    try (RunDirectory mine = RunDirectory.open(run)) {
      refused(
          () -> Runs.resume(mine.files().directory()),
          run + ": another process is training in it: wait for its end, or end it first");
    }
    Runs.resume(run);
  }

  @Test
  void aChangedJobOrOtherDataIsNotGoneOnWith() throws IOException {
    stopped();
    String job = Files.readString(files.job());
    Files.writeString(files.job(), job.replace("rate = 0.05", "rate = 0.06"));
    refused(
        () -> Runs.resume(run),
        files.checkpoint()
            + ": is of another job: undo what was changed in job.toml, or start a new run with it");
    Files.writeString(files.job(), job);
    String rows = Files.readString(source);
    Files.writeString(source, rows + "1,1,1,1,1,x\n");
    refused(
        () -> Runs.resume(run),
        files.checkpoint() + ": was made from other data: put the data back, or start a new run");
    Files.writeString(source, rows);
    Runs.resume(run);
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    stopped();
    byte[] checkpoint = Files.readAllBytes(files.checkpoint());
    Files.write(files.checkpoint(), new byte[100]);
    assertThatThrownBy(() -> Runs.resume(run))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(files.checkpoint() + ": is damaged: delete it, and resume");
    Files.write(files.checkpoint(), checkpoint);

    String log = Files.readString(files.log());
    Files.delete(files.log());
    refused(
        () -> Runs.resume(run),
        files.log()
            + ": has the lines of 0 epochs, and 2 are done: put the file back, or start a new run"
            + " from job.toml");
    Files.writeString(files.log(), "so far so good\n" + log);
    refused(
        () -> Runs.resume(run),
        files.log() + ": line 1 is none of a log: put it right, or start a new run from job.toml");
    Files.writeString(files.log(), log);
    assertThat(Runs.resume(run).epochs()).isEqualTo(3);
    Files.writeString(files.report(), "{}");
    assertThatThrownBy(() -> Report.read(files.report()))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(files.report() + ": is no report of a run: ");
  }

  @Test
  void whatAKilledProcessHadNotFinishedIsRemoved() throws IOException {
    stopped();
    Path left = Files.writeString(run.resolve(".checkpoint.safetensors.1f.tmp"), "half of it");
    Runs.resume(run);
    assertThat(left).doesNotExist();
  }
}
