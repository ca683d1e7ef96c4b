package dev.adamant.record;

import static dev.adamant.record.Fold.require;

import dev.adamant.certificate.verify.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Statements from their JSON, strictly: whatever one may not have is refused. */
final class StatementReader {

  /** Names that models may have: none of them leads out of a folder or has to be escaped. */
  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?(E[-+]?[0-9]{1,3})?");
  private static final int MOST_TEXT = 4096;

  private StatementReader() {}

  /**
   * The statement.
   *
   * @throws dev.adamant.certificate.verify.BrokenClaimException when it is none of that kind
   */
  static Statement read(String kind, JsonNode node) {
    return switch (kind) {
      case TrustedKey.KIND -> key(node);
      case VersionRecord.KIND -> version(node);
      case Revocation.KIND -> revocation(node);
      case Decision.KIND -> decision(node);
      case Collection.KIND -> collection(node);
      default -> {
        require(false, "it is of the unknown kind \"" + kind + "\"");
        yield null;
      }
    };
  }

  private static TrustedKey key(JsonNode node) {
    Json.keys(node, "the key", "name", "publicKey");
    return new TrustedKey(text(node, "name"), Json.string(node, "publicKey"));
  }

  private static VersionRecord version(JsonNode node) {
    Json.keys(
        node,
        "the record",
        "model",
        "version",
        "modelSha256",
        "certificateSha256",
        "jobSha256",
        "dataSha256",
        "probesSha256",
        "base",
        "parent",
        "storage",
        "compute",
        "task",
        "inputs",
        "outputs",
        "parameters",
        "metrics",
        "divergence");
    VersionRecord record =
        new VersionRecord(
            model(node),
            positive(node, "version"),
            digest(node, "modelSha256"),
            digest(node, "certificateSha256"),
            perhapsDigest(node, "jobSha256"),
            perhapsDigest(node, "dataSha256"),
            perhapsDigest(node, "probesSha256"),
            perhapsDigest(node, "base"),
            perhapsDigest(node, "parent"),
            text(node, "storage"),
            text(node, "compute"),
            text(node, "task"),
            positive(node, "inputs"),
            positive(node, "outputs"),
            Json.longWhole(node, "parameters"),
            texts(node, "metrics"),
            Json.string(node, "divergence"));
    require(
        record.task().equals("classification") || record.task().equals("regression"),
        "task is \"" + record.task() + "\", must be classification or regression");
    record.metrics().forEach(StatementReader::decimal);
    if (!record.divergence().isEmpty()) {
      decimal("divergence", record.divergence());
    }
    return record;
  }

  private static Revocation revocation(JsonNode node) {
    Json.keys(node, "the revocation", "model", "version", "key", "reason");
    boolean isKey = Json.string(node, "model").isEmpty();
    return new Revocation(
        isKey ? "" : model(node),
        isKey ? Json.whole(node, "version") : positive(node, "version"),
        isKey ? digest(node, "key") : Json.string(node, "key"),
        text(node, "reason"));
  }

  private static Decision decision(JsonNode node) {
    Json.keys(node, "the decision", "action", "model", "from", "to", "checks");
    String text = Json.string(node, "action");
    Decision.Action action = null;
    for (Decision.Action known : Decision.Action.values()) {
      action = known.text().equals(text) ? known : action;
    }
    require(action != null, "the decision has the unknown action \"" + text + "\"");
    List<Decision.Check> checks = new ArrayList<>();
    for (JsonNode check : Json.list(node, "checks")) {
      Json.keys(check, "the check", "name", "passed", "message", "measures");
      checks.add(
          new Decision.Check(
              shared(text(check, "name")),
              Json.truth(check, "passed"),
              shared(text(check, "message")),
              texts(check, "measures")));
    }
    return new Decision(
        action, model(node), Json.whole(node, "from"), positive(node, "to"), checks);
  }

  private static Collection collection(JsonNode node) {
    Json.keys(node, "the collection", "versions");
    List<Collection.Name> versions = new ArrayList<>();
    for (JsonNode version : Json.list(node, "versions")) {
      Json.keys(version, "the version", "model", "version");
      versions.add(new Collection.Name(model(version), positive(version, "version")));
    }
    return new Collection(versions);
  }

  /** Whether a model may be called so. */
  static boolean isModelName(String name) {
    return MODEL.matcher(name).matches();
  }

  private static String model(JsonNode node) {
    String name = Json.string(node, "model");
    require(
        isModelName(name),
        "the model is called \""
            + name
            + "\", must be lower-case letters, digits, '.', '_' and '-', at most 64, a letter or"
            + " digit first");
    return name;
  }

  private static int positive(JsonNode node, String key) {
    int value = Json.whole(node, key);
    require(value > 0, key + " is 0, must be 1 or more");
    return value;
  }

  private static String text(JsonNode node, String key) {
    String text = Json.string(node, key);
    require(!text.isBlank(), key + " is empty");
    require(text.length() <= MOST_TEXT, key + " has more than " + MOST_TEXT + " characters");
    return text;
  }

  /**
   * The one copy of a text that many entries have, which are kept as long as a registry is open.
   */
  static String shared(String text) {
    return text.intern();
  }

  private static String digest(JsonNode node, String key) {
    String digest = Json.string(node, key);
    require(DIGEST.matcher(digest).matches(), key + " is \"" + digest + "\", which is no SHA-256");
    return digest;
  }

  private static String perhapsDigest(JsonNode node, String key) {
    return Json.string(node, key).isEmpty() ? "" : digest(node, key);
  }

  private static SortedMap<String, String> texts(JsonNode node, String key) {
    JsonNode texts = node.path(key);
    require(texts.isObject(), key + " is " + texts + ", must be an object");
    SortedMap<String, String> map = new TreeMap<>();
    texts.propertyNames().forEach(name -> map.put(shared(name), Json.string(texts, name)));
    return map;
  }

  private static void decimal(String name, String text) {
    require(
        DECIMAL.matcher(text).matches() || text.equals("Infinity"),
        name + " is \"" + text + "\", must be a decimal number");
  }
}
