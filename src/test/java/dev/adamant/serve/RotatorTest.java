package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.Task;
import dev.adamant.memory.Accounting;
import dev.adamant.model.ModelDescription;
import dev.adamant.record.Decision;
import dev.adamant.record.Decision.Action;
import dev.adamant.record.Probes;
import dev.adamant.record.RegistryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes right. */
class RotatorTest {

  private static final int INPUTS = 6;
  private static final ModelDescription ABOUT = RotationRig.deep(INPUTS, 16, 3);
  private static final Probes PROBES = RotationRig.probes(40, INPUTS, 3);

  @TempDir private Path folder;

  /** Versions 1 to n, each a hair from the one before it. */
  private static void publish(RotationRig rig, int versions) throws IOException {
    for (int i = 0; i < versions; i++) {
      double factor = 1 + i / 512.0;
      double[] weights = RotationRig.random(ABOUT, 1);
      rig.publish(ABOUT, PROBES, Arrays.stream(weights).map(w -> w * factor).toArray());
    }
  }

  @Test
  void theNewestVersionIsTheFirstToBeServed() throws IOException {
    try (RotationRig rig = new RotationRig(folder)) {
      publish(rig, 2);
      assertThat(rig.live()).isZero();
      rig.rotator().start(GateSettings.DEFAULT);
      assertThat(rig.live()).isEqualTo(2);
      Decision decision = (Decision) rig.registry().state().entries().getLast().statement();
      assertThat(rig.heard().decisions).containsExactly(decision);
      assertThat(decision.action()).isEqualTo(Action.ROTATED);
      assertThat(List.of(decision.from(), decision.to())).containsExactly(0, 2);
      assertThat(decision.checks())
          .extracting(Decision.Check::name)
          .containsExactly(
              "signature", "revocation", "files", "certificate", "shape", "load", "probes");
      assertThat(decision.checks().getLast().measures()).containsEntry("probes", "40");
      assertThat(rig.rotator().troubles()).isEmpty();
    }
  }

  @Test
  void rotatesAndRollsBack() throws IOException, BusyException, InterruptedException {
    double[] row = PROBES.features()[0];
    try (RotationRig rig = new RotationRig(folder)) {
      publish(rig, 1);
      rig.rotator().start(GateSettings.DEFAULT);
      publishOneMore(rig, 2);
      publishOneMore(rig, 3);
      final Answer first = rig.ask(row);

      Decision decision = rig.rotator().rotate(RotationRig.MODEL, 2, GateSettings.DEFAULT);
      assertThat(decision.action()).isEqualTo(Action.ROTATED);
      assertThat(decision.checks())
          .extracting(Decision.Check::name)
          .containsExactly(
              "signature",
              "revocation",
              "files",
              "certificate",
              "shape",
              "load",
              "divergence",
              "accuracy");
      assertThat(decision.checks())
          .allSatisfy(check -> assertThat(check.measures()).containsKey("millis"));
      assertThat(decision.checks().get(6).measures())
          .containsEntry("threshold", "0.1")
          .containsEntry("samples", "40")
          .containsKeys("divergence", "greatest");
      assertThat(decision.checks().get(7).measures()).containsKeys("live", "candidate");
      assertThat(rig.live()).isEqualTo(2);
      assertThat(rig.ask(row).version().version()).isEqualTo(2);
      assertThat(rig.ask(row).values()).isNotEqualTo(first.values());
      assertThat(rig.heard().times.getLast().swap()).isPresent();

      rig.rotator().rotate(RotationRig.MODEL, 3, GateSettings.DEFAULT);
      assertThat(rig.live()).isEqualTo(3);
      // Each roll-back goes one further back.
      for (int back : List.of(2, 1)) {
        Decision rolled = rig.rotator().rollback(RotationRig.MODEL);
        assertThat(rolled.action()).isEqualTo(Action.ROLLED_BACK);
        assertThat(rolled.to()).isEqualTo(back);
        assertThat(rolled.checks())
            .extracting(Decision.Check::name)
            .containsExactly("signature", "revocation", "files", "certificate", "shape", "load");
        assertThat(rig.live()).isEqualTo(back).isEqualTo(rig.ledger());
      }
      assertThat(rig.ask(row).values()).isEqualTo(first.values());
      assertThatThrownBy(() -> rig.rotator().rollback(RotationRig.MODEL))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("nothing to go back to");
    }
  }

