package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.number.Format;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverlapTest {

  private final Region region = Region.open("lab", 1L << 30);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void interleavedViewsOfOneTensorDoNotOverlap() {
    Tensor matrix = region.tensor(Format.POSIT32, 300, 400);

    assertThat(matrix.slice(1, 0, 400, 2).overlaps(matrix.slice(1, 1, 400, 2))).isFalse();
    assertThat(matrix.slice(0, 0, 300, -2).overlaps(matrix.slice(0, 1, 300, 2))).isFalse();
    assertThat(matrix.slice(1, 0, 200).overlaps(matrix.slice(1, 200, 400))).isFalse();
    assertThat(matrix.slice(1, 0, 201).overlaps(matrix.slice(1, 200, 400))).isTrue();
    assertThat(matrix.select(1, 7).overlaps(matrix.select(1, 8))).isFalse();
    assertThat(matrix.select(1, 7).overlaps(matrix.select(0, 8))).isTrue();
    assertThat(matrix.slice(1, 0, 400, 6).overlaps(matrix.slice(1, 3, 400, 4))).isFalse();
    assertThat(matrix.slice(1, 0, 400, 6).overlaps(matrix.slice(1, 2, 400, 4))).isTrue();
    assertThat(matrix.overlaps(matrix)).isTrue();
    assertThat(matrix.overlaps(region.tensor(Format.POSIT32, 300, 400))).isFalse();
    Tensor heads = matrix.reshape(300, 8, 50);
    assertThat(heads.select(1, 3).overlaps(heads.select(1, 4))).isFalse();
    assertThat(heads.slice(1, 0, 3).overlaps(heads.select(1, 2).transpose(0, 1))).isTrue();
  }

  @Test
  void repeatedElementsAreThereOnce() {
    Tensor row = region.tensor(Format.POSIT32, 6);

    assertThat(row.select(0, 2).expand(1L << 40).overlaps(row.select(0, 3))).isFalse();
    assertThat(row.select(0, 2).expand(1L << 40).overlaps(row.slice(0, 2, 3))).isTrue();
  }

  /** Against every byte of small views, of one type or of two over one block. */
  @Test
  void anyTwoViewsOverlapWhereAByteIsOfBoth() {
    Random random = new Random(11);
    DataType[] types = {
      DataType.of(Format.POSIT8),
      DataType.of(Format.POSIT16),
      DataType.of(Format.POSIT32),
      DataType.FLOAT64,
      DataType.quire(Format.BPOSIT16)
    };
    Block block = region.allocate(2500);
    int overlapping = 0;
    int interleaved = 0;
    for (int i = 0; i < 20_000; i++) {
      DataType first = types[random.nextInt(types.length)];
      DataType second = random.nextBoolean() ? first : types[random.nextInt(types.length)];
      Tensor a = view(random, block, first);
      Tensor b = view(random, block, second);
      BitSet ofA = bytes(a);
      BitSet ofB = bytes(b);
      boolean common = ofA.intersects(ofB);

      assertThat(a.overlaps(b)).as("%s %s", a, b).isEqualTo(common);
      assertThat(b.overlaps(a)).as("%s %s", b, a).isEqualTo(common);
      if (common) {
        overlapping++;
      } else if (ofA.nextSetBit(0) < ofB.length() && ofB.nextSetBit(0) < ofA.length()) {
        interleaved++;
      }
    }
    assertThat(overlapping).isGreaterThan(2000);
    assertThat(interleaved).isGreaterThan(500);
  }

  private static Tensor view(Random random, Block block, DataType type) {
    long[] shape = new long[random.nextInt(4)];
    long room = block.byteSize() / type.byteSize();
    for (int d = 0; d < shape.length; d++) {
      shape[d] = 1 + random.nextLong(Math.min(room, 9));
      room /= shape[d];
    }
    Tensor view = Tensor.over(block, type, shape);
    for (int d = 0; d < shape.length; d++) {
      long from = random.nextLong(shape[d]);
      long to = from + random.nextLong(shape[d] - from + 1);
      if (to > from || random.nextInt(20) == 0) {
        view =
            view.slice(
                d,
                from,
                to,
                random.nextBoolean() ? 1 + random.nextLong(4) : -1 - random.nextLong(4));
      }
    }
    if (shape.length > 1 && random.nextBoolean()) {
      view = view.transpose(0, 1);
    }
    return view;
  }

  private static BitSet bytes(Tensor tensor) {
    BitSet bytes = new BitSet();
    Positions positions = tensor.positions();
    int size = tensor.type().byteSize();
    for (long i = 0; i < tensor.count(); i++) {
      int at = (int) positions.next() * size;
      bytes.set(at, at + size);
    }
    return bytes;
  }
}
