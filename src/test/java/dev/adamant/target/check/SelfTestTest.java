package dev.adamant.target.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the self-test passes what is right and finds what is wrong, and the same again. */
class SelfTestTest {

  private static final long SEED = 42;
  private static final Duration LONG = Duration.ofHours(1);

  private final Target reference = Targets.open("reference");

  @AfterEach
  void close() {
    reference.close();
  }

  private SelfTest.Report run(Target target, long first, long most) {
    try (target) {
      return new SelfTest(target, reference, SEED).run(first, most, LONG, (done, seconds) -> {});
    }
  }

  @Test
  void whatIsRightPassesInEveryKernelAndType() {
    SelfTest.Report report = run(WrongTarget.right(), 0, 200);

    assertThat(report.finding()).isEmpty();
    assertThat(report.trials()).isEqualTo(200);
    assertThat(report.counts()).containsOnlyKeys(Kernel.values());
    assertThat(report.counts().get(Kernel.CONTRACT))
        .containsOnlyKeys(Format.standard().stream().map(DataType::of).toArray(DataType[]::new));
    assertThat(report.counts().get(Kernel.CONVERT))
        .containsKeys(DataType.FLOAT32, DataType.FLOAT64, DataType.quire(Format.BPOSIT64));
  }

  @ParameterizedTest
  @EnumSource(names = "COPY", mode = EnumSource.Mode.EXCLUDE)
  void aFlippedBitIsFoundAndFoundAgainAlone(Kernel kernel) {
    DataType type = DataType.of(Format.POSIT32);

    SelfTest.Report report = run(WrongTarget.in(kernel, type), 0, 10_000);

    Finding finding = report.finding().orElseThrow();
    assertThat(finding.kernel()).isEqualTo(kernel);
    assertThat(finding.tensor()).isEqualTo("out");
    assertThat(finding.work()).startsWith(kernel.kernelName()).contains("out posit32[");
    assertThat(Long.decode(finding.expected()) ^ Long.decode(finding.actual())).isEqualTo(1);
    assertThat(finding.problem())
        .contains("element " + finding.index())
        .contains("is " + finding.actual() + " (")
        .contains("must be " + finding.expected() + " (");

    SelfTest.Report alone = run(WrongTarget.in(kernel, type), finding.trial(), 1);

    assertThat(alone.finding()).contains(finding);
    assertThat(alone.trials()).isOne();
  }

  @Test
  void aWrongQuireIsFound() {
    DataType quires = DataType.quire(Format.POSIT16);
    Target target =
        new WrongTarget(
            work -> work.out().type().equals(quires) && work.kernel() != Kernel.COPY,
            work -> {
              if (work.out().count() > 0) {
                long last = (work.out().offset() + work.out().count()) * quires.byteSize() / 8 - 1;
                var block = work.out().block().segment();
                Elements.set(block, 8, last, Elements.get(block, 8, last) ^ 1L << 63);
              }
            });

    Finding finding = run(target, 0, 10_000).finding().orElseThrow();

    assertThat(finding.expected()).hasSize(2 + 2 * quires.byteSize());
    assertThat(finding.expected().substring(3)).isEqualTo(finding.actual().substring(3));
  }

  @Test
  void whatIsWrittenBesideTheResultIsFound() {
    Target target =
        new WrongTarget(
            work -> work.kernel() == Kernel.ZIP && work.out().type().kind() == Kind.POSIT,
            work -> {
              Tensor out = work.out();
              long elements = out.block().byteSize() / out.type().byteSize();
              Set<Long> own = new HashSet<>();
              var positions = out.positions();
              for (long i = 0; i < out.count(); i++) {
                own.add(positions.next());
              }
              for (long i = 0; i < elements; i++) {
                if (!own.contains(i)) {
                  Elements.set(out.block().segment(), out.type().byteSize(), i, 0);
                }
              }
            });

    Finding finding = run(target, 0, 10_000).finding().orElseThrow();

    assertThat(finding.tensor()).isEqualTo("out");
    assertThat(finding.index()).isEmpty();
    assertThat(finding.problem()).contains("not its own");
  }

