package dev.adamant.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that counts bytes: 4096, 64K, 4M, 1G, by powers of 1024. */
final class ByteCountConverter implements ITypeConverter<Long> {

  private static final Pattern COUNT = Pattern.compile("(\\d{1,9})([KMG]?)");

  @Override
  public Long convert(String text) {
    Matcher matcher = COUNT.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "\"" + text + "\": expected bytes, such as 4096, 64K or 4M");
    }
    int power = matcher.group(2).isEmpty() ? 0 : 1 + "KMG".indexOf(matcher.group(2));
    return Long.parseLong(matcher.group(1)) << (10 * power);
  }
}
