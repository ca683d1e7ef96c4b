package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.Examples;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Scaling;
import dev.adamant.memory.Accounting;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.model.Activation;
import dev.adamant.model.Inference;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans: what training takes beside inference at any depth, and that it takes what was planned. */
class MemoryPlanTest {

  private static final DataType BPOSIT32 = DataType.parse("bposit32");
  private static final Precision UNIFORM = Precision.uniform(BPOSIT32);
  private static final int BATCH = 32;
  private static final int WIDTH = 64;
  private static final int FEATURES = 64;
  private static final int CLASSES = 10;

  /** Methods whose products are as small as those of inference, on any target. */
  private static final List<Method> LEAN =
      List.of(Method.LOCAL, Method.BACKPROP, Method.BACKPROP_CHECKPOINTED);

  /** A table of constants, or a loss, between host and target. */
  private static final long ON_THE_WAY = 2 * Region.ALIGNMENT;

  private static final Execution NATIVE = new Execution("native", 0, 0);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void localTrainingTakesAtMostTwiceWhatInferenceTakes(int lookahead) {
    for (boolean sharesHostMemory : new boolean[] {true, false}) {
      for (int depth = 2; depth <= 64; depth++) {
        MemoryPlan plan =
            MemoryPlan.of(
                job(depth, Method.LOCAL, lookahead, UNIFORM, "sgd", 0),
                network(depth),
                NATIVE,
                sharesHostMemory);
        assertThat(plan.ratio()).as("depth %d", depth).isLessThanOrEqualTo(2.0);
      }
    }
  }

  @Test
  void momentumInSixteenBitsStillFits() {
    Precision precision = new Precision(BPOSIT32, BPOSIT32, DataType.parse("bposit16"), BPOSIT32);
    for (int depth = 2; depth <= 64; depth++) {
      MemoryPlan plan = plan(job(depth, Method.LOCAL, 0, precision, "sgd", 0.9), depth);
      assertThat(plan.ratio()).as("depth %d", depth).isLessThanOrEqualTo(2.0);
    }
  }

  /** Every further layer costs its weights and its head's, to the byte. */
  @Test
  void localTrainingGrowsByItsWeightsAlone() {
    long layer = padded(4L * WIDTH * (WIDTH + 1));
    long head = padded(4L * CLASSES * (WIDTH + 1));
    for (int depth = 5; depth <= 64; depth++) {
      assertThat(local(depth).training() - local(depth - 1).training()).isEqualTo(layer + head);
      assertThat(local(depth).inference() - local(depth - 1).inference()).isEqualTo(layer);
    }
  }

  @Test
  void backpropGrowsByItsSignalsToo() {
    long layer = padded(4L * WIDTH * (WIDTH + 1));
    long signal = padded(4L * BATCH * (WIDTH + 1));
    long more =
        plan(job(33, Method.BACKPROP, 0, UNIFORM, "sgd", 0), 33).training()
            - plan(job(32, Method.BACKPROP, 0, UNIFORM, "sgd", 0), 32).training();
    assertThat(more).isEqualTo(layer + signal);
  }

  static List<Method> methods() {
    return List.of(Method.values());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nativeTrainingTakesWhatWasPlanned(Method method) throws DataException {
    for (String optimizer : List.of("sgd", "adam")) {
      Precision mixed =
          new Precision(DataType.parse("posit16"), BPOSIT32, DataType.parse("bposit16"), BPOSIT32);
      takesWhatWasPlanned("native", job(3, method, 1, mixed, optimizer, 0.9));
      takesWhatWasPlanned("native", job(3, method, 0, UNIFORM, optimizer, 0));
    }
  }

  @Test
  void referenceTrainingTakesWhatWasPlanned() throws DataException {
    takesWhatWasPlanned("reference", job(2, Method.LOCAL, 0, UNIFORM, "adam", 0));
    takesWhatWasPlanned("reference", job(2, Method.BACKPROP, 0, UNIFORM, "sgd", 0.9));
  }

  private static void takesWhatWasPlanned(String targetName, Job job) throws DataException {
    Dataset digits = DataSources.open("digits", DataOptions.DEFAULT, ProgressListener.NONE);
    int[] rows = IntStream.range(0, BATCH + 7).toArray();
    Precision precision = job.precision();
    Network network = network(job.model().hidden().size() + 1);
    long exampleBytes = Examples.bytes(digits, rows.length, precision.compute(), precision.loss());
    try (Target target = Targets.open(targetName);
        Region region = Region.open("examples", exampleBytes)) {
      Examples examples =
          Examples.encode(
              digits,
              rows,
              Scaling.of(Scaling.Method.DEFAULT, digits, rows),
              precision.compute(),
              precision.loss(),
              region);
      // What a target keeps to work with is its own, and inference needs it, too.
      try (Inference inference =
          Inference.open(target, network, precision.storage(), precision.compute(), BATCH)) {
        inference.run(BATCH);
      }
      Accounting accounting = Accounting.process();
      long before = accounting.liveBytes();
      accounting.resetPeak();
      try (Trainer trainer =
          Trainer.open(target, job, network, new Execution(targetName, 0, 0), rows.length)) {
        trainer.epoch(0, examples, (step, samples) -> {});
        trainer.evaluate(examples);
        assertThat(trainer.heldBytes()).isEqualTo(trainer.plan().training());
        assertThat(trainingBytes()).isEqualTo(trainer.plan().training());
        if (LEAN.contains(job.gradient().method())) {
          assertThat(accounting.peakBytes() - before)
              .isBetween(trainer.plan().training(), trainer.plan().training() + ON_THE_WAY);
        }
      }
      assertThat(trainingBytes()).isZero();
    }
  }

  private static long trainingBytes() {
    return Accounting.process().regions().stream()
        .filter(region -> region.name().startsWith("training"))
        .mapToLong(Accounting.Usage::peak)
        .sum();
  }

  private static MemoryPlan local(int depth) {
    return plan(job(depth, Method.LOCAL, 0, UNIFORM, "sgd", 0), depth);
  }

  private static MemoryPlan plan(Job job, int depth) {
    return MemoryPlan.of(job, network(depth), NATIVE, true);
  }

  /** So many dense layers. */
  private static Network network(int depth) {
    return Network.dense(FEATURES, hidden(depth), Activation.RELU, CLASSES, Loss.CROSS_ENTROPY);
  }

  private static List<Integer> hidden(int depth) {
    return Collections.nCopies(depth - 1, WIDTH);
  }

  private static long padded(long bytes) {
    return Math.ceilDiv(bytes, Region.ALIGNMENT) * Region.ALIGNMENT;
  }

  private static Job job(
      int depth,
      Method method,
      int lookahead,
      Precision precision,
      String optimizer,
      double momentum) {
    return new Job(
        new Job.Data("digits", "", "auto", "default", 0.2, 0),
        new Job.Model(hidden(depth), Activation.RELU, Loss.CROSS_ENTROPY),
        precision,
        new Job.Gradient(method, 2, "mean", Distribution.NORMAL, lookahead),
        new Job.OptimizerSettings(optimizer, 0.01, "linear", 0, momentum, 0.9, 0.99, 1e-8, 0, 0),
        1,
        BATCH,
        1);
  }
}
