package dev.adamant.serve.http;

import java.time.Instant;

/** What is known of a request so far, for its line in the log. */
final class Exchange {

  private final long start = System.nanoTime();
  private String model = "";
  private int version;
  private int rows;
  private int status;
  private String id;
  private Throwable failure;

  /** A model of this server is asked for. */
  void model(String name) {
    model = name;
  }

  /** The name of the model; empty for none. */
  String model() {
    return model;
  }

  /** So many rows came, with that id. */
  void request(int count, String given) {
    rows = count;
    id = given;
  }

  /** That version answers. */
  void version(int number) {
    version = number;
  }

  /** The version that answers; 0 for none. */
  int version() {
    return version;
  }

  /** That status is sent. */
  void status(int code) {
    status = code;
  }

  /** The status; 0 before one is sent. */
  int status() {
    return status;
  }

  /** The server itself failed. */
  void failure(Throwable what) {
    failure = what;
  }

  /** How long it is under way. */
  long nanos() {
    return System.nanoTime() - start;
  }

  /** Its line. */
  RequestLine line(String socket, String method, String path) {
    return new RequestLine(
        Instant.now(), socket, method, path, model, version, status, rows, nanos(), id, failure);
  }
}
