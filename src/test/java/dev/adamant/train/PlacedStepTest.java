package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Accounting;
import dev.adamant.schedule.Ensemble;
import dev.adamant.schedule.EnsembleOptions;
import dev.adamant.schedule.MemberState;
import dev.adamant.schedule.Policies;
import dev.adamant.schedule.Policy;
import dev.adamant.schedule.Speed;
import dev.adamant.schedule.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training step in any partition, at any place, makes the same bytes. */
class PlacedStepTest {

  private static final int PLACEMENTS = 200;

  @TempDir private Path folder;

  /** Another random policy for every step. */
  private static final class Turning implements Policy {
    private Policy now = Policies.random(0);

    void turn(long seed) {
      now = Policies.random(seed);
    }

    @Override
    public String name() {
      return "turning";
    }

    @Override
    public long[] shares(long slices, List<Speed> members) {
      return now.shares(slices, members);
    }

    @Override
    public long unit(long left, long begun, Speed member) {
      return now.unit(left, begun, member);
    }

    @Override
    public long steal(long left, Speed other, Speed member) {
      return now.steal(left, other, member);
    }

    @Override
    public boolean divides(double alone, double divided) {
      return now.divides(alone, divided);
    }

    @Override
    public boolean dividesSmall() {
      return true;
    }

    @Override
    public int way(double[] seconds) {
      return now.way(seconds);
    }
  }

  private static String all() {
    String simulators = System.getProperty("adamant.requiredSimulators", "").strip();
    return String.join(",", Runs.targets())
        + (simulators.isEmpty() ? "" : "," + simulators.replace(' ', ','));
  }

  private JobSettings oneStep() throws IOException {
    return Runs.settings(
        Runs.classes(folder), "training.epochs=1", "training.batch=72", "model.hidden=6");
  }

  private byte[] bytes(String run) throws IOException {
    return Files.readAllBytes(new RunFiles(folder.resolve(run)).checkpoint());
  }

  @Test
  void anyPartitionAndPlacementOfAStepMakesTheSameBytes() throws IOException {
    JobSettings settings = oneStep();
    Runs.start(settings, folder.resolve("base"), "reference", 0, RunListener.NONE, Runs.NEVER);
    Turning policy = new Turning();
    EnsembleOptions options =
        new EnsembleOptions(
            policy, null, EnsembleOptions.DEADLINE, EnsembleOptions.CHECKS, Watcher.NONE);
    try (Ensemble ensemble = Ensemble.open(all(), options)) {
      for (int i = 0; i < PLACEMENTS; i++) {
        policy.turn(i);
        ensemble.replan();
        String run = "run" + i;
        TrainingRun.start(
            settings,
            new Execution(all(), i % 3 * 10, 0),
            folder.resolve(run),
            ensemble,
            RunListener.NONE,
            Runs.NEVER);
        assertThat(bytes(run)).as("placement %d", i).isEqualTo(bytes("base"));
      }
      assertThat(ensemble.members())
          .allSatisfy(
              member -> {
                assertThat(member.lostBecause()).isNull();
                assertThat(member.units()).as(member.name()).isGreaterThan(PLACEMENTS);
              });
      assertThat(ensemble.members()).extracting(MemberState::name).hasSizeGreaterThan(1);
    }
    assertThat(Accounting.process().liveBytes()).isZero();
  }
}
