package dev.adamant.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An array of unsigned bytes in the IDX format of the MNIST files: two zero bytes, the code 8 of
 * unsigned bytes, the number of dimensions, the length of each as a big-endian integer, and the
 * elements, row-major.
 */
final class IdxReader implements AutoCloseable {

  private static final int UNSIGNED_BYTES = 8;
  private static final int MAX_RANK = 8;

  private final Input input;
  private final List<Integer> shape = new ArrayList<>();

  private IdxReader(Input input) {
    this.input = input;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws DataException when there is none, it is no such array, or has no elements
   */
  static IdxReader open(Path file) throws DataException {
    IdxReader reader = new IdxReader(Input.open(file));
    try {
      reader.readHeader();
      return reader;
    } catch (DataException e) {
      try {
        reader.close();
      } catch (DataException f) {
        e.addSuppressed(f);
      }
      throw e;
    }
  }

  private void readHeader() throws DataException {
    int magic = integer("the header");
    int rank = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTES || rank < 1 || rank > MAX_RANK) {
      throw fault(
          String.format(
              "begins with the bytes %08x, an IDX file of unsigned bytes with 0000080N, N its"
                  + " dimensions: name such a file",
              magic));
    }
    for (int d = 0; d < rank; d++) {
      int length = integer("the header");
      if (length < 1) {
        throw fault(
            "has the length "
                + Integer.toUnsignedString(length)
                + " in dimension "
                + (d + 1)
                + ", must be 1 to "
                + Integer.MAX_VALUE
                + ": the file is empty or damaged");
      }
      shape.add(length);
    }
  }

  private int integer(String what) throws DataException {
    byte[] bytes = new byte[Integer.BYTES];
    fill(bytes, 0, bytes.length, what);
    return ByteBuffer.wrap(bytes).getInt();
  }

  /** The lengths of the dimensions, the samples first. */
  List<Integer> shape() {
    return List.copyOf(shape);
  }

  /** How many samples there are. */
  int samples() {
    return shape.getFirst();
  }

  /** How many elements there are, which may be more than an array holds. */
  long count() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, IdxReader::product);
  }

  private static long product(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }

  /** Reads all elements, after which the file must end, into the array from the offset on. */
  void read(byte[] elements, int offset) throws DataException {
    fill(elements, offset, (int) count(), "the " + shape + " elements");
    if (input.read() >= 0) {
      throw fault(
          "goes on after byte "
              + (input.position() - 1)
              + ", where its "
              + shape
              + " elements end: it is damaged, get it again");
    }
  }

  private void fill(byte[] bytes, int offset, int length, String what) throws DataException {
    long end = input.position() + length;
    int done = 0;
    while (done < length) {
      int count = input.read(bytes, offset + done, length - done);
      if (count < 0) {
        throw fault(
            "ends at byte "
                + input.position()
                + ", must have "
                + what
                + " up to byte "
                + end
                + ": the file was cut short, get it again");
      }
      done += count;
    }
  }

  /** With the file in front. */
  DataException fault(String what) {
    return new DataException(input.name() + ": " + what);
  }

  @Override
  public void close() throws DataException {
    input.close();
  }
}
