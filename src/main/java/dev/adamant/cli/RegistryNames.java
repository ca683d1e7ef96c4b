package dev.adamant.cli;

import dev.adamant.record.Collection;
import dev.adamant.record.Decision;
import dev.adamant.record.RegistryState;
import dev.adamant.record.Revocation;
import dev.adamant.record.Statement;
import dev.adamant.record.TrustedKey;
import dev.adamant.record.VersionRecord;
import java.util.List;

/** Models, versions and keys of a registry, by the names that users give. */
final class RegistryNames {

  /** Fewer characters of a key's id name none. */
  private static final int LEAST_PREFIX = 8;

  private RegistryNames() {}

  /**
   * Checks that a model is there.
   *
   * @throws MalformedInputException when it is not
   */
  static void check(RegistryState state, String model) throws MalformedInputException {
    if (!state.models().contains(model)) {
      throw new MalformedInputException(
          "there is no model \""
              + model
              + "\": "
              + (state.models().isEmpty()
                  ? "none was published yet"
                  : "there are " + String.join(", ", state.models())));
    }
  }

  /**
   * A version.
   *
   * @throws MalformedInputException when it is not there
   */
  static RegistryState.Version version(RegistryState state, String model, int version)
      throws MalformedInputException {
    check(state, model);
    return state
        .version(model, version)
        .orElseThrow(
            () ->
                new MalformedInputException(
                    "there is no version "
                        + version
                        + " of "
                        + model
                        + ": it has 1 to "
                        + state.versions(model).size()));
  }

  /**
   * The key that is named by its id or the beginning of it.
   *
   * @throws MalformedInputException when there is none, or several are
   */
  static String key(RegistryState state, String beginning) throws MalformedInputException {
    List<String> ids =
        state.entries().stream()
            .filter(entry -> entry.statement() instanceof TrustedKey)
            .map(entry -> ((TrustedKey) entry.statement()).id())
            .filter(id -> id.startsWith(beginning))
            .toList();
    if (ids.size() != 1 || beginning.length() < LEAST_PREFIX) {
      throw new MalformedInputException(
          "\""
              + beginning
              + "\" names no key or several: give at least "
              + LEAST_PREFIX
              + " characters of one that adamant registry list --keys has");
    }
    return ids.getFirst();
  }

  /** Whether a statement is about a model. */
  static boolean isAbout(Statement statement, String model) {
    return switch (statement) {
      case TrustedKey _ -> false;
      case VersionRecord version -> version.model().equals(model);
      case Revocation revocation -> revocation.model().equals(model);
      case Decision decision -> decision.model().equals(model);
      case Collection collection ->
          collection.versions().stream().anyMatch(version -> version.model().equals(model));
    };
  }

  /** Whose key it is: the name that it was trusted by; empty for one that is not in the ledger. */
  static String author(RegistryState state, String id) {
    return state.entries().stream()
        .filter(entry -> entry.statement() instanceof TrustedKey key && key.id().equals(id))
        .map(entry -> ((TrustedKey) entry.statement()).name())
        .findFirst()
        .orElse("");
  }
}