  @Test
  void anOperandThatIsWrittenIsFound() {
    Target target =
        new WrongTarget(
            work ->
                work instanceof Work.Fma fma && fma.c().count() > 0 && !fma.c().isSameAs(fma.out()),
            work -> {
              Tensor c = ((Work.Fma) work).c();
              c.set(~c.get(WrongTarget.last(c)), WrongTarget.last(c));
            });

    assertThat(run(target, 0, 10_000).finding().orElseThrow().tensor()).isEqualTo("c");
  }

  @Test
  void workThatTheTargetDoesNotDoIsFound() {
    Target target =
        new WrongTarget(
            work -> work.kernel() == Kernel.REDUCE,
            work -> {
              throw new TargetException(WrongTarget.NAME, "the device has gone", null);
            });

    Finding finding = run(target, 0, 10_000).finding().orElseThrow();

    assertThat(finding.kernel()).isEqualTo(Kernel.REDUCE);
    assertThat(finding.problem()).contains("the device has gone");
    assertThat(finding.expected()).isEmpty();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void itEndsWhenTheTimeIsUp() {
    try (Target target = WrongTarget.right()) {
      SelfTest.Report report =
          new SelfTest(target, reference, SEED)
              .run(0, Long.MAX_VALUE, Duration.ofMillis(50), (done, seconds) -> {});

      assertThat(report.finding()).isEmpty();
      assertThat(report.trials()).isPositive();
      assertThat(report.seconds()).isGreaterThanOrEqualTo(0.05);
    }
  }

  @Test
  void theShortCheckUsesEveryFormat() {
    try (Target right = WrongTarget.right();
        Target wrong = WrongTarget.in(Kernel.CONTRACT, DataType.of(Format.BPOSIT64))) {
      SelfTest.Report passed = SelfTest.ofFew(right, reference, (done, of) -> {});

      assertThat(passed.finding()).isEmpty();
      assertThat(passed.trials()).isEqualTo(3L * 3 * Format.standard().size());
      assertThat(passed.counts())
          .containsOnlyKeys(Kernel.CONTRACT, Kernel.MAP, Kernel.ZIP)
          .allSatisfy((kernel, types) -> assertThat(types).hasSize(Format.standard().size()));
      assertThat(SelfTest.ofFew(wrong, reference, (done, of) -> {}).finding()).isPresent();
    }
  }

  @Test
  void trialsTryWhatIsHard() {
    List<Subject> subjects = Subject.of(reference);
    Set<String> seen = new HashSet<>();
    try (var region = reference.region("trials", 1L << 32)) {
      for (long k = 0; k < 3000; k++) {
        Trial trial = TrialMaker.make(reference, subjects, SEED, k);
        Work work = trial.work(trial.bases(region));
        see(work, seen);
      }
    }
    assertThat(seen)
        .contains(
            "empty",
            "scalar",
            "backwards",
            "repeats",
            "gaps",
            "in place",
            "quires",
            "addend",
            "addend in place",
            "terms",
            "subtracts",
            "stacked",
            "4098");
  }

  private static void see(Work work, Set<String> seen) {
    note(seen, "empty", work.out().count() == 0);
    note(seen, "scalar", work.out().rank() == 0);
    note(seen, "gaps", !work.out().isContiguous());
    note(seen, "in place", work.operands().stream().anyMatch(a -> a.isSameAs(work.out())));
    for (Tensor a : work.operands()) {
      for (int d = 0; d < a.rank(); d++) {
        note(seen, "backwards", a.stride(d) < 0);
        note(seen, "repeats", a.stride(d) == 0 && a.size(d) > 1);
        note(seen, "4098", a.size(d) == 4098);
      }
    }
    if (work instanceof Work.Contract contract) {
      note(seen, "quires", contract.out().type().kind() == Kind.QUIRE);
      note(seen, "addend", contract.addend() != null);
      note(
          seen,
          "addend in place",
          contract.addend() != null && contract.addend().isSameAs(contract.out()));
      note(seen, "terms", contract.terms().size() > 1);
      note(seen, "subtracts", contract.terms().getFirst().negated());
      note(seen, "stacked", contract.out().rank() == 3);
    }
  }

  private static void note(Set<String> seen, String what, boolean here) {
    if (here) {
      seen.add(what);
    }
  }
}
