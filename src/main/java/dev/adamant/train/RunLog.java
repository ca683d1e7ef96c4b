package dev.adamant.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code log.jsonl}: for every epoch a line, a JSON object with the components of {@link
 * EpochRecord}.
 */
public final class RunLog {

  private static final JsonMapper JSON = JsonMapper.shared();

  private RunLog() {}

  /**
   * Reads the whole lines; a last one that is torn, as after a crash, is left out.
   *
   * @throws RunException when the file cannot be read or a line is not one of a log
   */
  public static List<EpochRecord> read(Path file) throws RunException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new RunException(file + ": cannot be read: " + RunDirectory.reason(e), e);
    }
    List<EpochRecord> records = new ArrayList<>();
    int from = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        try {
          records.add(record(JSON.readTree(bytes, from, end - from)));
        } catch (JacksonException e) {
          throw new RunException(
              file
                  + ": line "
                  + (records.size() + 1)
                  + " is none of a log: put it right, or start a new run from job.toml",
              e);
        }
        from = end + 1;
      }
    }
    return records;
  }

  private static EpochRecord record(JsonNode line) {
    return new EpochRecord(
        line.required("epoch").intValue(),
        line.required("trainLoss").doubleValue(),
        number(line, "validationLoss"),
        number(line, "validationAccuracy"),
        number(line, "testLoss"),
        number(line, "testAccuracy"),
        line.required("samplesPerSecond").doubleValue(),
        line.required("seconds").doubleValue(),
        line.required("secondsTotal").doubleValue(),
        line.required("target").asString(),
        line.required("device").asString());
  }

  private static Double number(JsonNode line, String key) {
    return line.path(key).isNumber() ? line.path(key).doubleValue() : null;
  }

  private static String line(EpochRecord epoch) {
    ObjectNode line = JSON.createObjectNode();
    line.put("epoch", epoch.epoch());
    line.put("trainLoss", epoch.trainLoss());
    put(line, "validationLoss", epoch.validationLoss());
    put(line, "validationAccuracy", epoch.validationAccuracy());
    put(line, "testLoss", epoch.testLoss());
    put(line, "testAccuracy", epoch.testAccuracy());
    line.put("samplesPerSecond", epoch.samplesPerSecond());
    line.put("seconds", epoch.seconds());
    line.put("secondsTotal", epoch.secondsTotal());
    line.put("target", epoch.target());
    line.put("device", epoch.device());
    return line + "\n";
  }

  private static void put(ObjectNode line, String key, Double value) {
    if (value != null) {
      line.put(key, value);
    }
  }

  /**
   * Adds a line and brings it to the disk.
   *
   * @throws RunException when the system refuses; the line may then be there in part
   */
  static void append(Path file, EpochRecord epoch) throws RunException {
    ByteBuffer bytes = ByteBuffer.wrap(line(epoch).getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new RunException(file + ": cannot be written: " + RunDirectory.reason(e), e);
    }
  }

  /**
   * Leaves the lines of the first epochs, and nothing behind them.
   *
   * @return those lines
   * @throws RunException when there are fewer, or the system refuses
   */
  static List<EpochRecord> cut(Path file, int epochs) throws RunException {
    List<EpochRecord> records = read(file);
    if (records.size() < epochs) {
      throw new RunException(
          file
              + ": has the lines of "
              + records.size()
              + " epochs, and "
              + epochs
              + " are done: put the file back, or start a new run from job.toml");
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long bytes = 0;
      int lines = 0;
      byte[] all = Files.readAllBytes(file);
      while (lines < epochs) {
        lines += all[(int) bytes++] == '\n' ? 1 : 0;
      }
      channel.truncate(bytes);
      channel.force(true);
    } catch (IOException e) {
      throw new RunException(file + ": cannot be written: " + RunDirectory.reason(e), e);
    }
    return List.copyOf(records.subList(0, epochs));
  }
}
