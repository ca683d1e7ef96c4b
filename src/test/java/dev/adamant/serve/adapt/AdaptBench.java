package dev.adamant.serve.adapt;

import dev.adamant.certificate.Certifier;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Shuffle;
import dev.adamant.record.Decision;
import dev.adamant.record.Probes;
import dev.adamant.record.Publication;
import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import dev.adamant.record.TrustedKey;
import dev.adamant.serve.Engine;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Rotator;
import dev.adamant.serve.ServedModels;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.RunFiles;
import dev.adamant.train.RunListener;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * A registry with a model of digits that has learned from few rows, a server's rotator, and rows to
 * adapt it by.
 */
final class AdaptBench implements AutoCloseable {

  static final String MODEL = "digits";

  /** Rows that the first version has learned from, and those that it is judged by. */
  static final int FIRST = 120;

  static final int PROBES = 300;

  private static final int CLASSES = 10;
  private static final double BRIGHTEST = 16;

  final Path folder;
  final Path inbox;
  final Registry registry;
  final SigningKey key;
  final Target target;
  final Rotator rotator;
  final List<Heard> heard = new ArrayList<>();
  private final ServedModels models = new ServedModels();
  private final Dataset digits;
  private final int[] order;

  /** What an adaptation said. */
  record Heard(String event, String sentence, Map<String, Object> facts) {}

  /** Makes all of it below a folder; the first version is live. */
  AdaptBench(Path folder) throws IOException {
    this.folder = folder;
    this.inbox = Files.createDirectories(folder.resolve("inbox"));
    this.digits = DataSources.open("digits", DataOptions.DEFAULT, ProgressListener.NONE);
    this.order = order(digits);
    this.registry = Registry.init(folder.resolve("registry"));
    this.key = SigningKey.generate(folder.resolve("key.pem"));
    registry.append(
        key, new TrustedKey("test", Base64.getEncoder().encodeToString(key.publicKey())));
    this.target = Targets.open("native");
    publishFirst();
    this.rotator =
        new Rotator(registry, key, models, () -> Targets.open("native"), new Engine.Limits(16, 64));
    rotator.start(GateSettings.DEFAULT);
  }

  /** What {@link #AdaptBench} has made, without a rotator. */
  static AdaptBench reopen(Path folder) throws IOException {
    return new AdaptBench(folder, Registry.open(folder.resolve("registry")));
  }

  private AdaptBench(Path folder, Registry registry) throws IOException {
    this.folder = folder;
    this.inbox = folder.resolve("inbox");
    this.digits = DataSources.open("digits", DataOptions.DEFAULT, ProgressListener.NONE);
    this.order = order(digits);
    this.registry = registry;
    this.key = SigningKey.read(folder.resolve("key.pem"));
    this.target = Targets.open("native");
    this.rotator =
        new Rotator(registry, key, models, () -> Targets.open("native"), new Engine.Limits(16, 64));
  }

  private static int[] order(Dataset digits) {
    return Shuffle.permutation(digits.size(), 3, 4, 0);
  }

  private void publishFirst() throws IOException {
    Path data = write(folder.resolve("first.csv"), PROBES, FIRST, false, label -> label);
    JobSettings job =
        JobSettings.EMPTY
            .with("data.source", data.toString(), "test")
            .with("model.hidden", "24", "test")
            .with("training.epochs", "12", "test")
            .with("training.batch", "16", "test");
    RunFiles run = new RunFiles(folder.resolve("first"));
    TrainingRun.start(
        job, new Execution("native", 0, 0), run.directory(), target, RunListener.NONE);
    Certifier.certify(run.directory());
    Path probes = folder.resolve("probes.safetensors");
    double[][] features = new double[PROBES][];
    int[] labels = new int[PROBES];
    for (int i = 0; i < PROBES; i++) {
      features[i] = features(order[i], false);
      labels[i] = digits.label(order[i]);
    }
    new Probes(features, labels, new double[0][]).write(probes);
    registry.publish(key, new Publication(MODEL, run.model(), probes, "", new TreeMap<>(), ""));
  }

  private double[] features(int row, boolean inverted) {
    double[] features = new double[digits.features()];
    for (int f = 0; f < features.length; f++) {
      double x = digits.feature(row, f);
      features[f] = inverted ? BRIGHTEST - x : x;
    }
    return features;
  }

