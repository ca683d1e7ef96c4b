package dev.adamant.record;

import dev.adamant.certificate.Certifier;
import dev.adamant.certificate.verify.Certificate;
import dev.adamant.data.ProgressListener;
import dev.adamant.memory.Sha256;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.record.RegistryState.Version;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Report;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Publishes a run or a model file: certifies it if no one has, takes the metrics of its report,
 * finds probes for its successors, and measures how far it is from the version before it.
 */
public final class Publisher {

  /**
   * What is to be published.
   *
   * @param model the name that it is served by
   * @param source a run directory, or a model file
   * @param probes which samples its successors are compared on
   * @param base as in {@link Publication#base}; empty for that of the run's report
   * @param target who computes answers to probes, as {@link Targets#open} takes it
   */
  public record Request(String model, Path source, ProbeChoice probes, String base, String target) {

    /** With the probes of the version before, else of the run; no base, on any target. */
    public Request(String model, Path source) {
      this(model, source, ProbeChoice.INHERITED, "", Targets.AUTO);
    }
  }

  /**
   * Where probes come from.
   *
   * @param file a safetensors file of {@link Probes}, or labelled samples such as CSV; null for
   *     none
   * @param inherit without a file: those of the version before; where it has none, of the held-out
   *     samples of the run
   */
  public record ProbeChoice(Path file, boolean inherit) {

    /** Those of the version before, else of the run. */
    public static final ProbeChoice INHERITED = new ProbeChoice(null, true);

    /** None. */
    public static final ProbeChoice NONE = new ProbeChoice(null, false);

    /** Those of a file. */
    public static ProbeChoice of(Path file) {
      return new ProbeChoice(file, false);
    }
  }

  private static final String NATIVE_FORM = ".safetensors";

  private final Registry registry;
  private final Request request;
  private final ProgressListener listener;
  private final Path model;
  private final RunFiles run;

  private Publisher(Registry registry, Request request, ProgressListener listener) {
    this.registry = registry;
    this.request = request;
    this.listener = listener;
    boolean isRun = Files.isDirectory(request.source());
    this.model = isRun ? new RunFiles(request.source()).model() : request.source();
    this.run = new RunFiles(model.toAbsolutePath().getParent());
  }

  /**
   * Publishes.
   *
   * @param listener is told what is made that was not there
   * @return the entry, whose statement is the {@link VersionRecord}
   * @throws RegistryException when it cannot be published, nothing is new, or another has published
   *     a version of the model meanwhile
   * @throws dev.adamant.certificate.CertificateException when it cannot be certified
   * @throws dev.adamant.data.DataException when held-out samples of the run cannot be had
   */
  public static SignedEntry publish(
      Registry registry, SigningKey key, Request request, ProgressListener listener)
      throws IOException {
    return new Publisher(registry, request, listener).publish(key);
  }

