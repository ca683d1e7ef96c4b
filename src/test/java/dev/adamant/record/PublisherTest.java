package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adamant.data.ProgressListener;
import dev.adamant.memory.Sha256;
import dev.adamant.record.Publisher.ProbeChoice;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about a version when it is published. */
class PublisherTest {

  private static final String REFERENCE = "reference";

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final ProgressListener listener =
      new ProgressListener() {
        @Override
        public void message(String line) {
          told.add(line);
        }

        @Override
        public void progress(String what, long done, long total) {}
      };

  private SigningKey key;
  private Registry registry;

  @BeforeEach
  void make() throws IOException {
    key = Small.key(folder.resolve("key.pem"));
    registry = Small.registry(folder.resolve("registry"), key);
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  private VersionRecord publish(Path source, ProbeChoice probes) throws IOException {
    Publisher.Request request = new Publisher.Request(Small.MODEL, source, probes, "", REFERENCE);
    return (VersionRecord) Publisher.publish(registry, key, request, listener).statement();
  }

  private Path probes(int features) throws IOException {
    Random random = new Random(2);
    double[][] rows = new double[20][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.doubles(features).toArray();
    }
    Path file = folder.resolve("probes" + features + ".safetensors");
    new Probes(rows, random.ints(20, 0, 3).toArray(), new double[0][]).write(file);
    return file;
  }

  @Test
  void aModelWithoutACertificateIsCertified() throws IOException {
    Path file = Small.model(folder.resolve("one"), 1);
    Files.delete(file.resolveSibling("model.cert.json"));

    VersionRecord record = publish(file, ProbeChoice.INHERITED);

    assertThat(told)
        .containsExactly(
            "certified it: " + file.resolveSibling("model.cert.json"),
            "no probes: its successors will be compared with it on none");
    assertThat(record.certificateSha256())
        .isEqualTo(Sha256.of(file.resolveSibling("model.cert.json")));
    assertThat(record.probesSha256()).isEmpty();
    assertThat(record.metrics()).isEmpty();
    assertThat(record.base()).isEmpty();
  }

  @Test
  void aNameThatIsNoneIsRefusedBeforeAnythingIsMade() throws IOException {
    Path file = Small.model(folder.resolve("one"), 1);
    Path certificate = file.resolveSibling("model.cert.json");
    Files.delete(certificate);
    Publisher.Request named =
        new Publisher.Request("One", file, ProbeChoice.INHERITED, "", REFERENCE);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> Publisher.publish(registry, key, named, listener))
        .withMessageStartingWith("\"One\" names no model");
    assertThat(certificate).doesNotExist();
    assertThat(told).isEmpty();
  }

  @Test
  void probesAreInheritedAndDivergenceIsMeasuredOnThem() throws IOException {
    Path file = probes(4);
    Path one = Small.model(folder.resolve("one"), 1);
    Path two = Small.model(folder.resolve("two"), 2);
    VersionRecord first = publish(one, ProbeChoice.of(file));
    VersionRecord second = publish(two, ProbeChoice.INHERITED);
    VersionRecord third = publish(Small.model(folder.resolve("three"), 3), ProbeChoice.NONE);
    VersionRecord fourth = publish(Small.model(folder.resolve("four"), 4), ProbeChoice.INHERITED);

    assertThat(first.probesSha256()).isEqualTo(Sha256.of(file));
    assertThat(first.divergence()).isEmpty();
    assertThat(second.probesSha256()).isEqualTo(first.probesSha256());
    try (Target target = Targets.open(REFERENCE)) {
      Divergence expected = Divergence.between(one, two, Probes.read(file), target);
      assertThat(second.divergence()).isEqualTo(String.valueOf(expected.mean()));
      assertThat(expected.mean()).isPositive();
    }
    assertThat(third.divergence()).isNotEmpty();
    assertThat(third.probesSha256()).isEmpty();
    // Its parent has none to be compared on.
    assertThat(fourth.divergence()).isEmpty();
    assertThat(told).hasSize(1);
  }

  @Test
  void samplesWithLabelsArePossibleProbes() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("samples.csv"), "1,2,3,4,setosa\n0,0,1,1,virginica\n5,1,1,0,setosa\n");
    VersionRecord record = publish(Small.model(folder.resolve("one"), 1), ProbeChoice.of(csv));

    Probes probes = Probes.read(registry.object(record.probesSha256()));
    assertThat(probes.labels()).containsExactly(0, 2, 0);
    assertThat(probes.features()[0]).containsExactly(1, 2, 3, 4);
  }

  @Test
  void probesThatDoNotFitAreRefused() throws IOException {
    Path one = Small.model(folder.resolve("one"), 1);
    Path csv = Files.writeString(folder.resolve("samples.csv"), "1,2,3,setosa\n");
    for (Path probes : List.of(probes(3), csv, folder.resolve("key.pem"), one)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> publish(one, ProbeChoice.of(probes)))
          .satisfies(e -> assertThat(e.getMessage()).contains(folder.toString()));
    }
    assertThat(registry.state().models()).isEmpty();
  }

  @Test
  void aModelOfAnotherShapeIsNotCompared() throws IOException {
    publish(Small.model(folder.resolve("one"), 1), ProbeChoice.of(probes(4)));
    VersionRecord other = publish(Small.model(folder.resolve("two"), 2, 6), ProbeChoice.INHERITED);

    assertThat(other.inputs()).isEqualTo(6);
    assertThat(other.divergence()).isEmpty();
    assertThat(other.probesSha256()).isEmpty();
    assertThat(told).hasSize(2).first().asString().startsWith("no divergence: ");
  }

  @Test
  void theSameModelIsNothingNew() throws IOException {
    Path one = Small.model(folder.resolve("one"), 1);
    publish(one, ProbeChoice.NONE);
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> publish(one, ProbeChoice.NONE))
        .withMessageContaining("there is nothing new to publish");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> publish(folder.resolve("none"), ProbeChoice.NONE))
        .withMessageContaining("has no model");
  }

  @Test
  void whatWasRevokedIsNotPublishedAgain() throws IOException {
    Path one = Small.model(folder.resolve("one"), 1);
    publish(one, ProbeChoice.NONE);
    publish(Small.model(folder.resolve("two"), 2), ProbeChoice.NONE);
    registry.append(key, new Revocation(Small.MODEL, 1, "", "learned from the wrong data"));
    long sequence = registry.state().sequence();
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> publish(one, ProbeChoice.NONE))
        .withMessageEndingWith(
            ": is version 1 of "
                + Small.MODEL
                + " to the bit, which was revoked (learned from the wrong data): train another");
    assertThat(registry.state().sequence()).isEqualTo(sequence);
  }

  /** What was compared with a version must not follow on another. */
  @Test
  void aVersionPublishedMeanwhileIsNoticed() throws IOException {
    VersionRecord first = publish(Small.model(folder.resolve("one"), 1), ProbeChoice.NONE);
    String head = registry.state().head();
    publish(Small.model(folder.resolve("two"), 2), ProbeChoice.NONE);
    Publication third = Small.publication(folder.resolve("three"), 3);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> registry.publish(key, third, head))
        .withMessageContaining("version 2 of irises was published meanwhile");
    assertThat(first.version()).isEqualTo(1);
  }
}
