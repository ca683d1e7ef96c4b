package dev.adamant.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenClInfoTest {

  private MemorySegment device;

  @BeforeEach
  void open() {
    device = OpenClDevice.first();
  }

  @Test
  void platformsAreListedWithTheirDevices() {
    List<MemorySegment> platforms = OpenClInfo.platforms();
    assertThat(platforms).doesNotHaveDuplicates();
    assertThat(platforms.stream().flatMap(platform -> OpenClInfo.devices(platform).stream()))
        .contains(device);
    for (MemorySegment platform : platforms) {
      assertThat(OpenClInfo.platformString(platform, OpenCl.CL_PLATFORM_VERSION))
          .matches("OpenCL \\d\\.\\d.*");
      assertThat(OpenClInfo.platformString(platform, OpenCl.CL_PLATFORM_NAME)).isNotBlank();
    }
    assertThat(platforms)
        .extracting(MemorySegment::address)
        .contains(OpenClInfo.deviceLong(device, OpenCl.CL_DEVICE_PLATFORM));
  }

  @Test
  void aDeviceTellsStrings() {
    assertThat(OpenClInfo.deviceString(device, OpenCl.CL_DEVICE_NAME)).isNotBlank();
    assertThat(OpenClInfo.deviceString(device, OpenCl.CL_DRIVER_VERSION)).isNotBlank();
    assertThat(OpenClInfo.deviceString(device, OpenCl.CL_DEVICE_VERSION))
        .matches("OpenCL \\d\\.\\d.*");
    assertThat(OpenClInfo.deviceString(device, OpenCl.CL_DEVICE_EXTENSIONS))
        .contains("cl_khr_")
        .isEqualTo(OpenClInfo.deviceString(device, OpenCl.CL_DEVICE_EXTENSIONS).strip());
  }

  @Test
  void aDeviceTellsNumbersOf32And64Bits() {
    assertThat(OpenClInfo.deviceInt(device, OpenCl.CL_DEVICE_ADDRESS_BITS)).isIn(32, 64);
    assertThat(OpenClInfo.deviceInt(device, OpenCl.CL_DEVICE_MAX_COMPUTE_UNITS)).isPositive();
    assertThat(OpenClInfo.deviceLong(device, OpenCl.CL_DEVICE_VENDOR_ID))
        .isBetween(0L, 0xffffffffL);
    assertThat(OpenClInfo.deviceLong(device, OpenCl.CL_DEVICE_GLOBAL_MEM_SIZE))
        .isGreaterThan(1 << 20);
    assertThat(Long.bitCount(OpenClInfo.deviceLong(device, OpenCl.CL_DEVICE_TYPE) & ~1)).isOne();
    int dimensions = OpenClInfo.deviceInt(device, OpenCl.CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS);
    assertThat(OpenClInfo.deviceLongs(device, OpenCl.CL_DEVICE_MAX_WORK_ITEM_SIZES))
        .hasSize(dimensions)
        .doesNotContain(0);
  }

  @Test
  void aDeviceTellsTruths() {
    assertThat(OpenClInfo.deviceBoolean(device, OpenCl.CL_DEVICE_AVAILABLE)).isTrue();
    assertThat(OpenClInfo.deviceBoolean(device, OpenCl.CL_DEVICE_ENDIAN_LITTLE)).isTrue();
  }

  @Test
  void aNumberThatExceedsAnIntIsRefused() {
    assertThatThrownBy(() -> OpenClInfo.deviceInt(device, OpenCl.CL_DEVICE_PLATFORM))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void anUnknownQuestionIsRefused() {
    assertThatThrownBy(() -> OpenClInfo.deviceLong(device, 1))
        .isInstanceOf(OpenClException.class)
        .hasMessageStartingWith("clGetDeviceInfo returned CL_INVALID_VALUE (-30)");
    assertThatThrownBy(() -> OpenClInfo.deviceString(MemorySegment.NULL, OpenCl.CL_DEVICE_NAME))
        .isInstanceOf(OpenClException.class)
        .hasMessageStartingWith("clGetDeviceInfo returned CL_INVALID_DEVICE (-33)");
  }
}
