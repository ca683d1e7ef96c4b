package dev.adamant.cli;

import dev.adamant.record.RegistryException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.JsonNode;

/** A decision, as people read it. */
final class RotationText {

  private RotationText() {}

  /**
   * Prints a server's answer.
   *
   * @param json whether as it came
   * @return the exit status: 0 where a version went live
   * @throws IOException when the server has not decided, with what it says
   */
  static int print(AdminClient.Answer answer, boolean json, PrintWriter out) throws IOException {
    JsonNode decision = answer.body();
    if (!decision.has("action")) {
      if (answer.error().isEmpty()) {
        throw new IOException("the server has decided nothing");
      }
      throw new RegistryException(answer.error());
    }
    if (json) {
      out.println(JsonText.of(decision));
    } else {
      for (JsonNode check : decision.path("checks")) {
        out.printf(
            "%-6s  %-11s  %9s  %s%n",
            check.path("passed").asBoolean(false) ? "passed" : "FAILED",
            check.path("name").asString(""),
            check.path("measures").path("millis").asString("") + " ms",
            check.path("message").asString(""));
      }
      out.println(outcome(decision));
    }
    out.flush();
    return answer.status() == 200 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String outcome(JsonNode decision) {
    String model = decision.path("model").asString("");
    int from = decision.path("from").asInt(0);
    int to = decision.path("to").asInt(0);
    String entry = decision.has("sequence") ? ", entry " + decision.path("sequence").asInt() : "";
    return switch (decision.path("action").asString("")) {
      case "rotated" ->
          model
              + ": version "
              + to
              + " is live, "
              + (from == 0 ? "the first" : "after " + from)
              + entry;
      case "unchanged" -> model + ": version " + to + " is live already: nothing has changed";
      case "rolled-back" -> model + ": version " + to + " is live again, after " + from + entry;
      default ->
          model
              + ": version "
              + to
              + " was refused, "
              + (from == 0 ? "none is live" : "version " + from + " stays live")
              + entry;
    };
  }
}
