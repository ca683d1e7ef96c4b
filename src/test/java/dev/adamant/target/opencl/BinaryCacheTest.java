package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.adamant.bindings.CacheFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache gives back, and what it refuses. */
class BinaryCacheTest {

  @TempDir Path folder;

  private static byte[] binary(int seed) {
    byte[] bytes = new byte[1000 + seed];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void givesBackWhatWasStoredUnderTheIdentity() {
    BinaryCache cache = new BinaryCache(folder.resolve("a/b"));
    assertThat(cache.load("device x")).isNull();
    cache.store("device x", binary(1));
    cache.store("device y", binary(2));
    cache.store("device x", binary(3));
    assertThat(cache.load("device x")).isEqualTo(binary(3));
    assertThat(cache.load("device y")).isEqualTo(binary(2));
    assertThat(folder.resolve("a/b")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void everyDamagedByteIsFoundOutAndReportedOnce() throws Exception {
    BinaryCache cache = new BinaryCache(folder);
    List<String> lines;
    try (Warnings warnings = new Warnings()) {
      lines = warnings.lines();
      cache.store("device", binary(4));
      Path file = cache.file("device");
      byte[] good = Files.readAllBytes(file);
      for (int at = 0; at < good.length; at += 1 + at / 60) {
        byte[] bad = good.clone();
        bad[at] ^= 1;
        Files.write(file, bad);
        assertThat(cache.load("device")).as("byte %d flipped", at).isNull();
      }
      cache.store("device", binary(4));
      assertThat(cache.load("device")).isEqualTo(binary(4));
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).contains(cache.file("device").toString(), "it is built again");
  }

  @Test
  void everyCutFileIsFoundOut() throws Exception {
    BinaryCache cache = new BinaryCache(folder);
    try (Warnings warnings = new Warnings()) {
      cache.store("device", binary(5));
      Path file = cache.file("device");
      byte[] good = Files.readAllBytes(file);
      for (int length = 0; length < good.length; length += 1 + length / 20) {
        Files.write(file, Arrays.copyOf(good, length));
        assertThat(cache.load("device")).as("%d bytes", length).isNull();
      }
      assertThat(warnings.lines()).hasSize(1);
    }
  }

  @Test
  void anEntryOfAnotherIdentityIsStale() throws Exception {
    BinaryCache cache = new BinaryCache(folder);
    cache.store("driver 1", binary(6));
    Files.copy(cache.file("driver 1"), cache.file("driver 2"));
    try (Warnings warnings = new Warnings()) {
      assertThat(cache.load("driver 2")).isNull();
      assertThat(warnings.lines()).singleElement().asString().contains("another device, driver");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNoError() throws Exception {
    Path blocked = Files.createFile(folder.resolve("file"));
    BinaryCache cache = new BinaryCache(blocked.resolve("below"));
    assertThatCode(() -> cache.store("device", binary(7))).doesNotThrowAnyException();
    try (Warnings warnings = new Warnings()) {
      assertThat(cache.load("device")).isNull();
      assertThat(warnings.lines()).isNotEmpty();
    }
  }

  @Test
  void theFolderFollowsTheProperty() {
    assertThat(CacheFolder.locate(name -> "/x", name -> "/y")).isEqualTo(Path.of("/x"));
    assertThat(CacheFolder.locate(name -> null, name -> "/y")).isEqualTo(Path.of("/y/adamant"));
    assertThat(
            CacheFolder.locate(name -> name.equals("user.home") ? "/h" : null, name -> "relative"))
        .isEqualTo(Path.of("/h/.cache/adamant"));
  }
}
