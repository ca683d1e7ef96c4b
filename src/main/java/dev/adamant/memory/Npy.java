package dev.adamant.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Tensors as NumPy's {@code .npy} files, one a file, little-endian. Posits are unsigned integers of
 * the bytes of an element ({@code u1}, {@code u2}, {@code u4}, {@code u8}), zero above the pattern;
 * floats {@code f4} and {@code f8}; quires {@code u8} with a last dimension of words, the least
 * first. The format of posits is not in the file: who reads it names it.
 */
public final class Npy {

  private Npy() {}

  /**
   * Writes a tensor of the host, whatever its strides, in row-major order, as {@code numpy.save}
   * does. The file is replaced as a whole or left as it was.
   *
   * @throws TensorFileException when the file cannot be written
   * @throws MemoryException when the region is closed or not the host's
   */
  public static void write(Path file, Tensor tensor) throws TensorFileException {
    ByteBuffer header = NpyHeader.write(descr(tensor.type()), Stored.shapeInWords(tensor));
    AtomicFile.write(
        file,
        channel -> {
          while (header.hasRemaining()) {
            channel.write(header);
          }
          Stored.write(channel, tensor);
        });
  }

  /**
   * Reads a file into a new tensor. Integers may be signed and words big-endian; where the file has
   * Fortran order the tensor is a transposed view.
   *
   * @param type what the elements are
   * @throws TensorFileException when the file cannot be read, is no npy file, is damaged, or has
   *     elements that are not of the type
   * @throws MemoryException when the region is closed, not the host's, or has no room
   */
  public static Tensor read(Path file, Region region, DataType type) throws TensorFileException {
    try (FileChannel channel = FileChannel.open(file)) {
      NpyHeader header = NpyHeader.read(channel, file);
      boolean bigEndian = checkWords(file, header, type);
      long[] shape = Stored.shapeInElements(file, "the array", type, header.shape());
      checkBytes(file, header, Stored.wordBytes(type), channel.size());
      if (!header.fortranOrder()) {
        return Stored.read(channel, file, header.dataOffset(), bigEndian, region, type, shape);
      }
      if (type.kind() == DataType.Kind.QUIRE) {
        throw new TensorFileException(
            file,
            "has Fortran order, in which the words of a quire are apart: write it again with"
                + " numpy.ascontiguousarray");
      }
      Tensor reversed =
          Stored.read(channel, file, header.dataOffset(), bigEndian, region, type, reversed(shape));
      Tensor tensor = reversed;
      for (int d = 0; d < shape.length / 2; d++) {
        tensor = tensor.transpose(d, shape.length - 1 - d);
      }
      return tensor;
    } catch (IOException e) {
      throw TensorFileException.reading(file, e);
    }
  }

  /**
   * What a file says of its array.
   *
   * @throws TensorFileException when the file cannot be read, is no npy file, or is damaged
   */
  public static NpyHeader header(Path file) throws TensorFileException {
    try (FileChannel channel = FileChannel.open(file)) {
      return NpyHeader.read(channel, file);
    } catch (IOException e) {
      throw TensorFileException.reading(file, e);
    }
  }

  private static String descr(DataType type) {
    int bytes = Stored.wordBytes(type);
    return (bytes == 1 ? "|" : "<") + (Stored.isFloat(type) ? "f" : "u") + bytes;
  }

  /** Whether the words are big-endian, if they are those of the type. */
  private static boolean checkWords(Path file, NpyHeader header, DataType type)
      throws TensorFileException {
    String descr = header.descr();
    int bytes = Stored.wordBytes(type);
    String order = descr.isEmpty() ? "" : descr.substring(0, 1);
    String word = descr.isEmpty() ? "" : descr.substring(1);
    boolean ordered = order.equals("<") || order.equals(">") || (order.equals("|") && bytes == 1);
    boolean fits =
        Stored.isFloat(type)
            ? word.equals("f" + bytes)
            : word.equals("u" + bytes) || word.equals("i" + bytes);
    if (!ordered || !fits) {
      throw new TensorFileException(
          file,
          "has elements '"
              + descr
              + "', those of a "
              + type
              + " are '"
              + descr(type)
              + "': name the type that it was written with, or convert it in NumPy");
    }
    return order.equals(">");
  }

  private static void checkBytes(Path file, NpyHeader header, int wordBytes, long size)
      throws TensorFileException {
    List<Long> shape = header.shape();
    long there = size - header.dataOffset();
    long needed = wordBytes;
    try {
      for (long length : shape) {
        needed = Math.multiplyExact(needed, length);
      }
    } catch (ArithmeticException e) {
      throw new TensorFileException(
          file, "has the shape " + shape + ", past 2^63 bytes: the file is damaged, get it again");
    }
    if (needed != there) {
      throw new TensorFileException(
          file,
          "has "
              + there
              + " bytes of data from byte "
              + header.dataOffset()
              + " on, its shape "
              + shape
              + " takes "
              + needed
              + (there < needed
                  ? ": the file was cut short, get it again"
                  : ": write one array a file, with numpy.save"));
    }
  }

  private static long[] reversed(long[] shape) {
    long[] reversed = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      reversed[d] = shape[shape.length - 1 - d];
    }
    return reversed;
  }
}
