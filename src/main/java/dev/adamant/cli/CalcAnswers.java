package dev.adamant.cli;

import dev.adamant.number.Codec;
import dev.adamant.number.DecimalText;
import dev.adamant.number.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The answers, one a line, collected in a buffer until {@link #flush} or until it is full. */
final class CalcAnswers {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] DIGITS = CalcRequest.ascii("0123456789abcdef");

  private final OutputStream out;
  private final boolean decimal;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int length;

  /**
   * Writes to a stream that the caller closes.
   *
   * @param decimal whether numbers are written as decimals rather than in hexadecimal
   */
  CalcAnswers(OutputStream out, boolean decimal) {
    this.out = out;
    this.decimal = decimal;
  }

  /** Answers with a pattern of the format. */
  void pattern(Format format, long pattern) throws IOException {
    if (decimal) {
      // Zero alone is written without the point that makes a token a decimal operand.
      text(Codec.isZero(format, pattern) ? "0.0" : DecimalText.toString(format, pattern));
    } else {
      hex(pattern, format.hexDigits(), format.mask());
    }
  }

  /** Answers with a double. */
  void number(double value) throws IOException {
    if (decimal) {
      text(Double.toString(value));
    } else {
      hex(Double.doubleToLongBits(value), CalcRequest.DOUBLE_DIGITS, -1L);
    }
  }

  /** Answers with a text of one line or more, the last one without its line feed. */
  void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reserve(bytes.length + 1);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    buffer[length++] = '\n';
  }

  /** Hands all answers so far to the stream. */
  void flush() throws IOException {
    if (length > 0) {
      out.write(buffer, 0, length);
      out.flush();
      length = 0;
    }
  }

  private void hex(long value, int digits, long mask) throws IOException {
    reserve(digits + 1);
    long rest = value & mask;
    for (int i = length + digits - 1; i >= length; i--) {
      buffer[i] = DIGITS[(int) rest & 15];
      rest >>>= 4;
    }
    length += digits;
    buffer[length++] = '\n';
  }

  private void reserve(int bytes) throws IOException {
    if (length + bytes > buffer.length) {
      flush();
      if (bytes > buffer.length) {
        buffer = Arrays.copyOf(buffer, bytes);
      }
    }
  }
}
