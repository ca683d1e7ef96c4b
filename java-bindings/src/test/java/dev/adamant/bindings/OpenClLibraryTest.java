package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process where the whole process depends on it. */
class OpenClLibraryTest {

  /** Asks twice for the platforms, to see that the second failure is told as well as the first. */
  static final class TwoCalls {
    private TwoCalls() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try {
          System.out.println(count() + " " + OpenClInfo.platforms().size());
        } catch (NativeLibraryException e) {
          System.out.println("caught " + e.getMessage());
        }
      }
      System.out.println(OpenCl.CL_TRUE);
    }

    /** The status of the count of platforms. */
    private static String count() {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment found = arena.allocate(JAVA_INT);
        return OpenClStatus.name(OpenCl.clGetPlatformIDs(0, MemorySegment.NULL, found));
      }
    }
  }

  @TempDir private Path folder;

  @Test
  void thereAreNoPlatformsWithoutADriver() throws IOException, InterruptedException {
    OpenClDevice.first();
    Path vendors = Files.createDirectory(folder.resolve("vendors"));
    assertThat(run(List.of(), vendors.toString()))
        .containsExactly(
            "CL_PLATFORM_NOT_FOUND_KHR 0", "CL_PLATFORM_NOT_FOUND_KHR 0", "" + OpenCl.CL_TRUE);
  }

  @Test
  void everyCallTellsThatTheNamedFileIsMissing() throws IOException, InterruptedException {
    String message =
        "caught OpenCL cannot be used: -Dadamant.opencl names /no/such/libOpenCL.so.1, which is no"
            + " file. Name the libOpenCL.so.1 of an ICD loader, or leave the property out to use"
            + " the one that is installed.";
    assertThat(run(List.of("-Dadamant.opencl=/no/such/libOpenCL.so.1"), "/no/such/folder/"))
        .containsExactly(message, message, "" + OpenCl.CL_TRUE);
  }

  @Test
  void aMissingLoaderSaysWhatToInstall() {
    assertThatThrownBy(() -> OpenClLibrary.load(null, "libNone.so.1", "libNone.so"))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessage(
            "OpenCL cannot be used: the dynamic linker finds no libNone.so.1 and no libNone.so."
                + " Install an ICD loader (apt-get install -y ocl-icd-libopencl1) and a driver,"
                + " such as pocl-opencl-icd.");
  }

  @Test
  void aFileThatIsNoLibraryIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("libOpenCL.so.1"), "text");
    assertThatThrownBy(() -> OpenClLibrary.load(file.toString()))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageStartingWith("OpenCL cannot be used: the dynamic linker refuses " + file)
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSecondNameIsTriedWhereTheFirstIsNone() {
    OpenClDevice.first();
    assertThat(OpenClLibrary.load(null, "libNone.so.1", OpenCl.library()).name())
        .isEqualTo(OpenCl.library());
  }

  @Test
  void aMissingFunctionIsToldWheneverItIsCalled() throws Throwable {
    OpenClDevice.first();
    Downcalls calls = new Downcalls(() -> OpenClLibrary.load(null, OpenCl.library()));
    MethodHandle handle = calls.handle("clOfTomorrow", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> handle.invoke(1))
          .isInstanceOf(NativeLibraryException.class)
          .hasMessage(
              "clOfTomorrow cannot be used: "
                  + OpenCl.library()
                  + " has no such function. Install an ICD loader of a later version of OpenCL.");
    }
  }

  private static List<String> run(List<String> options, String vendors)
      throws IOException, InterruptedException {
    return OpenClProcess.run(TwoCalls.class, options, Map.of("OCL_ICD_VENDORS", vendors));
  }
}
