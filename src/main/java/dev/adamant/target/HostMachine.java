package dev.adamant.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the machine tells about itself, for {@link TargetInfo}. */
public final class HostMachine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

  private HostMachine() {}

  /** It does not change, and targets are asked for it while they work. */
  private static final class Known {
    private static final String PROCESSOR =
        field(CPU_INFO, "model name").orElseGet(() -> System.getProperty("os.arch"));

    private static final long MEMORY_BYTES =
        field(MEMORY_INFO, "MemTotal")
            .map(text -> 1024 * Long.parseLong(text.replace("kB", "").strip()))
            .orElseGet(() -> Runtime.getRuntime().maxMemory());
  }

  /** The processor by the name that it gives itself, else the architecture. */
  public static String processor() {
    return Known.PROCESSOR;
  }

  /** The bytes of physical memory; where the machine does not tell, the most that the JVM takes. */
  public static long memoryBytes() {
    return Known.MEMORY_BYTES;
  }

  private static Optional<String> field(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
