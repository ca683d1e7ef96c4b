package dev.adamant.target.measure;

import dev.adamant.target.HostMachine;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a measurement was taken on, besides the target. */
public final class Environment {

  private Environment() {}

  /** Facts by name, in order: strings and numbers. */
  public static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("processor", HostMachine.processor());
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("memoryBytes", HostMachine.memoryBytes());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("architecture", System.getProperty("os.arch"));
    facts.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    // Negative where the system does not tell.
    facts.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return facts;
  }
}
