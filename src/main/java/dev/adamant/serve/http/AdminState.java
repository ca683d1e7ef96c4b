package dev.adamant.serve.http;

import dev.adamant.certificate.verify.Json;
import dev.adamant.memory.Accounting;
import dev.adamant.record.Decision;
import dev.adamant.record.RegistryState;
import dev.adamant.record.RegistryState.Version;
import dev.adamant.record.SignedEntry;
import dev.adamant.serve.Engine;
import dev.adamant.serve.Metrics.Recent;
import dev.adamant.serve.ServedModel;
import dev.adamant.target.TargetInfo;
import dev.adamant.train.Build;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The state of a server as one object of JSON: what the page shows. */
final class AdminState {

  /** Most decisions of a model; earlier ones are in its history. */
  static final int DECISIONS = 20;

  private static final Pattern PATH = Pattern.compile("(?<![\\w/])(?:/[^\\s/:,;]+)+/([^\\s/:,;]+)");

  private final AdminParts parts;
  private final RegistryState ledger;
  private final List<SignedEntry> newestFirst;

  private AdminState(AdminParts parts, RegistryState ledger) {
    this.parts = parts;
    this.ledger = ledger;
    this.newestFirst = ledger.entries().reversed();
  }

  /**
   * All of it.
   *
   * @param ledger what the registry comes to
   * @param now the time of it
   */
  static ObjectNode json(AdminParts parts, RegistryState ledger, Instant now) {
    AdminState state = new AdminState(parts, ledger);
    ObjectNode node = Json.object();
    node.set("server", state.server(now));
    node.set("gate", AdminGate.json(parts.gate()));
    node.putObject("ledger").put("sequence", ledger.sequence()).put("head", ledger.head());
    node.set("memory", memory());
    ArrayNode models = node.putArray("models");
    for (String name : state.names()) {
      models.add(state.model(name));
    }
    return node;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(ledger.models());
    parts.models().all().forEach(model -> names.add(model.name()));
    return names;
  }

  private ObjectNode server(Instant now) {
    ObjectNode node =
        Json.object()
            .put("version", Build.version())
            .put("time", AdminEntries.text(now))
            .put("started", AdminEntries.text(parts.started()));
    TargetInfo target = parts.target();
    node.putObject("target")
        .put("name", target.name())
        .put("kind", target.kind())
        .put("deviceClass", target.deviceClass().name().toLowerCase(Locale.ROOT))
        .put("device", target.device())
        .put("driver", withoutPaths(target.driver()))
        .put("route", target.route())
        .put("computeUnits", target.computeUnits())
        .put("memoryBytes", target.memoryBytes());
    return node;
  }

  private static ObjectNode memory() {
    Accounting accounting = Accounting.process();
    ObjectNode node =
        Json.object()
            .put("liveBytes", accounting.liveBytes())
            .put("peakBytes", accounting.peakBytes());
    ArrayNode regions = node.putArray("regions");
    for (Accounting.Usage usage : accounting.regions()) {
      regions
          .addObject()
          .put("name", usage.name())
          .put("place", usage.place())
          .put("live", usage.live())
          .put("peak", usage.peak())
          .put("limit", usage.limit());
    }
    return node;
  }

  private ObjectNode model(String name) {
    ServedModel served = parts.models().find(name);
    Engine engine = served == null ? null : served.live();
    int live = engine == null ? 0 : engine.version().version();
    int previous = number(ledger.previous(name).orElse(null));
    int ledgerLive = number(ledger.live(name).orElse(null));
    ObjectNode node = Json.object().put("name", name);
    if (engine == null) {
      node.putNull("live");
    } else {
      node.set("live", live(name, engine));
    }
    String trouble = parts.rotator().troubles().get(name);
    node.put("trouble", trouble == null ? null : withoutPaths(trouble))
        .put("ledgerLive", ledgerLive == 0 ? null : (Integer) ledgerLive)
        .put("previous", previous == 0 ? null : (Integer) previous);
    ArrayNode versions = node.putArray("versions");
    for (Version version : ledger.versions(name)) {
      versions.add(version(version).put("state", state(version, live, previous)));
    }
    List<SignedEntry> decisions = decisions(name);
    ArrayNode list = node.putArray("decisions");
    decisions.stream()
        .limit(DECISIONS)
        .toList()
        .reversed()
        .forEach(entry -> list.add(AdminEntries.json(entry)));
    Recent recent = parts.metrics().recent(name);
    node.put("earlierDecisions", decisions.size() > DECISIONS)
        .putObject("recent")
        .put("requestsPerSecond", recent.requestsPerSecond())
        .put("p50Millis", recent.p50Millis())
        .put("p99Millis", recent.p99Millis());
    return node;
  }

  /** Names files by their names alone: where the server keeps them is nobody's business. */
  static String withoutPaths(String message) {
    return PATH.matcher(message).replaceAll("$1");
  }

  private static int number(Version version) {
    return version == null ? 0 : version.record().version();
  }

  /** The newest first, one more than are shown where there are more. */
  private List<SignedEntry> decisions(String model) {
    List<SignedEntry> found = new ArrayList<>();
    for (SignedEntry entry : newestFirst) {
      if (entry.statement() instanceof Decision decision && decision.model().equals(model)) {
        found.add(entry);
        if (found.size() > DECISIONS) {
          break;
        }
      }
    }
    return found;
  }

  /** What answers now, as the server has it, with what the ledger knows of it. */
  private ObjectNode live(String model, Engine engine) {
    int number = engine.version().version();
    ObjectNode node =
        ledger.version(model, number).map(AdminState::version).orElseGet(Json::object);
    Instant since = since(model, number);
    return node.put("version", number)
        .put("heldBytes", engine.heldBytes())
        .put("since", since == null ? null : AdminEntries.text(since));
  }

  /** When a version went live for the last time; null where no decision says so. */
  private Instant since(String model, int version) {
    for (SignedEntry entry : newestFirst) {
      if (entry.statement() instanceof Decision decision
          && decision.model().equals(model)
          && decision.action() != Decision.Action.REFUSED) {
        return decision.to() == version ? entry.time() : null;
      }
    }
    return null;
  }

  private static ObjectNode version(Version version) {
    ObjectNode node = version.record().json();
    node.remove("model");
    return node.put("sequence", version.entry().sequence())
        .put("hash", version.entry().hash())
        .put("author", version.entry().author())
        .put("published", AdminEntries.text(version.entry().time()))
        .put("revoked", version.revoked())
        .put("collected", version.collected());
  }

  private static String state(Version version, int live, int previous) {
    int number = version.record().version();
    if (number == live) {
      return "live";
    } else if (version.revoked() != null) {
      return "revoked";
    } else if (version.collected()) {
      return "collected";
    }
    return number == previous ? "previous" : "ready";
  }
}
