package dev.adamant.record;

import dev.adamant.certificate.verify.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was decided about a candidate for the live path, with the evidence. The version that is live
 * is the one that the last decision which is no refusal names.
 *
 * @param action what was decided
 * @param model which is served
 * @param from the version that was live; 0 for none
 * @param to the candidate
 * @param checks in the order in which they were made; of a refusal the last one failed
 */
public record Decision(Action action, String model, int from, int to, List<Check> checks)
    implements Statement {

  static final String KIND = "decision";

  /** What was decided. */
  public enum Action {
    /** The candidate went live. */
    ROTATED("rotated"),
    /** The candidate stayed out, the live version live. */
    REFUSED("refused"),
    /** The version that was live before went live again. */
    ROLLED_BACK("rolled-back");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** As entries have it. */
    public String text() {
      return text;
    }
  }

  /**
   * A condition of the gate.
   *
   * @param name of the condition, such as {@code signature} or {@code divergence}
   * @param passed whether it holds
   * @param message one sentence for people
   * @param measures figures by name, as decimal text; {@code divergence} and {@code threshold}
   *     among them
   */
  public record Check(
      String name, boolean passed, String message, SortedMap<String, String> measures) {

    /** Makes the map its own. */
    public Check {
      measures = new TreeMap<>(measures);
    }

    /** Without figures. */
    public Check(String name, boolean passed, String message) {
      this(name, passed, message, new TreeMap<>(Map.of()));
    }

    private ObjectNode json() {
      ObjectNode node =
          Json.object().put("name", name).put("passed", passed).put("message", message);
      ObjectNode figures = node.putObject("measures");
      measures.forEach(figures::put);
      return node;
    }
  }

  /** Makes the list immutable. */
  public Decision {
    checks = List.copyOf(checks);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode json() {
    ObjectNode node =
        Json.object()
            .put("action", action.text())
            .put("model", model)
            .put("from", from)
            .put("to", to);
    ArrayNode list = node.putArray("checks");
    checks.forEach(check -> list.add(check.json()));
    return node;
  }
}
