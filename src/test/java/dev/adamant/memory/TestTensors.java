package dev.adamant.memory;

import java.nio.ByteBuffer;
import java.util.Random;

/** Tensors to write, and their elements to compare. */
final class TestTensors {

  private TestTensors() {}

  /** A tensor of random patterns or words. */
  static Tensor random(Region region, DataType type, long... shape) {
    Tensor tensor = region.tensor(type, shape);
    Random random = new Random(3);
    int bytes = Stored.wordBytes(type);
    for (long i = 0; i < tensor.byteSize() / bytes; i++) {
      Elements.set(tensor.segment(), bytes, i, Scalars.pattern(type, random.nextLong()));
    }
    return tensor;
  }

  /** The elements one by one, row-major. */
  static byte[] bytes(Tensor tensor) {
    int size = tensor.type().byteSize();
    ByteBuffer bytes = ByteBuffer.allocate((int) tensor.byteSize());
    Positions positions = tensor.positions();
    for (long i = 0; i < tensor.count(); i++) {
      bytes.put(tensor.block().segment().asSlice(positions.next() * size, size).asByteBuffer());
    }
    return bytes.array();
  }
}
