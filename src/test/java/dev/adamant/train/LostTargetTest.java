package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.DataType;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose target dies at any moment can be gone on with on another, to the same bits. */
class LostTargetTest {

  /** In the first step, or soon after. */
  private static final long FEW = 40;

  @TempDir private Path folder;

  /** Does some pieces of work, and then none. */
  static final class Mortal extends QueuedTarget {

    private final Target target = Targets.open("native");
    private final long works;
    private long done;

    Mortal(long works) {
      super("mortal");
      this.works = works;
    }

    @Override
    public TargetInfo info() {
      return target.info();
    }

    @Override
    public boolean supports(Kernel kernel, DataType type) {
      return target.supports(kernel, type);
    }

    @Override
    protected void execute(Work work) {
      if (done == works) {
        throw new TargetException("mortal", "its memory is gone", null);
      }
      done++;
      target.run(work);
    }

    @Override
    protected void release() {
      target.close();
    }
  }

  private long works(JobSettings job) throws IOException {
    try (Mortal counter = new Mortal(Long.MAX_VALUE)) {
      TrainingRun.start(
          job,
          new Execution("m", 0, 0),
          folder.resolve("whole"),
          counter,
          RunListener.NONE,
          Runs.ALWAYS);
      return counter.done;
    }
  }

  @Test
  void atAnyMomentWithAndWithoutACheckpoint() throws IOException {
    JobSettings job = Runs.settings(Runs.classes(folder));
    long all = works(job);
    byte[] expected = Files.readAllBytes(folder.resolve("whole/model.safetensors"));
    // In the first weights, before the first checkpoint, between later ones, and at the very end.
    for (long works : new long[] {0, 3, FEW, all / 3, all / 2, all - 1}) {
      Path run = folder.resolve("run-" + works);
      try (Mortal target = new Mortal(works)) {
        assertThatThrownBy(
                () ->
                    TrainingRun.start(
                        job,
                        new Execution("m", 0, 0),
                        run,
                        target,
                        RunListener.NONE,
                        works > all / 2 ? Runs.NEVER : Runs.ALWAYS))
            .isInstanceOf(TargetException.class)
            .hasMessageContaining("its memory is gone");
      }
      RunFiles files = new RunFiles(run);
      assertThat(files.job()).exists();
      assertThat(files.report()).doesNotExist();
      if (works != FEW) {
        assertThat(Files.exists(files.checkpoint())).isEqualTo(works > FEW);
      }

      Runs.resume(run, "reference", RunListener.NONE, Runs.NEVER);
      assertThat(files.model()).hasBinaryContent(expected);
    }
  }
}
