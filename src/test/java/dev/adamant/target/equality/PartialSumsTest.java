package dev.adamant.target.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.DataMix;
import dev.adamant.target.Target;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sum of products may be cut anywhere and its parts merged in any order, on one target or on
 * several: the quire is that of the whole, bit by bit.
 */
class PartialSumsTest extends EqualitySuite {

  private static final int LENGTH = 4098;
  private static final int ROUNDS = 4;

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void cutAndMergedInRandomWays(Format format) {
    SplittableRandom random = generator("partial sums " + format);
    for (DataMix mix : List.of(DataMix.NORMAL, DataMix.WIDE, DataMix.EXTREME, DataMix.WITH_NAR)) {
      DataType type = DataType.of(format);
      byte[] left = Content.of(random, type, mix, LENGTH);
      byte[] right = Content.of(random, type, mix, LENGTH);
      byte[] whole = whole(format, left, right).toBytes();
      for (int round = 0; round < ROUNDS; round++) {
        SplittableRandom cuts = random.split();
        candidates()
            .forEach(
                (name, target) ->
                    assertThat(merged(target, format, left, right, new Random(cuts.nextLong())))
                        .as("%s %s by %s", format, mix, name)
                        .isEqualTo(whole));
      }
    }
  }

  private static Quire whole(Format format, byte[] left, byte[] right) {
    Quire quire = new Quire(format);
    int size = DataType.of(format).byteSize();
    for (int i = 0; i < LENGTH; i++) {
      quire.addProduct(
          Elements.get(MemorySegment.ofArray(left), size, i),
          Elements.get(MemorySegment.ofArray(right), size, i));
    }
    return quire;
  }

  /** The quire of the sum, of parts whose ends, signs and order are drawn. */
  private static byte[] merged(
      Target target, Format format, byte[] left, byte[] right, Random random) {
    DataType type = DataType.of(format);
    try (Region host = Region.open("parts", 1 << 24);
        Region region = target.region("parts", 1 << 24)) {
      Tensor a = uploaded(target, host, region, type, left, 1, LENGTH);
      Tensor b = uploaded(target, host, region, type, right, LENGTH, 1);
      List<Tensor> parts = new ArrayList<>();
      int from = 0;
      while (from < LENGTH) {
        int to = Math.min(LENGTH, from + 1 + random.nextInt(1 << random.nextInt(1, 12)));
        parts.add(part(target, region, a.slice(1, from, to), b.slice(0, from, to), random));
        from = to;
      }
      Collections.shuffle(parts, random);
      while (parts.size() > 1) {
        Tensor into = parts.remove(random.nextInt(parts.size()));
        Tensor other = parts.remove(random.nextInt(parts.size()));
        target.submit(new Work.Zip(BinaryOperation.ADD, into, into, other));
        parts.add(random.nextInt(parts.size() + 1), into);
      }
      Tensor result = host.tensor(DataType.quire(format), 1, 1);
      target.run(new Work.Copy(result, parts.getFirst()));
      return result.segment().toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /** A part, sometimes as minus the sum of the negated products. */
  private static Tensor part(Target target, Region region, Tensor a, Tensor b, Random random) {
    Tensor quire = region.tensor(DataType.quire(a.format()), 1, 1);
    boolean negated = random.nextBoolean();
    target.submit(new Work.Contract(quire, List.of(new Work.Term(a, b, negated)), null));
    if (negated) {
      target.submit(new Work.Map(UnaryOperation.NEG, quire, quire));
    }
    return quire;
  }

  private static Tensor uploaded(
      Target target, Region host, Region region, DataType type, byte[] content, long... shape) {
    Tensor twin = host.tensor(type, shape);
    twin.segment().copyFrom(MemorySegment.ofArray(content));
    Tensor tensor = region.tensor(type, shape);
    target.submit(new Work.Copy(tensor, twin));
    return tensor;
  }
}
