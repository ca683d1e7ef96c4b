package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a candidate's files. */
class RotationFolderTest {

  @TempDir private Path folder;

  @Test
  void aCopyIsWhatWasDigestedAndForNoOneElse() throws IOException, GateRefusal {
    byte[] content = "some weights".getBytes(StandardCharsets.UTF_8);
    Path object = Files.write(folder.resolve("object"), content);
    Path copy;
    try (CandidateFolder private1 = CandidateFolder.open()) {
      copy = private1.copy("model", object, Sha256.of(content));
      Files.writeString(object, "other weights");
      assertThat(copy).hasBinaryContent(content);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())))
          .isEqualTo("rwx------");
      assertThatThrownBy(() -> private1.copy("model", object, Sha256.of(content)))
          .isInstanceOf(GateRefusal.class)
          .hasMessageStartingWith("its model has the SHA-256 " + Sha256.of(object));
      assertThatThrownBy(() -> private1.copy("model", folder, Sha256.of(content)))
          .isInstanceOf(GateRefusal.class);
      try (Stream<Path> left = Files.list(copy.getParent())) {
        assertThat(left).as("the copy and the lock").hasSize(2);
      }
    }
    assertThat(copy.getParent()).doesNotExist();
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws IOException {
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Path left = Files.createTempDirectory("adamant-candidates-");
    Files.writeString(left.resolve("lock"), "");
    Files.writeString(left.resolve("1"), "some weights");
    try (CandidateFolder held = CandidateFolder.open()) {
      Path own = held.folder();
      Files.setLastModifiedTime(left, before);
      Files.setLastModifiedTime(own, before);
      CandidateFolder.open().close();
      assertThat(left).doesNotExist();
      assertThat(own).exists();
    }
  }
}
