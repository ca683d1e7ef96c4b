package dev.adamant.target;

import java.util.Optional;

/**
 * A target as its provider sees it before it is opened.
 *
 * @param name by which it is opened, such as {@code opencl:0}; {@code opencl} where there is no
 *     device to number
 * @param info what it is; empty where it cannot be used
 * @param problem why it cannot be used and what to install or change, as sentences; empty where it
 *     can
 */
public record TargetListing(String name, Optional<TargetInfo> info, String problem) {

  /** A target that can be opened. */
  public static TargetListing usable(TargetInfo info) {
    return new TargetListing(info.name(), Optional.of(info), "");
  }

  /** One that cannot. */
  public static TargetListing unusable(String name, String problem) {
    return new TargetListing(name, Optional.empty(), problem);
  }
}
