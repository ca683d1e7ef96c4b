package dev.adamant.serve;

import dev.adamant.data.Task;
import dev.adamant.record.Divergence;
import dev.adamant.record.ProbesLearned;
import dev.adamant.target.TargetException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What a candidate answers, against what the live version does: {@code divergence} and {@code
 * accuracy} on the live version's probes, {@code shadow} on live requests.
 */
final class GateComparison {

  private final GateSettings settings;
  private final GateChecks checks;

  GateComparison(GateSettings settings, GateChecks checks) {
    this.settings = settings;
    this.checks = checks;
  }

  /**
   * A candidate where nothing is live: its answers to its own probes must be numbers.
   *
   * @return those answers; null where it has no probes
   */
  GateEvidence alone(Candidate candidate) throws GateRefusal, IOException, InterruptedException {
    return checks.make(
        "probes",
        finding -> {
          if (candidate.probes() == null) {
            finding.says("it has no probes, and nothing is live to compare it with");
            return null;
          }
          GateEvidence own = asked(() -> GateEvidence.of(candidate.engine(), candidate.probes()));
          finding.measure("probes", own.answers().size());
          finding.measure(scoreName(own), own.score());
          if (!own.isFinite()) {
            throw new GateRefusal("some of its answers to its own probes are no finite numbers");
          }
          finding.says("nothing is live to compare it with; its own probes give " + score(own));
          return own;
        });
  }

  /**
   * A candidate beside a live version.
   *
   * @param live answers of the live version to its probes; null where it has none
   * @return the candidate's answers to the same; null likewise
   */
  GateEvidence beside(Candidate candidate, GateEvidence live)
      throws GateRefusal, IOException, InterruptedException {
    if (live == null) {
      return checks.make("divergence", this::withoutProbes);
    }
    GateEvidence answered =
        checks.make(
            "divergence",
            finding -> {
              GateEvidence answers = asked(() -> live.by(candidate.engine()));
              Divergence found =
                  Divergence.of(
                      live.probes().isClassification(), live.answers(), answers.answers());
              check("probes of the live version", found, finding);
              return answers;
            });
    checks.make("accuracy", finding -> accuracy(live, answered, finding));
    return answered;
  }

  private GateEvidence withoutProbes(GateChecks.Finding finding) throws GateRefusal {
    if (settings.shadowRows() == 0) {
      throw new GateRefusal(
          "the live version has no probes to compare it on: ask for shadow traffic, or publish"
              + " versions with probes");
    }
    finding.says("the live version has no probes; shadow traffic decides");
    return null;
  }

  private void check(String what, Divergence found, GateChecks.Finding finding) throws GateRefusal {
    double most = settings.maxDivergence();
    finding.measure("divergence", found.mean());
    finding.measure("greatest", found.greatest());
    finding.measure("samples", found.samples());
    finding.measure("threshold", most);
    String text =
        String.format(
            Locale.ROOT,
            "KL(live ‖ candidate) is %.4g nats a sample on %d %s, at most %.4g is let in",
            found.mean(),
            found.samples(),
            what,
            most);
    if (!(found.mean() <= most)) {
      throw new GateRefusal(text);
    }
    finding.says(text);
  }

  private Void accuracy(GateEvidence live, GateEvidence candidate, GateChecks.Finding finding)
      throws GateRefusal {
    double most = settings.maxAccuracyLoss();
    boolean classes = live.probes().isClassification();
    double bound = classes ? live.score() - most : live.score() * (1 + most);
    finding.measure("live", live.score());
    finding.measure("candidate", candidate.score());
    finding.measure("threshold", most);
    String text =
        String.format(
            Locale.ROOT,
            "%s on the probes, %s %.4g is let in: the live version has %.4g",
            score(candidate),
            classes ? "at least" : "at most",
            bound,
            live.score());
    String warning = ProbesLearned.warning(candidate.version(), live.version());
    if (warning != null) {
      text += "; " + warning;
    }
    int learned = ProbesLearned.learned(candidate.version(), live.version());
    if (learned >= 0) {
      finding.measure("learned", learned);
    }
    if (!(classes ? candidate.score() >= bound : candidate.score() <= bound)) {
      throw new GateRefusal(text);
    }
    finding.says(text);
    return null;
  }

  private static String scoreName(GateEvidence evidence) {
    return evidence.probes().isClassification() ? "accuracy" : "rmse";
  }

  private static String score(GateEvidence evidence) {
    return String.format(Locale.ROOT, "%s %.4g", scoreName(evidence), evidence.score());
  }

  /**
   * Has the candidate answer live requests, too, if that was asked for.
   *
   * @param live keeps answering; it waits for nothing
   * @param evidence of the live version, for the deviations of its answers; null for none
   * @param overtaken says why there is nothing more to wait for
   */
  void shadow(Candidate candidate, Engine live, GateEvidence evidence, Shadow.Overtaken overtaken)
      throws GateRefusal, IOException, InterruptedException {
    if (settings.shadowRows() == 0 || live == null) {
      return;
    }
    checks.make(
        "shadow",
        finding -> {
          Shadow shadow = new Shadow(settings.shadowRows());
          live.observe(shadow);
          try {
            shadow.follow(candidate.engine(), settings.shadowTime(), overtaken);
          } catch (TargetException e) {
            throw unable(e);
          } finally {
            live.observe(null);
          }
          finding.measure("rows", shadow.rows());
          if (shadow.rows() < settings.shadowRows()) {
            throw new GateRefusal(
                "only "
                    + shadow.rows()
                    + " of "
                    + settings.shadowRows()
                    + " rows of live requests came in "
                    + settings.shadowTime().toMillis() / 1e3
                    + " s: wait for more traffic, or ask for fewer");
          }
          check("rows of live requests", divergence(shadow, live, evidence), finding);
          return null;
        });
  }

  private static Divergence divergence(Shadow shadow, Engine live, GateEvidence evidence) {
    if (live.description().task() == Task.CLASSIFICATION) {
      return Divergence.of(true, shadow.live(), shadow.candidate());
    }
    List<double[]> spread = evidence == null ? shadow.live() : evidence.answers();
    return Divergence.of(Divergence.deviations(spread), shadow.live(), shadow.candidate());
  }

  /** What asks a candidate. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws InterruptedException;
  }

  private static <T> T asked(Question<T> question) throws GateRefusal, InterruptedException {
    try {
      return question.ask();
    } catch (TargetException e) {
      throw unable(e);
    }
  }

  private static GateRefusal unable(TargetException e) {
    return new GateRefusal("it cannot answer: " + e.getMessage(), e);
  }
}
