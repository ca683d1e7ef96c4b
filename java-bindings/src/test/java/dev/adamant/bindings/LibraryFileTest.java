package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFileTest {

  @TempDir private Path folder;

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  LibraryFileTest() {
    for (String name : new String[] {"os.name", "os.arch", "user.home"}) {
      properties.put(name, System.getProperty(name));
    }
  }

  @Test
  void theSimulatorThatWasNotBuiltIsToldWithItsRemedy() {
    properties.put("os.name", "Plan 9");
    assertThatThrownBy(
            () ->
                new LibraryFile(AdamantRtlLibrary.LIBRARY, properties::get, environment::get)
                    .locate())
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageStartingWith("libadamant_rtl cannot be used: the jar has none for plan 9-")
        .hasMessageContainingAll(
            "scripts/rtl",
            "apt-get install -y verilator",
            "-Dadamant.rtl.library=DIR/libadamant_rtl.so");
  }

  private LibraryFile locator() {
    return new LibraryFile(NativeLibrary.LIBRARY, properties::get, environment::get);
  }

  @Test
  void copiesTheBundledLibraryToTheNamedFolderOnce() throws IOException {
    properties.put(CacheFolder.PROPERTY, folder.toString());
    Path file = locator().locate();
    assertThat(file).startsWith(folder).isRegularFile();
    var written = Files.getLastModifiedTime(file);
    assertThat(locator().locate()).isEqualTo(file);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void replacesADamagedCopy() throws IOException {
    properties.put(CacheFolder.PROPERTY, folder.toString());
    Path file = locator().locate();
    byte[] good = Files.readAllBytes(file);
    Files.writeString(file, "damaged");
    assertThat(locator().locate()).isEqualTo(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
  }

  @Test
  void followsTheCacheFolderOfTheUser() {
    environment.put("XDG_CACHE_HOME", folder.toString());
    assertThat(locator().locate()).startsWith(folder.resolve("adamant"));
    environment.put("XDG_CACHE_HOME", "relative, which the specification says to ignore");
    properties.put("user.home", folder.resolve("home").toString());
    assertThat(locator().locate()).startsWith(folder.resolve("home/.cache/adamant"));
  }

  @Test
  void anUnusableCacheIsNamedWithTheRemedy() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    properties.put(CacheFolder.PROPERTY, file.toString());
    assertThatThrownBy(() -> locator().locate())
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("-Dadamant.cache=")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void anExplicitFileIsTakenAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.so"), "");
    properties.put(NativeLibrary.LIBRARY.property(), file.toString());
    assertThat(locator().locate()).isEqualTo(file);
    Files.delete(file);
    assertThatThrownBy(() -> locator().locate())
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("make -C native");
  }

  @Test
  void aPlatformWithoutLibraryIsNamedWithTheRemedy() {
    properties.put("os.name", "Plan 9");
    properties.put("os.arch", "amd64");
    assertThatThrownBy(() -> locator().locate())
        .isInstanceOfSatisfying(
            NativeLibraryException.class,
            e -> {
              assertThat(e.reason()).contains("plan 9-x86_64");
              assertThat(e.remedy()).contains("-Dadamant.library=");
            });
  }
}
