package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.target.DeviceClass;
import dev.adamant.target.TargetInfo;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a target was chosen. */
class TargetChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "native, native, CPU, ''",
    "auto, native, CPU, ' (chosen by auto: there is no usable device but processors)'",
    "auto, opencl:1, GPU,"
        + " ' (chosen by auto: of the devices that are no processor the one with most memory)'",
    "auto, opencl:0, CPU,"
        + " ' (chosen by auto: libadamant cannot be used, adamant devices says why)'",
    "auto, reference, CPU,"
        + " ' (chosen by auto: nothing faster can be used, adamant devices says why)'"
  })
  void autoSaysWhy(String wanted, String name, DeviceClass deviceClass, String reason) {
    TargetInfo info =
        new TargetInfo(
            name,
            name.replaceFirst(":.*", ""),
            deviceClass,
            "a device",
            "a driver",
            1 << 20,
            2,
            true,
            List.of(),
            "");

    assertThat(TargetChoice.text(wanted, info)).isEqualTo(name + ": a device" + reason);
  }
}
