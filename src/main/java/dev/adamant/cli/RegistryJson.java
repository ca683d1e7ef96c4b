package dev.adamant.cli;

import dev.adamant.record.Freed;
import dev.adamant.record.RegistryState;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.TrustedKey;
import dev.adamant.record.VersionRecord;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What the commands of {@code adamant registry} print as JSON. */
final class RegistryJson {

  /** Digests that not every version has. */
  private static final List<String> OPTIONAL =
      List.of("certificateSha256", "jobSha256", "dataSha256", "probesSha256", "base", "parent");

  private RegistryJson() {}

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /** A new registry. */
  static String made(Path directory) {
    return JsonText.of(object().put("registry", directory.toString()));
  }

  /** A key and the entry that trusts it; null for none. */
  static String key(TrustedKey key, Path file, SignedEntry entry) {
    ObjectNode node =
        object()
            .put("key", key.id())
            .put("name", key.name())
            .put("file", file.toString())
            .put("publicKey", key.publicKey());
    if (entry != null) {
      node.setAll(envelope(entry));
    }
    return JsonText.of(node);
  }

  private static ObjectNode envelope(SignedEntry entry) {
    return object()
        .put("sequence", entry.sequence())
        .put("time", entry.time().toString())
        .put("author", entry.author())
        .put("hash", entry.hash());
  }

  /** An entry with its statement, in a line. */
  static String entry(SignedEntry entry) {
    ObjectNode node = envelope(entry).put("previous", entry.previous());
    node.put("kind", entry.statement().kind());
    node.set("statement", entry.statement().json());
    return JsonText.line(node);
  }

  /** A version by its entry. */
  static String version(RegistryState state, SignedEntry entry) {
    return JsonText.of(versionNode(state, entry));
  }

  private static ObjectNode versionNode(RegistryState state, SignedEntry entry) {
    VersionRecord record = (VersionRecord) entry.statement();
    RegistryState.Version version = state.version(record.model(), record.version()).orElseThrow();
    ObjectNode node = record.json();
    node.set("metrics", metrics(record));
    node.set("divergence", number(record.divergence()));
    for (String digest : OPTIONAL) {
      if (node.path(digest).asString("").isEmpty()) {
        node.putNull(digest);
      }
    }
    node.setAll(envelope(entry));
    return node.put("live", RegistryText.isLive(state, version))
        .put("revoked", version.revoked())
        .put("collected", version.collected());
  }

  private static ObjectNode metrics(VersionRecord record) {
    ObjectNode metrics = object();
    record.metrics().forEach((name, figure) -> metrics.set(name, number(figure)));
    return metrics;
  }

  /** A figure of a record, which is decimal text there: null for none, as text where no number. */
  private static JsonNode number(String figure) {
    if (figure.isEmpty()) {
      return NullNode.getInstance();
    }
    try {
      return DecimalNode.valueOf(new BigDecimal(figure));
    } catch (NumberFormatException _) {
      // NaN or an infinity, which JSON has no number for.
      return StringNode.valueOf(figure);
    }
  }

  /** All keys and versions. */
  static String list(Path directory, RegistryState state) {
    ObjectNode root =
        object()
            .put("registry", directory.toString())
            .put("sequence", state.sequence())
            .put("head", state.head());
    ArrayNode keys = root.putArray("keys");
    for (SignedEntry entry : state.entries()) {
      if (entry.statement() instanceof TrustedKey key) {
        keys.addObject()
            .put("key", key.id())
            .put("name", key.name())
            .put("trusted", state.trusts(key.id()))
            .put("sequence", entry.sequence())
            .put("time", entry.time().toString());
      }
    }
    ArrayNode versions = root.putArray("versions");
    for (String model : state.models()) {
      state.versions(model).forEach(v -> versions.add(versionNode(state, v.entry())));
    }
    return JsonText.of(root);
  }

  /** What was given back. */
  static String freed(Freed freed) {
    ObjectNode root = object().put("files", freed.files()).put("bytes", freed.bytes());
    ArrayNode versions = root.putArray("versions");
    freed
        .versions()
        .forEach(v -> versions.addObject().put("model", v.model()).put("version", v.version()));
    return JsonText.of(root);
  }
}
