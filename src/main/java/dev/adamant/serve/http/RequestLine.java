package dev.adamant.serve.http;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/**
 * A request, for the log.
 *
 * @param time when it was answered
 * @param socket {@code inference} or {@code administration}
 * @param method of HTTP
 * @param path of its address
 * @param model that was asked for, where there is one of that name; else empty
 * @param version that answered; 0 for none
 * @param status of HTTP; 0 where the client went before
 * @param rows that it had; 0 where that is not known
 * @param nanos that it took
 * @param id that the client gave; null for none
 * @param failure what went wrong inside the server, for whoever runs it; null for nothing
 */
record RequestLine(
    Instant time,
    String socket,
    String method,
    String path,
    String model,
    int version,
    int status,
    int rows,
    long nanos,
    String id,
    Throwable failure) {

  private static final int LONGEST_TEXT = 256;

  /** Writes its members. */
  void write(JsonGenerator json) {
    RequestLog.time(json, time);
    json.writeStringProperty("socket", socket);
    json.writeStringProperty("method", shortened(method));
    json.writeStringProperty("path", shortened(path));
    if (!model.isEmpty()) {
      json.writeStringProperty("model", model);
    }
    if (version > 0) {
      json.writeNumberProperty("version", version);
    }
    json.writeNumberProperty("status", status);
    if (rows > 0) {
      json.writeNumberProperty("rows", rows);
    }
    json.writeNumberProperty("micros", nanos / 1000);
    if (id != null) {
      json.writeStringProperty("id", shortened(id));
    }
    if (failure != null) {
      json.writeStringProperty("failure", trace(failure));
    }
  }

  private static String trace(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      text.append(text.isEmpty() ? "" : "; caused by ").append(t);
      for (StackTraceElement element : t.getStackTrace()) {
        text.append(" at ").append(element);
      }
    }
    return text.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }
}