  private static void publishOneMore(RotationRig rig, int version) throws IOException {
    double factor = 1 + (version - 1) / 512.0;
    double[] weights = RotationRig.random(ABOUT, 1);
    rig.publish(ABOUT, PROBES, Arrays.stream(weights).map(w -> w * factor).toArray());
  }

  @Test
  void afterARestartWhatTheLedgerSaysIsServed() throws IOException {
    try (RotationRig rig = new RotationRig(folder)) {
      publish(rig, 3);
      rig.rotator().start(GateSettings.DEFAULT);
      rig.rotator().rotate(RotationRig.MODEL, 2, GateSettings.DEFAULT);
    }
    try (RotationRig rig = new RotationRig(folder)) {
      rig.rotator().start(GateSettings.DEFAULT);
      assertThat(rig.live()).isEqualTo(2);
      assertThat(rig.heard().decisions).as("nothing was to be decided").isEmpty();
      // The live version's answers to its probes are known: they are compared with.
      assertThat(rig.rotator().rotate(RotationRig.MODEL, 1, GateSettings.DEFAULT).checks())
          .extracting(Decision.Check::name)
          .contains("divergence");
    }
  }

  @Test
  void everyAnswerIsOneVersionsWhileVersionsRotate() throws Exception {
    double[] row = PROBES.features()[0];
    try (RotationRig rig = new RotationRig(folder);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      publish(rig, 2);
      rig.rotator().start(GateSettings.DEFAULT);
      List<double[]> expected = new ArrayList<>();
      expected.add(rig.ask(row).values());
      rig.rotator().rotate(RotationRig.MODEL, 1, GateSettings.DEFAULT);
      expected.addFirst(rig.ask(row).values());
      assertThat(expected.get(0)).isNotEqualTo(expected.get(1));

      AtomicBoolean done = new AtomicBoolean();
      Callable<Integer> client =
          () -> {
            int asked = 0;
            for (; !done.get(); asked++) {
              Answer answer = rig.ask(row);
              assertThat(answer.values()).isEqualTo(expected.get(answer.version().version() - 1));
            }
            return asked;
          };
      List<Future<Integer>> asking = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asking.add(clients.submit(client));
      }
      long regions = Accounting.process().regions().size();
      for (int i = 0; i < 12; i++) {
        int next = rig.live() == 1 ? 2 : 1;
        assertThat(rig.rotator().rotate(RotationRig.MODEL, next, GateSettings.DEFAULT).action())
            .isEqualTo(Action.ROTATED);
      }
      done.set(true);
      int asked = 0;
      for (Future<Integer> future : asking) {
        asked += future.get();
      }
      assertThat(asked).isPositive();
      // The region of a version goes with its last answer.
      rig.rotator().alone(RotationRig.MODEL, RotatorSlot::idleTarget);
      assertThat(Accounting.process().regions()).hasSizeLessThanOrEqualTo((int) regions);
    }
  }

  @Test
  void ofTwoRotationsToOneVersionTheLaterHasNothingToDo() throws Exception {
    try (RotationRig rig = new RotationRig(folder);
        ExecutorService both = Executors.newFixedThreadPool(2)) {
      publish(rig, 2);
      rig.rotator().start(GateSettings.DEFAULT);
      rig.rotator().rotate(RotationRig.MODEL, 1, GateSettings.DEFAULT);
      long sequence = rig.registry().state().sequence();
      List<Future<Optional<Decision>>> asked = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        asked.add(
            both.submit(
                () -> rig.rotator().rotateUnlessLive(RotationRig.MODEL, 2, GateSettings.DEFAULT)));
      }
      List<Optional<Decision>> decisions = List.of(asked.get(0).get(), asked.get(1).get());
      assertThat(decisions).filteredOn(Optional::isPresent).hasSize(1);
      assertThat(decisions).filteredOn(Optional::isEmpty).hasSize(1);
      assertThat(rig.live()).isEqualTo(2);
      assertThat(rig.registry().state().sequence()).isEqualTo(sequence + 1);
    }
  }

  @Test
  void twoRotationsAtOnceTakeTurns() throws Exception {
    try (RotationRig rig = new RotationRig(folder);
        ExecutorService both = Executors.newFixedThreadPool(2)) {
      publish(rig, 3);
      rig.rotator().start(GateSettings.DEFAULT);
      CountDownLatch start = new CountDownLatch(2);
      List<Future<Decision>> asked = new ArrayList<>();
      for (int version : List.of(1, 2)) {
        asked.add(
            both.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return rig.rotator().rotate(RotationRig.MODEL, version, GateSettings.DEFAULT);
                }));
      }
      List<Decision> decisions = List.of(asked.get(0).get(), asked.get(1).get());
      assertThat(decisions).extracting(Decision::action).containsOnly(Action.ROTATED);
      // One began with the version that the other had brought in.
      assertThat(decisions)
          .extracting(Decision::from)
          .satisfiesAnyOf(
              from -> assertThat(from).isEqualTo(List.of(3, 1)),
              from -> assertThat(from).isEqualTo(List.of(2, 3)));
      assertThat(rig.live()).isEqualTo(rig.ledger());
    }
  }

  @Test
  void aModelForRegressionRotates() throws IOException {
    ModelDescription about = RotationRig.linear(Task.REGRESSION, 1, 1);
    Probes probes =
        new Probes(new double[][] {{-1}, {1}}, new int[0], new double[][] {{-0.5}, {1.5}});
    try (RotationRig rig = new RotationRig(folder)) {
      rig.publish(about, probes, 0, 1);
      rig.publish(about, probes, 0.25, 1);
      rig.rotator().start(GateSettings.DEFAULT);
      assertThat(rig.live()).isEqualTo(2);
      Decision decision = rig.rotator().rotate(RotationRig.MODEL, 1, RotationRig.OPEN);
      assertThat(decision.action()).isEqualTo(Action.ROTATED);
      // The answers of version 2 are −0.75 and 1.25, those of version 1 a quarter less each.
      assertThat(decision.checks().get(6).measures())
          .containsEntry("divergence", Double.toString(0.0625 / 2));
      assertThat(decision.checks().get(7).measures())
          .containsEntry("live", "0.25")
          .containsEntry("candidate", "0.5");
    }
  }

  @Test
  void ofALargeModelFewerProbesAreAsked() {
    assertThat(GateEvidence.asked(10_000, 256)).isEqualTo(256);
    assertThat(GateEvidence.asked(1 << 20, 256)).isEqualTo(64);
    assertThat(GateEvidence.asked(1L << 40, 256)).isEqualTo(32);
    assertThat(GateEvidence.asked(0, 9)).isEqualTo(9);
    Probes half = GateEvidence.chosen(PROBES, 20);
    assertThat(half.features()[7]).isEqualTo(PROBES.features()[14]);
    assertThat(half.labels()[7]).isEqualTo(PROBES.labels()[14]);
    assertThat(half.size()).isEqualTo(20);
  }

  @Test
  void afterItIsClosedNothingIsServedOrHeld() throws IOException, ExecutionException {
    long regions = Accounting.process().regions().size();
    RotationRig rig = new RotationRig(folder);
    publish(rig, 2);
    rig.rotator().start(GateSettings.DEFAULT);
    rig.close();
    assertThat(rig.live()).isZero();
    assertThat(Accounting.process().regions()).hasSize((int) regions);
  }
}
