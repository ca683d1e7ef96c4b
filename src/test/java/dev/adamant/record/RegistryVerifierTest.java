package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a registry is found. */
class RegistryVerifierTest {

  @TempDir private Path folder;
  private Path directory;
  private SigningKey key;
  private RegistryState state;
  private Path weights;
  private Path certificate;

  @BeforeEach
  void make() throws IOException {
    directory = folder.resolve("registry");
    key = Small.key(folder.resolve("key.pem"));
    try (Registry registry = Small.registry(directory, key)) {
      registry.publish(key, Small.publication(folder.resolve("a"), 1));
      VersionRecord record =
          (VersionRecord)
              registry.publish(key, Small.publication(folder.resolve("b"), 2)).statement();
      state = registry.state();
      weights = registry.object(record.modelSha256());
      certificate = registry.object(record.certificateSha256());
    }
  }

  private Verification verify(String root, String head) throws IOException {
    return RegistryVerifier.verify(directory, root, head);
  }

  private void assertBroken(String about, String message) throws IOException {
    Verification verification = verify(null, null);
    assertThat(verification.holds()).isFalse();
    assertThat(verification.broken()).extracting(Finding::obligation).containsExactly(about);
    assertThat(verification.broken().getFirst().message()).contains(message).doesNotContain("\n");
  }

  @Test
  void allOfItHolds() throws IOException {
    Verification verification = verify(key.id(), state.entries().get(1).hash());

    assertThat(verification.holds()).isTrue();
    assertThat(verification.findings())
        .extracting(Finding::obligation)
        .containsExactly("ledger", "chain", "root", "head", "irises 1", "irises 2");
  }

  @Test
  void aLedgerOfSomeoneElseIsNotTheOneThatWasNoted() throws IOException {
    assertThat(verify("0".repeat(64), null).broken())
        .extracting(Finding::obligation)
        .containsExactly("root");
    assertThat(verify(null, "0".repeat(64)).broken())
        .extracting(Finding::obligation)
        .containsExactly("head");
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    Files.delete(certificate);
    assertBroken("irises 2", certificate + " is missing");
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 3] ^= 4;
    Files.delete(weights);
    Files.write(weights, bytes);
    assertBroken("irises 2", weights + " has the SHA-256 ");
  }

  @Test
  void aDamagedFileIsFound() throws IOException {
    Path file = directory.resolve(Registry.LEDGER);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(verify(null, null).broken())
        .extracting(Finding::obligation)
        .containsExactly("ledger");
  }
}
