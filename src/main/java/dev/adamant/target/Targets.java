package dev.adamant.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The targets of this machine. */
public final class Targets {

  /**
   * The name for whichever target promises most: a device that is no processor, else native; never
   * a simulation or a target for tests.
   */
  public static final String AUTO = "auto";

  /** Kinds of the host, best first. */
  private static final List<String> HOST_KINDS = List.of("native", "opencl", "reference");

  private Targets() {}

  /** Every target of every provider, usable or not, in the order of their names. */
  public static List<TargetListing> list() {
    return providers().stream()
        .flatMap(provider -> provider.list().stream())
        .sorted(Comparator.comparing(TargetListing::name))
        .toList();
  }

  /** The kinds of target that there are providers for, sorted. */
  public static List<String> kinds() {
    return providers().stream().map(TargetProvider::kind).sorted().toList();
  }

  /**
   * Opens a target; the caller closes it.
   *
   * @param name such as {@code reference}, {@code native}, {@code opencl:0}, several with commas
   *     between them, or {@link #AUTO}
   * @throws TargetUnavailableException when there is none of that name, or it cannot be used
   */
  public static Target open(String name) {
    String wanted = name.equals(AUTO) ? best() : name;
    for (TargetProvider provider : providers()) {
      if (provider.provides(wanted)) {
        return provider.open(wanted);
      }
    }
    throw new TargetUnavailableException(
        wanted,
        "there is no such kind of target; there are " + kinds() + ", and " + AUTO + " chooses one.",
        null);
  }

  private static String best() {
    Optional<TargetInfo> best =
        list().stream()
            .flatMap(listing -> listing.info().stream())
            .filter(info -> info.deviceClass() != DeviceClass.TEST)
            .filter(info -> info.deviceClass() != DeviceClass.SIMULATION)
            .min(
                Comparator.comparingInt(Targets::rank)
                    .thenComparing(TargetInfo::memoryBytes, Comparator.reverseOrder()));
    return best.orElseThrow(
            () -> new TargetUnavailableException(AUTO, "no target can be used here.", null))
        .name();
  }

  /** Devices of their own first, the one with more memory before the other. */
  private static int rank(TargetInfo info) {
    int place = HOST_KINDS.indexOf(info.kind());
    return info.deviceClass() != DeviceClass.CPU ? 0 : place < 0 ? HOST_KINDS.size() : place + 1;
  }

  private static List<TargetProvider> providers() {
    List<TargetProvider> providers = new ArrayList<>();
    ServiceLoader.load(TargetProvider.class, Targets.class.getClassLoader())
        .forEach(providers::add);
    return providers;
  }
}
