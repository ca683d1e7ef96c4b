package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenClExceptionTest {

  @Test
  void aGoodStatusPasses() {
    OpenClException.check("clFinish", OpenCl.CL_SUCCESS);
  }

  @Test
  void aBadStatusNamesTheCallTheStatusAndItsMeaning() {
    assertThatThrownBy(
            () -> OpenClException.check("clEnqueueNDRangeKernel", OpenCl.CL_OUT_OF_RESOURCES))
        .isInstanceOfSatisfying(
            OpenClException.class,
            e -> {
              assertThat(e.call()).isEqualTo("clEnqueueNDRangeKernel");
              assertThat(e.status()).isEqualTo(OpenCl.CL_OUT_OF_RESOURCES);
              assertThat(e.statusName()).isEqualTo("CL_OUT_OF_RESOURCES");
              assertThat(e.log()).isEmpty();
            })
        .hasMessage(
            "clEnqueueNDRangeKernel returned CL_OUT_OF_RESOURCES (-5): the device has not enough of"
                + " something, often memory, or a kernel failed on it");
  }

  @Test
  void aStatusOfTheLoaderSaysWhatToInstall() {
    assertThat(new OpenClException("clGetPlatformIDs", OpenCl.CL_PLATFORM_NOT_FOUND_KHR))
        .hasMessage(
            "clGetPlatformIDs returned CL_PLATFORM_NOT_FOUND_KHR (-1001): the ICD loader finds no"
                + " driver; install one, such as pocl-opencl-icd");
  }

  @Test
  void anUnknownStatusIsToldByItsNumber() {
    assertThat(new OpenClException("clFlush", -9999))
        .hasMessage(
            "clFlush returned a status that OpenCL does not name (-9999): the driver's"
                + " documentation may explain it");
  }

  @Test
  void theLogOfABuildFollows() {
    OpenClException e =
        new OpenClException(
            "clBuildProgram",
            OpenCl.CL_BUILD_PROGRAM_FAILURE,
            "\nx.cl:1: error: no ';'\n1 error\n");
    assertThat(e)
        .hasMessage(
            """
            clBuildProgram returned CL_BUILD_PROGRAM_FAILURE (-11): the program could not be built
            The build log:
            x.cl:1: error: no ';'
            1 error\
            """);
    assertThat(e.log()).isEqualTo("x.cl:1: error: no ';'\n1 error");
  }

  @Test
  void aBuildWithoutALogHasNone() {
    assertThat(new OpenClException("clBuildProgram", OpenCl.CL_INVALID_BUILD_OPTIONS, " \n"))
        .hasMessage(
            "clBuildProgram returned CL_INVALID_BUILD_OPTIONS (-43): the compiler does not take"
                + " these options");
  }
}
