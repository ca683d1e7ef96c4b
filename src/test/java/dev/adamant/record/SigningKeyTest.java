package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Private keys are files of their owner alone. */
class SigningKeyTest {

  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private Path file;
  private SigningKey key;

  @BeforeEach
  void make() throws IOException {
    file = folder.resolve("key.pem");
    key = SigningKey.generate(file);
  }

  @Test
  void aKeyIsReadAsItWasMade() throws IOException {
    SigningKey read = SigningKey.read(file);

    assertThat(read.id()).isEqualTo(key.id()).matches("[0-9a-f]{64}");
    assertThat(read.publicKey()).isEqualTo(key.publicKey());
    VerifyingKey verifying = VerifyingKey.of(key.publicKey());
    assertThat(verifying.id()).isEqualTo(key.id());
    assertThat(verifying.verifies(MESSAGE, read.sign(MESSAGE))).isTrue();
    assertThat(verifying.verifies(new byte[] {1}, read.sign(MESSAGE))).isFalse();
    assertThat(verifying.verifies(MESSAGE, new byte[] {1, 2, 3})).isFalse();
  }

  @Test
  void itsFileIsForTheOwnerAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PosixFilePermission.class,
      names = "OWNER_.*",
      mode = EnumSource.Mode.MATCH_NONE)
  void aLooserModeIsRefused(PosixFilePermission loose) throws IOException {
    Set<PosixFilePermission> mode = EnumSet.of(PosixFilePermission.OWNER_READ, loose);
    Files.setPosixFilePermissions(file, mode);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> SigningKey.read(file))
        .withMessageContaining(PosixFilePermissions.toString(mode))
        .withMessageEndingWith("chmod 600 " + file);

    Files.setPosixFilePermissions(file, EnumSet.of(PosixFilePermission.OWNER_READ));
    assertThat(SigningKey.read(file).id()).isEqualTo(key.id());
  }

  @Test
  void anotherFileIsNotReplaced() throws IOException {
    byte[] before = Files.readAllBytes(file);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> SigningKey.generate(file))
        .withMessageContaining("is there already");

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void noFolderNoKey() {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> SigningKey.generate(folder.resolve("none/key.pem")))
        .withMessageContaining("cannot be written: there is no ");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> SigningKey.read(folder.resolve("none.pem")))
        .withMessageContaining("cannot be read: there is no ");
  }

  /**
   * What damage leaves is a key that signs, or none. (Of the private key much only rounds: a bit of
   * it changes few signatures, and each is checked before it is used.)
   */
  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(6);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        SigningKey read = SigningKey.read(file);
        assertThat(read.publicKey()).isEqualTo(key.publicKey());
      } catch (RegistryException e) {
        assertThat(e).hasMessageContaining("is no key pair of ML-DSA-65, or damaged");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void halvesOfTwoKeysAreNoPair() throws IOException {
    Path other = folder.resolve("other.pem");
    SigningKey.generate(other);
    String mixed =
        Files.readString(file).substring(0, Files.readString(file).indexOf("-----BEGIN PUBLIC"))
            + Files.readString(other)
                .substring(Files.readString(other).indexOf("-----BEGIN PUBLIC"));
    Files.writeString(file, mixed);

    assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> SigningKey.read(file));
  }
}
