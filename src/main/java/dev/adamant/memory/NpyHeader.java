package dev.adamant.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stands before the data of an npy file (NumPy enhancement proposal 1 and {@code
 * numpy.lib.format}, versions 1.0 to 3.0).
 *
 * @param descr the type of the elements as NumPy writes it: byte order, kind and bytes, such as
 *     {@code |u1}
 * @param fortranOrder whether the first index runs fastest
 * @param shape the lengths of the dimensions
 * @param dataOffset the byte of the file at which the data begins
 */
public record NpyHeader(String descr, boolean fortranOrder, List<Long> shape, long dataOffset) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  /** The data begins at a multiple of so many bytes. */
  private static final int ALIGNMENT = 64;

  /** Digits that NumPy keeps room for, for the first length to grow in place. */
  private static final int GROWTH_DIGITS = 21;

  /** Far above what the header of an array needs; what claims more is no header. */
  private static final int MAX_BYTES = 1 << 20;

  /** Makes the shape immutable. */
  public NpyHeader {
    shape = List.copyOf(shape);
  }

  /**
   * The header of the file at whose start the channel is.
   *
   * @throws TensorFileException when it is none
   */
  static NpyHeader read(FileChannel channel, Path file) throws IOException {
    ByteBuffer start = bytes(channel, file, 0, MAGIC.length + 2);
    if (!start.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new TensorFileException(
          file, "does not begin as an npy file: write it with numpy.save, and name that file");
    }
    int major = start.get(MAGIC.length);
    int minor = start.get(MAGIC.length + 1);
    if (major < 1 || major > 3 || minor != 0) {
      throw new TensorFileException(
          file,
          "has the npy version "
              + major
              + "."
              + minor
              + ", must be 1.0, 2.0 or 3.0: write it again with numpy.save");
    }
    int lengthBytes = major == 1 ? 2 : 4;
    int textAt = start.limit() + lengthBytes;
    ByteBuffer lengthField = bytes(channel, file, start.limit(), lengthBytes);
    long length =
        major == 1 ? Short.toUnsignedLong(lengthField.getShort(0)) : lengthField.getInt(0);
    if (length < 0 || length > MAX_BYTES) {
      throw new TensorFileException(
          file,
          "has a header of "
              + (length & 0xFFFF_FFFFL)
              + " bytes at byte "
              + start.limit()
              + ", at most "
              + MAX_BYTES
              + " are read: the file is damaged");
    }
    Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String text = new String(bytes(channel, file, textAt, (int) length).array(), charset);
    return parse(file, text, textAt + length);
  }

  private static NpyHeader parse(Path file, String text, long end) throws TensorFileException {
    try {
      Map<String, Object> dict = PythonDict.parse(text);
      if (dict.keySet().equals(KEYS)
          && dict.get("descr") instanceof String descr
          && dict.get("fortran_order") instanceof Boolean fortran
          && dict.get("shape") instanceof List<?> lengths) {
        return new NpyHeader(descr, fortran, lengths.stream().map(Long.class::cast).toList(), end);
      }
      throw new IllegalArgumentException(
          "descr must be a string, fortran_order a boolean, shape a tuple, and nothing else there");
    } catch (IllegalArgumentException e) {
      throw new TensorFileException(
          file,
          "has a header that is not that of one plain array ("
              + e.getMessage()
              + "): write one array of unsigned integers or floats with numpy.save");
    }
  }

  private static ByteBuffer bytes(FileChannel channel, Path file, long from, int count)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new TensorFileException(
            file,
            "ends at byte "
                + channel.size()
                + " within the header, which reaches to "
                + (from + count)
                + " at least: the file was cut short, get it again");
      }
    }
    return bytes.flip();
  }

  /** The header of version 1.0 that NumPy would write for the type and shape, with its magic. */
  static ByteBuffer write(String descr, long... shape) {
    String lengths =
        Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String dict =
        "{'descr': '"
            + descr
            + "', 'fortran_order': False, 'shape': ("
            + lengths
            + (shape.length == 1 ? "," : "")
            + "), }";
    int before = MAGIC.length + 2 + Short.BYTES;
    int growth = shape.length == 0 ? 0 : GROWTH_DIGITS - Long.toString(shape[0]).length();
    int length = dict.length() + growth + 1;
    length += ALIGNMENT - (before + length) % ALIGNMENT;
    return ByteBuffer.allocate(before + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) length)
        .put(dict.getBytes(StandardCharsets.US_ASCII))
        .put(" ".repeat(length - dict.length() - 1).getBytes(StandardCharsets.US_ASCII))
        .put((byte) '\n')
        .flip();
  }
}
