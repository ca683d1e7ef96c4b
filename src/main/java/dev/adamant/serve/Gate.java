package dev.adamant.serve;

import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Verifier;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.TensorFileException;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.ModelFileException;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * What lets a version into a region beside the live one: {@code signature}, {@code revocation},
 * {@code files}, {@code certificate}, {@code shape} and {@code load}, in this order, the cheap ones
 * first. A file is read once: what was digested is what is verified and loaded.
 */
final class Gate implements AutoCloseable {

  private static final int BRIEF = 12;

  private final Registry registry;
  private final Engine.Limits limits;
  private CandidateFolder folder;

  Gate(Registry registry, Engine.Limits limits) {
    this.registry = registry;
    this.limits = limits;
  }

  private synchronized CandidateFolder folder() throws IOException {
    if (folder == null) {
      folder = CandidateFolder.open();
    }
    return folder;
  }

  /**
   * Loads a version, if it passes.
   *
   * @param state in which it is found: its signature and its chain hold
   * @param like the model that is live; null for none
   * @param target stays the caller's
   * @throws GateRefusal when a check fails, which is then the last of the checks
   * @throws IOException when the copies of its files cannot be written
   */
  Candidate admit(
      RegistryState state,
      RegistryState.Version version,
      ModelDescription like,
      Target target,
      GateChecks checks)
      throws GateRefusal, IOException, InterruptedException {
    VersionRecord record = version.record();
    checks.make("signature", finding -> signature(state, version, finding));
    checks.make("revocation", finding -> revocation(version, finding));
    try (CandidateFiles files = checks.make("files", finding -> files(version, finding))) {
      checks.make("certificate", finding -> certificate(record, files, finding));
      checks.make("shape", finding -> shape(record, files, like, finding));
      Engine engine = checks.make("load", finding -> load(record, files, target, finding));
      return new Candidate(engine, files.probes());
    }
  }

  private static Void signature(
      RegistryState state, RegistryState.Version version, GateChecks.Finding finding) {
    finding.says(
        "its record is entry "
            + version.entry().sequence()
            + ", signed by the key "
            + version.entry().author().substring(0, BRIEF)
            + "; the chain holds up to entry "
            + state.sequence());
    return null;
  }

  private static Void revocation(RegistryState.Version version, GateChecks.Finding finding)
      throws GateRefusal {
    if (version.revoked() != null) {
      throw new GateRefusal("it was revoked: " + version.revoked());
    }
    finding.says("it is not revoked");
    return null;
  }

  private CandidateFiles files(RegistryState.Version version, GateChecks.Finding finding)
      throws GateRefusal, IOException {
    if (version.collected()) {
      throw new GateRefusal("its files were given back: publish it again");
    }
    CandidateFiles files = CandidateFiles.take(folder(), registry, version.record());
    finding.says("they have the digests that its record says");
    return files;
  }

  private static Void certificate(
      VersionRecord record, CandidateFiles files, GateChecks.Finding finding)
      throws GateRefusal, IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(files.model())) {
      List<Finding> broken =
          Verifier.verify(
                  channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena),
                  files.certificate(),
                  record.jobSha256().isEmpty() ? null : record.jobSha256())
              .broken();
      if (!broken.isEmpty()) {
        Finding first = broken.getFirst();
        throw new GateRefusal(first.obligation() + " is broken: " + first.message());
      }
    }
    finding.says("every claim was derived again from the model");
    return null;
  }

  private static Void shape(
      VersionRecord record, CandidateFiles files, ModelDescription like, GateChecks.Finding finding)
      throws GateRefusal, IOException {
    ModelDescription about = describe(files);
    String difference = GateShape.ofRecord(record, about);
    if (difference == null && like != null) {
      difference = GateShape.between(like, about);
    }
    if (difference == null && files.probes() != null) {
      difference = GateEvidence.misfit(files.probes(), about);
    }
    if (difference != null) {
      throw new GateRefusal(difference);
    }
    finding.says(
        record.task()
            + ", "
            + record.inputs()
            + " features to "
            + record.outputs()
            + " outputs"
            + (like == null ? "" : ", as the live version"));
    return null;
  }

  private static ModelDescription describe(CandidateFiles files) throws GateRefusal {
    try {
      return ModelFile.describe(files.model());
    } catch (ModelFileException | TensorFileException e) {
      throw new GateRefusal(CandidateFiles.without(files.model(), e), e);
    }
  }

  private Engine load(
      VersionRecord record, CandidateFiles files, Target target, GateChecks.Finding finding)
      throws GateRefusal, IOException {
    try {
      Engine engine = Engine.open(record, files.model(), target, limits);
      finding.measure("bytes", engine.heldBytes());
      finding.says("it is in a region of its own on " + target.info().name() + ", and warm");
      return engine;
    } catch (ModelFileException | TensorFileException | MemoryException | TargetException e) {
      throw new GateRefusal(CandidateFiles.without(files.model(), e), e);
    }
  }

  /** Removes the copies' folder. */
  @Override
  public synchronized void close() throws IOException {
    if (folder != null) {
      folder.close();
    }
  }
}
