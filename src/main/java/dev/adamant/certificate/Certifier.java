package dev.adamant.certificate;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.certificate.verify.Certificate;
import dev.adamant.certificate.verify.Derivation;
import dev.adamant.certificate.verify.Digest;
import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Obligation;
import dev.adamant.certificate.verify.Subject;
import dev.adamant.certificate.verify.Verifier;
import dev.adamant.memory.AtomicFile;
import dev.adamant.model.Layer;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.ProgramLayer;
import dev.adamant.train.Build;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes certificates. Every claim is found twice: by the inference over the program hypergraph,
 * which also chooses the dimensions and slots that the evidence names, and by the rules of the
 * verifier; a certificate is written only where both agree.
 */
public final class Certifier {

  private final Path model;
  private final RunFiles run;

  private Certifier(Path model) {
    this.model = model;
    this.run = new RunFiles(model.toAbsolutePath().getParent());
  }

  /**
   * Certifies a model and writes the certificate beside it, as a whole or not at all: {@link
   * Certificate#beside}. Equal models of equal runs get equal certificates.
   *
   * @param path a run directory, or a model file
   * @return what was written
   * @throws CertificateException when a claim does not hold, saying which and why, or files of the
   *     directory are not of one run
   * @throws dev.adamant.model.ModelFileException when the file is no model
   * @throws IOException when a file cannot be read or written
   */
  public static Certificate certify(Path path) throws IOException {
    Path model = Files.isDirectory(path) ? new RunFiles(path).model() : path;
    return new Certifier(model).certify();
  }

  private Certificate certify() throws IOException {
    ModelDescription description = ModelFile.describe(model);
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(model)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      Subject subject = subject(Digest.sha256(bytes));
      Certificate certificate = new Certificate(subject, obligations(bytes, description));
      String job = subject.job().isEmpty() ? null : subject.job();
      for (Finding finding : Verifier.verify(bytes, certificate.bytes(), job).broken()) {
        throw broken(finding.obligation(), finding.message());
      }
      AtomicFile.write(Certificate.beside(model), certificate.bytes());
      return certificate;
    }
  }

  private List<Obligation> obligations(MemorySegment bytes, ModelDescription description)
      throws CertificateException {
    List<Obligation> obligations = new ArrayList<>();
    String about = "structure";
    try {
      Map<Integer, Inferred> inferred = inferred(description);
      for (Map.Entry<String, Derivation.Rule> rule : Derivation.of(bytes).rules().entrySet()) {
        about = rule.getKey();
        int slash = about.indexOf('/');
        Inferred of = slash < 0 ? null : inferred.get(Integer.parseInt(about.substring(slash + 1)));
        String kind = slash < 0 ? about : about.substring(0, slash);
        Obligation obligation =
            rule.getValue().derive(of == null ? Inferred.NO_CHOICE : of.choice(kind));
        if (of != null) {
          of.compare(kind, obligation.evidence());
        }
        obligations.add(obligation);
      }
    } catch (BrokenClaimException | IllegalArgumentException | ArithmeticException e) {
      throw broken(about, e.getMessage());
    }
    return obligations;
  }

  private static Map<Integer, Inferred> inferred(ModelDescription description) {
    Map<Integer, Inferred> inferred = new TreeMap<>();
    List<Layer> layers = description.network().layers();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof ProgramLayer layer) {
        inferred.put(i, new Inferred(i, layer.program()));
      }
    }
    return inferred;
  }

  private CertificateException broken(String obligation, String message) {
    return new CertificateException(
        model,
        "cannot be certified, for "
            + obligation
            + " does not hold: "
            + message
            + "; correct the model and train it again");
  }

  /** Digests of the run that the model is of, where it is in a run directory. */
  private Subject subject(String digest) throws IOException {
    String job = Files.exists(run.job()) ? Digest.sha256(Files.readAllBytes(run.job())) : "";
    String data = "";
    if (Files.exists(run.report())) {
      Report report = Report.read(run.report());
      if (!report.modelSha256().equals(digest) || !report.jobSha256().equals(job)) {
        throw new CertificateException(
            run.report(),
            "is of another "
                + (report.modelSha256().equals(digest) ? "job" : "model")
                + " than the one beside it: certify the files of one run, as training left them");
      }
      data = report.dataSha256();
    }
    return new Subject(digest, job, data, "adamant " + Build.version());
  }
}
