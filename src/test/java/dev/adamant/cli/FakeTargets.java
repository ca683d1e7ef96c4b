package dev.adamant.cli;

import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Targets that a test makes up, and commands run on them. */
final class FakeTargets implements TargetSource {

  /** What a command did. */
  record Outcome(int status, String out, String err) {

    /** The lines of the error stream but for those of {@link Progress}, which slow machines see. */
    List<String> complaints() {
      return err.lines().filter(line -> !line.matches(".*: [0-9]+ %, .*/s, .* left.*")).toList();
    }
  }

  private final Map<String, Supplier<Target>> usable = new LinkedHashMap<>();
  private final List<TargetListing> listings = new ArrayList<>();

  /** Adds one that can be used, by the name in its info. */
  FakeTargets with(Supplier<Target> opener) {
    try (Target target = opener.get()) {
      usable.put(target.info().name(), opener);
      listings.add(TargetListing.usable(target.info()));
    }
    return this;
  }

  /** Adds one that cannot be used. */
  FakeTargets without(String name, String problem) {
    listings.add(TargetListing.unusable(name, problem));
    return this;
  }

  @Override
  public List<String> kinds() {
    return listings.stream().map(l -> l.name().replaceFirst(":.*", "")).distinct().toList();
  }

  @Override
  public List<TargetListing> list() {
    return listings;
  }

  @Override
  public Target open(String name) {
    Supplier<Target> opener = usable.get(name);
    if (opener == null) {
      throw new TargetUnavailableException(name, "there is no such device. Plug one in.", null);
    }
    return opener.get();
  }

  /** Runs a command on these targets. */
  Outcome run(Function<TargetSource, CommandLine> command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        command
            .apply(this)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Outcome(status, out.toString(), err.toString());
  }
}
