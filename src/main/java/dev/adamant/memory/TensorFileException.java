package dev.adamant.memory;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of tensors that cannot be read or written, or holds something else. The message names the
 * file, what is wrong, where in the file, and the remedy.
 */
public final class TensorFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private TensorFileException(Path file, String what, Throwable cause) {
    super(file + ": " + what, cause);
  }

  /** The file holds what it must not. */
  TensorFileException(Path file, String what) {
    this(file, what, null);
  }

  /** The system refused to read the file. */
  static TensorFileException reading(Path file, IOException e) {
    return e instanceof TensorFileException already
        ? already
        : new TensorFileException(file, "cannot be read: " + reason(e, "there is no such file"), e);
  }

  /** The system refused to write the file. */
  static TensorFileException writing(Path file, IOException e) {
    String missing = "its folder does not exist, make it first";
    return e instanceof TensorFileException already
        ? already
        : new TensorFileException(file, "cannot be written: " + reason(e, missing), e);
  }

  private static String reason(IOException e, String missing) {
    return switch (e) {
      case NoSuchFileException _ -> missing;
      case AccessDeniedException _ -> "permission denied";
      case ClosedByInterruptException _ -> "the thread was interrupted";
      case ClosedChannelException _ -> "it was closed, open it again";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case IOException f when f.getMessage() != null -> f.getMessage();
      default -> e.getClass().getSimpleName();
    };
  }
}
