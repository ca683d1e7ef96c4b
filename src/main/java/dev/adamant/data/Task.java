package dev.adamant.data;

import java.util.Locale;

/** What is to be learnt of a sample. */
public enum Task {
  /** Which of several classes it is of. */
  CLASSIFICATION,
  /** One number or several. */
  REGRESSION;

  /** The name in lower case, as jobs and reports have it. */
  public String taskName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The task of that {@link #taskName()}.
   *
   * @throws IllegalArgumentException for any other name, saying which there are
   */
  public static Task byName(String name) {
    for (Task task : values()) {
      if (task.taskName().equals(name)) {
        return task;
      }
    }
    throw new IllegalArgumentException(
        "no task \"" + name + "\": it is classification or regression");
  }
}
