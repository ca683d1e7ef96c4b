package dev.adamant.bench;

import dev.adamant.bindings.Adamant;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a measurement was taken on. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Facts by name, in order. */
  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", processor());
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put(
        "load average",
        String.format(
            Locale.ROOT,
            "%.1f",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put(
        "Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put("libadamant paths", Adamant.adm_paths());
    return facts;
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      Map<String, String> first = new LinkedHashMap<>();
      lines
          .takeWhile(line -> !line.isEmpty())
          .map(line -> line.split(":", 2))
          .filter(parts -> parts.length == 2)
          .forEach(parts -> first.put(parts[0].strip(), parts[1].strip()));
      return first.getOrDefault("model name", System.getProperty("os.arch"))
          + ", family "
          + first.getOrDefault("cpu family", "?")
          + ", model "
          + first.getOrDefault("model", "?");
    } catch (IOException e) {
      return System.getProperty("os.arch") + ", " + PROCESSORS + " cannot be read: " + e;
    }
  }
}
