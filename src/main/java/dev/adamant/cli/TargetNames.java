package dev.adamant.cli;

import dev.adamant.schedule.Ensemble;
import dev.adamant.target.Targets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The value of {@code --target}. */
final class TargetNames {

  private static final String SEPARATOR = ",";

  private TargetNames() {}

  /** Whether several targets are named, which then work together. */
  static boolean areSeveral(String names) {
    return names.contains(SEPARATOR);
  }

  /** The names, one by one. */
  static List<String> split(String names) {
    return Stream.of(names.split(SEPARATOR, -1)).map(String::strip).toList();
  }

  /**
   * Refuses, as a malformed command line, what can name no target on any machine.
   *
   * @param names one, or several with commas between them
   * @throws ParameterException when one is no kind of target, or is named twice
   */
  static void check(String names, CommandSpec spec, TargetSource source) {
    List<String> expected = new ArrayList<>(source.kinds());
    expected.remove(Ensemble.KIND);
    expected.add(Targets.AUTO);
    Set<String> seen = new HashSet<>();
    for (String name : split(names)) {
      if (name.isEmpty() && areSeveral(names)) {
        throw new ParameterException(
            spec.commandLine(), "--target is \"" + names + "\": there is a comma too many");
      }
      String kind = name.substring(0, (name + ":").indexOf(':'));
      if (!expected.contains(kind)) {
        throw new ParameterException(
            spec.commandLine(),
            "--target is \""
                + names
                + "\": expected one of "
                + String.join(", ", expected)
                + ", where adamant devices lists the numbers that there are, or several with"
                + " commas between them");
      }
      if (kind.equals(Targets.AUTO) && areSeveral(names)) {
        throw new ParameterException(
            spec.commandLine(),
            "--target is \"" + names + "\": auto stands alone, as it is one of the others");
      }
      if (!seen.add(name)) {
        throw new ParameterException(
            spec.commandLine(), "--target is \"" + names + "\": " + name + " is named twice");
      }
    }
  }
}
