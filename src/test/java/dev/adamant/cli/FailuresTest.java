package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.data.DataException;
import dev.adamant.train.JobException;
import dev.adamant.train.RunException;
import dev.adamant.train.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Failures as users see them. */
class FailuresTest {

  static Stream<Arguments> expected() {
    return Stream.of(
        Arguments.of(new JobException("a key"), 2, "a key"),
        Arguments.of(new DataException("a cell"), 2, "a cell"),
        Arguments.of(new MalformedInputException("a row"), 2, "a row"),
        Arguments.of(new RunException("a folder"), 1, "a folder"),
        Arguments.of(new TrainingException("a loss"), 1, "a loss"),
        Arguments.of(new IOException("a pipe"), 1, "cannot go on: a pipe"),
        Arguments.of(new IOException(), 1, "cannot go on: IOException"),
        Arguments.of(
            new NoSuchFileException("f"), 1, "cannot go on: f: there is no such file or folder"),
        Arguments.of(new AccessDeniedException("f"), 1, "cannot go on: f: permission denied"),
        Arguments.of(
            new FileSystemException("f", null, "No space left on device"),
            1,
            "cannot go on: f: No space left on device"),
        Arguments.of(
            new FileAlreadyExistsException("f"), 1, "cannot go on: f: FileAlreadyExistsException"));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void anExpectedFailureIsALine(Exception failure, int status, String message) throws Exception {
    StringWriter err = new StringWriter();
    CommandLine command = CompareCommand.commandLine().setErr(new PrintWriter(err));

    assertThat(new Failures().handleExecutionException(failure, command, null)).isEqualTo(status);
    assertThat(err.toString()).isEqualTo("compare: " + message + System.lineSeparator());
  }

  @Test
  void anUnexpectedOneKeepsItsStackTrace() {
    IllegalStateException bug = new IllegalStateException("bug");

    assertThatThrownBy(
            () -> new Failures().handleExecutionException(bug, CompareCommand.commandLine(), null))
        .isSameAs(bug);
  }
}
