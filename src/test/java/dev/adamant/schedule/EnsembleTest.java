package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.schedule.FaultyTarget.Fault;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import dev.adamant.target.testing.NullTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnsembleTest {

  private static final int POLICIES = 40;
  private static final Duration SOON = Duration.ofMillis(60);

  /** Remembers what it hears. */
  private static final class Heard implements Watcher {
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final List<Happening> happenings = new CopyOnWriteArrayList<>();

    @Override
    public void happened(Happening happening) {
      happenings.add(happening);
    }

    @Override
    public void takenOut(String member, String reason) {
      lost.add(member + ": " + reason);
    }
  }

  private final Heard heard = new Heard();

  /** Where measured times are kept, so that units are all the work of a second ensemble. */
  @TempDir private Path calibrations;

  private EnsembleOptions options(Policy policy, Duration deadline) {
    return new EnsembleOptions(policy, calibrations, deadline, Double.POSITIVE_INFINITY, heard);
  }

  private static FaultyTarget sound(String name) {
    return new FaultyTarget(name, null, 0);
  }

  @Test
  void anyPlacementOfAnyWorkGivesTheBitsOfTheReference() {
    for (int seed = 0; seed < POLICIES; seed++) {
      try (Ensemble ensemble =
          Ensemble.of(
              List.of(sound("one"), Targets.open("reference"), sound("two")),
              options(Policies.random(seed), EnsembleOptions.DEADLINE))) {
        List<Kernel> kernels = List.of(Kernel.values());
        for (int i = 0; i < kernels.size(); i++) {
          checkSame(ensemble, seed * kernels.size() + i, kernels.get(i));
        }
      }
      assertThat(heard.lost).isEmpty();
    }
    for (Axis axis : List.of(Axis.ELEMENTS, Axis.DEPTH)) {
      String word = " " + axis.axisName() + " ";
      assertThat(heard.happenings.stream().map(Happening::label).anyMatch(l -> l.contains(word)))
          .as(axis.axisName())
          .isTrue();
    }
    assertThat(heard.happenings.stream().map(Happening::member).distinct())
        .containsExactlyInAnyOrder("one", "two", "reference");
  }

  /** Draws the same work twice, does it both ways and compares all memory. */
  private static void checkSame(Target target, int seed, Kernel kernel) {
    List<Format> formats = List.of(Format.POSIT16, Format.BPOSIT32, Format.POSIT64);
    try (Region region = Region.open("drawn", 1 << 26);
        Region other = Region.open("drawn too", 1 << 26)) {
      DrawnWork mine = new DrawnWork(kernel, new SplittableRandom(seed), region, formats, false);
      DrawnWork expected = new DrawnWork(kernel, new SplittableRandom(seed), other, formats, false);
      RuntimeException refused = null;
      try {
        ReferenceKernels.execute(expected.work());
      } catch (RuntimeException e) {
        refused = e;
      }
      if (refused != null) {
        assertThatThrownBy(() -> target.run(mine.work())).isInstanceOf(TargetException.class);
        return;
      }
      target.run(mine.work());
      List<byte[]> bytes = mine.bytes();
      for (int i = 0; i < bytes.size(); i++) {
        assertThat(bytes.get(i))
            .as("seed %d: %s", seed, mine.work())
            .isEqualTo(expected.bytes().get(i));
      }
    }
  }

  /** A few dependent pieces of work, as of a small step of training. */
  private static List<Work> job(Region region) {
    SplittableRandom random = new SplittableRandom(7);
    Tensor a = filled(region, random, 6, 5);
    Tensor b = filled(region, random, 5, 8);
    Tensor c = region.tensor(Format.BPOSIT32, 6, 8);
    Tensor d = region.tensor(Format.BPOSIT32, 8, 6);
    Tensor e = region.tensor(Format.BPOSIT32, 6, 6);
    return List.of(
        new Work.Contract(c, a, b),
        new Work.Map(dev.adamant.target.UnaryOperation.TANH, c, c),
        new Work.Convert(d, c.transpose(0, 1)),
        new Work.Contract(e, c, d),
        new Work.Zip(
            dev.adamant.target.BinaryOperation.MUL, e, e, e.transpose(0, 1).transpose(0, 1)),
        new Work.Fma(e, e, e, e));
  }

  private static Tensor filled(Region region, SplittableRandom random, long... shape) {
    Tensor tensor = region.tensor(Format.BPOSIT32, shape);
    double[] values = new double[(int) tensor.count()];
    java.util.Arrays.setAll(values, i -> random.nextDouble() - 0.5);
    tensor.fill(values);
    return tensor;
  }

  private static List<double[]> results(List<Work> job) {
    return job.stream().map(work -> work.out().toDoubles()).toList();
  }

  private static List<double[]> expected() {
    try (Region region = Region.open("expected", 1 << 20)) {
      List<Work> job = job(region);
      job.forEach(ReferenceKernels::execute);
      return results(job);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultAtAnyUnitChangesNoBit(Fault fault) {
    List<double[]> expected = expected();
    Duration deadline = fault == Fault.HANG ? SOON : EnsembleOptions.DEADLINE;
    measureAll();
    boolean reached = true;
    int faults = 0;
    for (int unit = 0; reached; unit++) {
      assertThat(unit).isLessThan(1000);
      heard.lost.clear();
      FaultyTarget faulty = new FaultyTarget("faulty", fault, unit);
      try (Region region = Region.open("job", 1 << 20);
          Ensemble ensemble =
              Ensemble.of(List.of(faulty, sound("sound")), options(Policies.spread(), deadline))) {
        List<Work> job = job(region);
        job.forEach(ensemble::run);
        assertThat(results(job)).usingRecursiveComparison().isEqualTo(expected);
        reached = faulty.wasAtFault();
        faulty.endHanging();
        // A hung target writes its results now: into copies, which nobody reads.
        assertThat(results(job)).usingRecursiveComparison().isEqualTo(expected);
      }
      faults += reached ? 1 : 0;
      assertThat(heard.lost).hasSize(reached ? 1 : 0);
    }
    assertThat(faults).isGreaterThan(3);
  }

  private void measureAll() {
    try (Region region = Region.open("job", 1 << 20);
        Ensemble ensemble =
            Ensemble.of(
                List.of(sound("faulty"), sound("sound")),
                options(Policies.spread(), EnsembleOptions.DEADLINE))) {
      job(region).forEach(ensemble::run);
    }
  }

  @Test
  void theLastTargetsFailureIsTheEnsembles() {
    List<Target> members =
        List.of(new FaultyTarget("one", Fault.ERROR, 40), new FaultyTarget("two", Fault.WRONG, 80));
    try (Region region = Region.open("job", 1 << 20);
        Ensemble ensemble =
            Ensemble.of(members, options(Policies.spread(), EnsembleOptions.DEADLINE))) {
      List<Work> job = job(region);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  job.forEach(ensemble::run);
                }
              })
          .isInstanceOf(TargetException.class);
      assertThat(heard.lost).hasSize(2);
      assertThat(ensemble.members()).allMatch(m -> m.lostBecause() != null);
      assertThatThrownBy(() -> ensemble.run(job.getFirst()))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("no target that takes part");
    }
  }

  @Test
  void aTargetThatComputesNothingIsFoundOut() {
    List<double[]> expected = expected();
    try (Region region = Region.open("job", 1 << 20);
        Ensemble ensemble =
            Ensemble.of(
                List.of(new NullTarget(), sound("sound")),
                options(Policies.spread(), EnsembleOptions.DEADLINE))) {
      List<Work> job = job(region);
      job.forEach(ensemble::run);
      assertThat(results(job)).usingRecursiveComparison().isEqualTo(expected);
    }
    assertThat(heard.lost).hasSize(1).first().asString().startsWith("null: it answered wrongly");
  }

  @Test
  void theProcessorIsNotSharedAmongItsPrograms() {
    try (Region region = Region.open("job", 1 << 26);
        Ensemble ensemble =
            Ensemble.of(
                List.of(Targets.open("native"), Targets.open("reference")),
                options(Policies.balanced(), EnsembleOptions.DEADLINE))) {
      Tensor a = filled(region, new SplittableRandom(1), 192, 192);
      Tensor out = region.tensor(Format.BPOSIT32, 192, 192);
      ensemble.run(new Work.Contract(out, a, a));
      assertThat(ensemble.members())
          .extracting(MemberState::units)
          .containsExactlyInAnyOrder(1L, 0L);
    }
  }

  @Test
  void whatItOwnsIsGivenBack() {
    List<FaultyTarget> targets = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      targets.add(sound(name));
    }
    Ensemble ensemble =
        Ensemble.of(List.copyOf(targets), options(Policies.spread(), EnsembleOptions.DEADLINE));
    try (Region region = Region.open("job", 1 << 20)) {
      job(region).forEach(ensemble::run);
    }
    ensemble.close();
    for (FaultyTarget target : targets) {
      try (Region region = Region.open("after", 1 << 16)) {
        assertThatThrownBy(() -> target.run(job(region).getFirst()))
            .hasMessageContaining("it is closed");
      }
    }
  }

  @Test
  void namesAreThoseOfTargetsEachOnce() {
    try (Ensemble ensemble = Ensemble.open("reference, native", EnsembleOptions.DEFAULT)) {
      assertThat(ensemble.info().name()).isEqualTo("reference,native");
    }
    assertThatThrownBy(() -> Ensemble.open("native,native", EnsembleOptions.DEFAULT))
        .isInstanceOf(TargetUnavailableException.class)
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> Ensemble.open("native,", EnsembleOptions.DEFAULT))
        .isInstanceOf(TargetUnavailableException.class);
  }
}
