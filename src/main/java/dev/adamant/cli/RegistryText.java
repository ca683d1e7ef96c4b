package dev.adamant.cli;

import dev.adamant.record.Collection;
import dev.adamant.record.Decision;
import dev.adamant.record.Freed;
import dev.adamant.record.RegistryState;
import dev.adamant.record.Revocation;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.Statement;
import dev.adamant.record.TrustedKey;
import dev.adamant.record.VersionRecord;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the commands of {@code adamant registry} print for people. Names and reasons are whatever
 * someone signed: what could move a terminal's cursor is left out.
 */
final class RegistryText {

  private static final int NAME = 12;
  private static final String NOTHING = "-";

  private final PrintWriter out;

  /** Prints to a writer that stays the caller's. */
  RegistryText(PrintWriter out) {
    this.out = out;
  }

  /** Prints text as it is. */
  void print(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints a fact. */
  void line(String name, String text) {
    print(String.format("%-" + NAME + "s%s", name, printable(text)));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  /** Whether it is the live one of its model. */
  static boolean isLive(RegistryState state, RegistryState.Version version) {
    return isLive(state, version.record().model(), version.record().version());
  }

  /** Whether the version is the live one of the model. */
  static boolean isLive(RegistryState state, String model, int version) {
    return state.live(model).map(live -> live.record().version() == version).orElse(false);
  }

  /** What becomes of the live version of a model that was revoked. */
  void revokedLive(RegistryState state, String model, int version) {
    print(
        "version "
            + version
            + " is live: servers that follow this registry "
            + state
                .previous(model)
                .filter(previous -> previous.revoked() == null)
                .map(previous -> "go back to version " + previous.record().version())
                .orElse("stop answering for " + model + ": there is none to go back to"));
  }

  /** A version by its entry. */
  void version(RegistryState state, SignedEntry entry) {
    VersionRecord record = (VersionRecord) entry.statement();
    RegistryState.Version version = state.version(record.model(), record.version()).orElseThrow();
    line("version", record.version() + " of " + record.model() + ", " + status(state, version));
    if (version.revoked() != null) {
      line("revoked", version.revoked());
    }
    line("entry", entry.sequence() + " of " + entry.time() + ", " + entry.hash());
    line("author", author(state, entry.author()));
    line(
        "model",
        record.task()
            + ": "
            + Facts.count(record.inputs(), "feature", "features")
            + ", "
            + Facts.count(record.outputs(), "output", "outputs")
            + ", "
            + Facts.count(record.parameters(), "parameter", "parameters")
            + ", stored in "
            + record.storage()
            + ", computed in "
            + record.compute());
    for (Map.Entry<String, String> metric : record.metrics().entrySet()) {
      line("", metric.getKey() + " " + metric.getValue());
    }
    digest("weights", record.modelSha256());
    digest("certificate", record.certificateSha256());
    digest("job", record.jobSha256());
    digest("data", record.dataSha256());
    digest("probes", record.probesSha256());
    digest("base", record.base());
    digest("parent", record.parent());
    if (!record.divergence().isEmpty()) {
      line("divergence", record.divergence() + " nats a sample from the parent, on its probes");
    }
  }

  private void digest(String name, String digest) {
    line(name, digest.isEmpty() ? NOTHING : digest);
  }

  private static String author(RegistryState state, String key) {
    return RegistryNames.author(state, key) + ", " + key;
  }

  private static String status(RegistryState state, RegistryState.Version version) {
    List<String> words = new ArrayList<>();
    if (isLive(state, version)) {
      words.add("live");
    }
    if (version.revoked() != null) {
      words.add("revoked");
    }
    if (version.collected()) {
      words.add("files gone");
    }
    return words.isEmpty() ? "not live" : String.join(", ", words);
  }

  /** All versions. */
  void list(RegistryState state) {
    if (state.models().isEmpty()) {
      print("no model was published yet: adamant registry publish NAME RUN");
      return;
    }
    TextTable table = new TextTable();
    table.row(List.of("model", "version", "status", "figure", "divergence", "published"));
    for (String model : state.models()) {
      for (RegistryState.Version version : state.versions(model)) {
        VersionRecord record = version.record();
        table.row(
            List.of(
                model,
                String.valueOf(record.version()),
                status(state, version),
                figure(record),
                record.divergence().isEmpty()
                    ? NOTHING
                    : Facts.figure(Double.parseDouble(record.divergence())),
                version.entry().time().toString()));
      }
    }
    table.lines().forEach(this::print);
  }

  /** What it was judged by. */
  private static String figure(VersionRecord record) {
    String accuracy = record.metrics().get("testAccuracy");
    String rmse = record.metrics().get("testRmse");
    if (accuracy != null) {
      return Facts.percent(Double.parseDouble(accuracy));
    }
    return rmse == null ? NOTHING : "rmse " + Facts.figure(Double.parseDouble(rmse));
  }

  /** All keys. */
  void keys(RegistryState state) {
    for (SignedEntry entry : state.entries()) {
      if (entry.statement() instanceof TrustedKey key) {
        print(
            String.format(
                "%s  %-7s  %s",
                key.id(), state.trusts(key.id()) ? "trusted" : "revoked", printable(key.name())));
      }
    }
  }

  /** An entry in a line. */
  void entry(RegistryState state, SignedEntry entry) {
    print(
        String.format(
            Locale.ROOT,
            "%5d  %-24s  %s  (%s)",
            entry.sequence(),
            entry.time(),
            printable(what(entry.statement())),
            printable(RegistryNames.author(state, entry.author()))));
  }

  private static String what(Statement statement) {
    return switch (statement) {
      case TrustedKey key -> "trusts the key " + Facts.brief(key.id()) + " of " + key.name();
      case VersionRecord version ->
          "publishes " + version.model() + " " + version.version() + ": " + figure(version);
      case Revocation revocation ->
          "revokes "
              + (revocation.model().isEmpty()
                  ? "the key " + Facts.brief(revocation.key())
                  : revocation.model() + " " + revocation.version())
              + ": "
              + revocation.reason();
      case Decision decision -> what(decision);
      case Collection collection ->
          "gives back the files of "
              + collection.versions().stream()
                  .map(version -> version.model() + " " + version.version())
                  .collect(Collectors.joining(", "));
    };
  }

  private static String what(Decision decision) {
    String model = decision.model() + " ";
    String from = decision.from() == 0 ? "" : " from " + decision.from();
    return switch (decision.action()) {
      case ROTATED -> "rotates " + model + "to " + decision.to() + from;
      case ROLLED_BACK -> "rolls " + model + "back to " + decision.to() + from;
      case REFUSED ->
          "refuses "
              + model
              + decision.to()
              + ": "
              + decision.checks().getLast().name()
              + ": "
              + decision.checks().getLast().message();
    };
  }

  /** What was given back. */
  void freed(Freed freed) {
    line("files", Facts.count(freed.files(), "removed", "removed"));
    line("bytes", String.format(Locale.ROOT, "%,d", freed.bytes()));
    String versions =
        freed.versions().stream()
            .map(version -> version.model() + " " + version.version())
            .collect(Collectors.joining(", "));
    line("versions", versions.isEmpty() ? NOTHING : versions + " have no files any more");
  }
}
