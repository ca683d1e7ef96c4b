package dev.adamant.serve.adapt;

import dev.adamant.model.ModelFile;
import dev.adamant.record.Decision;
import dev.adamant.record.Probes;
import dev.adamant.record.Registry;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains a candidate, publishes it and has the server decide. Every stage looks first whether it is
 * done: in the run directory, or in the ledger, which also says what was decided.
 */
final class Judgement {

  private final AdaptSettings settings;
  private final Registry registry;
  private final Target target;
  private final Execution execution;
  private final RotationRequest request;
  private final CandidateNews news;
  private final CandidateLedger ledger;
  private final Safeguards safeguards;

  /** How candidates end. */
  enum Kind {
    /** The server cannot be asked now. */
    WAITING,
    /** Another version is live than the one that it begins from. */
    STALE,
    /** It is live, or there is nothing new in it. */
    ACCEPTED,
    /** It stayed out. */
    REFUSED
  }

  /**
   * The end of a candidate.
   *
   * @param kind of it
   * @param reason one sentence, or a part of one; empty where there is nothing to say
   * @param live the version that is live where it was accepted; else null
   */
  record Verdict(Kind kind, String reason, AdaptState.Version live) {

    private static Verdict refused(String reason) {
      return new Verdict(Kind.REFUSED, reason, null);
    }
  }

  /** For one adaptation. */
  Judgement(AdaptParts parts) {
    this.settings = parts.settings();
    this.registry = parts.registry();
    this.target = parts.target();
    this.execution = parts.execution();
    this.request = parts.request();
    this.news = new CandidateNews(settings.model(), parts.listener());
    this.ledger = new CandidateLedger(registry, parts.key(), settings.model(), target);
    this.safeguards = new Safeguards(settings, target);
  }

  /** Brings the candidate of a state, in its folder, to its end. */
  Verdict of(AdaptState state, Path folder) throws IOException, InterruptedException {
    AdaptState.Candidate candidate = state.candidate();
    Verdict decided = decided(candidate, folder);
    if (decided != null) {
      return decided;
    }
    Base base = Base.of(registry, registry.state(), settings.model());
    if (!base.version().equals(candidate.base())) {
      news.stale(candidate, base.record().version());
      return new Verdict(Kind.STALE, "", null);
    }
    Optional<VersionRecord> published = published(candidate, folder);
    if (published.isEmpty()) {
      Verdict failed = train(state, Trainee.last(folder), base);
      // The same rows may have come before, and the same weights have come of them.
      Verdict again = failed == null ? decided(candidate, folder) : failed;
      if (again != null) {
        return again;
      }
      published = published(candidate, folder);
    }
    return ask(published.isPresent() ? published.get() : publish(Trainee.last(folder), base));
  }

  private Optional<VersionRecord> published(AdaptState.Candidate candidate, Path folder)
      throws IOException {
    return ledger.published(candidate, Trainee.last(folder).files());
  }

  private Verdict decided(AdaptState.Candidate candidate, Path folder) throws IOException {
    Optional<VersionRecord> published = published(candidate, folder);
    return published.isEmpty() ? null : decided(published.get());
  }

  /** What a version answers to its probes. */
  ProbeScore score(Base base) throws IOException {
    return ProbeScore.of(base.model(), Probes.read(base.probes()), target);
  }

  /** What the ledger says of a version; null while it says nothing. */
  private Verdict decided(VersionRecord record) throws IOException {
    Optional<Decision> decision = ledger.decision(record);
    if (decision.isEmpty()) {
      return null;
    }
    int live = registry.state().live(record.model()).map(v -> v.record().version()).orElse(0);
    if (decision.get().action() != Decision.Action.REFUSED && live < record.version()) {
      String reason =
          settings.model() + " version " + record.version() + " was live and was rolled back from";
      news.rolledBack(reason);
      return Verdict.refused(reason);
    }
    return verdict(decision.get(), record);
  }

  private Verdict verdict(Decision decision, VersionRecord record) {
    if (decision.action() != Decision.Action.REFUSED) {
      news.rotated(decision);
      return new Verdict(
          Kind.ACCEPTED, "", new AdaptState.Version(record.version(), record.modelSha256()));
    }
    String reason =
        decision.checks().stream()
            .filter(check -> !check.passed())
            .map(check -> check.name() + ": " + check.message())
            .findFirst()
            .orElse("no reason is given");
    news.refused(decision, reason);
    return Verdict.refused(
        settings.model() + " version " + record.version() + " was refused (" + reason + ")");
  }

  /** Null where the candidate may be published. */
  private Verdict train(AdaptState state, Trainee first, Base base) throws IOException {
    Trainee trainee = first;
    Probes probes = Probes.read(base.probes());
    ProbeScore before = ProbeScore.of(base.model(), probes, target);
    RowFiles files = new RowFiles(ModelFile.describe(base.model()), settings.model());
    Verdict drifted = heldBack(state, safeguards.drifted(state, first.rows(), files, base, before));
    if (drifted != null) {
      return drifted;
    }
    while (true) {
      JobSettings job = trainee.job(settings, base, files.label());
      Report report = trainee.train(job, execution, target);
      if (report == null) {
        return Verdict.refused("the loss was no longer a number");
      }
      ProbeScore after = ProbeScore.of(trainee.files().model(), probes, target);
      boolean again =
          after.divergenceFrom(before) > settings.divergence() && after.keepsTo(before.value(), 0);
      news.trained(state.candidate(), job, report, before, after);
      if (report.modelSha256().equals(base.record().modelSha256())) {
        news.unchanged(state.candidate());
        return new Verdict(Kind.ACCEPTED, "", base.version());
      }
      if (!again || !trainee.hasNext()) {
        return heldBack(state, safeguards.anchored(state.best(), after));
      }
      trainee = trainee.next();
    }
  }

  /** The end of a candidate that is not to be published; null for no reason. */
  private Verdict heldBack(AdaptState state, String reason) {
    if (reason == null) {
      return null;
    }
    news.heldBack(state.candidate(), reason);
    return Verdict.refused(reason);
  }

  private VersionRecord publish(Trainee trainee, Base base) throws IOException {
    SignedEntry entry = ledger.publish(trainee, base);
    VersionRecord record = (VersionRecord) entry.statement();
    news.published(entry, record);
    return record;
  }

  private Verdict ask(VersionRecord record) throws IOException, InterruptedException {
    String answer;
    try {
      answer = request.ask(settings.model(), record.version());
    } catch (RotationRequest.RefusedRequestException e) {
      throw e;
    } catch (IOException e) {
      // Whatever became of the request, the ledger says what was decided.
      answer = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    Verdict decided = decided(record);
    return decided != null
        ? decided
        : new Verdict(
            Kind.WAITING,
            "version "
                + record.version()
                + " of "
                + settings.model()
                + " waits to be decided about: "
                + answer,
            null);
  }
}
