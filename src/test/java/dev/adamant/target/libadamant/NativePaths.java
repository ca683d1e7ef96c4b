package dev.adamant.target.libadamant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import java.util.List;
import java.util.function.Consumer;

/** The dispatch paths of the native library that this CPU has. */
public final class NativePaths {

  private NativePaths() {}

  /** Their names, slowest first. */
  public static List<String> available() {
    return List.of(Adamant.adm_paths().split(" "));
  }

  /** Runs a check on every path, each of which the library then says it runs. */
  public static void forEach(Consumer<String> check) {
    try {
      for (String path : available()) {
        assertThat(Adamant.adm_select_path(path)).as("select %s", path).isEqualTo(Adamant.ADM_OK);
        assertThat(Adamant.adm_path()).isEqualTo(path);
        check.accept(path);
      }
    } finally {
      Adamant.adm_select_path("auto");
    }
  }
}
