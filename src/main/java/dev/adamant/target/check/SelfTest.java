package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Random trials on a target, each a function of the seed and its number alone: every kernel and
 * type that the target has takes its turn.
 */
public final class SelfTest {

  /** Kernels that between them use every part of a target once. */
  private static final Set<Kernel> FEW = EnumSet.of(Kernel.CONTRACT, Kernel.MAP, Kernel.ZIP);

  private static final int FEW_ROUNDS = 3;
  private static final long FEW_SEED = 20220302;

  /**
   * The outcome.
   *
   * @param seed of the trials
   * @param trials that were run
   * @param seconds that they took
   * @param counts of trials, by kernel, then by the type of the first operand
   * @param finding what is wrong; empty when all answers were right
   */
  public record Report(
      long seed,
      long trials,
      double seconds,
      Map<Kernel, Map<DataType, Long>> counts,
      Optional<Finding> finding) {

    /** Whether all answers were right. */
    public boolean passed() {
      return finding.isEmpty();
    }
  }

  private final Target target;
  private final List<Subject> subjects;
  private final TrialRunner runner;
  private final long seed;

  private SelfTest(Target target, Target reference, List<Subject> subjects, long seed) {
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException(
          "the target " + target.info().name() + " has no kernel to test");
    }
    this.target = target;
    this.subjects = subjects;
    this.runner = new TrialRunner(target, reference);
    this.seed = seed;
  }

  /**
   * Of everything that the target has.
   *
   * @param target under test; stays the caller's to close
   * @param reference that is right; stays the caller's to close
   * @throws IllegalArgumentException when the target has no kernel
   */
  public SelfTest(Target target, Target reference, long seed) {
    this(target, reference, Subject.of(target), seed);
  }

  /**
   * A short one, always the same: exact products and elementwise operations in every format.
   *
   * @param progress is given the trials done and how many there are
   * @throws IllegalArgumentException when the target has none of these kernels
   */
  public static Report ofFew(Target target, Target reference, BiConsumer<Long, Long> progress) {
    List<Subject> few =
        Subject.of(target).stream()
            .filter(s -> FEW.contains(s.kernel()) && s.type().kind() == DataType.Kind.POSIT)
            .toList();
    long trials = (long) FEW_ROUNDS * few.size();
    return new SelfTest(target, reference, few, FEW_SEED)
        .run(0, trials, Duration.ofDays(1), (done, seconds) -> progress.accept(done, trials));
  }

  /**
   * Runs trials until the first that fails.
   *
   * @param first the number of the first, 0 or more
   * @param most how many at most, at least 1
   * @param time after which no new one is begun
   * @param progress is given the trials done and the seconds since the start, after each
   */
  public Report run(long first, long most, Duration time, BiConsumer<Long, Double> progress) {
    Map<Kernel, Map<DataType, Long>> counts = new LinkedHashMap<>();
    Optional<Finding> finding = Optional.empty();
    long start = System.nanoTime();
    long done = 0;
    double seconds = 0;
    while (finding.isEmpty() && done < most && (done == 0 || seconds * 1e9 < time.toNanos())) {
      Trial trial = TrialMaker.make(target, subjects, seed, first + done);
      finding = runner.run(trial);
      counts
          .computeIfAbsent(trial.subject().kernel(), k -> new LinkedHashMap<>())
          .merge(trial.subject().type(), 1L, Long::sum);
      done++;
      seconds = (System.nanoTime() - start) / 1e9;
      progress.accept(done, seconds);
    }
    return new Report(seed, done, seconds, counts, finding);
  }
}
