package dev.adamant.cli;

import dev.adamant.certificate.CertificateException;
import dev.adamant.data.DataException;
import dev.adamant.data.DataUnavailableException;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.TensorFileException;
import dev.adamant.model.ModelFileException;
import dev.adamant.record.RegistryException;
import dev.adamant.serve.adapt.AdaptException;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.measure.WrongAnswerException;
import dev.adamant.train.JobException;
import dev.adamant.train.RunException;
import dev.adamant.train.TrainingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells expected failures in a line: malformed input with exit status 2, the rest with 1.
 * Unexpected ones keep their stack trace.
 */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    String reason =
        switch (e) {
          case TargetUnavailableException _,
              TargetException _,
              MemoryException _,
              WrongAnswerException _,
              TrainingException _,
              RunException _,
              JobException _,
              DataException _,
              ModelFileException _,
              CertificateException _,
              TensorFileException _,
              RegistryException _,
              AdaptException _,
              MalformedInputException _ ->
              e.getMessage();
          case IOException io -> "cannot go on: " + reason(io);
          default -> throw e;
        };
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + reason);
    command.getErr().flush();
    return isMalformedInput(e) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** Whether another input, rather than another attempt, is the remedy. */
  private static boolean isMalformedInput(Exception e) {
    return switch (e) {
      case DataUnavailableException _ -> false;
      case JobException _,
          DataException _,
          ModelFileException _,
          CertificateException _,
          MalformedInputException _ ->
          true;
      // Without a cause it is about what the file holds; with one the system has refused.
      case TensorFileException file -> file.getCause() == null;
      default -> false;
    };
  }

  /** What the system says; many of its messages are the name of the file alone. */
  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException f -> f.getFile() + ": there is no such file or folder";
      case AccessDeniedException f -> f.getFile() + ": permission denied";
      case NotDirectoryException f -> f.getFile() + ": is no folder";
      case FileSystemException f when f.getReason() == null ->
          f.getFile() + ": " + f.getClass().getSimpleName();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
