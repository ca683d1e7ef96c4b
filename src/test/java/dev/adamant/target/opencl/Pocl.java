package dev.adamant.target.opencl;

import java.nio.file.Path;

/** PoCL, the driver for processors, which the tests of this package need. */
final class Pocl {

  private Pocl() {}

  /** Its device; fails where it is not installed. */
  static OpenClDevice device() {
    return Devices.find().devices().stream()
        .filter(device -> device.platformName().equals("Portable Computing Language"))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("PoCL is missing: sudo apt-get install pocl-opencl-icd"));
  }

  /** The settings of a user who has said nothing. */
  static Settings settings() {
    return Settings.of(name -> name.equals("user.home") ? System.getProperty(name) : null);
  }

  static Settings inDeviceMemory() {
    Settings s = settings();
    return new Settings(s.route(), true, s.cache(), s.cacheFolder());
  }

  static Settings byRoute(String route) {
    Settings s = settings();
    return new Settings(route, s.deviceMemory(), s.cache(), s.cacheFolder());
  }

  static Settings withCache(Path folder) {
    Settings s = settings();
    return new Settings(s.route(), s.deviceMemory(), "on", folder);
  }

  static OpenClTarget open() {
    return open(settings());
  }

  static OpenClTarget open(Settings settings) {
    return OpenClTarget.open(device(), settings);
  }
}
