package dev.adamant.target.equality;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.libadamant.NativePaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The targets that must give the right answers here: those that the system properties {@value
 * #PROPERTY} and {@value #SIMULATORS} name, separated by spaces, the native one on every dispatch
 * path. One that cannot be opened fails the tests. The two differ in that simulators are slow, and
 * are left out where tests are long.
 */
final class Candidates implements AutoCloseable {

  static final String PROPERTY = "adamant.requiredTargets";

  static final String SIMULATORS = "adamant.requiredSimulators";

  private static final String USUAL = "reference native";
  private static final String NATIVE = "native";

  private final Map<String, Target> targets = new LinkedHashMap<>();

  private Candidates(List<String> names) {
    try {
      names.forEach(name -> targets.put(name, Targets.open(name)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Their names. */
  static List<String> names() {
    return List.of(System.getProperty(PROPERTY, USUAL).strip().split(" +"));
  }

  /** Opens all; the caller closes them. */
  static Candidates open() {
    List<String> names = new ArrayList<>(names());
    String simulators = System.getProperty(SIMULATORS, "").strip();
    if (!simulators.isEmpty()) {
      names.addAll(List.of(simulators.split(" +")));
    }
    return new Candidates(names);
  }

  /** Runs a check on every target and path, with the name of both. */
  void forEach(BiConsumer<String, Target> check) {
    targets.forEach(
        (name, target) -> {
          if (name.equals(NATIVE)) {
            NativePaths.forEach(path -> check.accept(name + " on " + path, target));
          } else {
            check.accept(name, target);
          }
        });
  }

  @Override
  public void close() {
    targets.values().forEach(Target::close);
  }
}
