package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The nearest of three places counts. */
class CacheFolderTest {

  @Test
  void propertyThenEnvironmentThenHome() {
    Map<String, String> home = Map.of("user.home", "/home/someone");
    Map<String, String> caches = Map.of("XDG_CACHE_HOME", "/x");
    assertThat(CacheFolder.of(home::get, _ -> null))
        .isEqualTo(Path.of("/home/someone/.cache/adamant"));
    assertThat(CacheFolder.of(home::get, Map.of("XDG_CACHE_HOME", "relative")::get))
        .isEqualTo(Path.of("/home/someone/.cache/adamant"));
    assertThat(CacheFolder.of(home::get, caches::get)).isEqualTo(Path.of("/x/adamant"));
    assertThat(CacheFolder.of(Map.of("adamant.cache", "/c")::get, caches::get))
        .isEqualTo(Path.of("/c"));
  }
}
