package dev.adamant.cli;

import dev.adamant.target.Targets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The value of {@code --target}. */
final class TargetNames {

  private TargetNames() {}

  /**
   * Refuses, as a malformed command line, what can name no target on any machine.
   *
   * @throws ParameterException when it is no kind of target, or one with nothing after its colon
   */
  static void check(String name, CommandSpec spec, TargetSource source) {
    List<String> expected = new ArrayList<>(source.kinds());
    expected.add(Targets.AUTO);
    String kind = name.substring(0, (name + ":").indexOf(':'));
    if (!expected.contains(kind)) {
      throw new ParameterException(
          spec.commandLine(),
          "--target is \""
              + name
              + "\": expected one of "
              + String.join(", ", expected)
              + ", where adamant devices lists the numbers that there are");
    }
  }
}
