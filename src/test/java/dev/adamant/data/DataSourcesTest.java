package dev.adamant.data;

import static dev.adamant.data.Faults.open;
import static dev.adamant.data.Faults.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesTest {

  private static final String KNOWN =
      String.join(", ", DataSources.names())
          + ", a file .csv, .csv.gz, .npy, -idx3-ubyte or -idx3-ubyte.gz, or a folder with the four"
          + " files of MNIST";

  @TempDir Path folder;

  @Test
  void whatIsNotKnownIsRefusedWithWhatIs() throws IOException {
    Path none = folder.resolve("digit");
    refused(
        none, () -> open(none), "FILE: there is no such file or dataset: the data may be " + KNOWN);
    Path image = Files.write(folder.resolve("cat.png"), new byte[1]);
    refused(
        image, () -> open(image), "FILE: is no file that is known by its name: it may be " + KNOWN);
    Path empty = Files.createDirectory(folder.resolve("empty.csv"));
    refused(
        empty,
        () -> open(empty),
        "FILE: is a folder without train-images-idx3-ubyte[.gz]: name a file, or a folder with the"
            + " four files of MNIST");
  }

  @Test
  void optionsThatSayNothingAreRefused() throws IOException {
    Path csv = Files.writeString(folder.resolve("a.csv"), "1,2\n");
    Path labels = folder.resolve("b.npy");
    refused(
        csv,
        () -> open(csv, DataOptions.DEFAULT.withLabelsFile(labels)),
        "FILE: has its labels within, leave out the file " + labels);
    Path npy = Files.write(labels, new byte[1]);
    refused(
        npy,
        () -> open(npy, DataOptions.DEFAULT.withHeader(true)),
        "FILE: has no columns as CSV files do: name the file of its labels instead");
    Path digits = Path.of("digits");
    refused(
        digits,
        () -> open(digits, DataOptions.DEFAULT.withLabelColumn("3")),
        "FILE: has its labels, leave out what says where they are");
    refused(
        digits,
        () -> open(digits, DataOptions.DEFAULT.withTask(Task.REGRESSION)),
        "FILE: has classes, it is not for regression");
    refused(
        digits,
        () -> open(digits, DataOptions.DEFAULT.withClasses(List.of("cat", "dog"))),
        "FILE: has the classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, the model cat, dog: take the data that"
            + " the model was made for");
  }
}
