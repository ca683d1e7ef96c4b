package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What files of tensors must withstand. */
final class FileFaults {

  private FileFaults() {}

  /** Reads everything in a file. */
  interface Reader {
    void read(Path file) throws IOException;
  }

  /** The message begins with the file, which stands in the expected text as {@code FILE}. */
  static void refused(Path file, ThrowingCallable use, String message) {
    assertThatThrownBy(use)
        .isInstanceOf(TensorFileException.class)
        .hasMessage(message.replace("FILE", file.toString()));
  }

  /** Cut anywhere, the file is refused. */
  static void cutAnywhere(Path file, Reader reader) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    reader.read(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int length = whole.length - 1; length >= 0; length--) {
        channel.truncate(length);
        assertThatThrownBy(() -> reader.read(file))
            .isInstanceOf(TensorFileException.class)
            .hasMessageStartingWith(file + ": ");
      }
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> reader.read(file)).isInstanceOf(TensorFileException.class);
    Files.write(file, whole);
  }

  /**
   * With random bytes changed, the file is read or refused, nothing else happens.
   *
   * @return how often it was refused
   */
  static int changedAnywhere(Path file, int changes, Reader reader) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < changes; i++) {
      byte[] changed = whole.clone();
      int count = 1 + random.nextInt(2);
      for (int k = 0; k < count; k++) {
        int at = random.nextInt(whole.length);
        changed[at] =
            (byte) (random.nextBoolean() ? changed[at] ^ (1 << random.nextInt(8)) : '0' + k);
      }
      Files.write(file, changed, StandardOpenOption.WRITE); // In place: new files take longer.
      try {
        reader.read(file);
      } catch (TensorFileException | MemoryException e) {
        refused++;
      }
    }
    Files.write(file, whole);
    return refused;
  }

  /** The names in a folder. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** A write that throws leaves the file that was there, and nothing else. */
  static void leftAsItWas(Path file, ThrowingCallable write) throws IOException {
    List<String> before = names(file.getParent());
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(write).isInstanceOf(MemoryException.class);
    assertThat(names(file.getParent())).isEqualTo(before);
    assertThat(file).hasBinaryContent(bytes);
  }
}
