package dev.adamant.cli;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that names a number format, or float32. */
final class DataTypeConverter implements ITypeConverter<DataType> {

  @Override
  public DataType convert(String name) {
    try {
      DataType type = DataType.parse(name);
      if (type.kind() != Kind.QUIRE) {
        return type;
      }
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("\"" + name + "\": " + e.getMessage() + ", or float32");
    }
    throw new TypeConversionException("\"" + name + "\": expected a format of single numbers");
  }
}
