package dev.adamant.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.certificate.verify.Certificate;
import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Verification;
import dev.adamant.certificate.verify.Verifier;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every single-bit flip of a model or of its certificate is caught, and says what broke. */
class MutationTest {

  @TempDir private Path folder;

  @Test
  void everyFlipIsCaught() throws IOException {
    Path model = Models.write(folder.resolve("model.safetensors"), Models.tiny());
    Certificate made = Certifier.certify(model);
    byte[] bytes = Files.readAllBytes(model);
    byte[] certificate = Files.readAllBytes(folder.resolve(Certificate.FILE));
    Set<String> known = new HashSet<>(Set.of("certificate", "subject"));
    made.obligations().forEach(obligation -> known.add(obligation.id()));
    assertThat(Verifier.verify(MemorySegment.ofArray(bytes), certificate, null).holds()).isTrue();

    Set<String> missed = ConcurrentHashMap.newKeySet();
    flips(bytes)
        .forEach(
            bit -> {
              MemorySegment flipped = MemorySegment.ofArray(flip(bytes, bit));
              Set<String> broken = broken(Verifier.verify(flipped, certificate, null));
              if (!broken.contains("subject")
                  || !broken.contains("integrity")
                  || !known.containsAll(broken)) {
                missed.add("bit " + bit + " of the model: " + broken);
              }
            });
    flips(certificate)
        .forEach(
            bit -> {
              byte[] flipped = flip(certificate, bit);
              MemorySegment whole = MemorySegment.ofArray(bytes);
              Set<String> broken = broken(Verifier.verify(whole, flipped, null));
              if (!broken.contains("certificate") || !known.containsAll(broken)) {
                missed.add("bit " + bit + " of the certificate: " + broken);
              }
            });
    assertThat(missed).isEmpty();
  }

  private static Set<String> broken(Verification verification) {
    return verification.broken().stream().map(Finding::obligation).collect(Collectors.toSet());
  }

  private static IntStream flips(byte[] bytes) {
    return IntStream.range(0, bytes.length * Byte.SIZE).parallel();
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return flipped;
  }
}
