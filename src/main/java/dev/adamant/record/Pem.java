package dev.adamant.record;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of PEM text (RFC 7468). */
final class Pem {

  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";

  private static final int LINE = 64;
  private static final byte[] END_OF_LINE = {'\n'};

  private Pem() {}

  /** A block with a line feed behind it. */
  static String block(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(LINE, END_OF_LINE).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** The content of the first block of that label; null where there is none that can be read. */
  static byte[] content(String text, String label) {
    Matcher block =
        Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
            .matcher(text);
    if (!block.find()) {
      return null;
    }
    try {
      String lines = block.group(1).replaceAll("[\r\n]", "");
      return Base64.getDecoder().decode(lines.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
