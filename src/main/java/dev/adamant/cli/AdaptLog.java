package dev.adamant.cli;

import dev.adamant.serve.adapt.AdaptListener;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells what an adaptation does: a line each, of text or of JSON. */
final class AdaptLog implements AdaptListener {

  private final PrintWriter out;
  private final boolean json;

  /** To a writer, which stays the caller's. */
  AdaptLog(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  @Override
  public void heard(String event, String sentence, Map<String, Object> facts) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("time", now.toString());
      line.put("event", event);
      line.put("message", sentence);
      line.putAll(facts);
      out.println(JsonMapper.shared().writeValueAsString(line));
    } else {
      out.println(now + " " + event + ": " + sentence);
    }
    out.flush();
  }
}
