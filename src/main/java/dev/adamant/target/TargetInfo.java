package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a target is.
 *
 * @param name by which it is opened, such as {@code opencl:0}
 * @param kind its provider, such as {@code opencl}
 * @param deviceClass what kind of hardware it is
 * @param device the hardware by the name that the driver gives it
 * @param driver the software that drives it, with its version
 * @param memoryBytes the memory that its kernels can use
 * @param computeUnits threads, compute units or multiprocessors
 * @param sharesHostMemory whether its kernels take tensors of host regions without a copy
 * @param types the types of elements that its kernels take; some kernels take not all of them, as
 *     {@link Target#supports} says
 * @param route how its kernels are loaded, such as {@code spir}, {@code il} or {@code source} with
 *     OpenCL, {@code avx2} with the native library
 */
public record TargetInfo(
    String name,
    String kind,
    DeviceClass deviceClass,
    String device,
    String driver,
    long memoryBytes,
    int computeUnits,
    boolean sharesHostMemory,
    List<DataType> types,
    String route) {

  /** Copies the list. */
  public TargetInfo {
    types = List.copyOf(types);
  }

  /** Patterns and quires of the standard formats, and IEEE floats. */
  public static List<DataType> standardTypes() {
    return Stream.of(
            Format.standard().stream().map(DataType::of),
            Format.standard().stream().map(DataType::quire),
            Stream.of(DataType.FLOAT32, DataType.FLOAT64))
        .flatMap(types -> types)
        .toList();
  }
}
