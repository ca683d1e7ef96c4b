package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adamant.memory.Sha256;
import dev.adamant.record.Decision.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry takes, refuses, and gives back. */
class RegistryTest {

  @TempDir private Path folder;
  private Path directory;
  private SigningKey key;
  private Registry registry;

  @BeforeEach
  void make() throws IOException {
    directory = folder.resolve("a registry? 100% é");
    key = Small.key(folder.resolve("key.pem"));
    registry = Small.registry(directory, key);
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  private SignedEntry publish(long seed) throws IOException {
    return registry.publish(key, Small.publication(folder.resolve("model" + seed), seed));
  }

  private void refused(String message, ThrowingCallable call) throws IOException {
    String head = registry.state().head();
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    assertThat(registry.state().head()).isEqualTo(head);
  }

  @Test
  void aVersionIsPublishedWithItsFiles() throws IOException {
    Path file = Small.model(folder.resolve("model"), 1);
    SignedEntry entry = registry.publish(key, Small.publication(file));
    VersionRecord record = (VersionRecord) entry.statement();

    assertThat(record.version()).isEqualTo(1);
    assertThat(record.modelSha256()).isEqualTo(Sha256.of(file));
    assertThat(registry.object(record.modelSha256())).hasSameBinaryContentAs(file);
    assertThat(registry.object(record.certificateSha256()))
        .hasSameBinaryContentAs(file.resolveSibling("model.cert.json"));
    assertThat(Files.getPosixFilePermissions(registry.object(record.modelSha256())))
        .contains(PosixFilePermission.OWNER_READ)
        .doesNotContain(
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);
    assertThat(record.inputs()).isEqualTo(4);
    assertThat(record.outputs()).isEqualTo(3);
    assertThat(record.parameters()).isEqualTo(5 * 5 + 6 * 3);
    assertThat(record.storage()).isEqualTo("posit16");
    assertThat(record.compute()).isEqualTo("posit32");
    assertThat(record.task()).isEqualTo("classification");
    assertThat(record.parent()).isEmpty();
    assertThat(record.metrics()).containsEntry("testAccuracy", "0.96875");
    assertThat(entry.author()).isEqualTo(key.id());
    assertThat(registry.state().entries().getLast().hash()).isEqualTo(entry.hash());

    SignedEntry next = publish(2);
    assertThat(((VersionRecord) next.statement()).parent()).isEqualTo(entry.hash());
    assertThat(next.previous()).isEqualTo(entry.hash());
    assertThat(leftOver()).isZero();
  }

  private long leftOver() throws IOException {
    try (Stream<Path> files =
        Files.list(new ObjectStore(directory.resolve("objects")).temporary())) {
      return files.count();
    }
  }

  @Test
  void aStateStaysWhatItWas() throws IOException {
    publish(1);
    RegistryState before = registry.state();
    publish(2);
    registry.append(key, Small.decision(Action.ROTATED, 0, 2));
    RegistryState after = registry.state();

    assertThat(before.sequence()).isEqualTo(2);
    assertThat(before.entries()).hasSize(2);
    assertThat(before.versions(Small.MODEL)).hasSize(1);
    assertThat(before.live(Small.MODEL)).isEmpty();
    assertThat(after.versions(Small.MODEL)).hasSize(2);
    assertThat(after.models()).containsExactly(Small.MODEL);
    assertThat(after.live(Small.MODEL).orElseThrow().record().version()).isEqualTo(2);
    assertThat(after.version("other", 1)).isEmpty();
    assertThat(after.version(Small.MODEL, 3)).isEmpty();
    assertThat(registry.state()).isSameAs(after);
    try (Registry again = Registry.open(directory)) {
      assertThat(again.state().head()).isEqualTo(after.head());
    }
  }

  @Test
  void whatAnotherProcessWouldWriteIsSeen() throws IOException {
    try (Registry other = Registry.open(directory)) {
      SignedEntry entry = other.publish(key, Small.publication(folder.resolve("other"), 9));
      assertThat(registry.state().head()).isEqualTo(entry.hash());
      SignedEntry next = publish(1);
      assertThat(other.state().head()).isEqualTo(next.hash());
    }
  }

  @Test
  void theLiveVersionIsTheOneLastDecidedOn() throws IOException {
    for (int seed = 1; seed <= 3; seed++) {
      publish(seed);
    }
    registry.append(key, Small.decision(Action.ROTATED, 0, 1));
    registry.append(key, Small.decision(Action.ROTATED, 1, 2));
    registry.append(key, Small.decision(Action.REFUSED, 2, 3));
    registry.append(key, Small.decision(Action.ROTATED, 2, 3));
    assertThat(live()).isEqualTo("3 before 2");
    registry.append(key, Small.decision(Action.ROLLED_BACK, 3, 2));
    // Not to 3 again, which it was rolled back from.
    assertThat(live()).isEqualTo("2 before 1");
    registry.append(key, Small.decision(Action.ROLLED_BACK, 2, 1));
    assertThat(live()).isEqualTo("1 before none");

    refused("there is no version 4", () -> decide(Action.ROTATED, 1, 4));
    refused("was decided when version 2", () -> decide(Action.ROTATED, 2, 3));
    refused("is live already", () -> decide(Action.ROTATED, 1, 1));
    refused("before was version 0", () -> decide(Action.ROLLED_BACK, 1, 2));
    refused(
        "a check has failed",
        () ->
            registry.append(
                key,
                new Decision(
                    Action.ROTATED,
                    Small.MODEL,
                    1,
                    2,
                    List.of(new Decision.Check("signature", false, "is wrong")))));
    refused(
        "the last check did not fail",
        () -> registry.append(key, new Decision(Action.REFUSED, Small.MODEL, 1, 2, List.of())));
  }

  private void decide(Action action, int from, int to) throws IOException {
    registry.append(key, Small.decision(action, from, to));
  }

  private String live() throws IOException {
    RegistryState state = registry.state();
    return state.live(Small.MODEL).orElseThrow().record().version()
        + " before "
        + state.previous(Small.MODEL).map(v -> String.valueOf(v.record().version())).orElse("none");
  }

  @Test
  void keysAreTrustedByOnesThatAre() throws IOException {
    SigningKey second = Small.key(folder.resolve("second.pem"));
    SigningKey third = Small.key(folder.resolve("third.pem"));
    refused(
        "is signed by the unknown key " + Fold.brief(second.id()),
        () -> registry.append(second, TrustedKey.of("second", second)));
    refused(
        "unknown key",
        () -> registry.publish(second, Small.publication(folder.resolve("unknown"), 7)));
    refused(
        "is the only one that is trusted",
        () -> registry.append(key, new Revocation("", 0, key.id(), "lost")));

    registry.append(key, TrustedKey.of("second", second));
    assertThat(registry.state().trusts(second.id())).isTrue();
    registry.append(second, new Revocation("", 0, key.id(), "lost"));
    assertThat(registry.state().trusts(key.id())).isFalse();

    refused("which was revoked", () -> publish(1));
    refused("was revoked", () -> registry.append(second, TrustedKey.of("first again", key)));
    refused(
        "there is no key", () -> registry.append(second, new Revocation("", 0, third.id(), "x")));
    refused("is trusted already", () -> registry.append(second, TrustedKey.of("second", second)));
    refused("none of ML-DSA-65", () -> registry.append(second, new TrustedKey("x", "AAAA")));
    // Nothing was left of what they tried to publish.
    assertThat(registry.gc()).isEqualTo(new Freed(List.of(), 0, 0));
  }

  @Test
  void theFirstEntryIsAKeyThatSignsItself() throws IOException {
    try (Registry empty = Registry.init(folder.resolve("empty"))) {
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> empty.append(key, new Revocation("m", 1, "", "x")))
          .withMessageContaining("the first entry is a revocation, must be a key");
      SigningKey other = Small.key(folder.resolve("other.pem"));
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> empty.append(key, TrustedKey.of("other", other)))
          .withMessageContaining("the first key is signed by another");
      assertThat(empty.state().sequence()).isZero();
      assertThat(empty.state().head()).isEmpty();
    }
  }

  @Test
  void aRevokedVersionDoesNotGoLive() throws IOException {
    publish(1);
    publish(2);
    registry.append(key, Small.decision(Action.ROTATED, 0, 2));
    registry.append(key, Small.decision(Action.ROTATED, 2, 1));
    registry.append(key, new Revocation(Small.MODEL, 2, "", "learned from the wrong data"));

    assertThat(registry.state().version(Small.MODEL, 2).orElseThrow().revoked())
        .isEqualTo("learned from the wrong data");
    refused("version 2 of irises was revoked", () -> decide(Action.ROTATED, 1, 2));
    refused("version 2 of irises was revoked", () -> decide(Action.ROLLED_BACK, 1, 2));
    refused("was revoked before", () -> registry.append(key, new Revocation("irises", 2, "", "x")));
    refused(
        "there is no version 3", () -> registry.append(key, new Revocation("irises", 3, "", "x")));
    refused("reason is empty", () -> registry.append(key, new Revocation("irises", 1, "", " ")));
  }

  @Test
  void aClockThatIsSetBackDoesNotTurnTimeBack() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00.5Z"));
    InstantSource clock = now::get;
    try (Registry other = Registry.open(directory, clock)) {
      Instant late = other.append(key, TrustedKey.of("a", another("a"))).time();
      now.set(Instant.parse("2001-01-01T00:00:00Z"));
      Instant back = other.append(key, TrustedKey.of("b", another("b"))).time();
      now.set(Instant.parse("2030-01-01T00:00:01.000999Z"));
      Instant later = other.append(key, TrustedKey.of("c", another("c"))).time();

      assertThat(late).isEqualTo("2030-01-01T00:00:00.5Z");
      assertThat(back).isEqualTo(late);
      assertThat(later).isEqualTo("2030-01-01T00:00:01Z");
    }
    assertThat(registry.state().sequence()).isEqualTo(4);
  }

  private SigningKey another(String name) throws IOException {
    return Small.key(folder.resolve(name + ".pem"));
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefused() throws IOException {
    Path one = Small.model(folder.resolve("one"), 1);
    Path two = Small.model(folder.resolve("two"), 2);
    Path proof = one.resolveSibling("model.cert.json");
    byte[] right = Files.readAllBytes(proof);

    Files.write(proof, Files.readAllBytes(two.resolveSibling("model.cert.json")));
    refused("subject is broken", () -> registry.publish(key, Small.publication(one)));
    Files.writeString(proof, "{}");
    refused("does not hold", () -> registry.publish(key, Small.publication(one)));
    Files.delete(proof);
    refused(
        "has no model.cert.json beside it", () -> registry.publish(key, Small.publication(one)));
    Files.write(proof, right);
    Files.writeString(one.resolveSibling("job.toml"), "[data]\n");
    refused("subject is broken", () -> registry.publish(key, Small.publication(one)));
    Files.delete(one.resolveSibling("job.toml"));

    Publication named = new Publication("../up", one, null, "", new TreeMap<>(), "");
    refused("\"../up\" names no model", () -> registry.publish(key, named));
    Publication far = new Publication("m", one, null, "", new TreeMap<>(), "1.5");
    refused("a divergence and no parent", () -> registry.publish(key, far));
    Path probes = folder.resolve("probes.safetensors");
    new Probes(new double[][] {{1, 2, 3}}, new int[] {0}, new double[0][]).write(probes);
    Publication unfit = new Publication("m", one, probes, "", new TreeMap<>(), "");
    refused("has no probes for this model", () -> registry.publish(key, unfit));

    registry.publish(key, Small.publication(one));
    refused("is version 1 of irises already", () -> registry.publish(key, Small.publication(one)));
    assertThat(leftOver()).isZero();
  }

  @Test
  void spaceOfOldVersionsIsGivenBack() throws IOException {
    for (int seed = 1; seed <= 5; seed++) {
      publish(seed);
    }
    decide(Action.ROTATED, 0, 1);
    decide(Action.ROTATED, 1, 3);
    // Left by a process that was ended after it had placed it.
    Path stray = registry.object(Sha256.of(new byte[] {7}));
    Files.createDirectories(stray.getParent());
    Files.write(stray, new byte[] {7});

    Freed freed = registry.gc(key, 2);

    assertThat(freed.versions()).containsExactly(new Collection.Name(Small.MODEL, 2));
    assertThat(freed.files()).isEqualTo(3);
    assertThat(stray).doesNotExist();
    for (RegistryState.Version version : registry.state().versions(Small.MODEL)) {
      assertThat(version.collected()).isEqualTo(version.record().version() == 2);
      assertThat(Files.exists(registry.object(version.record().modelSha256())))
          .isNotEqualTo(version.collected());
    }
    assertThat(RegistryVerifier.verify(directory, null, null).holds()).isTrue();
    refused("files of version 2 of irises were given back", () -> decide(Action.ROTATED, 3, 2));
    assertThat(registry.gc(key, 2)).isEqualTo(new Freed(List.of(), 0, 0));
    for (int version : new int[] {1, 3, 5}) {
      refused(
          "is the live, the previous or the newest version",
          () ->
              registry.append(
                  key, new Collection(List.of(new Collection.Name(Small.MODEL, version)))));
    }
    // Its weights come back with a version that has the same.
    SignedEntry again = registry.publish(key, Small.publication(folder.resolve("again"), 2));
    assertThat(registry.object(((VersionRecord) again.statement()).modelSha256())).exists();
  }

  @Test
  void aDamagedObjectIsMendedByWhoeverHasIt() throws IOException {
    String digest = ((VersionRecord) publish(1).statement()).modelSha256();
    Path object = registry.object(digest);
    Files.delete(object);
    Files.write(object, new byte[100]);
    publish(2);
    registry.publish(key, Small.publication(folder.resolve("again"), 1));
    assertThat(Sha256.of(object)).isEqualTo(digest);
  }

  @Test
  void aStagedFileIsKeptWhileItsOwnerLives() throws IOException {
    ObjectStore store = new ObjectStore(directory.resolve("objects"));
    try (Staging staging = Staging.open(store)) {
      Staging.Item item = staging.add(folder.resolve("key.pem"));
      registry.gc();
      assertThat(item.file()).exists();
      assertThat(item.sha256()).isEqualTo(Sha256.of(folder.resolve("key.pem")));
    }
    assertThat(leftOver()).isZero();
    Path dead = store.temporary().resolve("dead");
    Files.createDirectories(dead);
    Files.write(dead.resolve("lock"), new byte[0]);
    Files.write(dead.resolve("0"), new byte[10]);
    Files.createDirectory(store.temporary().resolve("empty"));

    assertThat(registry.gc().bytes()).isEqualTo(10);
    assertThat(leftOver()).isZero();
  }

  @Test
  void aRegistryIsMadeInAnEmptyFolder() throws IOException {
    refused("is a registry already", () -> Registry.init(directory).close());
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> Registry.init(file).close())
        .withMessageStartingWith(file + ": cannot be written");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> Registry.open(folder.resolve("none")).close())
        .withMessageStartingWith("there is no registry in " + folder.resolve("none"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> Registry.open(empty).close())
        .withMessageContaining("is no registry, it has no ledger.db");
  }
}
