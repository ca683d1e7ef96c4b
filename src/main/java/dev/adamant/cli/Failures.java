package dev.adamant.cli;

import dev.adamant.memory.MemoryException;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.measure.WrongAnswerException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells expected failures in a line, with exit status 1; others keep their stack trace. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    String reason =
        switch (e) {
          case TargetUnavailableException unavailable -> unavailable.getMessage();
          case TargetException failed -> failed.getMessage();
          case MemoryException memory -> memory.getMessage();
          case WrongAnswerException wrong -> wrong.getMessage();
          case IOException io -> "cannot go on: " + io.getMessage();
          default -> throw e;
        };
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + reason);
    command.getErr().flush();
    return ExitCode.SOFTWARE;
  }
}
