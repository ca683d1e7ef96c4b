package dev.adamant.serve;

import dev.adamant.certificate.Certifier;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Network;
import dev.adamant.model.Weights;
import dev.adamant.record.Decision;
import dev.adamant.record.Probes;
import dev.adamant.record.Publication;
import dev.adamant.record.Registry;
import dev.adamant.record.Revocation;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.SigningKey;
import dev.adamant.record.TrustedKey;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A registry with small models, and a rotator that serves them. */
final class RotationRig implements AutoCloseable {

  static final String MODEL = "small";
  static final GateSettings OPEN =
      new GateSettings(1e300, 1e300, 0, GateSettings.DEFAULT.shadowTime());

  private static final DataType TYPE = DataType.parse("posit32");

  private final Path folder;
  private final SigningKey key;
  private final Registry registry;
  private final ServedModels models = new ServedModels();
  private final Heard heard = new Heard();
  private final Rotator rotator;

  /** What the rotator says. */
  static final class Heard implements RotatorListener {

    final List<Decision> decisions = new ArrayList<>();
    final List<Times> times = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();

    @Override
    public synchronized void decided(Decision decision, SignedEntry entry, Times took) {
      decisions.add(decision);
      times.add(took);
    }

    @Override
    public synchronized void troubled(String model, String message) {
      troubles.add(model + ": " + message);
    }
  }

  /** How a registry that is there is opened. */
  @FunctionalInterface
  interface Opener {
    Registry open(Path directory) throws IOException;
  }

  /** With a registry that is there, or else made. */
  RotationRig(Path folder) throws IOException {
    this(folder, Registry::open);
  }

  RotationRig(Path folder, Opener opener) throws IOException {
    this.folder = folder;
    Path keyFile = folder.resolve("key.pem");
    if (Files.exists(keyFile)) {
      key = SigningKey.read(keyFile);
    } else {
      key = SigningKey.generate(keyFile);
      try (Registry made = Registry.init(directory(folder))) {
        made.append(key, TrustedKey.of("tests", key));
      }
    }
    registry = opener.open(directory(folder));
    rotator =
        new Rotator(
            registry, key, models, () -> Targets.open("native"), Engine.Limits.DEFAULT, heard);
  }

  static Path directory(Path folder) {
    return folder.resolve("registry");
  }

  Registry registry() {
    return registry;
  }

  SigningKey key() {
    return key;
  }

  Rotator rotator() {
    return rotator;
  }

  ServedModels models() {
    return models;
  }

  Heard heard() {
    return heard;
  }

  ServedModel model() {
    return models.of(MODEL);
  }

  /** The number of the version that answers; 0 for none. */
  int live() {
    return rotator.served(MODEL);
  }

  /** What the ledger says is live; 0 for nothing. */
  int ledger() throws IOException {
    return registry.state().live(MODEL).map(v -> v.record().version()).orElse(0);
  }

  /** A linear model's weights: a row for each output, its bias first. */
  static ModelDescription linear(Task task, int inputs, int outputs) {
    boolean classes = task == Task.CLASSIFICATION;
    return new ModelDescription(
        Network.dense(
            inputs,
            List.of(),
            Activation.TANH,
            outputs,
            classes ? Loss.CROSS_ENTROPY : Loss.MEAN_SQUARED_ERROR),
        task,
        Scaling.none(inputs),
        TYPE,
        TYPE,
        TYPE,
        classes ? IntStream.range(0, outputs).mapToObj(i -> "c" + i).toList() : List.of(),
        List.of());
  }

  /** Publishes a linear model. */
  VersionRecord publish(ModelDescription about, Probes probes, double... weights)
      throws IOException {
    return publish(MODEL, about, probes, weights);
  }

  VersionRecord publish(String model, ModelDescription about, Probes probes, double... weights)
      throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    Path file = write(run.resolve("model.safetensors"), about, weights);
    Certifier.certify(file);
    Path labelled = null;
    if (probes != null) {
      labelled = run.resolve("probes.safetensors");
      probes.write(labelled);
    }
    SignedEntry entry =
        registry.publish(key, new Publication(model, file, labelled, "", new TreeMap<>(), ""));
    return (VersionRecord) entry.statement();
  }

  private static Path write(Path file, ModelDescription about, double... weights)
      throws IOException {
    Network network = about.network();
    try (Region region = Region.open("weights", Weights.bytes(network.layers(), TYPE));
        Target target = Targets.open("reference")) {
      Weights into = new Weights(region, network.layers(), TYPE, TYPE);
      int from = 0;
      for (int i = 0; i < network.layers().size(); i++) {
        for (Tensor tensor : into.stored(i)) {
          int count = (int) tensor.count();
          tensor.fill(Arrays.copyOfRange(weights, from, from + count));
          from += count;
        }
      }
      ModelFile.write(file, about, into, target);
    }
    return file;
  }

  /** A classifier of hidden layers with random weights. */
  static ModelDescription deep(int... sizes) {
    int outputs = sizes[sizes.length - 1];
    return new ModelDescription(
        Network.dense(
            sizes[0],
            IntStream.of(sizes).boxed().toList().subList(1, sizes.length - 1),
            Activation.RELU,
            outputs,
            Loss.CROSS_ENTROPY),
        Task.CLASSIFICATION,
        Scaling.none(sizes[0]),
        TYPE,
        TYPE,
        TYPE,
        IntStream.range(0, outputs).mapToObj(i -> "c" + i).toList(),
        List.of());
  }

  static double[] random(ModelDescription about, long seed) {
    Random random = new Random(seed);
    long count = about.network().parameterCount();
    return random.doubles(count, -1, 1).map(u -> u / Math.sqrt(about.network().inputs())).toArray();
  }

  /** Random samples, of classes in turn. */
  static Probes probes(int samples, int inputs, int classes) {
    Random random = new Random(3);
    double[][] features = new double[samples][];
    Arrays.setAll(features, i -> random.doubles(inputs, -1, 1).toArray());
    return new Probes(
        features, IntStream.range(0, samples).map(i -> i % classes).toArray(), new double[0][]);
  }

  void revoke(int version) throws IOException {
    registry.append(key, new Revocation(MODEL, version, "", "it was trained on the wrong data"));
  }

  /** What the live version answers. */
  Answer ask(double... features) throws BusyException, InterruptedException {
    Engine engine = model().lease();
    try {
      return engine.answer(features, features.length / engine.description().network().inputs());
    } finally {
      engine.release();
    }
  }

  /** The last check, with its name in front. */
  static String last(Decision decision) {
    Decision.Check check = decision.checks().getLast();
    return check.name() + ": " + check.message();
  }

  @Override
  public void close() throws IOException {
    rotator.close();
    registry.close();
  }
}
