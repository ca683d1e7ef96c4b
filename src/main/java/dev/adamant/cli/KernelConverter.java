package dev.adamant.cli;

import dev.adamant.target.Kernel;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that names a kernel to time; copies belong to the roofline. */
final class KernelConverter implements ITypeConverter<Kernel> {

  @Override
  public Kernel convert(String name) {
    return Arrays.stream(Kernel.values())
        .filter(kernel -> kernel != Kernel.COPY && kernel.kernelName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\""
                        + name
                        + "\": expected one of "
                        + Arrays.stream(Kernel.values())
                            .filter(kernel -> kernel != Kernel.COPY)
                            .map(Kernel::kernelName)
                            .collect(Collectors.joining(", "))));
  }
}
