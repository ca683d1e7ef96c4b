package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.JavaProcess;
import dev.adamant.bindings.OpenCl;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What there is, what there is not, and why. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenClProviderTest {

  private final OpenClProvider provider = new OpenClProvider();

  @TempDir Path empty;

  /** Prints what the provider lists, and what it says when opencl:0 is opened. */
  static final class Lister {

    private Lister() {}

    public static void main(String[] arguments) {
      OpenClProvider provider = new OpenClProvider();
      provider.list().forEach(listing -> System.out.println(listing.name() + ": " + listing));
      try (Target target = provider.open("opencl:0")) {
        System.out.println("opened " + target.info());
      } catch (TargetUnavailableException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  void poclIsListedAndOpenedByItsName() {
    OpenClDevice device = Pocl.device();
    TargetInfo info =
        provider.list().stream()
            .filter(listing -> listing.name().equals(device.name()))
            .map(TargetListing::info)
            .findFirst()
            .orElseThrow()
            .orElseThrow();
    assertThat(info.kind()).isEqualTo("opencl");
    assertThat(info.device()).isEqualTo(device.deviceName());
    assertThat(info.driver()).contains("Portable Computing Language").contains(device.driver());
    assertThat(info.memoryBytes()).isGreaterThan(1 << 28);
    assertThat(info.computeUnits()).isPositive();
    try (Target target = Targets.open(device.name())) {
      assertThat(target.info()).isEqualTo(info);
    }
  }

  @Test
  void aDeviceThatDoesNotExistIsRefusedWithTheirNumber() {
    int count = Devices.find().devices().size();
    for (String name : List.of("opencl:" + count, "opencl:-1", "opencl:x", "opencl")) {
      assertThatThrownBy(() -> Targets.open(name))
          .isInstanceOf(TargetUnavailableException.class)
          .hasMessageContaining("the target " + name + " is not available")
          .hasMessageContaining(
              count == 1
                  ? "OpenCL has 1 device here: open opencl:0."
                  : "OpenCL has " + count + " devices here: open opencl:0 to opencl:");
    }
  }

  @Test
  void withoutADriverTheFolderAndTheRemedyAreSaid() throws Exception {
    String said = list(empty.toString());
    assertThat(said)
        .contains("opencl: ")
        .contains("the OpenCL loader finds no driver in " + empty)
        .contains("apt install pocl-opencl-icd")
        .contains(
            "refused: the target opencl:0 is not available: the OpenCL loader finds no driver");
  }

  @Test
  void withoutALoaderTheRemedyIsSaid() throws Exception {
    String said = list(empty.toString(), "-Dadamant.opencl=" + empty.resolve("libOpenCL.so.1"));
    assertThat(said)
        .contains("OpenCL cannot be used")
        .contains("refused: the target opencl:0 is not available: OpenCL cannot be used")
        .contains("apt install pocl-opencl-icd");
  }

  private static String list(String vendors, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        JavaProcess.command(
            List.of(options), List.of(OpenClProvider.class, OpenCl.class), Lister.class);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OCL_ICD_VENDORS", vendors);
    return JavaProcess.output(builder);
  }
}
