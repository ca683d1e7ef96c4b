package dev.adamant.serve.adapt;

import dev.adamant.record.Decision;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.VersionRecord;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what becomes of candidates.
 *
 * @param model that is adapted
 * @param listener is told
 */
record CandidateNews(String model, AdaptListener listener) {

  private static Map<String, Object> facts(AdaptState.Candidate candidate) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("candidate", candidate.number());
    facts.put("base", candidate.base().version());
    return facts;
  }

  /** Another version is live than the one that it begins from. */
  void stale(AdaptState.Candidate candidate, int live) {
    listener.heard(
        "stale",
        "version "
            + live
            + " is live now, and the candidate is of "
            + candidate.base().version()
            + ": its rows go into the next",
        facts(candidate));
  }

  /** It has learned. */
  void trained(
      AdaptState.Candidate candidate,
      JobSettings job,
      Report report,
      ProbeScore before,
      ProbeScore after)
      throws IOException {
    double divergence = after.divergenceFrom(before);
    Map<String, Object> facts = facts(candidate);
    facts.put("rows", report.trainSamples() + report.testSamples());
    facts.put("rate", job.job(null).optimizer().learningRate());
    facts.put("seconds", report.secondsTotal());
    facts.put("heldBytes", report.peakTrainingBytes());
    facts.put("base." + before.name(), before.value());
    facts.put(after.name(), after.value());
    facts.put("divergence", divergence);
    listener.heard(
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
            divergence),
        facts);
  }

  /** It has learned nothing new. */
  void unchanged(AdaptState.Candidate candidate) {
    listener.heard(
        "unchanged", "the candidate has the weights of the live version", facts(candidate));
  }

  /** It is not to be published. */
  void heldBack(AdaptState.Candidate candidate, String reason) {
    Map<String, Object> facts = facts(candidate);
    facts.put("reason", reason);
    listener.heard(
        "held-back", "candidate " + candidate.number() + " is not published: " + reason, facts);
  }

  /** It is a version. */
  void published(SignedEntry entry, VersionRecord record) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", record.version());
    facts.put("entry", entry.sequence());
    facts.put("modelSha256", record.modelSha256());
    listener.heard(
        "published",
        model + " version " + record.version() + ", sha256 " + record.modelSha256(),
        facts);
  }

  /**
   * It is live.
   *
   * @param decision of the server
   */
  void rotated(Decision decision) {
    listener.heard(
        "rotated",
        model + " version " + decision.to() + " is live, after version " + decision.from(),
        evidence(decision));
  }

  /**
   * The gate has refused it.
   *
   * @param reason the check that failed, and what it says
   */
  void refused(Decision decision, String reason) {
    Map<String, Object> facts = evidence(decision);
    facts.put("reason", reason);
    listener.heard(
        "refused",
        model + " version " + decision.to() + " was refused by the gate: " + reason,
        facts);
  }

  /** It was live once, and is not to come again. */
  void rolledBack(String reason) {
    listener.heard("refused", reason, new LinkedHashMap<>());
  }

  private static Map<String, Object> evidence(Decision decision) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", decision.to());
    facts.put("from", decision.from());
    for (Decision.Check check : decision.checks()) {
      check.measures().forEach((name, text) -> facts.put(check.name() + "." + name, text));
    }
    return facts;
  }

  /** Its rows are thrown away. */
  void discarded(AdaptState state, String reason) {
    List<AdaptState.Segment> gone = state.judged();
    int rows = gone.stream().mapToInt(AdaptState.Segment::rows).sum();
    String inputs = String.join(", ", gone.stream().map(AdaptState.Segment::input).toList());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", rows);
    facts.put("inputs", inputs);
    facts.put("reason", reason);
    listener.heard("discarded", rows + " rows of " + inputs + ", for " + reason, facts);
  }

  /** Something is in the way. */
  void waiting(String reason) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("reason", reason);
    listener.heard("waiting", reason, facts);
  }
}
