package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.Examples;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.Dense;
import dev.adamant.model.Inference;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.Pointwise;
import dev.adamant.model.ProgramLayer;
import dev.adamant.model.Programs;
import dev.adamant.number.Format;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks with program layers are trained by every method, everywhere to the same bits. */
class ProgramTrainingTest {

  private static final DataType POSIT16 = DataType.of(Format.POSIT16);
  private static final DataType POSIT32 = DataType.of(Format.POSIT32);
  private static final Precision MIXED = new Precision(POSIT16, POSIT32, POSIT16, POSIT32);
  private static final Precision UNIFORM = Precision.uniform(POSIT32);
  private static final int SAMPLES = 40;
  private static final int BATCH = 12;
  private static final Map<String, Target> OPEN = new LinkedHashMap<>();

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    Runs.targets().forEach(name -> OPEN.put(name, Targets.open(name)));
    OPEN.computeIfAbsent("native", Targets::open);
    OPEN.computeIfAbsent("reference", Targets::open);
  }

  @AfterAll
  static void close() {
    OPEN.values().forEach(Target::close);
    OPEN.clear();
  }

  /** Programs first and last, of few and of many learned numbers, and between other layers. */
  static List<Network> networks() {
    ProgramLayer few = new ProgramLayer(Programs.equivariant());
    ProgramLayer many = new ProgramLayer(Programs.everything());
    return List.of(
        new Network(
            List.of(
                new Dense(3, few.inputs(), 0.5),
                new Pointwise(Activation.TANH, few.inputs()),
                few,
                new Dense(few.outputs(), 2, 0.2)),
            Loss.MEAN_SQUARED_ERROR),
        new Network(List.of(many, new Dense(many.outputs(), 2, 0.1)), Loss.CROSS_ENTROPY));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyTargetGivesTheSameBitsInAnyCut(Network network) {
    for (Method method : Method.values()) {
      Exercise exercise = Exercise.of(network, MIXED, 5).withSteps(5, 3);
      Exercise.Outcome expected = exercise.run(OPEN.get("native"), method, 1);
      assertThat(expected.loss()).isFinite();
      OPEN.forEach(
          (name, target) -> {
            Exercise.Outcome found = exercise.withCut(2).run(target, method, 1);
            assertThat(found.tensors())
                .as(name + " " + method)
                .usingRecursiveComparison()
                .isEqualTo(expected.tensors());
            assertThat(found.loss()).isEqualTo(expected.loss());
          });
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAreThoseOfAllMethodsButForRounding(Network network) {
    Precision wide = Precision.uniform(DataType.of(Format.POSIT64));
    Exercise exercise = Exercise.of(network, wide, 4);
    Target target = OPEN.get("native");
    Exercise.Outcome expected = exercise.run(target, Method.BACKPROP, 0);
    for (Method method : List.of(Method.EXACT, Method.LOCAL)) {
      Exercise.Outcome found = exercise.run(target, method, 9);
      expected
          .values()
          .forEach(
              (name, values) -> {
                double most =
                    IntStream.range(0, values.length)
                        .mapToDouble(i -> Math.abs(values[i]))
                        .max()
                        .orElse(0);
                for (int i = 0; i < values.length; i++) {
                  assertThat(Math.abs(found.values().get(name)[i] - values[i]))
                      .as(method + " " + name)
                      .isLessThanOrEqualTo(1e-13 * most);
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"LOCAL", "EXACT"})
  void signedVolumesAreLearnedAnywhereAndAfterAnyRestart(Method method) throws IOException {
    Dataset data = volumes();
    Map<String, byte[]> expected = null;
    for (String name : OPEN.keySet()) {
      Target target = OPEN.get(name);
      Run whole = run(target, data, method, 2, 2);
      assertThat(whole.last).isLessThan(whole.first);
      expected = expected == null ? whole.state : expected;
      assertThat(whole.state).as(name).usingRecursiveComparison().isEqualTo(expected);
      assertThat(run(target, data, method, 2, 1).state)
          .as(name)
          .usingRecursiveComparison()
          .isEqualTo(expected);
    }
  }

  private record Run(Map<String, byte[]> state, double first, double last) {}

  /** So many epochs, the first of them by a trainer whose state another one takes up. */
  private Run run(Target target, Dataset data, Method method, int epochs, int before)
      throws IOException {
    Network network =
        new Network(List.of(new ProgramLayer(Programs.signedVolume())), Loss.MEAN_SQUARED_ERROR);
    Job job = job(method, epochs);
    int[] rows = IntStream.range(0, data.size()).toArray();
    Path file = folder.resolve(target.info().name().replaceAll("\\W", "") + method + before);
    List<Double> losses = new ArrayList<>();
    try (Region region =
        Region.open("examples", Examples.bytes(data, rows.length, POSIT32, POSIT32))) {
      Examples examples =
          Examples.encode(data, rows, Scaling.none(data.features()), POSIT32, POSIT32, region);
      int epoch = 0;
      for (int end : new int[] {before, epochs}) {
        try (Trainer trainer =
            Trainer.open(target, job, network, new Execution("any", 0, 0), rows.length)) {
          if (epoch > 0) {
            Checkpoint.read(file, "job", "data").restore(file, trainer, target);
          }
          for (; epoch < end; epoch++) {
            losses.add(trainer.epoch(epoch, examples, (step, samples) -> {}));
          }
          assertThat(trainer.heldBytes()).isEqualTo(trainer.plan().training());
          new Checkpoint(epoch, 0).write(file, trainer, target, "job", "data");
        }
      }
    }
    Map<String, byte[]> state = new TreeMap<>();
    state.put("checkpoint", Files.readAllBytes(file));
    return new Run(state, losses.getFirst(), losses.getLast());
  }

  private static Job job(Method method, int epochs) {
    return new Job(
        new Job.Data("none", "", "auto", "none", 0.2, 0),
        new Job.Model(List.of(), Activation.RELU, Loss.MEAN_SQUARED_ERROR),
        UNIFORM,
        new Job.Gradient(method, 1, "mean", Distribution.NORMAL, 0),
        new Job.OptimizerSettings("adam", 0.05, "constant", 0, 0.9, 0.9, 0.99, 1e-8, 0, 0),
        epochs,
        BATCH,
        3);
  }

  /** Four points in space and six times the volume of their tetrahedron. */
  private Dataset volumes() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SAMPLES; i++) {
      double[][] p = new double[3][4];
      for (double[] component : p) {
        for (int c = 0; c < 4; c++) {
          component[c] = Math.rint(64 * random.nextGaussian()) / 64;
          text.append(String.format(Locale.ROOT, "%.6f,", component[c]));
        }
      }
      text.append(String.format(Locale.ROOT, "%.9f%n", volume(p)));
    }
    Path file = Files.writeString(folder.resolve("volumes.csv"), text);
    try {
      return DataSources.open(
          file.toString(),
          DataOptions.DEFAULT.withTask(Task.REGRESSION).withHeader(false),
          ProgressListener.NONE);
    } catch (DataException e) {
      throw new IOException(e);
    }
  }

  private static double volume(double[][] p) {
    double[][] d = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int c = 0; c < 3; c++) {
        d[i][c] = p[i][c + 1] - p[i][0];
      }
    }
    return d[0][0] * (d[1][1] * d[2][2] - d[1][2] * d[2][1])
        - d[0][1] * (d[1][0] * d[2][2] - d[1][2] * d[2][0])
        + d[0][2] * (d[1][0] * d[2][1] - d[1][1] * d[2][0]);
  }

  /** A program's inner values are counted: inference holds what it has planned. */
  @Test
  void inferenceHoldsWhatIsPlanned() {
    for (Network network : networks()) {
      for (Target target : OPEN.values()) {
        long planned =
            Inference.plannedBytes(network, POSIT16, POSIT32, 7, target.info().sharesHostMemory());
        try (Inference inference = Inference.open(target, network, POSIT16, POSIT32, 7)) {
          Tensor rows = inference.rows();
          rows.fill(IntStream.range(0, (int) rows.count()).mapToDouble(i -> i % 5 - 2).toArray());
          inference.run(7);
          inference.run(3);
          assertThat(inference.heldBytes()).isEqualTo(planned);
        }
      }
    }
  }

  @Test
  void parametersAreNotNamedLikeStatesOfOthers() {
    Network network =
        new Network(
            List.of(new ProgramLayer(Programs.named("w", "w.mean"))), Loss.MEAN_SQUARED_ERROR);

    assertThatThrownBy(
            () -> MemoryPlan.of(job(Method.LOCAL, 1), network, new Execution("any", 0, 0), true))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "two tensors of a checkpoint have the name layers.0.w.mean, one of them what the"
                + " optimizer keeps of a parameter: rename the parameter");
  }
}
