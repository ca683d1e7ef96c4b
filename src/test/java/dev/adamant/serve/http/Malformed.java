package dev.adamant.serve.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;

/** Requests that are wrong in one way or several, by chance from a seed. */
final class Malformed {

  private static final String GOOD =
      "{\"id\":\"1\",\"parameters\":{\"binary_data_output\":false},\"inputs\":[{\"name\":\"input\","
          + "\"shape\":[1,5],\"datatype\":\"FP64\",\"parameters\":{\"a\":1},"
          + "\"data\":[1.5,-2,3e0,4,5]}],\"outputs\":[{\"name\":\"output\"}]}";

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"x\"",
          "-1",
          "0",
          "1e400",
          "-0.0",
          "NaN",
          "Infinity",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "99999999999999999999999",
          "18446744073709551615",
          "9223372036854775807",
          "1e-400",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[[[[[[[[1]]]]]]]]",
          "{\"a\":{\"b\":[]}}",
          "'x'",
          "0x10",
          "+1",
          ".5",
          "1.",
          "01",
          "1e",
          "\"FP16\"",
          "\"BOOL\"",
          "\"BYTES\"",
          "\"INT8\"",
          "[1,2,3,4,5]",
          "[[1,2,3,4,5]]",
          "[2,5]",
          "[5]",
          "[1000000000,5]",
          "[5,9223372036854775807]",
          "[-1,-1]",
          "2147483648",
          "[1,2,3,4,\"5\"]",
          "/*x*/1",
          "\"" + "y".repeat(2000) + "\"");

  private static final List<Datatype> TYPES = List.of(Datatype.values());

  private static final List<String> PATHS =
      List.of(
          "/v2/models/../infer",
          "/v2/models/..%2f..%2fetc%2fpasswd/infer",
          "/v2/models/%00/infer",
          "/v2/models/digits%2finfer",
          "//v2/models/digits/infer",
          "/v2//models/digits/infer",
          "/v2/models/digits/versions/../infer",
          "/v2/models/digits/versions/-1/infer",
          "/v2/models/digits/versions/99999999999999999999/infer",
          "/v2/models/DIGITS/infer",
          "/v2/models/digits;x=1/infer",
          "/v2/models/digits/infer?x=%zz",
          "/v2/models/digits/infer#x",
          "/%76%32/models/digits/infer",
          "/v2/models/%2e%2e/infer",
          "/v2/models/\u00e9/infer",
          "*",
          "http://other/v2/models/digits/infer",
          "/v2/models/" + "a".repeat(300) + "/infer",
          "/v2/models/'/**/infer",
          "/v2/models/digits/infer/",
          "/v2/models/%ff%fe/infer",
          "/../../etc/passwd",
          "digits",
          "/%",
          "/v2/models/%25%32%66/infer",
          "/v2/models/\\..\\/infer",
          "/v2/models/digits\t/infer");

  private final Random random;

  Malformed(long seed) {
    random = new Random(seed);
  }

  /** The next one, whole as the client means it; what follows is the end of what it sends. */
  byte[] next() {
    return switch (random.nextInt(9)) {
      case 0 -> request(path(), GOOD, "");
      case 1 -> request(HttpFixture.INFER, json(), "");
      case 2 -> cut(request(HttpFixture.INFER, GOOD, ""));
      case 3 -> flipped(request(HttpFixture.INFER, GOOD, ""));
      case 4 -> lengths();
      case 5 -> chunks();
      case 6 -> headers();
      case 7 -> binary();
      default -> garbage();
    };
  }

  private String path() {
    return random.nextInt(4) == 0
        ? "/v2/models/" + text(random.nextInt(60)).replaceAll("[ \r\n]", "%") + "/infer"
        : PATHS.get(random.nextInt(PATHS.size()));
  }

  private byte[] request(String path, String body, String headers) {
    return raw("POST " + path, headers + "Content-Length: " + body.length() + "\r\n", body);
  }

  private static byte[] raw(String first, String headers, String body) {
    return (first + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body).getBytes(ISO_8859_1);
  }

  /** A request whose JSON is another than it should be. */
  private String json() {
    return switch (random.nextInt(5)) {
      case 0 -> "[".repeat(random.nextInt(5000));
      case 1 -> "{\"inputs\":".repeat(random.nextInt(2000)) + GOOD;
      case 2 -> GOOD.substring(0, random.nextInt(GOOD.length()));
      case 3 -> swapped(swapped(GOOD));
      default -> swapped(GOOD);
    };
  }

  /** With another value in the place of one of its own. */
  private String swapped(String json) {
    int at = random.nextInt(json.length());
    int from = json.indexOf(':', at) + 1;
    if (from == 0) {
      return json.substring(0, at) + VALUES.get(random.nextInt(VALUES.size())) + json.substring(at);
    }
    int to = from + 1;
    while (to < json.length() && ",}]".indexOf(json.charAt(to)) < 0) {
      to++;
    }
    return json.substring(0, from)
        + VALUES.get(random.nextInt(VALUES.size()))
        + json.substring(Math.min(to, json.length()));
  }

  private byte[] cut(byte[] request) {
    return java.util.Arrays.copyOf(request, random.nextInt(request.length));
  }

  private byte[] flipped(byte[] request) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      request[random.nextInt(request.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return request;
  }

  private byte[] lengths() {
    List<String> wrong =
        List.of(
            "-1",
            "abc",
            "",
            "99999999999999999999",
            "4294967296",
            "0",
            "5",
            "1e3",
            "0x10",
            "+5",
            GOOD.length() + 10 + "",
            GOOD.length() - 7 + "",
            "5, 6",
            "5\r\nContent-Length: 6",
            "１");
    String length = wrong.get(random.nextInt(wrong.size()));
    return raw("POST " + HttpFixture.INFER, "Content-Length: " + length + "\r\n", GOOD);
  }

  private byte[] chunks() {
    List<String> bodies =
        List.of(
            "zz\r\nhello\r\n0\r\n\r\n",
            "5\r\nhello\r\n0\r\n\r\n",
            "-5\r\nhello\r\n",
            "ffffffffff\r\n",
            "5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\n",
            "5\r\nhel",
            "",
            "\r\n\r\n",
            "7fffffff\r\nx",
            "5" + "0".repeat(3000));
    List<String> headers =
        List.of(
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding: x\r\n",
            "Transfer-Encoding:\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
    return raw(
        "POST " + HttpFixture.INFER,
        headers.get(random.nextInt(headers.size())),
        bodies.get(random.nextInt(bodies.size())));
  }

  private byte[] headers() {
    return switch (random.nextInt(8)) {
      case 0 ->
          request(HttpFixture.INFER, GOOD, "X: " + "y".repeat(random.nextInt(40_000)) + "\r\n");
      case 1 -> request(HttpFixture.INFER, GOOD, "X: y\r\n".repeat(random.nextInt(5000)));
      case 2 -> request(HttpFixture.INFER, GOOD, "no colon\r\n");
      case 3 -> request(HttpFixture.INFER, GOOD, text(random.nextInt(80)) + "\r\n");
      case 4 -> request(HttpFixture.INFER, GOOD, "Content-Encoding: gzip\r\n");
      case 5 -> request(HttpFixture.INFER, GOOD, "Expect: 100-continue\r\nHost: y\r\n");
      case 6 -> raw(text(1 + random.nextInt(20)) + " " + HttpFixture.INFER, "", "");
      default ->
          ("POST "
                  + HttpFixture.INFER
                  + " HTTP/"
                  + random.nextInt(4)
                  + "."
                  + random.nextInt(4)
                  + "\r\n\r\n")
              .getBytes(ISO_8859_1);
    };
  }

  private byte[] binary() {
    String head =
        "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,5],\"datatype\":\""
            + TYPES.get(random.nextInt(TYPES.size()))
            + "\",\"parameters\":{\"binary_data_size\":"
            + (random.nextBoolean() ? "40" : VALUES.get(random.nextInt(VALUES.size())))
            + "}}]}";
    byte[] data = new byte[random.nextInt(60)];
    random.nextBytes(data);
    List<String> lengths =
        List.of(head.length() + "", "0", "-1", "x", "99999999999", head.length() + 3 + "", "");
    return request(
        HttpFixture.INFER,
        head + new String(data, ISO_8859_1),
        "Inference-Header-Content-Length: " + lengths.get(random.nextInt(lengths.size())) + "\r\n");
  }

  private byte[] garbage() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      return bytes;
    }
    // After a good request, on the same connection.
    byte[] good = request(HttpFixture.INFER, GOOD, "");
    byte[] both = java.util.Arrays.copyOf(good, good.length + bytes.length);
    System.arraycopy(bytes, 0, both, good.length, bytes.length);
    return both;
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(256));
    }
    return text.toString();
  }
}
