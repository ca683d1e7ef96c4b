package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.train.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where runs go that are given no place. */
class RunFoldersTest {

  @TempDir private Path folder;

  private String create(String... keysAndTexts) throws IOException {
    JobSettings settings = JobSettings.EMPTY;
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      settings = settings.with(keysAndTexts[i], keysAndTexts[i + 1], "test");
    }
    Path made = RunFolders.create(folder, settings.job(null));
    assertThat(made).isEmptyDirectory();
    return folder.relativize(made).toString();
  }

  @Test
  void theFirstFreeNumberIsTaken() throws IOException {
    assertThat(create()).isEqualTo("runs/digits-local-bposit32-1");
    assertThat(create()).isEqualTo("runs/digits-local-bposit32-2");
    RunFolders.removeIfEmpty(folder.resolve("runs/digits-local-bposit32-1"));
    assertThat(create()).isEqualTo("runs/digits-local-bposit32-1");
  }

  @Test
  void namesHaveNoPathAndNoSuffix() throws IOException {
    assertThat(
            create(
                "data.source",
                "/some where/my rows.csv.gz",
                "precision.format",
                "posit<24,6,5>",
                "training.method",
                "backprop"))
        .isEqualTo("runs/my_rows-backprop-posit_24_6_5-1");
    assertThat(create("data.source", "../..")).isEqualTo("runs/_-local-bposit32-1");
  }

  @Test
  void aFolderWithAFileIsKept() throws IOException {
    Path made = folder.resolve(create());
    Files.writeString(made.resolve("job.toml"), "");

    RunFolders.removeIfEmpty(made);

    assertThat(made).exists();
    RunFolders.removeIfEmpty(folder.resolve("missing"));
  }
}
