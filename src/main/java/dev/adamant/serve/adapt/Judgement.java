package dev.adamant.serve.adapt;

import dev.adamant.model.ModelFile;
import dev.adamant.record.Decision;
import dev.adamant.record.Probes;
import dev.adamant.record.Registry;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.SigningKey;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
  private final AdaptListener listener;
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
  Judgement(
      AdaptSettings settings,
      Registry registry,
      SigningKey key,
      Target target,
      Execution execution,
      RotationRequest request,
      AdaptListener listener) {
    this.settings = settings;
    this.registry = registry;
    this.target = target;
    this.execution = execution;
    this.request = request;
    this.listener = listener;
    this.ledger = new CandidateLedger(registry, key, settings.model(), target);
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
      say(
          "stale",
          "version "
              + base.record().version()
              + " is live now, and the candidate is of "
              + candidate.base().version()
              + ": its rows go into the next",
          facts(candidate));
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
      say("refused", reason, new LinkedHashMap<>());
      return Verdict.refused(reason);
    }
    return verdict(decision.get(), record);
  }

  private Verdict verdict(Decision decision, VersionRecord record) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", record.version());
    facts.put("from", decision.from());
    for (Decision.Check check : decision.checks()) {
      check.measures().forEach((name, text) -> facts.put(check.name() + "." + name, text));
    }
    String name = settings.model() + " version " + record.version();
    if (decision.action() != Decision.Action.REFUSED) {
      say("rotated", name + " is live, after version " + decision.from(), facts);
      return new Verdict(
          Kind.ACCEPTED, "", new AdaptState.Version(record.version(), record.modelSha256()));
    }
    String reason =
        decision.checks().stream()
            .filter(check -> !check.passed())
            .map(check -> check.name() + ": " + check.message())
            .findFirst()
            .orElse("no reason is given");
    facts.put("reason", reason);
    say("refused", name + " was refused by the gate: " + reason, facts);
    return Verdict.refused(name + " was refused (" + reason + ")");
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
      sayTrained(state.candidate(), job, report, before, after);
      if (report.modelSha256().equals(base.record().modelSha256())) {
        say(
            "unchanged",
            "the candidate has the weights of the live version",
            facts(state.candidate()));
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
    Map<String, Object> facts = facts(state.candidate());
    facts.put("reason", reason);
    say(
        "held-back",
        "candidate " + state.candidate().number() + " is not published: " + reason,
        facts);
    return Verdict.refused(reason);
  }

  private void sayTrained(
      AdaptState.Candidate candidate,
      JobSettings job,
      Report report,
      ProbeScore before,
      ProbeScore after)
      throws IOException {
    Map<String, Object> facts = facts(candidate);
    facts.put("rows", report.trainSamples() + report.testSamples());
    facts.put("rate", job.job(null).optimizer().learningRate());
    facts.put("seconds", report.secondsTotal());
    facts.put("heldBytes", report.peakTrainingBytes());
    facts.put("base." + before.name(), before.value());
    facts.put(after.name(), after.value());
    facts.put("divergence", after.divergenceFrom(before));
    say(
        "trained",
        String.format(
            Locale.ROOT,
            "candidate %d from version %d: %s on the probes %.4f before and %.4f after,"
                + " KL(live || candidate) %.4f nats",
            candidate.number(),
            candidate.base().version(),
            after.name(),
            before.value(),
            after.value(),
            after.divergenceFrom(before)),
        facts);
  }

  private VersionRecord publish(Trainee trainee, Base base) throws IOException {
    SignedEntry entry = ledger.publish(trainee, base);
    VersionRecord record = (VersionRecord) entry.statement();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", record.version());
    facts.put("entry", entry.sequence());
    facts.put("modelSha256", record.modelSha256());
    say(
        "published",
        settings.model() + " version " + record.version() + ", sha256 " + record.modelSha256(),
        facts);
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

  private static Map<String, Object> facts(AdaptState.Candidate candidate) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("candidate", candidate.number());
    facts.put("base", candidate.base().version());
    return facts;
  }

  private void say(String event, String sentence, Map<String, Object> facts) {
    listener.heard(event, sentence, facts);
  }
}
