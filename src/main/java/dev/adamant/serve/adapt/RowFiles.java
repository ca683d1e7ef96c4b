package dev.adamant.serve.adapt;

import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Task;
import dev.adamant.memory.AtomicFile;
import dev.adamant.model.ModelDescription;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Labelled rows in CSV files: read as others write them, and written in one form, with a header of
 * the model's names (else {@code x1, x2, …}) and {@code label}, so that nothing is left to be
 * guessed. Numbers are written so that they read back the same.
 */
final class RowFiles {

  private final ModelDescription about;
  private final List<String> names;
  private final String label;

  /**
   * Files for a model.
   *
   * @throws AdaptException when its samples are no rows of features and one label
   */
  RowFiles(ModelDescription about, String model) throws AdaptException {
    this.about = about;
    if (about.task() == Task.REGRESSION && about.network().outputs() != 1) {
      throw new AdaptException(
          model
              + " gives "
              + about.network().outputs()
              + " numbers, and a row has one label: only models of classes or of one number can be"
              + " adapted");
    }
    this.names = names(about);
    String free = "label";
    while (names.contains(free)) {
      free += "_";
    }
    this.label = free;
  }

  private static List<String> names(ModelDescription about) {
    return about.features().isEmpty()
        ? IntStream.rangeClosed(1, about.network().inputs()).mapToObj(f -> "x" + f).toList()
        : about.features();
  }

  /** The header of the label's column in files that are written here. */
  String label() {
    return label;
  }

  /**
   * Reads rows that others wrote.
   *
   * @param column name or number of the label's column; empty for the last
   * @throws DataException when it is no such file, in one sentence
   */
  Dataset read(Path file, String column) throws DataException {
    DataOptions options = about.options(DataOptions.DEFAULT);
    Dataset data =
        DataSources.open(
            file.toString(),
            column.isEmpty() ? options : options.withLabelColumn(column),
            ProgressListener.NONE);
    try {
      about.checkFits(data);
    } catch (IllegalArgumentException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    }
    List<String> given = data.featureNames();
    if (!about.features().isEmpty() && !given.isEmpty() && !names.equals(given)) {
      throw new DataException(
          file
              + ": its columns are "
              + String.join(", ", given)
              + ", those of the model "
              + String.join(", ", names)
              + ": give them the same names and order");
    }
    return data;
  }

  /** Reads rows that were written here. */
  Dataset readOwn(Path file) throws DataException {
    return read(file, label);
  }

  /**
   * A stretch of samples.
   *
   * @param data of which
   * @param from the first
   */
  record Part(Dataset data, int from) {}

  /** Writes rows, as a whole or not at all. */
  void write(Path file, List<Source> parts) throws IOException {
    AtomicFile.write(
        file,
        channel -> {
          Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8);
          writer.write(header());
          for (Source part : parts) {
            Part of = part.open();
            for (int row = of.from(); row < of.data().size(); row++) {
              writer.write(line(of.data(), row));
            }
          }
          writer.flush();
        });
  }

  /** Opens a part when its turn comes, so that one is in memory at a time. */
  @FunctionalInterface
  interface Source {
    /** The part. */
    Part open() throws IOException;
  }

  private String header() {
    StringBuilder header = new StringBuilder();
    for (String name : names) {
      header.append(quoted(name)).append(',');
    }
    return header.append(label).append('\n').toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private String line(Dataset data, int row) {
    StringBuilder line = new StringBuilder();
    for (int f = 0; f < data.features(); f++) {
      line.append(number(data.feature(row, f))).append(',');
    }
    if (data.task() == Task.CLASSIFICATION) {
      line.append(quoted(data.classes().get(data.label(row))));
    } else {
      line.append(number(data.target(row, 0)));
    }
    return line.append('\n').toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
