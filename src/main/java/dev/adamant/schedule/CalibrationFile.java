package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Sha256;
import dev.adamant.target.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calibrations as files: JSON, named by the target and the digest of all that decides its speed.
 */
final class CalibrationFile {

  /** Counts up when files of before can no longer be read. */
  private static final int LAYOUT = 1;

  private static final String VERSION = "/dev/adamant/train/version.properties";
  private static final int LONGEST_NAME = 40;
  private static final int DIGITS = 16;
  private static final JsonMapper JSON = JsonMapper.shared();

  private CalibrationFile() {}

  /** The version of Adamant, which a build writes beside the classes. */
  static String version() {
    try (InputStream in = CalibrationFile.class.getResourceAsStream(VERSION)) {
      if (in == null) {
        throw new IllegalStateException(VERSION + " is missing: build the jar again");
      }
      Properties properties = new Properties();
      properties.load(in);
      return "adamant " + properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the file of a target, by its first line and the digest of all. */
  static String name(String target) {
    String safe = target.lines().findFirst().orElse("").replaceAll("[^A-Za-z0-9]+", "-");
    String digest = Sha256.of(target.getBytes(StandardCharsets.UTF_8));
    return safe.substring(0, Math.min(LONGEST_NAME, safe.length())).toLowerCase(Locale.ROOT)
        + "-"
        + digest.substring(0, DIGITS)
        + ".json";
  }

  /** The text of a file; the times in the order given. */
  static String text(String target, Collection<TimedAmount> times) {
    ObjectNode root = JSON.createObjectNode();
    root.put("layout", LAYOUT);
    root.put("target", target);
    ArrayNode list = root.putArray("times");
    for (TimedAmount time : times) {
      Amount amount = time.amount();
      list.addObject()
          .put("kernel", amount.kernel().name())
          .put("operation", amount.operation())
          .put("type", amount.type().name())
          .put("result", amount.result().name())
          .put("layout", amount.layout())
          .put("terms", amount.terms())
          .put("batch", amount.batch())
          .put("rows", amount.rows())
          .put("columns", amount.columns())
          .put("depth", amount.depth())
          .put("seconds", time.seconds())
          .put("count", time.count());
    }
    return JSON.writeValueAsString(root);
  }

  /**
   * The times of a file.
   *
   * @throws IOException when it is not one of the target
   */
  static List<TimedAmount> parse(byte[] content, String target) throws IOException {
    try {
      JsonNode root = JSON.readTree(content);
      if (root.required("layout").intValue() != LAYOUT
          || !root.required("target").stringValue().equals(target)) {
        throw new IOException("it is of another layout or another target");
      }
      List<TimedAmount> times = new ArrayList<>();
      for (JsonNode node : root.required("times")) {
        times.add(
            new TimedAmount(
                amount(node),
                node.required("seconds").doubleValue(),
                node.required("count").longValue()));
      }
      return times;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  private static Amount amount(JsonNode node) {
    return new Amount(
        Kernel.valueOf(node.required("kernel").stringValue()),
        node.required("operation").stringValue(),
        DataType.parse(node.required("type").stringValue()),
        DataType.parse(node.required("result").stringValue()),
        node.required("layout").stringValue(),
        node.required("terms").intValue(),
        node.required("batch").longValue(),
        node.required("rows").longValue(),
        node.required("columns").longValue(),
        node.required("depth").longValue());
  }
}
