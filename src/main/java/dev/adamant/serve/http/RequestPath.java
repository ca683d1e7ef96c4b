package dev.adamant.serve.http;

/**
 * The address of a request of the protocol.
 *
 * @param kind what is asked for
 * @param model its name; empty for none
 * @param version as it was given; empty for the live one
 */
record RequestPath(Kind kind, String model, String version) {

  /** What is asked for. */
  enum Kind {
    SERVER,
    LIVE,
    READY,
    MODEL,
    MODEL_READY,
    INFER,
    UNKNOWN
  }

  private static final RequestPath UNKNOWN = new RequestPath(Kind.UNKNOWN, "", "");
  private static final String MODELS = "/v2/models/";

  /**
   * Reads the path of an address. Names of models have no characters that need an escape, so an
   * escaped one is none.
   */
  static RequestPath of(String path) {
    return switch (path) {
      case "/v2", "/v2/" -> new RequestPath(Kind.SERVER, "", "");
      case "/v2/health/live" -> new RequestPath(Kind.LIVE, "", "");
      case "/v2/health/ready" -> new RequestPath(Kind.READY, "", "");
      default -> path.startsWith(MODELS) ? ofModel(path) : UNKNOWN;
    };
  }

  private static RequestPath ofModel(String path) {
    int end = end(path, MODELS.length());
    String model = path.substring(MODELS.length(), end);
    String version = "";
    if (path.startsWith("/versions/", end)) {
      int from = end + "/versions/".length();
      end = end(path, from);
      version = path.substring(from, end);
      if (version.isEmpty()) {
        return UNKNOWN;
      }
    }
    if (model.isEmpty()) {
      return UNKNOWN;
    }
    return switch (path.substring(end)) {
      case "" -> new RequestPath(Kind.MODEL, model, version);
      case "/ready" -> new RequestPath(Kind.MODEL_READY, model, version);
      case "/infer" -> new RequestPath(Kind.INFER, model, version);
      default -> UNKNOWN;
    };
  }

  private static int end(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }
}
