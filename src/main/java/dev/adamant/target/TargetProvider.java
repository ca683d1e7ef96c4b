package dev.adamant.target;

import java.util.List;

/**
 * A kind of target, found by {@link java.util.ServiceLoader}: whoever adds one names its provider
 * in {@code module-info.java} or {@code META-INF/services}. Providers have a public constructor
 * without parameters that does nothing.
 */
public interface TargetProvider {

  /** The part of a target's name before the colon, such as {@code opencl}. */
  String kind();

  /** Whether targets of the name are its own: by default those of its kind. */
  default boolean provides(String name) {
    return name.substring(0, (name + ":").indexOf(':')).equals(kind());
  }

  /**
   * Every target of this kind, also those that cannot be used and why. Throws nothing for a missing
   * driver or library; opens nothing that outlives the call.
   */
  List<TargetListing> list();

  /**
   * Opens a target; the caller closes it.
   *
   * @param name the whole name, such as {@code opencl:0}, of which the part before a colon is
   *     {@link #kind}
   * @throws TargetUnavailableException when there is none or it cannot be used
   */
  Target open(String name);
}
