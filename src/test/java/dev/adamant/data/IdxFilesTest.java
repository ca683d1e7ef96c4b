package dev.adamant.data;

import static dev.adamant.data.Faults.open;
import static dev.adamant.data.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {

  @TempDir Path folder;

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path images() throws IOException {
    write("x-labels-idx1-ubyte", IdxBytes.of(new byte[] {1, 0, 3}, 3));
    return write("x-images-idx3-ubyte", IdxBytes.counting(250, 3, 2, 3));
  }

  @Test
  void imagesAndTheirLabelsAreRead() throws IOException {
    Dataset data = open(images());
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.sampleShape()).containsExactly(2, 3);
    assertThat(data.range()).hasValue(255);
    assertThat(data.trainSize()).isEmpty();
    assertThat(data.feature(0, 5)).isEqualTo(255);
    assertThat(data.feature(1, 0)).isZero();
    assertThat(data.classes()).containsExactly("0", "1", "3");
    assertThat(data.label(2)).isEqualTo(2);
  }

  @Test
  void packedFilesAreTheSame() throws IOException {
    String digest = open(images()).digest();
    for (String name : List.of("x-images-idx3-ubyte", "x-labels-idx1-ubyte")) {
      write(name + ".gz", IdxBytes.packed(Files.readAllBytes(folder.resolve(name))));
      Files.delete(folder.resolve(name));
    }
    assertThat(open(folder.resolve("x-images-idx3-ubyte.gz")).digest()).isEqualTo(digest);
    Path labels = Files.move(folder.resolve("x-labels-idx1-ubyte.gz"), folder.resolve("y.gz"));
    DataOptions named = DataOptions.DEFAULT.withLabelsFile(labels);
    assertThat(open(folder.resolve("x-images-idx3-ubyte.gz"), named).digest()).isEqualTo(digest);
  }

  @Test
  void theFourFilesOfMnistAreOneDataset() throws IOException {
    write("train-images-idx3-ubyte", IdxBytes.counting(0, 4, 1, 2));
    write("train-labels-idx1-ubyte.gz", IdxBytes.packed(IdxBytes.of(new byte[] {0, 1, 0, 1}, 4)));
    write("t10k-images-idx3-ubyte.gz", IdxBytes.packed(IdxBytes.counting(100, 2, 1, 2)));
    write("t10k-labels-idx1-ubyte", IdxBytes.of(new byte[] {1, 2}, 2));
    Dataset data = open(folder);
    assertThat(data.size()).isEqualTo(6);
    assertThat(data.trainSize()).hasValue(4);
    assertThat(data.feature(4, 0)).isEqualTo(100);
    assertThat(data.label(5)).isEqualTo(2);
    assertThat(Split.of(data, 0.2, 0, 1).test()).containsExactly(4, 5);
    Path images =
        write("t10k-images-idx3-ubyte.gz", IdxBytes.packed(IdxBytes.counting(0, 2, 1, 3)));
    refused(
        images,
        () -> open(folder),
        "FILE: has samples of the shape [1, 3], those for training have [1, 2]");
    Files.delete(images);
    refused(
        folder,
        () -> open(folder),
        "FILE: is a folder without t10k-images-idx3-ubyte[.gz]: name a file, or a folder with the"
            + " four files of MNIST");
  }

  @Test
  void labelsMustBeOfTheClassesAndAsMany() throws IOException {
    Path file = images();
    refused(
        file,
        () -> open(file, DataOptions.DEFAULT.withClasses(List.of("shoe", "shirt", "bag"))),
        "FILE: label 3 of x-labels-idx1-ubyte has the label \"3\", the labels are 0 to 2: correct"
            + " it or leave it out");
    Path labels = write("x-labels-idx1-ubyte", IdxBytes.of(new byte[4], 4));
    refused(
        labels,
        () -> open(file),
        "FILE: has labels of the shape [4], the 3 samples of x-images-idx3-ubyte need [3]");
    write("x-labels-idx1-ubyte", IdxBytes.of(new byte[3], 3));
    refused(
        file,
        () -> open(file),
        "FILE: all samples are of the class \"0\", there is nothing to tell apart: take samples of"
            + " two classes or more");
    Files.delete(labels);
    refused(
        file,
        () -> open(file),
        "FILE: has no file of labels beside it, which would be "
            + labels
            + "[.gz]: put it there, or name it");
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path file = images();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(
          file,
          () -> open(file),
          length < 16
              ? "FILE: ends at byte "
                  + length
                  + ", must have the header up to byte "
                  + (length / 4 * 4 + 4)
                  + ": the file was cut short, get it again"
              : "FILE: ends at byte "
                  + length
                  + ", must have the [3, 2, 3] elements up to byte 34: the file was cut short,"
                  + " get it again");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    refused(
        file,
        () -> open(file),
        "FILE: goes on after byte 34, where its [3, 2, 3] elements end: it is damaged, get it"
            + " again");
    Files.write(file, new byte[] {0, 0, 0x0d, 3});
    refused(
        file,
        () -> open(file),
        "FILE: begins with the bytes 00000d03, an IDX file of unsigned bytes with 0000080N, N its"
            + " dimensions: name such a file");
    Files.write(file, IdxBytes.of(new byte[0], 0, 2, 3));
    refused(
        file,
        () -> open(file),
        "FILE: has the length 0 in dimension 1, must be 1 to 2147483647: the file is empty or"
            + " damaged");
    Files.write(file, IdxBytes.of(new byte[0], 70_000, 1 << 20, 1 << 30));
    refused(
        file,
        () -> open(file),
        "FILE: has the shape [70000, 1048576, 1073741824], with what belongs to it more than"
            + " 2147483639 values, the most of a dataset: take fewer samples");
    Path packed = write("z-images-idx3-ubyte.gz", Arrays.copyOf(IdxBytes.packed(whole), 30));
    write("z-labels-idx1-ubyte", IdxBytes.of(new byte[] {1, 0, 3}, 3));
    assertThatThrownBy(() -> open(packed))
        .isInstanceOf(DataException.class)
        .hasMessageMatching(
            "\\Q"
                + packed
                + "\\E: its gzip data breaks off after byte [0-9]+ of what it unpacks to: the file"
                + " was cut short, get it again");
  }
}
