package dev.adamant.train;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Jobs as TOML.
 *
 * <pre>{@code
 * [data]       source label schema task scaling test validation
 * [model]      kind channels blocks steps hidden activation loss; from and from-sha256 for the
 *              model whose weights training begins with
 * [training]   method tangents aggregate distribution lookahead epochs batch seed
 * [optimizer]  name rate schedule warmup momentum beta1 beta2 epsilon decay clip
 * [precision]  format, and compute, storage, optimizer, loss where they differ from it
 * }</pre>
 *
 * <p>The values are those of {@link Job}; a task or loss may be {@code auto}. A file may leave out
 * any of them.
 */
public final class JobFile {

  private static final TomlMapper TOML = new TomlMapper();

  private JobFile() {}

  /** A complete job file: every key, in one order, so that equal jobs have equal texts. */
  public static String text(Job job) {
    StringBuilder text = new StringBuilder();
    String table = "";
    for (JobKey key : JobKey.ALL.values()) {
      Object value = key.value().apply(job);
      if (value == null) {
        continue;
      }
      if (!key.table().equals(table)) {
        text.append(table.isEmpty() ? "[" : "\n[").append(key.table()).append("]\n");
        table = key.table();
      }
      text.append(key.shortName()).append(" = ");
      text.append(value instanceof String s ? quoted(s) : value.toString()).append('\n');
    }
    return text.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** SHA-256 of {@link #text} in UTF-8, in hexadecimal: equal for equal jobs. */
  public static String digest(Job job) {
    return Sha256.of(text(job).getBytes(StandardCharsets.UTF_8));
  }

  static JobSettings read(Path file) throws JobException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new JobException(file + ": there is no such job file", e);
    } catch (CharacterCodingException e) {
      throw new JobException(file + ": is not UTF-8 text, as a job file must be", e);
    } catch (IOException e) {
      throw new JobException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return parse(file.toString(), text);
  }

  /**
   * The settings in a text.
   *
   * @param name what errors call it
   * @throws JobException as {@link JobSettings#read}
   */
  static JobSettings parse(String name, String text) throws JobException {
    JsonNode root;
    try {
      root = TOML.readTree(text);
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw new JobException(name + line + ": is no TOML: " + e.getOriginalMessage(), e);
    }
    JobLines lines = new JobLines(name, text);
    Map<String, JobSettings.Setting> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> table : root.properties()) {
      if (!table.getValue().isObject() || !JobLines.TABLES.contains(table.getKey())) {
        throw new JobException(lines.unknown("", table.getKey(), table.getValue().isObject()));
      }
      for (Map.Entry<String, JsonNode> entry : table.getValue().properties()) {
        JobKey key = JobKey.ALL.get(table.getKey() + "." + entry.getKey());
        if (key == null) {
          throw new JobException(lines.unknown(table.getKey(), entry.getKey(), false));
        }
        settings.put(
            key.name(),
            new JobSettings.Setting(
                value(lines, key, entry.getValue()), lines.where(table.getKey(), entry.getKey())));
      }
    }
    return new JobSettings(settings);
  }

  private static Object value(JobLines lines, JobKey key, JsonNode node) throws JobException {
    Object value =
        switch (key.kind()) {
          case TEXT -> node.isString() ? node.stringValue() : null;
          case INTEGER -> integer(node);
          case NUMBER -> node.isNumber() ? node.doubleValue() : null;
          case WIDTHS -> widths(node);
        };
    if (value == null) {
      throw new JobException(
          lines.where(key.table(), key.shortName())
              + ": "
              + key.name()
              + " is "
              + node
              + ": expected "
              + key.kind().expected());
    }
    return value;
  }

  private static Long integer(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
  }

  private static List<Long> widths(JsonNode node) {
    List<Long> widths = new ArrayList<>();
    for (JsonNode width : node) {
      if (integer(width) == null) {
        return null;
      }
      widths.add(width.longValue());
    }
    return node.isArray() ? widths : null;
  }
}
