package dev.adamant.serve.http;

import dev.adamant.certificate.verify.Json;
import dev.adamant.record.Collection;
import dev.adamant.record.Decision;
import dev.adamant.record.RegistryState;
import dev.adamant.record.Revocation;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.Statement;
import dev.adamant.record.TrustedKey;
import dev.adamant.record.VersionRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entries of the ledger as the administrative interface has them. */
final class AdminEntries {

  /** Most entries of an answer. */
  static final int MOST = 100;

  private AdminEntries() {}

  /** What an entry states, with its place, hash, time, author and kind. */
  static ObjectNode json(SignedEntry entry) {
    return entry
        .statement()
        .json()
        .put("kind", entry.statement().kind())
        .put("sequence", entry.sequence())
        .put("hash", entry.hash())
        .put("time", text(entry.time()))
        .put("author", entry.author());
  }

  /** A time in UTC with milliseconds. */
  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The newest entry with that decision; none where it is in no entry. */
  static Optional<SignedEntry> find(RegistryState state, Decision decision) {
    return state.entries().reversed().stream()
        .filter(entry -> entry.statement().equals(decision))
        .findFirst();
  }

  /**
   * Entries about a model, the first first.
   *
   * @param after only those after this one, the nearest {@value #MOST}; null for no such bound
   * @param before only those before this one, the nearest {@value #MOST}; null for no such bound
   */
  static ObjectNode history(RegistryState state, String model, Long after, Long before) {
    boolean backwards = before != null && after == null;
    List<SignedEntry> entries = backwards ? state.entries().reversed() : state.entries();
    List<SignedEntry> found = new ArrayList<>();
    boolean more = false;
    for (SignedEntry entry : entries) {
      boolean within =
          (after == null || entry.sequence() > after)
              && (before == null || entry.sequence() < before);
      if (within && isAbout(entry.statement(), model)) {
        more = found.size() == MOST;
        if (more) {
          break;
        }
        found.add(entry);
      }
    }
    ObjectNode node = Json.object();
    ArrayNode list = node.putArray("entries");
    (backwards ? found.reversed() : found).forEach(entry -> list.add(json(entry)));
    return node.put("more", more);
  }

  private static boolean isAbout(Statement statement, String model) {
    return switch (statement) {
      case VersionRecord version -> version.model().equals(model);
      case Decision decision -> decision.model().equals(model);
      case Revocation revocation -> revocation.model().equals(model);
      case Collection collection ->
          collection.versions().stream().anyMatch(name -> name.model().equals(model));
      case TrustedKey _ -> false;
    };
  }
}
