package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A safetensors file in memory: a length of 8 bytes, a JSON header, and the tensors' bytes, without
 * holes.
 *
 * @param bytes of the whole file
 * @param header how many of them are the length and the header
 * @param metadata by key
 * @param tensors by name, in the order of their bytes
 */
record ModelBytes(
    MemorySegment bytes,
    long header,
    Map<String, String> metadata,
    Map<String, StoredTensor> tensors) {

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final String METADATA = "__metadata__";

  /**
   * A tensor.
   *
   * @param words the type of its words, such as {@code U16}
   * @param shape in words
   * @param bytes its own
   */
  record StoredTensor(String words, List<Integer> shape, MemorySegment bytes) {

    int wordBytes() {
      return Integer.parseInt(words.substring(1)) / Byte.SIZE;
    }

    long count() {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** A word, the upper bits 0. */
    long word(long index) {
      return word(index, wordBytes());
    }

    /**
     * The same where many are read.
     *
     * @param width what {@link #wordBytes} has said
     */
    long word(long index, int width) {
      long at = index * width;
      return switch (width) {
        case 1 -> bytes.get(ValueLayout.JAVA_BYTE, at) & 0xffL;
        case 2 -> bytes.get(SHORT, at) & 0xffffL;
        case 4 -> bytes.get(INT, at) & 0xffffffffL;
        default -> bytes.get(LENGTH, at);
      };
    }
  }

  StoredTensor tensor(String name) {
    require(tensors.containsKey(name), "the file does not store " + name);
    return tensors.get(name);
  }

  static ModelBytes read(MemorySegment bytes) {
    require(bytes.byteSize() >= Long.BYTES, "the header: the file has less than 8 bytes");
    long length = bytes.get(LENGTH, 0);
    require(
        length >= 2 && length <= Math.min(100_000_000, bytes.byteSize() - Long.BYTES),
        "the header: its length reads " + length + ", of a file of " + bytes.byteSize());
    JsonNode root;
    try {
      root = Json.parse(bytes.asSlice(Long.BYTES, length).asByteBuffer());
      require(root.isObject(), "it is no object");
    } catch (BrokenClaimException e) {
      throw new BrokenClaimException("the header: " + e.getMessage());
    }
    Map<String, String> metadata = new TreeMap<>();
    root.path(METADATA)
        .properties()
        .forEach(p -> metadata.put(p.getKey(), Json.string(root.get(METADATA), p.getKey())));
    MemorySegment data = bytes.asSlice(Long.BYTES + length);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        end = tensor(tensors, entry.getKey(), entry.getValue(), data, end);
      }
    }
    require(end == data.byteSize(), "the file has bytes behind the tensors, or too few");
    return new ModelBytes(bytes, Long.BYTES + length, metadata, tensors);
  }

  /** Reads one, which begins where the one before it has ended, and gives its end. */
  private static long tensor(
      Map<String, StoredTensor> tensors,
      String name,
      JsonNode node,
      MemorySegment data,
      long from) {
    String what = "the tensor " + name;
    Json.keys(node, what, "data_offsets", "dtype", "shape");
    String words = Json.string(node, "dtype");
    require(words.matches("U8|U16|U32|U64|F32|F64"), what + " is of the unknown type " + words);
    StoredTensor unread = new StoredTensor(words, Json.wholes(node, "shape"), null);
    long to = Math.addExact(from, Math.multiplyExact(unread.count(), (long) unread.wordBytes()));
    List<JsonNode> offsets = Json.list(node, "data_offsets");
    require(
        offsets.size() == 2
            && Json.text(offsets.get(0)).equals(String.valueOf(from))
            && Json.text(offsets.get(1)).equals(String.valueOf(to))
            && to <= data.byteSize(),
        what + " takes the bytes " + from + " to " + to + ", and the header has it at " + offsets);
    tensors.put(name, new StoredTensor(words, unread.shape(), data.asSlice(from, to - from)));
    return to;
  }
}
