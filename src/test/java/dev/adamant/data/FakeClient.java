package dev.adamant.data;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A folder with a cache, programs that shell scripts play, and what a listener was told. Scripts
 * may wait for the file {@code told}, which is made when the listener is told of progress.
 */
final class FakeClient implements ProgressListener {

  private final Path folder;
  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

  FakeClient(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("programs"));
  }

  /** A program that notes its arguments and then does as the script says. */
  void program(String name, String script) throws IOException {
    Path file = folder.resolve("programs").resolve(name);
    Files.writeString(
        file, "#!/bin/sh\necho \"" + name + " $*\" >> " + folder + "/calls\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the programs were called with. */
  List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Surroundings surroundings() {
    return new Surroundings(
        folder.resolve("cache"), folder.resolve("programs") + "::/usr/bin:/bin");
  }

  /** Without the programs of the machine. */
  Surroundings alone() {
    return new Surroundings(folder.resolve("cache"), folder.resolve("programs").toString());
  }

  /** A file of a package of the test's own. */
  static PackageFile packageFile(PackageClient client, String file, byte[] content) {
    return new PackageFile(
        "toys", client, "toy-box", "1.2", file, content.length, Sha256.of(content));
  }

  /** A file within the folder, for scripts to copy. */
  Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  Path datasets() {
    return surroundings().datasets();
  }

  List<String> messages() {
    return messages;
  }

  List<String> progress() {
    return progress;
  }

  @Override
  public void message(String line) {
    messages.add(line);
  }

  @Override
  public void progress(String what, long done, long total) {
    progress.add(what + ": " + done + " of " + total);
    try {
      Files.write(folder.resolve("told"), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
