package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.Network;
import dev.adamant.record.Probes;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posits of 64 bits that differ and round to the same double. */
class AnswerLabelTest {

  private static final double SMALL = 0x1p-30;

  /** Biases of 1; the feature tells the second from the first in the last place of a posit64. */
  private static final double[] WEIGHTS = {1, 0, 1, SMALL};

  @TempDir private Path folder;

  private static ModelDescription about() {
    DataType storage = DataType.parse("posit32");
    DataType compute = DataType.parse("posit64");
    return new ModelDescription(
        Network.dense(1, List.of(), Activation.TANH, 2, Loss.CROSS_ENTROPY),
        Task.CLASSIFICATION,
        Scaling.none(1),
        storage,
        compute,
        compute,
        List.of("first", "second"),
        List.of());
  }

  private static Probes probes() {
    double[][] features = {{0x1p-29}, {-0x1p-29}, {0}, {1}, {0x1p-29}};
    return new Probes(features, new int[] {1, 0, 0, 1, 1}, new double[0][]);
  }

  @Test
  void areToldApart() throws Exception {
    try (RotationRig rig = new RotationRig(folder)) {
      rig.publish(about(), probes(), WEIGHTS);
      rig.rotator().start(GateSettings.DEFAULT);
      Answer answer = rig.ask(0x1p-29, -0x1p-29, 0, 1, 0x1p-29);
      assertThat(Arrays.copyOf(answer.values(), 2)).containsExactly(1, 1);
      assertThat(labels(answer)).containsExactly(1, 0, 0, 1, 1);
      // The gate sees the same: all probes are right.
      assertThat(rig.heard().decisions.getFirst().checks().getLast().measures())
          .containsEntry("accuracy", "1.0");
    }
  }

  private static int[] labels(Answer answer) {
    int[] labels = new int[answer.rows()];
    Arrays.setAll(labels, answer::label);
    return labels;
  }

  @Test
  void areToldApartInPassesThatAreShared() throws Exception {
    try (RotationRig rig = new RotationRig(folder)) {
      var record = rig.publish(about(), probes(), WEIGHTS);
      try (Target target = Targets.open("reference")) {
        Engine engine =
            Engine.open(
                record,
                rig.registry().object(record.modelSha256()),
                target,
                new Engine.Limits(3, 64));
        assertThat(engine.retain()).isTrue();
        try {
          CompletableFuture<int[]> other = CompletableFuture.supplyAsync(() -> ask(engine));
          assertThat(ask(engine)).containsExactly(1, 0, 0, 1, 1, 0, 0);
          assertThat(done(other)).containsExactly(1, 0, 0, 1, 1, 0, 0);
        } finally {
          engine.release();
          engine.retire().join();
        }
      }
    }
  }

  private static int[] ask(Engine engine) {
    try {
      return labels(engine.answer(new double[] {0x1p-29, -0x1p-29, 0, 1, 0x1p-29, -1, 0}, 7));
    } catch (BusyException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int[] done(CompletableFuture<int[]> future)
      throws InterruptedException, ExecutionException, TimeoutException, IOException {
    return future.get(1, TimeUnit.MINUTES);
  }

  @Test
  void whatDoublesHoldIsToldByThem() {
    double nan = Double.NaN;
    Answer answer = new Answer(null, 4, new double[] {1, 2, 2, 1, 3, 3, 1, nan}, null);
    assertThat(labels(answer)).containsExactly(1, 0, 0, -1);
  }
}
