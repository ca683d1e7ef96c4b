package dev.adamant.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors in one safetensors file, which the Python library of that name reads, too: posits
 * as {@code U8}, {@code U16}, {@code U32} or {@code U64}, zero above the pattern; floats as {@code
 * F32} and {@code F64}; quires as {@code U64} with a last dimension of words, the least first. What
 * they are stands in the metadata: the tensor {@code w} has its type, such as {@code bposit32} or
 * {@code quire(posit16)}, under the key {@code adamant.type.w}.
 *
 * <p>An open file may be read from any thread. (Format: huggingface/safetensors, README.)
 */
public final class Safetensors implements AutoCloseable {

  /** Before the name of a tensor, the key of its type in the metadata. */
  public static final String TYPE_KEY = "adamant.type.";

  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataOffset;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * A tensor in a file.
   *
   * @param name what it is called
   * @param dtype the type of its words, such as {@code U32}
   * @param shape in words: of quires, the last dimension is the words of one
   * @param type what its elements are, where the file says so
   */
  public record Entry(String name, String dtype, List<Long> shape, Optional<DataType> type) {

    /** Makes the shape immutable. */
    public Entry {
      shape = List.copyOf(shape);
    }
  }

  private Safetensors(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long size = channel.size();
    long length = size < Long.BYTES ? -1 : bytes(0, Long.BYTES).getLong();
    if (length < 0 || length > Math.min(SafetensorsHeader.MAX_BYTES, size - Long.BYTES)) {
      throw new TensorFileException(
          file,
          "has "
              + size
              + " bytes, of which the first 8 must be the length of the header, at most "
              + SafetensorsHeader.MAX_BYTES
              + ", and say "
              + (size < Long.BYTES ? "nothing" : Long.toUnsignedString(length))
              + ": it is no safetensors file, or was cut short; get it again");
    }
    this.dataOffset = Long.BYTES + length;
    byte[] json = bytes(Long.BYTES, (int) length).array();
    this.header = SafetensorsHeader.parse(file, json, size - dataOffset);
    for (Map.Entry<String, SafetensorsHeader.Array> array : header.arrays().entrySet()) {
      entries.put(array.getKey(), entry(array.getKey(), array.getValue()));
    }
  }

  /**
   * Writes tensors of the host, whatever their strides, in the order of the map. Equal tensors
   * under equal names with equal metadata give equal bytes. The file is replaced as a whole or left
   * as it was.
   *
   * @param metadata what else to say of them, written in the order of the keys
   * @throws TensorFileException when the file cannot be written
   * @throws MemoryException when a region is closed or not the host's
   * @throws IllegalArgumentException when a name or key is reserved or not Unicode
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws TensorFileException {
    SafetensorsWriter.write(file, tensors, metadata);
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws TensorFileException when the file cannot be read, is no safetensors file, or breaks a
   *     rule of the format
   */
  public static Safetensors open(Path file) throws TensorFileException {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      return new Safetensors(file, channel);
    } catch (IOException e) {
      closeAfter(channel, e);
      throw TensorFileException.reading(file, e);
    } catch (RuntimeException | Error e) {
      closeAfter(channel, e);
      throw e;
    }
  }

  private static void closeAfter(FileChannel channel, Throwable thrown) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
  }

  /** What the tensors are called, in the order of their data. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /**
   * What the file says of a tensor.
   *
   * @throws TensorFileException when there is none of the name
   */
  public Entry entry(String name) throws TensorFileException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new TensorFileException(
          file, "has no tensor " + name + ": it has " + String.join(", ", entries.keySet()));
    }
    return entry;
  }

  /** What else the file says, in the order of the keys; not the types of the tensors. */
  public SortedMap<String, String> metadata() {
    SortedMap<String, String> others = new TreeMap<>(header.metadata());
    others.keySet().removeIf(key -> key.startsWith(TYPE_KEY));
    return Collections.unmodifiableSortedMap(others);
  }

  /**
   * Reads a tensor, of the type that the file names, into a new one.
   *
   * @throws TensorFileException when there is none of the name, the file does not say what its
   *     elements are, or it cannot be read
   * @throws MemoryException when the region is closed, not the host's, or has no room
   */
  public Tensor read(String name, Region region) throws TensorFileException {
    Entry entry = entry(name);
    DataType type =
        entry
            .type()
            .orElseThrow(
                () ->
                    new TensorFileException(
                        file,
                        "has the tensor "
                            + name
                            + " of "
                            + entry.dtype()
                            + " and does not say which numbers these are under "
                            + TYPE_KEY
                            + name
                            + " in its metadata: name their type"));
    return read(name, region, type);
  }

  /**
   * Reads a tensor of a type that the caller names into a new one; integers may be signed.
   *
   * @throws TensorFileException when there is none of the name, its elements are not of the type,
   *     or it cannot be read
   * @throws MemoryException when the region is closed, not the host's, or has no room
   */
  public Tensor read(String name, Region region, DataType type) throws TensorFileException {
    Entry entry = entry(name);
    String words = words(type);
    if (!type.equals(entry.type().orElse(type))
        || !(words.equals(entry.dtype()) || words.replace('U', 'I').equals(entry.dtype()))) {
      throw new TensorFileException(
          file,
          "has the tensor "
              + name
              + " of "
              + entry.dtype()
              + entry.type().map(t -> ", " + t).orElse("")
              + "; as "
              + type
              + " it would be "
              + words
              + ": read it as what it is, then convert it");
    }
    long[] shape = Stored.shapeInElements(file, "the tensor " + name, type, entry.shape());
    long position = dataOffset + header.arrays().get(name).from();
    return Stored.read(channel, file, position, false, region, type, shape);
  }

  /** Closes the file; what was read stays. Closing twice is harmless. */
  @Override
  public void close() throws TensorFileException {
    try {
      channel.close();
    } catch (IOException e) {
      throw TensorFileException.reading(file, e);
    }
  }

  private Entry entry(String name, SafetensorsHeader.Array array) throws TensorFileException {
    String declared = header.metadata().get(TYPE_KEY + name);
    if (declared == null) {
      DataType type =
          switch (array.words()) {
            case "F32" -> DataType.FLOAT32;
            case "F64" -> DataType.FLOAT64;
            default -> null;
          };
      return new Entry(name, array.words(), array.shape(), Optional.ofNullable(type));
    }
    DataType type;
    try {
      type = DataType.parse(declared);
    } catch (IllegalArgumentException e) {
      throw new TensorFileException(
          file, "has in its metadata " + TYPE_KEY + name + ": " + e.getMessage());
    }
    if (!words(type).equals(array.words())) {
      throw new TensorFileException(
          file,
          "has the tensor "
              + name
              + " of "
              + array.words()
              + " and calls it "
              + type
              + ", which is "
              + words(type)
              + ": correct "
              + TYPE_KEY
              + name
              + " in its metadata");
    }
    Stored.shapeInElements(file, "the tensor " + name, type, array.shape());
    return new Entry(name, array.words(), array.shape(), Optional.of(type));
  }

  /** The type of the words of a type. */
  static String words(DataType type) {
    return (Stored.isFloat(type) ? "F" : "U") + 8 * Stored.wordBytes(type);
  }

  private ByteBuffer bytes(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new TensorFileException(
            file,
            "ended at byte "
                + (from + bytes.position())
                + " while it was read: another program changed it");
      }
    }
    return bytes.flip();
  }
}
