package dev.adamant.target.opencl;

import dev.adamant.bindings.NativeLibraryException;
import dev.adamant.bindings.OpenClException;
import dev.adamant.memory.MemoryException;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetProvider;
import dev.adamant.target.TargetUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** The targets {@code opencl:0}, {@code opencl:1}, …, in the order of the ICD loader. */
public final class OpenClProvider implements TargetProvider {

  private static final String KIND = "opencl";
  private static final String PREFIX = KIND + ":";

  private static final String INSTALL =
      "Install an OpenCL driver: that of the graphics card, or PoCL for the processor (on Debian:"
          + " apt install pocl-opencl-icd).";

  /** A provider; it asks the drivers at each call. */
  public OpenClProvider() {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<TargetListing> list() {
    Settings settings;
    Devices found;
    try {
      settings = Settings.ofSystem();
      found = Devices.find();
    } catch (IllegalArgumentException e) {
      return List.of(TargetListing.unusable(KIND, e.getMessage()));
    } catch (NativeLibraryException | OpenClException e) {
      return List.of(TargetListing.unusable(KIND, noLoader(e)));
    }
    List<TargetListing> listings = new ArrayList<>();
    for (OpenClDevice device : found.devices()) {
      listings.add(listing(device, settings));
    }
    for (String problem : found.problems()) {
      listings.add(TargetListing.unusable(KIND, problem));
    }
    return listings.isEmpty() ? List.of(TargetListing.unusable(KIND, noPlatform())) : listings;
  }

  @Override
  public Target open(String name) {
    try {
      Settings settings = Settings.ofSystem();
      OpenClDevice device = find(name);
      return OpenClTarget.open(device, settings);
    } catch (IllegalArgumentException | OpenClException | MemoryException | TargetException e) {
      throw new TargetUnavailableException(name, e.getMessage(), e);
    }
  }

  private static OpenClDevice find(String name) {
    Devices found;
    try {
      found = Devices.find();
    } catch (NativeLibraryException | OpenClException e) {
      throw new TargetUnavailableException(name, noLoader(e), e);
    }
    int count = found.devices().size();
    for (OpenClDevice device : found.devices()) {
      if (device.name().equals(name) && device.problem().isEmpty()) {
        return device;
      }
      if (device.name().equals(name)) {
        throw new TargetUnavailableException(name, device.problem(), null);
      }
    }
    if (count == 0) {
      String problem =
          found.problems().isEmpty() ? noPlatform() : String.join(" ", found.problems());
      throw new TargetUnavailableException(name, problem, null);
    }
    throw new TargetUnavailableException(
        name,
        "OpenCL has "
            + (count == 1
                ? "1 device here: open " + PREFIX + "0."
                : count + " devices here: open " + PREFIX + "0 to " + PREFIX + (count - 1) + "."),
        null);
  }

  private static TargetListing listing(OpenClDevice device, Settings settings) {
    if (!device.problem().isEmpty()) {
      return TargetListing.unusable(device.name(), device.problem());
    }
    try {
      return TargetListing.usable(Descriptions.of(device, settings));
    } catch (IllegalArgumentException e) {
      return TargetListing.unusable(device.name(), e.getMessage());
    }
  }

  private static String noLoader(RuntimeException e) {
    return e instanceof NativeLibraryException
        ? e.getMessage() + " " + INSTALL
        : "the OpenCL loader fails (" + e.getMessage() + "). " + INSTALL;
  }

  private static String noPlatform() {
    return "the OpenCL loader finds no driver in " + vendors() + ". " + INSTALL;
  }

  private static String vendors() {
    String folder = System.getenv("OCL_ICD_VENDORS");
    return folder == null ? "/etc/OpenCL/vendors" : folder + " (OCL_ICD_VENDORS)";
  }
}
