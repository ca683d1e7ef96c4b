package dev.adamant.target.opencl;

import dev.adamant.bindings.CacheFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the user may decide, by system properties.
 *
 * @param route {@code adamant.opencl.route}: the name of the route to load kernels by; null for the
 *     best
 * @param deviceMemory {@code adamant.opencl.memory=device}: tensors are kept in buffers of the
 *     device's own also where it shares the memory of the host
 * @param cache {@code adamant.opencl.cache}: {@code on} or {@code off}, whether built programs are
 *     kept on disk; null to keep them unless the driver does so itself
 * @param cacheFolder where; it need not exist
 */
record Settings(String route, boolean deviceMemory, String cache, Path cacheFolder) {

  /**
   * Those of this process.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  static Settings ofSystem() {
    return of(System::getProperty);
  }

  /**
   * Those that properties say.
   *
   * @param properties by name, null where unset
   * @throws IllegalArgumentException when one has a value that it cannot have, saying which it can
   */
  static Settings of(UnaryOperator<String> properties) {
    return new Settings(
        one(properties, Route.PROPERTY, Route.names()),
        one(properties, "adamant.opencl.memory", List.of("device")) != null,
        one(properties, "adamant.opencl.cache", List.of("on", "off")),
        CacheFolder.locate(properties, System::getenv).resolve("opencl"));
  }

  /** Whether programs that the driver of the device has built are kept. */
  boolean keepsBinaries(OpenClDevice device) {
    return cache == null ? !device.cachesItself() : cache.equals("on");
  }

  private static String one(UnaryOperator<String> properties, String name, List<String> values) {
    String value = properties.apply(name);
    if (value != null && !values.contains(value)) {
      throw new IllegalArgumentException(
          "-D"
              + name
              + "="
              + value
              + " is not understood: write "
              + String.join(", ", values)
              + ", or leave the property out.");
    }
    return value;
  }
}
