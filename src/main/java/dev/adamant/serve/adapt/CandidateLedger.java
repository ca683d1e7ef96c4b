package dev.adamant.serve.adapt;

import dev.adamant.data.ProgressListener;
import dev.adamant.record.Decision;
import dev.adamant.record.Divergence;
import dev.adamant.record.Probes;
import dev.adamant.record.ProbesLearned;
import dev.adamant.record.Publication;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.SigningKey;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Candidates in the ledger: published once, and what was decided about them.
 *
 * @param registry with the ledger
 * @param key signs versions
 * @param model the name that is served
 * @param target measures divergence
 */
record CandidateLedger(Registry registry, SigningKey key, String model, Target target) {

  /** The version that a candidate was published as, or another before it of the same bytes. */
  Optional<VersionRecord> published(AdaptState.Candidate candidate, RunFiles run)
      throws IOException {
    if (!Files.exists(run.report())) {
      return Optional.empty();
    }
    Report report = Report.read(run.report());
    return registry.state().versions(model).stream()
        .map(RegistryState.Version::record)
        .filter(record -> record.version() > candidate.base().version())
        .filter(record -> record.modelSha256().equals(report.modelSha256()))
        .findFirst();
  }

  /** What was decided about a version last. */
  Optional<Decision> decision(VersionRecord record) throws IOException {
    for (SignedEntry entry : registry.state().entries().reversed()) {
      if (entry.statement() instanceof Decision decision
          && decision.model().equals(record.model())
          && decision.to() == record.version()) {
        return Optional.of(decision);
      }
    }
    return Optional.empty();
  }

  /** Publishes a certified run, with the probes of its base. */
  SignedEntry publish(Trainee trainee, Base base) throws IOException {
    Report report = Report.read(trainee.files().report());
    SortedMap<String, String> metrics = new TreeMap<>();
    put(metrics, "testAccuracy", report.testAccuracy());
    put(metrics, "testLoss", report.testLoss());
    put(metrics, "testRmse", report.testRmse());
    put(metrics, "trainLoss", report.trainLoss());
    metrics.put("trainSamples", Integer.toString(report.trainSamples()));
    metrics.put("epochs", Integer.toString(report.epochs()));
    metrics.put("seed", Long.toString(report.seed()));
    Probes probes = Probes.read(base.probes());
    ProbesLearned.count(metrics, trainee.files(), probes, base.record(), ProgressListener.NONE);
    Path file = trainee.files().model();
    return registry.publish(
        key,
        new Publication(
            model,
            file,
            base.probes(),
            base.record().modelSha256(),
            metrics,
            divergenceFromParent(file, base.record())));
  }

  private static void put(SortedMap<String, String> metrics, String name, Double value) {
    if (value != null && Double.isFinite(value)) {
      metrics.put(name, value.toString());
    }
  }

  private static boolean isAlike(VersionRecord one, VersionRecord other) {
    return one.task().equals(other.task())
        && one.inputs() == other.inputs()
        && one.outputs() == other.outputs();
  }

  /** From the newest version, as its record is to say; empty where that has lost its files. */
  private String divergenceFromParent(Path candidate, VersionRecord base) throws IOException {
    List<RegistryState.Version> versions = registry.state().versions(model);
    VersionRecord parent = versions.getLast().record();
    if (parent.probesSha256().isEmpty() || !isAlike(parent, base)) {
      return "";
    }
    Path file = registry.object(parent.modelSha256());
    Path probes = registry.object(parent.probesSha256());
    if (!Files.exists(file) || !Files.exists(probes)) {
      return "";
    }
    Divergence from = Divergence.between(file, candidate, Probes.read(probes), target);
    return Double.toString(from.mean());
  }
}
