package dev.adamant.memory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON before the data of a safetensors file, under the rules of the reference implementation:
 * tensors follow one another without holes or overlaps and end with the file, and shape, type and
 * bytes agree.
 *
 * @param arrays by name, in the order of their data
 * @param metadata all entries of {@code __metadata__}, in the order of their keys
 */
record SafetensorsHeader(Map<String, Array> arrays, SortedMap<String, String> metadata) {

  /** The name under which the metadata stands among the tensors. */
  static final String METADATA = "__metadata__";

  /** The most bytes of a header. */
  static final int MAX_BYTES = 100_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Bits of a word of each type. */
  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("F4", 4),
          Map.entry("F6_E2M3", 6),
          Map.entry("F6_E3M2", 6),
          Map.entry("BOOL", 8),
          Map.entry("U8", 8),
          Map.entry("I8", 8),
          Map.entry("F8_E4M3", 8),
          Map.entry("F8_E5M2", 8),
          Map.entry("F8_E8M0", 8),
          Map.entry("U16", 16),
          Map.entry("I16", 16),
          Map.entry("F16", 16),
          Map.entry("BF16", 16),
          Map.entry("U32", 32),
          Map.entry("I32", 32),
          Map.entry("F32", 32),
          Map.entry("U64", 64),
          Map.entry("I64", 64),
          Map.entry("F64", 64),
          Map.entry("C64", 64));

  /**
   * An array in the file.
   *
   * @param words their type, such as {@code U32}
   * @param shape in words
   * @param from the first byte, counted from the end of the header
   * @param to behind the last byte
   */
  record Array(String words, List<Long> shape, long from, long to) {
    Array {
      shape = List.copyOf(shape);
    }
  }

  /** The header as bytes, padded with spaces to a multiple of 8. */
  byte[] bytes() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode entries = root.putObject(METADATA);
      metadata.forEach(entries::put);
    }
    arrays.forEach(
        (name, array) -> {
          ObjectNode node = root.putObject(name);
          node.put("dtype", array.words);
          ArrayNode shape = node.putArray("shape");
          array.shape.forEach(shape::add);
          node.putArray("data_offsets").add(array.from).add(array.to);
        });
    String text = root.toString();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(utf8, Math.ceilDiv(utf8.length, 8) * 8);
    Arrays.fill(padded, utf8.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * The header that the bytes are.
   *
   * @param dataBytes how many bytes the file has behind it
   * @throws TensorFileException when they break a rule of the format
   */
  static SafetensorsHeader parse(Path file, byte[] header, long dataBytes)
      throws TensorFileException {
    Map<String, Array> unordered = new LinkedHashMap<>();
    SortedMap<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> property : json(file, header).properties()) {
      if (property.getKey().equals(METADATA)) {
        metadata.putAll(metadata(file, property.getValue()));
      } else {
        unordered.put(property.getKey(), array(file, property.getKey(), property.getValue()));
      }
    }
    return new SafetensorsHeader(inOrder(file, unordered, dataBytes), metadata);
  }

  private static ObjectNode json(Path file, byte[] header) throws TensorFileException {
    String fault;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
      if (text.startsWith("{") && JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      fault = "it does not begin with {";
    } catch (CharacterCodingException e) {
      fault = "it is not UTF-8";
    } catch (JacksonException e) {
      fault = e.getOriginalMessage();
      if (e.getLocation() != null) {
        fault += ", at character " + e.getLocation().getCharOffset();
      }
    }
    throw new TensorFileException(
        file,
        "has no JSON object of "
            + header.length
            + " bytes at byte 8 ("
            + fault
            + "): it is no safetensors file, or damaged; get it again");
  }

  private static Map<String, String> metadata(Path file, JsonNode node) throws TensorFileException {
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isString()) {
        throw new TensorFileException(
            file, "has the metadata " + entry.getKey() + " that is not a string, as all must be");
      }
      metadata.put(entry.getKey(), entry.getValue().stringValue());
    }
    if (!node.isObject()) {
      throw new TensorFileException(file, "has a " + METADATA + " that is not a JSON object");
    }
    return metadata;
  }

  private static Array array(Path file, String name, JsonNode node) throws TensorFileException {
    List<Long> shape = lengths(node.path("shape"));
    List<Long> offsets = lengths(node.path("data_offsets"));
    if (!node.path("dtype").isString() || shape == null || offsets == null || offsets.size() != 2) {
      throw new TensorFileException(
          file,
          "describes the tensor "
              + name
              + " by "
              + node
              + ": it must have a dtype, a shape and two data_offsets, integers from 0");
    }
    String words = node.path("dtype").stringValue();
    Integer bits = BITS.get(words);
    if (bits == null) {
      throw new TensorFileException(
          file,
          "has the tensor "
              + name
              + " of the unknown dtype "
              + words
              + ": write it as U8, U16, U32, U64, F32 or F64");
    }
    Array array = new Array(words, shape, offsets.get(0), offsets.get(1));
    checkSize(file, name, array, bits);
    return array;
  }

  /** The integers from 0 to 2^63−1 that the node is a list of, else null. */
  private static List<Long> lengths(JsonNode node) {
    List<Long> lengths = new ArrayList<>();
    for (JsonNode element : node) {
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
        return null;
      }
      lengths.add(element.longValue());
    }
    return node.isArray() ? lengths : null;
  }

  private static void checkSize(Path file, String name, Array array, int bits)
      throws TensorFileException {
    boolean agrees;
    try {
      long total = bits;
      for (long length : array.shape) {
        total = Math.multiplyExact(total, length);
      }
      agrees = array.to >= array.from && total % 8 == 0 && total / 8 == array.to - array.from;
    } catch (ArithmeticException e) {
      agrees = false;
    }
    if (!agrees) {
      throw new TensorFileException(
          file,
          "has the tensor "
              + name
              + " of "
              + array.words
              + array.shape
              + " in the bytes "
              + array.from
              + " to "
              + array.to
              + ", which are not as many as it takes: the file is damaged, get it again");
    }
  }

  private static Map<String, Array> inOrder(Path file, Map<String, Array> arrays, long dataBytes)
      throws TensorFileException {
    List<Map.Entry<String, Array>> entries = new ArrayList<>(arrays.entrySet());
    entries.sort(
        Map.Entry.comparingByValue(
            Comparator.comparingLong(Array::from).thenComparingLong(Array::to)));
    Map<String, Array> ordered = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Array> entry : entries) {
      Array array = entry.getValue();
      if (array.from != end) {
        throw new TensorFileException(
            file,
            "has the tensor "
                + entry.getKey()
                + " at byte "
                + array.from
                + " of the data, and what is before it ends at byte "
                + end
                + ": there must be no hole or overlap; write the file again");
      }
      end = array.to;
      ordered.put(entry.getKey(), array);
    }
    if (end != dataBytes) {
      throw new TensorFileException(
          file,
          "has "
              + dataBytes
              + " bytes of data, its tensors take "
              + end
              + (dataBytes < end
                  ? ": the file was cut short, get it again"
                  : ": something was added, get it again"));
    }
    return ordered;
  }
}
