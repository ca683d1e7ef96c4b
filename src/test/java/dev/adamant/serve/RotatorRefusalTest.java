package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.Task;
import dev.adamant.model.ModelDescription;
import dev.adamant.record.Decision;
import dev.adamant.record.Decision.Action;
import dev.adamant.record.Probes;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryException;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.SigningKey;
import dev.adamant.record.VersionRecord;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong: the live version answers on, as if nothing had been. */
class RotatorRefusalTest {

  private static final int INPUTS = 3;
  private static final ModelDescription ABOUT = RotationRig.linear(Task.CLASSIFICATION, INPUTS, 2);
  private static final double[] WEIGHTS = {0.5, 1, -1, 0.25, -0.5, -1, 1, 0.75};
  private static final double[] ROW = {0.5, -0.25, 1};

  @TempDir private Path folder;

  private RotationRig rig;
  private double[] answer;

  @BeforeEach
  void serveTheFirst() throws IOException, BusyException, InterruptedException {
    rig = new RotationRig(folder);
    rig.publish(ABOUT, labelled(), WEIGHTS);
    rig.rotator().start(GateSettings.DEFAULT);
    answer = rig.ask(ROW).values();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  /** Probes with the labels that the first version gives. */
  private static Probes labelled() {
    Probes random = RotationRig.probes(50, INPUTS, 2);
    int[] labels = new int[random.size()];
    Arrays.setAll(
        labels,
        i -> {
          double[] x = random.features()[i];
          double[] y = new double[2];
          Arrays.setAll(
              y,
              o ->
                  WEIGHTS[4 * o]
                      + WEIGHTS[4 * o + 1] * x[0]
                      + WEIGHTS[4 * o + 2] * x[1]
                      + WEIGHTS[4 * o + 3] * x[2]);
          return y[1] > y[0] ? 1 : 0;
        });
    return new Probes(random.features(), labels, random.targets());
  }

  private VersionRecord publishNear() throws IOException {
    return rig.publish(ABOUT, labelled(), Arrays.stream(WEIGHTS).map(w -> w * 1.001).toArray());
  }

  private void firstStillAnswers() throws IOException, BusyException, InterruptedException {
    assertThat(rig.live()).isEqualTo(1);
    Answer now = rig.ask(ROW);
    assertThat(now.version().version()).isEqualTo(1);
    assertThat(now.values()).isEqualTo(answer);
    ServedFiles.awaitRegions(1);
    try (Registry again = Registry.open(RotationRig.directory(folder))) {
      assertThat(again.state().live(RotationRig.MODEL).orElseThrow().record().version())
          .isEqualTo(1);
    }
  }

  private Decision refused(int version, String last) throws Exception {
    return refused(version, GateSettings.DEFAULT, last);
  }

  private Decision refused(int version, GateSettings gate, String last) throws Exception {
    Decision decision = rig.rotator().rotate(RotationRig.MODEL, version, gate);
    assertThat(decision.action()).isEqualTo(Action.REFUSED);
    assertThat(RotationRig.last(decision)).contains(last).doesNotContain(folder.toString());
    assertThat(decision.checks().getLast().passed()).isFalse();
    assertThat(decision.checks().subList(0, decision.checks().size() - 1))
        .allMatch(Decision.Check::passed);
    assertThat(rig.registry().state().entries().getLast().statement()).isEqualTo(decision);
    firstStillAnswers();
    return decision;
  }

  @ParameterizedTest
  @CsvSource({
    "model, 'files: its model has the SHA-256 '",
    "certificate, 'files: its certificate has the SHA-256 '",
    "probes, 'files: its probes file has the SHA-256 '"
  })
  void aFlippedBitInAFile(String which, String last) throws Exception {
    VersionRecord record = publishNear();
    Path file = object(which, record);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    rewrite(file, bytes);
    refused(2, last);
  }

  @ParameterizedTest
  @CsvSource({"model", "certificate", "probes"})
  void aMissingFile(String which) throws Exception {
    Files.delete(object(which, publishNear()));
    refused(2, "cannot be read (NoSuchFileException): publish it again");
  }

  private Path object(String which, VersionRecord record) {
    return rig.registry()
        .object(
            switch (which) {
              case "model" -> record.modelSha256();
              case "certificate" -> record.certificateSha256();
              default -> record.probesSha256();
            });
  }

  private static void rewrite(Path file, byte[] bytes) throws IOException {
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @CsvSource({"signature", "record", "database"})
  void aFlippedBitInTheLedger(String which) throws Exception {
    publishNear();
    SignedEntry entry = rig.registry().state().entries().getLast();
    Path ledger = RotationRig.directory(folder).resolve("ledger.db");
    byte[] bytes = Files.readAllBytes(ledger);
    byte[] whole = bytes.clone();
    int at =
        switch (which) {
          case "signature" -> find(bytes, stored(ledger, "signature", entry));
          case "record" -> find(bytes, stored(ledger, "bytes", entry));
          default -> 100; // The kind of the first page of the tree.
        };
    bytes[at + 3] ^= 1;
    Files.write(ledger, bytes);

    assertThatThrownBy(() -> rig.rotator().rotate(RotationRig.MODEL, 2, GateSettings.DEFAULT))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("ledger.db");
    assertThat(rig.live()).isEqualTo(1);
    assertThat(rig.ask(ROW).values()).isEqualTo(answer);
    Files.write(ledger, whole);
    firstStillAnswers();
  }

  /** The beginning of what is stored of an entry. */
  private static byte[] stored(Path ledger, String column, SignedEntry entry) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT " + column + " FROM entries WHERE sequence = " + entry.sequence())) {
      assertThat(result.next()).isTrue();
      return Arrays.copyOf(result.getBytes(1), 40);
    }
  }

