package dev.adamant.bench;

import dev.adamant.bindings.NativeLibraryException;
import dev.adamant.data.DataException;
import dev.adamant.target.TargetException;
import dev.adamant.train.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** What the programs about training share. */
final class TrainingPrograms {

  private TrainingPrograms() {}

  /** Runs a command with the process's streams. */
  static int execute(Object command, String... arguments) {
    return execute(
        command,
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        arguments);
  }

  /** Runs a command; what is wrong with its options or the machine is one line. */
  static int execute(Object command, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(command)
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (e, commandLine, parsed) -> {
              if (e instanceof IllegalArgumentException
                  || e instanceof DataException
                  || e instanceof IOException
                  || e instanceof TargetException
                  || e instanceof TrainingException
                  || e instanceof NativeLibraryException) {
                commandLine.getErr().println("bench: " + e.getMessage());
                return ExitCode.SOFTWARE;
              }
              throw e;
            })
        .execute(arguments);
  }

  /** Prints machine and setup as a list. */
  static void facts(TrainingOptions options, String format, PrintWriter out) {
    Machine.facts().forEach((name, value) -> out.println("- " + name + ": " + value));
    out.println("- setup: " + options.description() + (format.isEmpty() ? "" : ", " + format));
  }

  /** How many jobs of a row ended without numbers, if any. */
  static String divergence(Campaign.Row row) {
    return row.diverged() == 0 ? "" : row.diverged() + " of " + row.outcomes().size() + " diverged";
  }

  /** A row for JSON. */
  static Map<String, Object> object(Campaign.Row row) {
    Recipe recipe = row.entry().recipe();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("method", recipe.name());
    if (recipe.method().isRandom()) {
      object.put("tangents", recipe.tangents());
    }
    object.put("depth", recipe.depth());
    object.put("format", row.entry().format());
    object.put("rate", row.entry().rate());
    object.put("accuracy", row.accuracy().mean());
    object.put("deviation", row.accuracy().deviation());
    object.put("accuracies", row.outcomes().stream().map(Outcome::accuracy).toList());
    object.put("seconds", row.seconds());
    object.put("trainingBytes", row.outcomes().getFirst().plan().training());
    object.put("inferenceBytes", row.outcomes().getFirst().plan().inference());
    object.put("diverged", row.diverged());
    return object;
  }
}
