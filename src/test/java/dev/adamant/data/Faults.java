package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What data that is not fit must meet. */
final class Faults {

  private Faults() {}

  /** The use throws exactly that sentence, in which {@code FILE} stands for the file. */
  static void refused(Path file, ThrowingCallable use, String message) {
    assertThatThrownBy(use)
        .isInstanceOf(DataException.class)
        .hasMessage(message.replace("FILE", file.toString()));
  }

  /** Opens a file without options. */
  static Dataset open(Path file) throws DataException {
    return DataSources.open(file.toString(), DataOptions.DEFAULT, ProgressListener.NONE);
  }

  /** Opens a file. */
  static Dataset open(Path file, DataOptions options) throws DataException {
    return DataSources.open(file.toString(), options, ProgressListener.NONE);
  }
}
