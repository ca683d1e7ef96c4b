package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are not empty. */
class RegistryFolderTest {

  @TempDir private Path folder;

  private void refused(Path directory, String message) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> Registry.init(directory).close())
        .withMessageStartingWith(directory + ": holds ")
        .withMessageContaining(message);
  }

  @Test
  void oneThatWasNeverFinishedMayBeRemoved() throws IOException {
    Path directory = folder.resolve("r");
    Files.createDirectories(directory.resolve("objects/tmp"));
    String remedy = "remove it (rm -r) and make the registry again";
    refused(directory, remedy);
    LedgerFile.create(directory.resolve("ledger.db.tmp"));
    Files.createFile(directory.resolve("ledger.db.tmp-journal"));
    refused(directory, remedy);
    assertThat(directory.resolve("ledger.db.tmp")).exists();
  }

  @Test
  void anythingElseIsNotToBeRemoved() throws IOException {
    Path objects = folder.resolve("one");
    Files.createDirectories(objects.resolve("objects/ab"));
    Files.createFile(objects.resolve("objects/ab").resolve("ab".repeat(32)));
    refused(objects, "holds objects: name an empty folder");
    Path other = folder.resolve("two");
    Files.createDirectories(other.resolve("objects/tmp"));
    Files.createFile(other.resolve("thesis.txt"));
    refused(other, "holds objects: name an empty folder");
    Path ledger = folder.resolve("three");
    Registry.init(ledger).close();
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> Registry.init(ledger).close())
        .withMessageStartingWith(ledger + " is a registry already");
    Path alone = folder.resolve("four");
    Files.createDirectories(alone);
    Files.createFile(alone.resolve("ledger.db.tmp"));
    refused(alone, "holds ledger.db.tmp: name an empty folder");
  }
}
