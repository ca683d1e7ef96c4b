package dev.adamant.target.opencl;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.TargetInfo;
import java.util.ArrayList;
import java.util.List;

/** What targets say of themselves. */
final class Descriptions {

  private Descriptions() {}

  /**
   * What the target of a device will be. Whether it shares the memory of the host is what its
   * driver says; the target proves it when it opens.
   *
   * @throws IllegalArgumentException when the settings ask for a route that it does not take
   */
  static TargetInfo of(OpenClDevice device, Settings settings) {
    boolean shares =
        device.unified() && device.deviceClass() == DeviceClass.CPU && !settings.deviceMemory();
    return new TargetInfo(
        device.name(),
        "opencl",
        device.deviceClass(),
        device.deviceName(),
        device.driverText(),
        device.memoryBytes(),
        device.traits().computeUnits(),
        shares,
        types(),
        Route.choose(device, settings.route()).routeName());
  }

  /** The same of a target that turned out not to share the memory of the host. */
  static TargetInfo withoutSharing(TargetInfo info) {
    return new TargetInfo(
        info.name(),
        info.kind(),
        info.deviceClass(),
        info.device(),
        info.driver(),
        info.memoryBytes(),
        info.computeUnits(),
        false,
        info.types(),
        info.route());
  }

  private static List<DataType> types() {
    List<DataType> types = new ArrayList<>();
    Format.standard().forEach(format -> types.add(DataType.of(format)));
    Format.standard().forEach(format -> types.add(DataType.quire(format)));
    types.add(DataType.FLOAT32);
    types.add(DataType.FLOAT64);
    types.removeIf(type -> !Kernels.supports(Kernel.CONVERT, type));
    return types;
  }
}
