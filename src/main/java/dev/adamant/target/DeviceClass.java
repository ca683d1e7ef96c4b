package dev.adamant.target;

/** What kind of hardware is behind a target. */
public enum DeviceClass {
  /** The processor that also runs the JVM. */
  CPU,
  /** A graphics processor. */
  GPU,
  /** Any other device. */
  ACCELERATOR,
  /** Hardware that the processor simulates, right but slow: {@code auto} never chooses it. */
  SIMULATION,
  /** None: a target for tests, which {@code auto} never chooses. */
  TEST
}
