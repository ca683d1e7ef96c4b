package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Derives every claim of a certificate again from the model file, and compares. What follows from
 * the model is derived; of dimensions and slots, where there is a choice, the assignment in
 * evidence is checked against each equation. The certificate must have exactly the obligations that
 * the model calls for, in canonical form.
 */
public final class Verifier {

  private static final String MODEL = "model.safetensors";
  private static final String JOB = "job.toml";

  private final List<Finding> findings = new ArrayList<>();

  private Verifier() {}

  /**
   * Verifies the certificate beside a model.
   *
   * @param path a run directory or any that has both files, or the model itself; a {@code job.toml}
   *     beside them must be the one that the certificate names
   * @throws IOException when a file is missing or cannot be read
   */
  public static Verification verify(Path path) throws IOException {
    Path model = Files.isDirectory(path) ? path.resolve(MODEL) : path;
    Path job = model.resolveSibling(JOB);
    byte[] certificate = Files.readAllBytes(Certificate.beside(model));
    String jobDigest = Files.exists(job) ? Digest.sha256(Files.readAllBytes(job)) : null;
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(model)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return verify(bytes, certificate, jobDigest);
    }
  }

  /**
   * Verifies a certificate.
   *
   * @param model bytes of the model file
   * @param certificate bytes of {@code model.cert.json}
   * @param job SHA-256 of the job file where there is one, else null
   */
  public static Verification verify(MemorySegment model, byte[] certificate, String job) {
    Verifier verifier = new Verifier();
    verifier.run(model, certificate, job);
    return new Verification(verifier.findings);
  }

  private void run(MemorySegment model, byte[] bytes, String job) {
    Certificate certificate = certificate(bytes);
    if (certificate == null) {
      return;
    }
    find("subject", () -> subject(certificate.subject(), model, job));
    Map<String, Obligation> given = new LinkedHashMap<>();
    certificate.obligations().forEach(obligation -> given.put(obligation.id(), obligation));
    Derivation derivation = new Derivation();
    String about = Derivation.INTEGRITY;
    try {
      ModelBytes file = ModelBytes.read(model);
      derivation.ofFile(file);
      about = Derivation.STRUCTURE;
      derivation.ofTypes(file, ModelTypes.parse(file));
      find("certificate", () -> ids(certificate, derivation));
    } catch (BrokenClaimException | IllegalArgumentException | ArithmeticException e) {
      findings.add(new Finding(about, false, e.getMessage()));
    }
    derivation.rules().forEach((id, rule) -> find(id, () -> compare(given.get(id), id, rule)));
  }

  private Certificate certificate(byte[] bytes) {
    try {
      Certificate.Read read = Certificate.parse(bytes);
      if (read.fault() != null) {
        findings.add(new Finding("certificate", false, read.fault()));
      }
      return read.certificate();
    } catch (BrokenClaimException e) {
      findings.add(new Finding("certificate", false, e.getMessage()));
      return null;
    }
  }

  /** Something that must hold. */
  private interface Check {
    String claim();
  }

  private void find(String id, Check check) {
    try {
      findings.add(new Finding(id, true, check.claim()));
    } catch (BrokenClaimException | IllegalArgumentException | ArithmeticException e) {
      findings.add(new Finding(id, false, e.getMessage()));
    }
  }

  private static String subject(Subject subject, MemorySegment model, String job) {
    String digest = Digest.sha256(model);
    require(
        digest.equals(subject.model()),
        "the model has the SHA-256 " + digest + ", the certificate is of " + subject.model());
    require(
        job == null || job.equals(subject.job()),
        JOB + " has the SHA-256 " + job + ", the certificate is of the job " + subject.job());
    return "it is of the model "
        + digest
        + (job == null ? "" : " of the job " + job)
        + ", made by "
        + subject.tool();
  }

  private static String ids(Certificate certificate, Derivation derivation) {
    List<String> has = certificate.obligations().stream().map(Obligation::id).toList();
    List<String> must = List.copyOf(derivation.rules().keySet());
    require(has.equals(must), "it has the obligations " + has + ", must have " + must);
    return "it has its digest, and the obligations that the model calls for";
  }

  private static String compare(Obligation given, String id, Derivation.Rule rule) {
    require(given != null, "the certificate has no obligation " + id);
    Obligation derived = rule.derive(given.evidence());
    String difference = Json.difference(id, given.json(), derived.json());
    require(difference == null, difference);
    return derived.claim();
  }
}
