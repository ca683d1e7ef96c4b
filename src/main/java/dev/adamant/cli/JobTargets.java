package dev.adamant.cli;

import dev.adamant.schedule.Calibration;
import dev.adamant.schedule.Ensemble;
import dev.adamant.schedule.EnsembleOptions;
import dev.adamant.schedule.MemberState;
import dev.adamant.schedule.Policy;
import dev.adamant.schedule.Trace;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Who computes a job: one target as it is, or an ensemble, with the timeline of what it does. */
final class JobTargets implements AutoCloseable {

  private final Target target;
  private final Ensemble ensemble;
  private final Trace trace;

  /**
   * What users say about an ensemble; with none of it a single target is used as it is.
   *
   * @param policy null for the usual one
   * @param trace the file of a timeline, or null for none
   * @param deadline null for the usual one
   */
  record Wishes(Policy policy, Path trace, Duration deadline) {

    /** Nothing is said. */
    static final Wishes NONE = new Wishes(null, null, null);

    private boolean areSome() {
      return policy != null || trace != null || deadline != null;
    }
  }

  private JobTargets(Target target, Ensemble ensemble, Trace trace) {
    this.target = target;
    this.ensemble = ensemble;
    this.trace = trace;
  }

  /**
   * Opens what is named.
   *
   * @param names of {@code --target}
   * @param err where it is said, at once, that a target was taken out
   * @throws dev.adamant.target.TargetUnavailableException when one cannot be used
   * @throws IOException when the file of the timeline cannot be written
   */
  static JobTargets open(
      String names, Wishes wishes, CommandSpec spec, TargetSource source, PrintWriter err)
      throws IOException {
    if (!TargetNames.areSeveral(names) && !wishes.areSome()) {
      return new JobTargets(TargetChoice.open(names, spec, source), null, null);
    }
    TargetNames.check(names, spec, source);
    TargetChoice.refuseTests(names);
    Trace trace = wishes.trace == null ? null : new Trace(wishes.trace);
    try {
      EnsembleOptions usual = EnsembleOptions.DEFAULT;
      Ensemble ensemble =
          source.open(
              names,
              new EnsembleOptions(
                  wishes.policy == null ? usual.policy() : wishes.policy,
                  Calibration.folder(),
                  wishes.deadline == null ? usual.deadline() : wishes.deadline,
                  usual.checks(),
                  new MemberNews(err, Progress.isTerminal(), trace)));
      return new JobTargets(ensemble, ensemble, trace);
    } catch (RuntimeException | Error e) {
      if (trace != null) {
        trace.close();
      }
      throw e;
    }
  }

  /** What computes. */
  Target target() {
    return target;
  }

  /** The same where it is an ensemble, else null. */
  Ensemble ensemble() {
    return ensemble;
  }

  /**
   * {@code native 71 % opencl:0 29 %}, by operations; empty where there are not several, or none.
   */
  String shares() {
    if (ensemble == null) {
      return "";
    }
    List<MemberState> members = ensemble.members();
    double all = members.stream().mapToDouble(MemberState::operations).sum();
    if (members.size() < 2 || all == 0) {
      return "";
    }
    StringJoiner text = new StringJoiner(" ");
    for (MemberState member : members) {
      text.add(
          String.format(Locale.ROOT, "%s %.0f %%", member.name(), 100 * member.operations() / all));
    }
    return text.toString();
  }

  /** Says at the end of a run who did how much, and who was taken out. */
  void tell(Facts facts) {
    if (!shares().isEmpty()) {
      facts.line("shares", shares() + " of the operations");
    }
    if (ensemble != null) {
      for (MemberState member : ensemble.members()) {
        if (member.lostBecause() != null) {
          facts.line("taken out", member.name() + ": " + member.lostBecause());
        }
      }
    }
  }

  /** Why work has failed: of an ensemble that has lost all members, why each was lost. */
  String reason(TargetException failure) {
    if (ensemble == null
        || ensemble.members().stream().anyMatch(member -> member.lostBecause() == null)) {
      return failure.getMessage();
    }
    return ensemble.members().stream()
        .map(member -> member.name() + ": " + member.lostBecause())
        .collect(Collectors.joining("; "));
  }

  /**
   * Ends the timeline, too.
   *
   * @throws IOException when the timeline could not be written
   */
  @Override
  public void close() throws IOException {
    target.close();
    if (trace != null) {
      trace.close();
    }
  }
}
