package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Elements;
import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import dev.adamant.target.DataMix;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** Bytes of elements to compute with. */
final class Content {

  private static final DataMix[] MIXES = DataMix.values();

  /** Bound of the integers that stand for floats: sums of their products are exact in any order. */
  private static final int INTEGERS = 16;

  private Content() {}

  /** Elements of one kind of data, which is drawn first. */
  static byte[] random(SplittableRandom random, DataType type, long... shape) {
    return of(random, type, MIXES[random.nextInt(MIXES.length)], shape);
  }

  /** Elements of the mix; floats are small integers whatever it is. */
  static byte[] of(SplittableRandom random, DataType type, DataMix mix, long... shape) {
    int count = 1;
    for (long length : shape) {
      count = Math.toIntExact(count * length);
    }
    int size = type.byteSize();
    byte[] bytes = new byte[count * size];
    MemorySegment memory = MemorySegment.ofArray(bytes);
    for (int i = 0; i < count; i++) {
      if (type.kind() == Kind.QUIRE) {
        System.arraycopy(quire(random, type.format(), mix).toBytes(), 0, bytes, i * size, size);
      } else {
        Elements.set(memory, size, i, element(random, type, mix));
      }
    }
    return bytes;
  }

  private static long element(SplittableRandom random, DataType type, DataMix mix) {
    if (type.kind() == Kind.POSIT) {
      return mix.draw(type.format(), random);
    }
    int value = random.nextInt(-INTEGERS, INTEGERS + 1);
    return type.byteSize() == 4
        ? Float.floatToRawIntBits(value)
        : Double.doubleToRawLongBits(value);
  }

  /** A partial sum of few or no products. */
  private static Quire quire(SplittableRandom random, Format format, DataMix mix) {
    Quire quire = new Quire(format);
    int terms = random.nextInt(4);
    for (int i = 0; i < terms; i++) {
      long a = mix.draw(format, random);
      if (random.nextBoolean()) {
        quire.addProduct(a, mix.draw(format, random));
      } else {
        quire.subtract(a);
      }
    }
    return quire;
  }
}
