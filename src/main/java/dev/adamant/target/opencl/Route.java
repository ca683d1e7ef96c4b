package dev.adamant.target.opencl;

import dev.adamant.number.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How kernels come to a device, best first. */
enum Route {
  /** The SPIR-V module itself. */
  IL(".spv"),
  /** The module translated to SPIR 1.2 bitcode. */
  SPIR(".bc"),
  /** OpenCL C. */
  SOURCE(".cl");

  /** The system property that asks for one of them. */
  static final String PROPERTY = "adamant.opencl.route";

  private final String extension;

  Route(String extension) {
    this.extension = extension;
  }

  /** The names of all, best first. */
  static List<String> names() {
    return Arrays.stream(values()).map(Route::routeName).toList();
  }

  /** Its name in lower case. */
  String routeName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the device says that it takes programs so. */
  boolean isTakenBy(OpenClDevice device) {
    return switch (this) {
      case IL -> device.ilVersion().contains("SPIR-V_1.");
      case SPIR -> device.extensions().contains("cl_khr_spir");
      case SOURCE -> device.compiler();
    };
  }

  /**
   * The one that is asked for, else the best that the device takes.
   *
   * @param asked the name of a route, or null for the best
   * @throws IllegalArgumentException when it does not take that one, or none, or there is none of
   *     that name; the message says what to do
   */
  static Route choose(OpenClDevice device, String asked) {
    List<Route> taken = Arrays.stream(values()).filter(r -> r.isTakenBy(device)).toList();
    List<String> names = taken.stream().map(Route::routeName).toList();
    if (taken.isEmpty()) {
      throw new IllegalArgumentException(
          "its driver takes kernels neither as SPIR-V nor as SPIR nor as source: install the"
              + " compiler of "
              + device.platformName()
              + ", or a newer driver.");
    }
    if (asked == null) {
      return taken.getFirst();
    }
    return taken.stream()
        .filter(route -> route.routeName().equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-D"
                        + PROPERTY
                        + "="
                        + asked
                        + " asks for a route that the device does not take: it takes "
                        + String.join(", ", names)
                        + ". Choose one of these or leave the property out."));
  }

  /** The resource of a program, beside {@link Programs}. */
  String resource(Launcher.Program program) {
    boolean each = this != SOURCE && program.format() != null;
    return "kernels/" + program.name() + (each ? "-" + program.format().name() : "") + extension;
  }

  /** The options that the driver builds a program with. */
  String options(Launcher.Program program) {
    Format f = program.format();
    return switch (this) {
      case IL -> "";
      case SPIR -> "-x spir -spir-std=1.2";
      case SOURCE ->
          "-cl-std=CL1.2"
              + (f == null
                  ? ""
                  : " -DADM_N="
                      + f.bits()
                      + " -DADM_RS="
                      + f.maxRegime()
                      + " -DADM_ES="
                      + f.exponentBits());
    };
  }
}
