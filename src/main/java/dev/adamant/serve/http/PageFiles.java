package dev.adamant.serve.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The files of the page, out of the jar: a fixed list, none of them secret. */
final class PageFiles implements HttpService {

  private static final String START = "page.html";
  private static final List<String> FILES =
      List.of(
          START,
          "page.css",
          "page.js",
          "page-api.js",
          "page-bits.js",
          "page-chart.js",
          "page-dom.js",
          "page-figures.js",
          "page-ledger.js",
          "page-narrow.css",
          "page-parts.css",
          "page-text.js",
          "page-view.js");

  /** Nothing but what the server itself has; in particular no scripts within the text. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  @Override
  public void routing(HttpRules rules) {
    for (String file : FILES) {
      byte[] content = content(file);
      String type = type(file);
      rules.get(
          file.equals(START) ? "/" : "/" + file,
          (_, response) ->
              response
                  .header(HeaderNames.CONTENT_TYPE, type)
                  .header("Content-Security-Policy", POLICY)
                  .send(content));
    }
  }

  private static String type(String file) {
    String suffix = file.substring(file.lastIndexOf('.') + 1);
    return switch (suffix) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      default -> throw new IllegalArgumentException("no type for " + file);
    };
  }

  private static byte[] content(String file) {
    try (InputStream in = PageFiles.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(
            file + " is missing beside " + PageFiles.class.getName() + ": build the jar again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
