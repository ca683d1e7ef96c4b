package dev.adamant.cli;

import dev.adamant.memory.MemoryException;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.check.SelfTest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code adamant devices}: every target, what it is and whether it is right. */
@Command(
    name = "devices",
    description = "Lists every target and checks it by a short computation.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "PASS means that exact products, elementwise operations and functions in every",
      "format of the target had the bits of the reference. What cannot be used is",
      "listed with the reason and the remedy. Exit status 1 if a target FAILs."
    })
final class DevicesCommand implements Callable<Integer> {

  private static final int WIDTH = 96;
  private static final int INDENT = 11;

  private enum Status {
    PASS,
    FAIL,
    UNUSABLE,
    UNCHECKED
  }

  private record Row(
      TargetListing listing, Status status, String problem, long trials, double seconds) {}

  private final TargetSource source;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print an array of objects instead.")
  private boolean json;

  @Option(names = "--all", description = "Also list the targets that only tests use, unchecked.")
  private boolean all;

  private DevicesCommand(TargetSource source) {
    this.source = source;
  }

  /** The command on the given targets. */
  static CommandLine commandLine(TargetSource source) {
    return new CommandLine(new DevicesCommand(source)).setExecutionExceptionHandler(new Failures());
  }

  /** Lists and checks. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Object> objects = new ArrayList<>();
    boolean failed = false;
    for (TargetListing listing : source.list()) {
      if (!all && listing.info().filter(i -> i.deviceClass() == DeviceClass.TEST).isPresent()) {
        continue;
      }
      Row row = check(listing);
      failed |= row.status() == Status.FAIL;
      if (json) {
        objects.add(object(row));
      } else {
        print(row, out);
      }
    }
    if (json) {
      out.println(JsonText.of(objects));
    }
    out.flush();
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private Row check(TargetListing listing) {
    if (listing.info().isEmpty()) {
      return new Row(listing, Status.UNUSABLE, listing.problem(), 0, 0);
    }
    if (listing.info().get().deviceClass() == DeviceClass.TEST) {
      return new Row(listing, Status.UNCHECKED, "", 0, 0);
    }
    try (Target target = source.open(listing.name());
        Target reference = source.reference();
        Progress progress =
            Progress.begin(spec.commandLine().getErr(), listing.name(), "computations")) {
      SelfTest.Report report =
          SelfTest.ofFew(
              target, reference, (done, of) -> progress.update(done, (double) done / of));
      return new Row(
          listing,
          report.passed() ? Status.PASS : Status.FAIL,
          report.finding().map(f -> f.work() + ": " + f.problem()).orElse(""),
          report.trials(),
          report.seconds());
    } catch (TargetUnavailableException
        | TargetException
        | MemoryException
        | IllegalArgumentException e) {
      return new Row(listing, Status.FAIL, e.getMessage(), 0, 0);
    }
  }

  private static void print(Row row, PrintWriter out) {
    String counted =
        row.trials() == 0
            ? ""
            : String.format(
                Locale.ROOT, "  %d computations in %.1f s", row.trials(), row.seconds());
    String status =
        switch (row.status()) {
          case PASS, FAIL -> row.status() + counted;
          case UNUSABLE -> "cannot be used";
          case UNCHECKED -> "not checked";
        };
    out.println(String.format("%-" + INDENT + "s%s", row.listing().name() + " ", status));
    if (!row.problem().isEmpty()) {
      fact(row.status() == Status.FAIL ? "found" : "why", row.problem(), out);
    }
    row.listing()
        .info()
        .ifPresent(info -> TargetFacts.text(info).forEach((name, text) -> fact(name, text, out)));
    out.println();
    out.flush();
  }

  private static void fact(String name, String text, PrintWriter out) {
    String label = name;
    for (String line : TextLines.wrap(text, WIDTH - INDENT)) {
      out.println(String.format("  %-" + (INDENT - 2) + "s%s", label, line));
      label = "";
    }
  }

  private static Map<String, Object> object(Row row) {
    Map<String, Object> object = new LinkedHashMap<>();
    String name = row.listing().name();
    object.put("name", name);
    object.put("kind", name.substring(0, (name + ":").indexOf(':')));
    row.listing().info().map(TargetFacts::json).ifPresent(object::putAll);
    object.put("status", row.status().name());
    object.put("problem", row.problem());
    object.put("computations", row.trials());
    object.put("seconds", row.seconds());
    return object;
  }
}
