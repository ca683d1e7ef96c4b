package dev.adamant.record;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.certificate.verify.Certificate;
import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Json;
import dev.adamant.certificate.verify.Verifier;
import dev.adamant.data.Task;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Parameter;
import dev.adamant.record.RegistryState.Version;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The files of a publication, copied and checked; and the record of them. */
final class Publishing implements AutoCloseable {

  private final ObjectStore store;
  private final Staging staging;
  private final Publication publication;
  private final RunFiles files;
  private final List<Staging.Item> items = new ArrayList<>();

  private ModelDescription description;
  private String model;
  private String certificate;
  private String job = "";
  private String data = "";
  private String probes = "";

  private Publishing(ObjectStore store, Staging staging, Publication publication) {
    this.store = store;
    this.staging = staging;
    this.publication = publication;
    this.files = new RunFiles(publication.file().toAbsolutePath().getParent());
  }

  /**
   * Copies the files beside the objects and checks that they belong together.
   *
   * @throws RegistryException when they do not, or the certificate does not hold for the model
   */
  static Publishing stage(ObjectStore store, Publication publication) throws IOException {
    checkName(publication.model());
    Staging staging = Staging.open(store);
    try {
      Publishing publishing = new Publishing(store, staging, publication);
      publishing.stage();
      return publishing;
    } catch (IOException | RuntimeException | Error e) {
      staging.close();
      throw e;
    }
  }

  /**
   * Checks the name of a model.
   *
   * @throws RegistryException when it is none
   */
  static void checkName(String model) throws RegistryException {
    if (!StatementReader.isModelName(model)) {
      throw new RegistryException(
          "\""
              + model
              + "\" names no model: give lower-case letters, digits, '.', '_' and '-', at most 64,"
              + " a letter or digit first");
    }
  }

  private void stage() throws IOException {
    Path source = publication.file();
    // Told of the file by its own name, if it is no model.
    ModelFile.describe(source);
    Staging.Item staged = add(source);
    model = staged.sha256();
    description = ModelFile.describe(staged.file());
    Path beside = source.resolveSibling(Certificate.FILE);
    if (!Files.exists(beside)) {
      throw new RegistryException(
          source + ": has no " + Certificate.FILE + " beside it: make it by adamant certify");
    }
    Staging.Item proof = add(beside);
    certificate = proof.sha256();
    if (Files.exists(files.job())) {
      job = add(files.job()).sha256();
    }
    if (publication.probes() != null) {
      checkProbes(Probes.read(publication.probes()));
      Staging.Item samples = add(publication.probes());
      probes = samples.sha256();
      checkProbes(Probes.read(samples.file()));
    }
    checkCertificate(staged.file(), Files.readAllBytes(proof.file()));
    checkReport();
  }

  private Staging.Item add(Path source) throws IOException {
    Staging.Item item = staging.add(source);
    items.add(item);
    return item;
  }

  private void checkCertificate(Path staged, byte[] proof) throws IOException {
    Path beside = publication.file().resolveSibling(Certificate.FILE);
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(staged)) {
      List<Finding> broken =
          Verifier.verify(
                  channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), proof, job)
              .broken();
      if (!broken.isEmpty()) {
        Finding first = broken.getFirst();
        throw new RegistryException(
            beside
                + ": does not hold, "
                + first.obligation()
                + " is broken: "
                + first.message()
                + ": certify the files of one run, as training left them");
      }
      JsonNode subject = Json.parse(ByteBuffer.wrap(proof)).required("subject");
      data = Json.string(subject, "data");
    } catch (BrokenClaimException e) {
      throw new RegistryException(beside + ": is no certificate: " + e.getMessage(), e);
    }
  }

  private void checkProbes(Probes samples) throws RegistryException {
    int inputs = description.network().inputs();
    int outputs = description.network().outputs();
    boolean classes = description.task() == Task.CLASSIFICATION;
    boolean fit = samples.features()[0].length == inputs && samples.isClassification() == classes;
    if (fit && classes) {
      fit = Arrays.stream(samples.labels()).allMatch(label -> label < outputs);
    } else if (fit) {
      fit = samples.targets()[0].length == outputs;
    }
    if (!fit) {
      throw new RegistryException(
          publication.probes()
              + ": has no probes for this model, of "
              + inputs
              + " features and "
              + outputs
              + (classes ? " classes" : " outputs")
              + ": give others by --probes, or none");
    }
  }

  private void checkReport() throws IOException {
    if (!Files.exists(files.report())) {
      return;
    }
    Report report = Report.read(files.report());
    if (!report.modelSha256().equals(model)
        || !report.jobSha256().equals(job)
        || !report.dataSha256().equals(data)) {
      throw new RegistryException(
          files.report()
              + ": is of another model, job or data than the certificate: publish the files of one"
              + " run, as training left them");
    }
  }

  /**
   * The version as the next one of its model.
   *
   * @param expected hash of the version that must be the newest, empty for none; null for any
   * @throws RegistryException when the newest version is another or the same model
   */
  VersionRecord record(Snapshot now, String expected) throws IOException {
    List<Version> versions = now.versions(publication.model());
    Version newest = versions.isEmpty() ? null : versions.getLast();
    String parent = newest == null ? "" : newest.entry().hash();
    if (expected != null && !expected.equals(parent)) {
      throw new RegistryException(
          "version "
              + versions.size()
              + " of "
              + publication.model()
              + " was published meanwhile: publish again, to be compared with that one");
    }
    if (newest != null && newest.record().modelSha256().equals(model)) {
      throw new RegistryException(
          publication.file()
              + ": is version "
              + newest.record().version()
              + " of "
              + publication.model()
              + " already, to the bit: there is nothing new to publish");
    }
    for (Version version : versions) {
      if (version.revoked() != null && version.record().modelSha256().equals(model)) {
        throw new RegistryException(
            publication.file()
                + ": is version "
                + version.record().version()
                + " of "
                + publication.model()
                + " to the bit, which was revoked ("
                + version.revoked()
                + "): train another");
      }
    }
    return new VersionRecord(
        publication.model(),
        versions.size() + 1,
        model,
        certificate,
        job,
        data,
        probes,
        publication.base(),
        parent,
        description.storage().name(),
        description.compute().name(),
        description.task().taskName(),
        description.network().inputs(),
        description.network().outputs(),
        description.network().layers().stream()
            .flatMap(layer -> layer.parameters().stream())
            .mapToLong(Parameter::count)
            .sum(),
        publication.metrics(),
        publication.divergence());
  }

  /** Gives the files their places; called by a writer that is alone. */
  void place() throws IOException {
    for (Staging.Item item : items) {
      store.take(item);
    }
  }

  @Override
  public void close() throws IOException {
    staging.close();
  }
}
