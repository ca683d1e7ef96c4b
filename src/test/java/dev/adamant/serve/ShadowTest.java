package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.Task;
import dev.adamant.model.ModelDescription;
import dev.adamant.record.Decision;
import dev.adamant.record.Decision.Action;
import dev.adamant.record.Probes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates answer live requests, too. */
class ShadowTest {

  private static final ModelDescription ABOUT = RotationRig.linear(Task.REGRESSION, 1, 1);

  /** Of which the answers of y = x have the deviation 1. */
  private static final Probes PROBES =
      new Probes(new double[][] {{-1}, {1}}, new int[0], new double[][] {{-1.5}, {1.5}});

  @TempDir private Path folder;

  private static GateSettings gate(double most, int rows, Duration time) {
    return new GateSettings(most, 100, rows, time);
  }

  /** Asks for the same rows until it is done. */
  private static Future<?> traffic(RotationRig rig, ExecutorService thread, AtomicBoolean done) {
    return thread.submit(
        () -> {
          while (!done.get()) {
            Answer answer = rig.ask(0.5, 3, -2);
            double[] values = answer.values();
            assertThat(values[0] - 0.5).isEqualTo(values[1] - 3).isEqualTo(values[2] + 2);
          }
          return null;
        });
  }

  private Decision rotateUnderTraffic(RotationRig rig, GateSettings gate) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> asking = traffic(rig, thread, done);
      Decision decision;
      try {
        decision = rig.rotator().rotate(RotationRig.MODEL, 2, gate);
      } finally {
        done.set(true);
      }
      asking.get();
      return decision;
    }
  }

  @Test
  void aCandidateThatAnswersAlikeGoesLive() throws Exception {
    try (RotationRig rig = new RotationRig(folder)) {
      rig.publish(ABOUT, PROBES, 0, 1);
      rig.rotator().start(GateSettings.DEFAULT);
      rig.publish(ABOUT, PROBES, 0.25, 1);
      Decision decision = rotateUnderTraffic(rig, gate(0.03125, 20, Duration.ofMinutes(1)));
      assertThat(decision.action()).isEqualTo(Action.ROTATED);
      Decision.Check check = decision.checks().getLast();
      assertThat(check.name()).isEqualTo("shadow");
      // A quarter apart, in units of the deviation of the answers to the probes.
      assertThat(check.measures())
          .containsEntry("rows", "20")
          .containsEntry("divergence", "0.03125")
          .containsEntry("threshold", "0.03125");
      assertThat(rig.live()).isEqualTo(2);
    }
  }

  @Test
  void aCandidateThatDiffersOnLiveRequestsAloneIsRefused() throws Exception {
    // The same on the probes, which are zeros alone; apart elsewhere.
    Probes zeros = new Probes(new double[][] {{0}, {0}}, new int[0], new double[][] {{1}, {1}});
    try (RotationRig rig = new RotationRig(folder)) {
      rig.publish(ABOUT, zeros, 0, 1);
      rig.rotator().start(GateSettings.DEFAULT);
      rig.publish(ABOUT, zeros, 0, 1.5);
      Decision decision = rotateUnderTraffic(rig, gate(0.1, 20, Duration.ofMinutes(1)));
      assertThat(decision.action()).isEqualTo(Action.REFUSED);
      assertThat(RotationRig.last(decision))
          .startsWith(
              "shadow: KL(live ‖ candidate) is Infinity nats a sample on 20 rows of live requests");
      assertThat(rig.live()).isEqualTo(1);
      ServedFiles.awaitRegions(1);
    }
  }

  @Test
  void withTooLittleTrafficACandidateIsRefused() throws IOException {
    try (RotationRig rig = new RotationRig(folder)) {
      rig.publish(ABOUT, PROBES, 0, 1);
      rig.rotator().start(GateSettings.DEFAULT);
      rig.publish(ABOUT, PROBES, 0.25, 1);
      Decision decision =
          rig.rotator().rotate(RotationRig.MODEL, 2, gate(1, 20, Duration.ofMillis(20)));
      assertThat(RotationRig.last(decision))
          .isEqualTo(
              "shadow: only 0 of 20 rows of live requests came in 0.02 s: wait for more traffic,"
                  + " or ask for fewer");
      assertThat(rig.live()).isEqualTo(1);
    }
  }

  @Test
  void withoutProbesTrafficDecides() throws Exception {
    try (RotationRig rig = new RotationRig(folder)) {
      rig.publish(ABOUT, null, 0, 1);
      rig.rotator().start(GateSettings.DEFAULT);
      rig.publish(ABOUT, PROBES, 0.25, 1);
      Decision decision = rotateUnderTraffic(rig, gate(0.1, 21, Duration.ofMinutes(1)));
      assertThat(decision.checks())
          .extracting(Decision.Check::name)
          .endsWith("load", "divergence", "shadow");
      assertThat(decision.action()).isEqualTo(Action.ROTATED);
    }
  }

  @Test
  void aRevocationEndsTheWait() throws Exception {
    try (RotationRig rig = new RotationRig(folder);
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      rig.publish(ABOUT, PROBES, 0, 1);
      rig.rotator().start(GateSettings.DEFAULT);
      rig.publish(ABOUT, PROBES, 0.25, 1);
      Future<Decision> waiting =
          thread.submit(
              () -> rig.rotator().rotate(RotationRig.MODEL, 2, gate(1, 20, Duration.ofMinutes(5))));
      while (!rig.rotator().isBusy(RotationRig.MODEL)) {
        Thread.onSpinWait();
      }
      rig.revoke(2);
      Decision decision = waiting.get();
      assertThat(decision.action()).isEqualTo(Action.REFUSED);
      assertThat(RotationRig.last(decision))
          .matches("(revocation|shadow): it was revoked.*trained on the wrong data");
      assertThat(rig.live()).isEqualTo(1);
    }
  }

  @Test
  void theLiveVersionNeverWaits() {
    Shadow shadow = new Shadow(1_000_000);
    for (int i = 0; i < 10_000; i++) {
      shadow.passed(1, new double[] {i}, new double[] {i});
    }
    assertThat(shadow.rows()).isZero();
  }

  @Test
  void settingsHaveRanges() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new GateSettings(Double.NaN, 0, 0, second))
        .hasMessage("maxDivergence is NaN, must be a number from 0 on");
    assertThatThrownBy(() -> new GateSettings(0, -0.1, 0, second))
        .hasMessage("maxAccuracyLoss is -0.1, must be a number from 0 on");
    assertThatThrownBy(() -> new GateSettings(0, 0, -1, second))
        .hasMessage("shadowRows is -1, must be from 0 to 100000");
    assertThatThrownBy(() -> new GateSettings(0, 0, 1, Duration.ZERO))
        .hasMessage("shadowSeconds is 0.0, must be above 0 and at most 600");
    assertThatThrownBy(() -> new GateSettings(0, 0, 1, Duration.ofDays(1)))
        .hasMessageContaining("at most 600");
  }
}