  private SignedEntry publish(SigningKey key) throws IOException {
    Publishing.checkName(request.model());
    if (!Files.exists(model)) {
      throw new RegistryException(
          request.source()
              + ": has no model: name a run directory whose run is finished, or a"
              + " model.safetensors");
    }
    if (!Files.exists(model.resolveSibling(Certificate.FILE))) {
      Certifier.certify(model);
      listener.message("certified it: " + model.resolveSibling(Certificate.FILE));
    }
    List<Version> versions = registry.state().versions(request.model());
    Version parent = versions.isEmpty() ? null : versions.getLast();
    boolean isAlike = parent != null && isAlike(parent.record());
    Version alike = isAlike ? parent : null;
    if (parent != null && !isAlike) {
      listener.message("no divergence: it takes or gives others than the version before");
    }
    Path unkept = Files.createTempFile("adamant-probes-", NATIVE_FORM);
    try {
      Path probes = probes(alike, unkept);
      Publication publication =
          new Publication(
              request.model(),
              model,
              probes,
              base(),
              metrics(versions, probes),
              alike == null ? "" : divergence(alike));
      SignedEntry entry =
          registry.publish(key, publication, parent == null ? "" : parent.entry().hash());
      if (alike != null) {
        warn((VersionRecord) entry.statement(), alike.record());
      }
      return entry;
    } catch (IllegalArgumentException e) {
      throw new RegistryException(request.source() + ": " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(unkept);
    }
  }

  /** Whether this model and that version take and give as many of the same kind. */
  private boolean isAlike(VersionRecord other) throws IOException {
    ModelDescription description = ModelFile.describe(model);
    return other.task().equals(description.task().taskName())
        && other.inputs() == description.network().inputs()
        && other.outputs() == description.network().outputs();
  }

  /**
   * The file of probes; null for none.
   *
   * @param parent whose probes are inherited; null for none
   */
  private Path probes(Version parent, Path unkept) throws IOException {
    Path named = request.probes().file();
    if (named != null) {
      if (named.toString().toLowerCase(Locale.ROOT).endsWith(NATIVE_FORM)) {
        return named;
      }
      Probes.csv(named, ModelFile.describe(model)).write(unkept);
      return unkept;
    }
    if (!request.probes().inherit()) {
      return null;
    }
    if (parent != null && !parent.record().probesSha256().isEmpty()) {
      return registry.object(parent.record().probesSha256());
    }
    if (Files.exists(run.job())) {
      Probes.of(run.directory(), Probes.DEFAULT, listener).write(unkept);
      return unkept;
    }
    listener.message("no probes: its successors will be compared with it on none");
    return null;
  }

  /** As it was named, else as the run's report has it. */
  private String base() throws IOException {
    boolean isReported = request.base().isEmpty() && Files.exists(run.report());
    return isReported ? Report.read(run.report()).base() : request.base();
  }

  private void warn(VersionRecord published, VersionRecord before) {
    String warning = ProbesLearned.warning(published, before);
    if (warning != null) {
      listener.message(warning);
    }
  }

  private SortedMap<String, String> metrics(List<Version> versions, Path probes)
      throws IOException {
    SortedMap<String, String> metrics = new TreeMap<>();
    if (Files.exists(run.report())) {
      Report report = Report.read(run.report());
      put(metrics, "testAccuracy", report.testAccuracy());
      put(metrics, "testLoss", report.testLoss());
      put(metrics, "testRmse", report.testRmse());
      put(metrics, "validationAccuracy", report.validationAccuracy());
      put(metrics, "validationLoss", report.validationLoss());
      put(metrics, "trainLoss", report.trainLoss());
      metrics.put("trainSamples", String.valueOf(report.trainSamples()));
      metrics.put("epochs", String.valueOf(report.epochs()));
      metrics.put("seed", String.valueOf(report.seed()));
    }
    if (probes != null) {
      ProbesLearned.count(metrics, run, Probes.read(probes), began(versions, probes), listener);
    }
    return metrics;
  }

  /** The version whose weights training began with, if it has those probes; else null. */
  private VersionRecord began(List<Version> versions, Path probes) throws IOException {
    String base = base();
    String digest = Sha256.of(probes);
    return versions.stream()
        .map(Version::record)
        .filter(record -> record.modelSha256().equals(base))
        .filter(record -> record.probesSha256().equals(digest))
        .findFirst()
        .orElse(null);
  }

  private static void put(SortedMap<String, String> metrics, String name, Double value) {
    if (value != null && Double.isFinite(value)) {
      metrics.put(name, value.toString());
    }
  }

  /** From the version before, on its probes; empty where it has none. */
  private String divergence(Version parent) throws IOException {
    if (parent.record().probesSha256().isEmpty()) {
      return "";
    }
    Path live = registry.object(parent.record().modelSha256());
    Probes probes = Probes.read(registry.object(parent.record().probesSha256()));
    try (Target target = Targets.open(request.target())) {
      return String.valueOf(Divergence.between(live, model, probes, target).mean());
    }
  }
}