  /** Rows of digits in an order of their own as CSV. */
  Path write(Path file, int from, int count, boolean inverted, IntUnaryOperator labels)
      throws IOException {
    return Files.writeString(file, rows(from, count, inverted, labels));
  }

  /** The same as text. */
  String rows(int from, int count, boolean inverted, IntUnaryOperator labels) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      for (double x : features(order[i], inverted)) {
        text.append((int) x).append(',');
      }
      text.append(labels.applyAsInt(digits.label(order[i]))).append('\n');
    }
    return text.toString();
  }

  /** The first of so many rows that nothing has learned from. */
  static int fresh(int number, int each) {
    return PROBES + FIRST + number * each;
  }

  /** Brings a file of true rows into what is followed, as a whole. */
  void deliver(String name, int from, int count) throws IOException {
    deliver(name, rows(from, count, false, label -> label));
  }

  /** Brings rows into what is followed whose labels are those of the next class. */
  void deliverPoisoned(String name, int from, int count) throws IOException {
    deliver(name, rows(from, count, false, label -> (label + 1) % CLASSES));
  }

  /** Brings rows into what is followed whose pixels are inverted. */
  void deliverInverted(String name, int from, int count) throws IOException {
    deliver(name, rows(from, count, true, label -> label));
  }

  /** Brings a text into what is followed. */
  void deliver(String name, String text) throws IOException {
    Path beside = Files.writeString(inbox.resolve("." + name + ".tmp"), text);
    Files.move(beside, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Settings for candidates of so many rows, with the limits that are usual. */
  AdaptSettings settings(String source, int rows, int window) {
    return settings(source, rows, window, 0.25);
  }

  /** The same with another limit for drift. */
  AdaptSettings settings(String source, int rows, int window, double drift) {
    return new AdaptSettings(
        MODEL,
        source,
        "",
        folder.resolve("work"),
        rows,
        window,
        3,
        0,
        0.1,
        0.1,
        0.02,
        drift,
        64L << 20,
        Duration.ofMillis(5));
  }

  /** An adaptation by the inbox that asks the rotator. */
  Adaptation open(int rows, int window) throws IOException {
    return open(settings(inbox.toString(), rows, window), this::rotate);
  }

  /** An adaptation of other settings that asks someone else. */
  Adaptation open(AdaptSettings settings, RotationRequest request) throws IOException {
    return Adaptation.open(
        settings,
        registry,
        key,
        target,
        new Execution("native", 0, 0),
        request,
        (event, sentence, facts) -> heard.add(new Heard(event, sentence, facts)));
  }

  /** What the server does. */
  String rotate(String model, int version) throws IOException {
    return rotator.rotate(model, version, GateSettings.DEFAULT).action().text();
  }

  /** Kinds of what was heard, without what was only read or planned. */
  List<String> events() {
    return heard.stream()
        .map(Heard::event)
        .filter(event -> !List.of("planned", "taken", "trained", "published").contains(event))
        .toList();
  }

  /** What was heard of one kind. */
  List<Heard> heard(String event) {
    return heard.stream().filter(h -> h.event().equals(event)).toList();
  }

  /** The number of the version that is live. */
  int live() throws IOException {
    return registry.state().live(MODEL).orElseThrow().record().version();
  }

  /** Fraction of probes that a version has right. */
  double accuracy(int version) throws IOException {
    var record = registry.state().version(MODEL, version).orElseThrow().record();
    Probes probes = Probes.read(registry.object(record.probesSha256()));
    return ProbeScore.of(registry.object(record.modelSha256()), probes, target).value();
  }

  /** Decisions about the model, the first first. */
  List<Decision> decisions() throws IOException {
    return registry.state().entries().stream()
        .filter(entry -> entry.statement() instanceof Decision)
        .map(entry -> (Decision) entry.statement())
        .toList();
  }

  /** The state that is on the disk. */
  AdaptState state() throws IOException {
    return AdaptStateFile.read(folder.resolve("work").resolve("state.json"));
  }

  /**
   * Rows that are in the window file of a candidate, as lines without the header.
   *
   * @param candidate its number
   */
  List<String> window(long candidate) throws IOException {
    return lines(Trainee.rows(folder.resolve("work/candidates").resolve(Long.toString(candidate))));
  }

  /** Rows of a segment, as lines. */
  List<String> segment(long number) throws IOException {
    return lines(folder.resolve("work/rows").resolve(number + ".csv"));
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size());
  }

  @Override
  public void close() throws IOException {
    rotator.close();
    registry.close();
    target.close();
  }
}
