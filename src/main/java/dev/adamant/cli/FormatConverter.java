package dev.adamant.cli;

import dev.adamant.number.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that names a number format. */
final class FormatConverter implements ITypeConverter<Format> {

  @Override
  public Format convert(String name) {
    try {
      return Format.parse(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("\"" + name + "\": " + e.getMessage());
    }
  }
}
