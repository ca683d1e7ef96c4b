package dev.adamant.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a source cannot tell by itself; what is empty is found out, as {@link DataSources} says.
 *
 * @param labelColumn of a CSV file: the name of the column, or its number from 1; else the last
 * @param task what is to be learnt
 * @param header of a CSV file: whether its first row names the columns
 * @param labelsFile of images or an array: where its labels are
 * @param classes the classes of a model, in its order: labels must be among them. Labels that are
 *     integers from 0 count them where none has an integer for its name.
 */
public record DataOptions(
    Optional<String> labelColumn,
    Optional<Task> task,
    Optional<Boolean> header,
    Optional<Path> labelsFile,
    Optional<List<String>> classes) {

  /** Finds out all of it. */
  public static final DataOptions DEFAULT =
      new DataOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Makes the list immutable. */
  public DataOptions {
    Objects.requireNonNull(labelColumn, "labelColumn");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(labelsFile, "labelsFile");
    classes = classes.map(List::copyOf);
  }

  /** With the label column: a name, or a number from 1. */
  public DataOptions withLabelColumn(String column) {
    return new DataOptions(Optional.of(column), task, header, labelsFile, classes);
  }

  /** With the task. */
  public DataOptions withTask(Task newTask) {
    return new DataOptions(labelColumn, Optional.of(newTask), header, labelsFile, classes);
  }

  /** With the word whether the first row is a header. */
  public DataOptions withHeader(boolean hasHeader) {
    return new DataOptions(labelColumn, task, Optional.of(hasHeader), labelsFile, classes);
  }

  /** With the file of the labels. */
  public DataOptions withLabelsFile(Path file) {
    return new DataOptions(labelColumn, task, header, Optional.of(file), classes);
  }

  /** With the classes of a model. */
  public DataOptions withClasses(List<String> names) {
    return new DataOptions(labelColumn, task, header, labelsFile, Optional.of(names));
  }
}
