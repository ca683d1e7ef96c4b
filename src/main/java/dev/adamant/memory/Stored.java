package dev.adamant.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Tensors as files have them: arrays of little-endian words of 1, 2, 4 or 8 bytes, row-major.
 * Posits are unsigned integers, zero above the pattern; a quire is a last dimension of words.
 */
final class Stored {

  /** The most bytes that go between memory and a file at once: a buffer has an int's length. */
  private static final long CHUNK = 1 << 30;

  /** Bytes that elements which are not contiguous are gathered in. */
  private static final long GATHER = 1 << 16;

  private Stored() {}

  /** Bytes of a word. */
  static int wordBytes(DataType type) {
    return type.kind() == DataType.Kind.QUIRE ? Long.BYTES : type.byteSize();
  }

  /** Whether words are IEEE floats; else they are unsigned integers. */
  static boolean isFloat(DataType type) {
    return type.kind() == DataType.Kind.IEEE;
  }

  /** The shape in words. */
  static long[] shapeInWords(Tensor tensor) {
    long[] shape = tensor.shape();
    if (tensor.type().kind() != DataType.Kind.QUIRE) {
      return shape;
    }
    long[] words = Arrays.copyOf(shape, shape.length + 1);
    words[shape.length] = tensor.format().quireWords();
    return words;
  }

  /**
   * The shape in elements.
   *
   * @throws TensorFileException when the last dimension is not the words of a quire
   */
  static long[] shapeInElements(Path file, String what, DataType type, List<Long> words)
      throws TensorFileException {
    long[] shape = words.stream().mapToLong(Long::longValue).toArray();
    if (type.kind() != DataType.Kind.QUIRE) {
      return shape;
    }
    int quire = type.format().quireWords();
    if (shape.length == 0 || shape[shape.length - 1] != quire) {
      throw new TensorFileException(
          file,
          what
              + " has the shape "
              + words
              + ", whose last dimension must be the "
              + quire
              + " words of a "
              + type);
    }
    return Arrays.copyOf(shape, shape.length - 1);
  }

  /** Writes the elements, row-major, at the channel's position. */
  static void write(FileChannel channel, Tensor tensor) throws IOException {
    tensor.region().retain();
    try {
      if (tensor.isContiguous() && tensor.type().fillsBytes()) {
        write(channel, tensor.segment());
      } else {
        gather(channel, tensor);
      }
    } finally {
      tensor.region().release();
    }
  }

  private static void gather(FileChannel channel, Tensor tensor) throws IOException {
    DataType type = tensor.type();
    int bytes = type.byteSize();
    MemorySegment source = tensor.block().segment();
    Positions positions = tensor.positions();
    long room = Math.max(GATHER / bytes, 1);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(room * bytes);
      for (long rest = tensor.count(); rest > 0; rest -= room) {
        long now = Math.min(rest, room);
        for (long i = 0; i < now; i++) {
          if (type.kind() == DataType.Kind.POSIT) {
            long pattern = Elements.get(source, bytes, positions.next()) & type.format().mask();
            Elements.set(buffer, bytes, i, pattern);
          } else {
            MemorySegment.copy(source, positions.next() * bytes, buffer, i * bytes, bytes);
          }
        }
        write(channel, buffer.asSlice(0, now * bytes));
      }
    }
  }

  private static void write(FileChannel channel, MemorySegment bytes) throws IOException {
    for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
      ByteBuffer buffer = bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  /**
   * A new tensor with the elements from a position of the file on, which must be there.
   *
   * @param bigEndian whether the words are
   * @throws TensorFileException when the system refuses, or the file has become shorter
   * @throws MemoryException when the region has no room; where anything else is thrown the region
   *     keeps what was allocated
   */
  static Tensor read(
      FileChannel channel,
      Path file,
      long position,
      boolean bigEndian,
      Region region,
      DataType type,
      long... shape)
      throws TensorFileException {
    region.retain();
    try {
      Tensor tensor = region.tensor(type, shape);
      MemorySegment elements = tensor.segment();
      read(channel, file, position, elements);
      if (bigEndian && wordBytes(type) > 1) {
        swap(elements, wordBytes(type));
      }
      if (!type.fillsBytes()) {
        extend(elements, type);
      }
      return tensor;
    } catch (IOException e) {
      throw TensorFileException.reading(file, e);
    } finally {
      region.release();
    }
  }

  private static void read(FileChannel channel, Path file, long position, MemorySegment to)
      throws IOException {
    for (long at = 0; at < to.byteSize(); at += CHUNK) {
      ByteBuffer buffer = to.asSlice(at, Math.min(CHUNK, to.byteSize() - at)).asByteBuffer();
      while (buffer.hasRemaining()) {
        long from = position + at + buffer.position();
        if (channel.read(buffer, from) < 0) {
          throw new TensorFileException(
              file, "ended at byte " + from + " while it was read: another program changed it");
        }
      }
    }
  }

  private static void swap(MemorySegment elements, int bytes) {
    int above = Long.SIZE - 8 * bytes;
    for (long i = 0; i < elements.byteSize() / bytes; i++) {
      long swapped = Long.reverseBytes(Elements.get(elements, bytes, i)) >>> above;
      Elements.set(elements, bytes, i, swapped);
    }
  }

  /** Fills the bits above the patterns with their signs. */
  private static void extend(MemorySegment elements, DataType type) {
    int bytes = type.byteSize();
    for (long i = 0; i < elements.byteSize() / bytes; i++) {
      long pattern = Scalars.pattern(type, Elements.get(elements, bytes, i));
      Elements.set(elements, bytes, i, pattern);
    }
  }
}
