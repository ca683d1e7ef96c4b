package dev.adamant.data;

import dev.adamant.memory.Npy;
import dev.adamant.memory.NpyHeader;
import dev.adamant.memory.TensorFileException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** The numbers in an npy file of any plain type, as doubles, in row-major order. */
final class NpyArray implements AutoCloseable {

  private static final ValueLayout.OfShort INT16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong INT64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** What stands in a word of so many bytes, given sign-extended. */
  private record Word(int bytes, LongToDoubleFunction number) {}

  private static final Map<String, Word> WORDS =
      Map.ofEntries(
          Map.entry("b1", new Word(1, word -> word == 0 ? 0 : 1)),
          Map.entry("u1", new Word(1, word -> word & 0xff)),
          Map.entry("i1", new Word(1, word -> word)),
          Map.entry("u2", new Word(2, word -> word & 0xffff)),
          Map.entry("i2", new Word(2, word -> word)),
          Map.entry("u4", new Word(4, word -> word & 0xffff_ffffL)),
          Map.entry("i4", new Word(4, word -> word)),
          Map.entry("f4", new Word(4, word -> Float.intBitsToFloat((int) word))),
          Map.entry("u8", new Word(8, NpyArray::unsigned)),
          Map.entry("i8", new Word(8, word -> word)),
          Map.entry("f8", new Word(8, Double::longBitsToDouble)));

  private final Path file;
  private final NpyHeader header;
  private final Word word;
  private final Arena arena;
  private final MemorySegment data;
  private final boolean bytes;
  private final boolean bigEndian;

  private NpyArray(Path file, NpyHeader header, Arena arena) throws IOException {
    this.file = file;
    this.header = header;
    this.arena = arena;
    String descr = header.descr();
    this.bytes = descr.equals("|u1");
    this.bigEndian = descr.startsWith(">");
    this.word = WORDS.get(descr.replaceAll("^[<>|=]", ""));
    if (word == null) {
      throw fault(
          "has elements '"
              + descr
              + "', must have integers, booleans or floats of 32 or 64 bits: convert it in NumPy");
    }
    if (header.shape().isEmpty() || header.shape().stream().anyMatch(n -> n < 1)) {
      throw fault("has the shape " + header.shape() + ", which has no samples");
    }
    long most = Integer.MAX_VALUE - 8;
    double count =
        header.shape().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    if (count > most) {
      throw fault(
          "has the shape "
              + header.shape()
              + ", more than "
              + most
              + " values, the most of a dataset: take fewer samples");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long there = channel.size() - header.dataOffset();
      long needed = (long) (count * word.bytes());
      if (there != needed) {
        throw fault(
            "has "
                + there
                + " bytes of data from byte "
                + header.dataOffset()
                + " on, its shape "
                + header.shape()
                + " takes "
                + needed
                + (there < needed
                    ? ": the file was cut short, get it again"
                    : ": write one array a file, with numpy.save"));
      }
      this.data = channel.map(MapMode.READ_ONLY, header.dataOffset(), needed, arena);
    }
  }

  /**
   * Opens a file.
   *
   * @throws DataException when there is none, or it is no array of plain numbers
   */
  static NpyArray open(Path file) throws DataException {
    Arena arena = Arena.ofConfined();
    try {
      return new NpyArray(file, Npy.header(file), arena);
    } catch (IOException e) {
      arena.close();
      throw switch (e) {
        case DataException data -> data;
        case TensorFileException tensor -> new DataException(tensor.getMessage(), tensor);
        default -> Input.refused(file, e);
      };
    }
  }

  /** The lengths of the dimensions, the samples first. */
  List<Integer> shape() {
    return header.shape().stream().map(Math::toIntExact).toList();
  }

  /** Whether the elements are unsigned bytes. */
  boolean isOfBytes() {
    return bytes;
  }

  /** How many there are. */
  int count() {
    return Math.toIntExact(data.byteSize() / word.bytes());
  }

  /**
   * An element.
   *
   * @param index in row-major order
   */
  double get(int index) {
    long at = (long) (header.fortranOrder() ? fortranIndex(index) : index) * word.bytes();
    long bits =
        switch (word.bytes()) {
          case 1 -> data.get(ValueLayout.JAVA_BYTE, at);
          case 2 -> ordered(data.get(INT16, at));
          case 4 -> ordered(data.get(INT32, at));
          default -> ordered(data.get(INT64, at));
        };
    return word.number().applyAsDouble(bits);
  }

  private short ordered(short word) {
    return bigEndian ? Short.reverseBytes(word) : word;
  }

  private int ordered(int word) {
    return bigEndian ? Integer.reverseBytes(word) : word;
  }

  private long ordered(long word) {
    return bigEndian ? Long.reverseBytes(word) : word;
  }

  /** Rounded once: a sticky bit stands for the one that is shifted out. */
  private static double unsigned(long value) {
    return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
  }

  private int fortranIndex(int index) {
    List<Long> shape = header.shape();
    int rest = index;
    int stride = count();
    int at = 0;
    for (int d = shape.size() - 1; d >= 0; d--) {
      int length = Math.toIntExact(shape.get(d));
      stride /= length;
      at += rest % length * stride;
      rest /= length;
    }
    return at;
  }

  /** With the file in front. */
  DataException fault(String what) {
    return new DataException(file + ": " + what);
  }

  @Override
  public void close() {
    arena.close();
  }
}
