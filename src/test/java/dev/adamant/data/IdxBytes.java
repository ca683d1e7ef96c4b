package dev.adamant.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files. */
final class IdxBytes {

  private IdxBytes() {}

  /** An array of unsigned bytes that count up from the first. */
  static byte[] counting(int first, int... shape) {
    int count = 1;
    for (int length : shape) {
      count *= length;
    }
    byte[] elements = new byte[count];
    for (int i = 0; i < count; i++) {
      elements[i] = (byte) (first + i);
    }
    return of(elements, shape);
  }

  /** An array of the elements. */
  static byte[] of(byte[] elements, int... shape) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
    file.putInt(0x800 + shape.length);
    for (int length : shape) {
      file.putInt(length);
    }
    return file.put(elements).array();
  }

  /** The bytes as gzip packs them. */
  static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
