package dev.adamant.cli;

import dev.adamant.memory.DataType;
import dev.adamant.target.TargetInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a target is, as lines for a person and as JSON. */
final class TargetFacts {

  private TargetFacts() {}

  /** The facts by name, of the types that JSON has. */
  static Map<String, Object> json(TargetInfo info) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", info.name());
    facts.put("kind", info.kind());
    facts.put("class", info.deviceClass().name().toLowerCase(Locale.ROOT));
    facts.put("device", info.device());
    facts.put("driver", info.driver());
    facts.put("memoryBytes", info.memoryBytes());
    facts.put("computeUnits", info.computeUnits());
    facts.put("sharesHostMemory", info.sharesHostMemory());
    facts.put("formats", formats(info));
    facts.put("route", info.route());
    return facts;
  }

  /** The facts by name, as text. */
  static Map<String, String> text(TargetInfo info) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", info.kind() + ", " + deviceClass(info));
    facts.put("device", info.device());
    facts.put("driver", info.driver());
    facts.put(
        "memory",
        bytes(info.memoryBytes()) + (info.sharesHostMemory() ? ", shared with the host" : ""));
    facts.put("units", info.computeUnits() + (info.computeUnits() == 1 ? " unit" : " units"));
    facts.put("formats", String.join(" ", formats(info)));
    facts.put("route", info.route());
    return facts;
  }

  /** Bytes in the largest binary unit of which there is one. */
  static String bytes(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f %s", value, units[unit])
        : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }

  private static List<String> formats(TargetInfo info) {
    return info.types().stream()
        .filter(type -> type.kind() != DataType.Kind.QUIRE)
        .map(DataType::name)
        .toList();
  }

  private static String deviceClass(TargetInfo info) {
    return switch (info.deviceClass()) {
      case CPU -> "processor";
      case GPU -> "graphics processor";
      case ACCELERATOR -> "accelerator";
      case SIMULATION -> "hardware simulated by the processor, which auto never chooses";
      case TEST -> "for tests";
    };
  }
}