  private static int find(byte[] bytes, byte[] what) {
    for (int i = 0; i + what.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    throw new AssertionError("the ledger's file does not have it");
  }

  @Test
  void aRevokedVersion() throws Exception {
    publishNear();
    rig.revoke(2);
    refused(2, "revocation: it was revoked: it was trained on the wrong data");
  }

  @Test
  void anUnknownKey() throws Exception {
    publishNear();
    SigningKey stranger = SigningKey.generate(folder.resolve("stranger.pem"));
    try (Rotator other =
        new Rotator(
            rig.registry(),
            stranger,
            new ServedModels(),
            () -> Targets.open("native"),
            Engine.Limits.DEFAULT,
            rig.heard())) {
      assertThatThrownBy(() -> other.start(GateSettings.DEFAULT))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("is not trusted by the registry");
      assertThatThrownBy(() -> other.rotate(RotationRig.MODEL, 2, GateSettings.DEFAULT))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("cannot be recorded, so nothing has changed");
    }
    firstStillAnswers();
  }

  @Test
  void anotherShape() throws Exception {
    ModelDescription wider = RotationRig.linear(Task.CLASSIFICATION, INPUTS, 3);
    rig.publish(wider, RotationRig.probes(9, INPUTS, 3), new double[12]);
    refused(
        2,
        "shape: it is of classification of 3 features to 3 outputs, the live version of"
            + " classification of 3 features to 2 outputs");
    ModelDescription numbers = RotationRig.linear(Task.REGRESSION, INPUTS, 2);
    rig.publish(numbers, null, WEIGHTS);
    refused(3, "shape: it is of regression of 3 features");
    ModelDescription renamed =
        new ModelDescription(
            ABOUT.network(),
            ABOUT.task(),
            ABOUT.scaling(),
            ABOUT.storage(),
            ABOUT.compute(),
            ABOUT.loss(),
            ABOUT.classes().reversed(),
            ABOUT.features());
    rig.publish(renamed, labelled(), WEIGHTS);
    refused(4, "shape: its classes are c1, c0, those of the live version c0, c1");
  }

  @Test
  void probesOfAnotherShape() {
    String misfit = "its probes are of another shape than 3 features and 2 classes";
    ModelDescription numbers = RotationRig.linear(Task.REGRESSION, INPUTS, 2);
    assertThat(GateEvidence.misfit(labelled(), ABOUT)).isNull();
    assertThat(GateEvidence.misfit(labelled(), numbers)).contains("3 features and 2 outputs");
    assertThat(GateEvidence.misfit(RotationRig.probes(9, INPUTS + 1, 2), ABOUT)).contains(misfit);
    assertThat(GateEvidence.misfit(RotationRig.probes(9, INPUTS, 3), ABOUT)).contains(misfit);
  }

  @Test
  void answersThatHaveDrifted() throws Exception {
    rig.publish(ABOUT, labelled(), Arrays.stream(WEIGHTS).map(w -> 12 * w).toArray());
    Decision decision = refused(2, "divergence: KL(live ‖ candidate) is ");
    double found = Double.parseDouble(decision.checks().getLast().measures().get("divergence"));
    assertThat(found).isGreaterThan(0.1);
    // To the last bit: what was found is allowed, the next lower number is not.
    Duration time = Duration.ofSeconds(1);
    refused(2, new GateSettings(Math.nextDown(found), 1, 0, time), "divergence: ");
    assertThat(
            rig.rotator()
                .rotate(RotationRig.MODEL, 2, new GateSettings(found, 1, 0, time))
                .action())
        .isEqualTo(Action.ROTATED);
  }

  @Test
  void lessAccuracyAtALittleDivergence() throws Exception {
    Probes probes = labelled();
    int[] turned = Arrays.stream(probes.labels()).map(label -> 1 - label).toArray();
    // So close to a tie that the greater output changes with a divergence of next to nothing.
    double[] tied = {0, 1e-4, 0, 0, 0, -1e-4, 0, 0};
    rig.publish(ABOUT, new Probes(probes.features(), turned, probes.targets()), tied);
    assertThat(rig.rotator().rotate(RotationRig.MODEL, 2, RotationRig.OPEN).action())
        .isEqualTo(Action.ROTATED);
    Probes signs = RotationRig.probes(50, INPUTS, 2);
    int[] labels = Arrays.stream(signs.features()).mapToInt(x -> x[0] > 0 ? 0 : 1).toArray();
    Probes judged = new Probes(signs.features(), labels, signs.targets());
    rig.publish(ABOUT, judged, Arrays.stream(tied).map(w -> 2 * w).toArray());
    rig.rotator().rotate(RotationRig.MODEL, 3, RotationRig.OPEN);
    rig.publish(ABOUT, judged, Arrays.stream(tied).map(w -> -w).toArray());
    Decision decision = rig.rotator().rotate(RotationRig.MODEL, 4, GateSettings.DEFAULT);
    assertThat(decision.action()).isEqualTo(Action.REFUSED);
    assertThat(RotationRig.last(decision))
        .startsWith("accuracy: accuracy 0.000 on the probes, at least 0.9800 is let in: ");
    assertThat(rig.live()).isEqualTo(3);
  }

  @Test
  void theVersionThatIsLive() throws Exception {
    refused(1, "version: version 1 is live already");
  }

  @Test
  void versionsAndModelsThatThereAreNot() throws Exception {
    long sequence = rig.registry().state().sequence();
    assertThatThrownBy(() -> rig.rotator().rotate(RotationRig.MODEL, 7, GateSettings.DEFAULT))
        .isInstanceOf(RegistryException.class)
        .hasMessage("small has no version 7: there are 1 to 1");
    assertThatThrownBy(() -> rig.rotator().rotate("other", 1, GateSettings.DEFAULT))
        .isInstanceOf(RegistryException.class)
        .hasMessage("there is no model other in the registry");
    assertThatThrownBy(() -> rig.rotator().rollback("other")).isInstanceOf(RegistryException.class);
    assertThat(rig.registry().state().sequence()).isEqualTo(sequence);
    firstStillAnswers();
  }

  @Test
  void withoutProbesOrTrafficNothingIsKnown() throws Exception {
    double[] other = Arrays.stream(WEIGHTS).map(w -> w * 1.001).toArray();
    rig.publish(ABOUT, null, other);
    assertThat(rig.rotator().rotate(RotationRig.MODEL, 2, GateSettings.DEFAULT).action())
        .as("it is compared on the probes of the live version")
        .isEqualTo(Action.ROTATED);
    Decision decision = rig.rotator().rotate(RotationRig.MODEL, 1, GateSettings.DEFAULT);
    assertThat(RotationRig.last(decision))
        .startsWith("divergence: the live version has no probes to compare it on");
    assertThat(rig.live()).isEqualTo(2);
  }
}
