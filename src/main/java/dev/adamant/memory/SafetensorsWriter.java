package dev.adamant.memory;

import dev.adamant.memory.SafetensorsHeader.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes safetensors files, as {@link Safetensors#write} says. */
final class SafetensorsWriter {

  private SafetensorsWriter() {}

  static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws TensorFileException {
    byte[] json = header(file, tensors, metadata).bytes();
    if (json.length > SafetensorsHeader.MAX_BYTES) {
      throw new TensorFileException(
          file,
          "would have a header of "
              + json.length
              + " bytes, at most "
              + SafetensorsHeader.MAX_BYTES
              + " are allowed: write fewer tensors or less metadata");
    }
    ByteBuffer start = ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(json.length).put(json).flip();
    AtomicFile.write(
        file,
        channel -> {
          while (start.hasRemaining()) {
            channel.write(start);
          }
          for (Tensor tensor : tensors.values()) {
            Stored.write(channel, tensor);
          }
        });
  }

  private static SafetensorsHeader header(
      Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws TensorFileException {
    SortedMap<String, String> entries = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          checkText(key);
          checkText(value);
          if (key.startsWith(Safetensors.TYPE_KEY)) {
            throw new IllegalArgumentException(
                "the metadata "
                    + key
                    + " is what the type of a tensor is written under: rename it");
          }
          entries.put(key, value);
        });
    Map<String, Array> arrays = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      String name = entry.getKey();
      Tensor tensor = entry.getValue();
      checkText(name);
      if (name.equals(SafetensorsHeader.METADATA)) {
        throw new IllegalArgumentException("no tensor can have the name " + name + ": rename it");
      }
      entries.put(Safetensors.TYPE_KEY + name, tensor.type().name());
      List<Long> shape = Arrays.stream(Stored.shapeInWords(tensor)).boxed().toList();
      long from = end;
      end += tensor.byteSize();
      if (end < from) {
        throw new TensorFileException(file, "would have more than 2^63 bytes: write fewer tensors");
      }
      arrays.put(name, new Array(Safetensors.words(tensor.type()), shape, from, end));
    }
    return new SafetensorsHeader(arrays, entries);
  }

  private static void checkText(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "the name or metadata \"" + text + "\" is not Unicode text: rename it");
    }
  }
}
