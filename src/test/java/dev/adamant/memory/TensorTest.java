package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTest {

  private final Region region = Region.open("lab", 1 << 20);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void elementsLieRowMajor() {
    Tensor tensor = numbered(2, 3, 4);

    assertThat(tensor.rank()).isEqualTo(3);
    assertThat(tensor.shape()).containsExactly(2, 3, 4);
    assertThat(tensor.count()).isEqualTo(24);
    assertThat(tensor.byteSize()).isEqualTo(96);
    assertThat(tensor.stride(0)).isEqualTo(12);
    assertThat(tensor.stride(-1)).isEqualTo(1);
    assertThat(tensor.size(-2)).isEqualTo(3);
    assertThat(tensor.isContiguous()).isTrue();
    assertThat(tensor.get(1, 2, 3)).isEqualTo(23);
    assertThat(tensor.segment().getAtIndex(ValueLayout.JAVA_INT, 6)).isEqualTo(6);
    assertThat(tensor).hasToString("posit32[2, 3, 4] in the region lab");
  }

  @Test
  void viewsShareTheMemoryOfWhatTheyAreTakenFrom() {
    Tensor tensor = numbered(3, 4);

    expect(tensor.slice(0, 1, 3), 4, 5, 6, 7, 8, 9, 10, 11);
    expect(tensor.slice(1, 0, 4, 2), 0, 2, 4, 6, 8, 10);
    expect(tensor.slice(-1, 0, 4, -2), 2, 0, 6, 4, 10, 8);
    expect(tensor.slice(1, 1, 4, -1), 3, 2, 1, 7, 6, 5, 11, 10, 9);
    expect(tensor.slice(0, 0, 3, -1).slice(0, 0, 3, -2), 0, 1, 2, 3, 8, 9, 10, 11);
    expect(tensor.slice(0, 2, 3, Long.MAX_VALUE), 8, 9, 10, 11);
    expect(tensor.slice(0, 0, 3, -Long.MAX_VALUE), 0, 1, 2, 3);
    expect(tensor.select(0, 2), 8, 9, 10, 11);
    expect(tensor.select(-1, 1), 1, 5, 9);
    expect(tensor.transpose(0, 1), 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
    expect(tensor.reshape(2, 6).select(1, 5), 5, 11);
    expect(tensor.select(0, 1).expand(2, 4), 4, 5, 6, 7, 4, 5, 6, 7);
    expect(tensor.slice(1, 1, 2).expand(3, 2), 1, 1, 5, 5, 9, 9);
    expect(tensor.select(0, 0).select(0, 3), 3);
    expect(tensor.select(0, 0).select(0, 3).expand(2, 2), 3, 3, 3, 3);

    tensor.transpose(0, 1).slice(0, 0, 4, -1).set(-7, 0, 1);
    assertThat(tensor.get(1, 3)).isEqualTo(-7);
  }

  @Test
  void onlyRowMajorViewsAreContiguous() {
    Tensor tensor = numbered(3, 4);

    assertThat(tensor.slice(0, 1, 2).isContiguous()).isTrue();
    assertThat(tensor.slice(0, 1, 3).segment().byteSize()).isEqualTo(32);
    assertThat(tensor.slice(0, 1, 3).segment().get(ValueLayout.JAVA_INT, 0)).isEqualTo(4);
    assertThat(tensor.slice(1, 1, 2).isContiguous()).isFalse();
    assertThat(tensor.slice(0, 0, 3, -1).isContiguous()).isFalse();
    assertThat(tensor.slice(0, 0, 1, -1).isContiguous()).isTrue();
    assertThat(tensor.transpose(0, 1).isContiguous()).isFalse();
    assertThat(tensor.reshape(1, 12, 1).transpose(0, 2).isContiguous()).isTrue();
    assertThat(tensor.select(1, 0).expand(3, 3).isContiguous()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensor.transpose(0, 1).segment())
        .withMessage(
            "posit32[4, 3] in the region lab is not contiguous: convert it into another tensor"
                + " first");
  }

  @Test
  void aScalarHasOneElementAndNoIndex() {
    Tensor scalar = region.tensor(Format.POSIT64);
    scalar.set(Format.POSIT64.nar());

    assertThat(scalar.rank()).isZero();
    assertThat(scalar.count()).isOne();
    assertThat(scalar.isContiguous()).isTrue();
    assertThat(scalar.get()).isEqualTo(Long.MIN_VALUE);
    assertThat(scalar.toDoubles()).containsExactly(Double.NaN);
    assertThat(scalar.segment().byteSize()).isEqualTo(8);
    scalar.fill(1.5);
    assertThat(scalar.reshape(1, 1).get(0, 0)).isEqualTo(Posit.fromDouble(Format.POSIT64, 1.5));
    assertThat(numbered(1).reshape().get()).isZero();
    assertThat(scalar).hasToString("posit64[] in the region lab");
    outOfBounds(
        () -> scalar.get(0),
        "posit64[] in the region lab has no index [0]: one number for each dimension");
    outOfBounds(() -> scalar.size(-1), "posit64[] in the region lab has no dimension -1");
  }

  @Test
  void anEmptyTensorHasNoElements() {
    Tensor empty = region.tensor(Format.POSIT32, 3, 0, 2);

    assertThat(empty.count()).isZero();
    assertThat(empty.byteSize()).isZero();
    assertThat(empty.toDoubles()).isEmpty();
    empty.fill();
    for (Tensor view :
        new Tensor[] {
          empty,
          empty.select(0, 2),
          empty.select(2, 1),
          empty.transpose(0, 1),
          empty.reshape(0),
          empty.slice(0, 3, 3),
          numbered(3, 4).transpose(0, 1).select(0, 3).slice(0, 3, 3),
          numbered(3, 4).slice(1, 4, 4, -1),
        }) {
      assertThat(view.count()).isZero();
      assertThat(view.isContiguous()).isTrue();
      assertThat(view.segment().byteSize()).isZero();
      assertThat(view.toDoubles()).isEmpty();
      assertThat(view.overlaps(view)).isFalse();
      assertThat(view.isSameAs(view)).isTrue();
    }
    outOfBounds(
        () -> empty.get(0, 0, 0),
        "posit32[3, 0, 2] in the region lab has no index 0 of dimension 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "posit3",
        "posit8",
        "posit<8,3,1>",
        "posit11",
        "bposit16",
        "posit<24,6,5>",
        "posit31",
        "bposit32",
        "posit33",
        "posit<63,6,5>",
        "posit64"
      })
  void patternsAreReadAndWrittenWithTheSignOfTheirFormat(String name) {
    Format format = Format.parse(name);
    Tensor tensor = region.tensor(format, 64).slice(0, 0, 64, -1);
    int bytes = tensor.type().byteSize();
    Random random = new Random(7);
    for (int i = 0; i < 64; i++) {
      long bits = i == 0 ? format.nar() : random.nextLong();
      long pattern = bits << (64 - format.bits()) >> (64 - format.bits());
      tensor.set(bits, i);

      assertThat(Elements.get(tensor.block().segment(), bytes, 63 - i)).isEqualTo(pattern);
      assertThat(tensor.get(i)).isEqualTo(pattern);
      // What is above the pattern, should other software have left it there, is not read.
      Elements.set(tensor.block().segment(), bytes, 63 - i, bits & format.mask());
      assertThat(tensor.get(i)).isEqualTo(pattern);
      assertThat(tensor.toDoubles()[i]).isEqualTo(Double.valueOf(Posit.toDouble(format, pattern)));
    }
  }

  @Test
  void valuesAreRoundedOnceAndReadInTheOrderOfTheView() {
    Tensor tensor = region.tensor(Format.POSIT16, 2, 3).transpose(0, 1);
    tensor.fill(1, 2, 1 / 3.0, -4, Double.NaN, 6);

    assertThat(tensor.get(0, 1)).isEqualTo(Posit.fromDouble(Format.POSIT16, 2));
    assertThat(tensor.toDoubles())
        .containsExactly(
            1,
            2,
            Posit.toDouble(Format.POSIT16, Posit.fromDouble(Format.POSIT16, 1 / 3.0)),
            -4,
            Double.NaN,
            6);
    assertThat(tensor.transpose(0, 1).toDoubles()[1]).isEqualTo(tensor.toDoubles()[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensor.fill(1, 2))
        .withMessage("2 values for the elements of posit16[3, 2] in the region lab");
  }

  @Test
  void floatsAreIeeePatterns() {
    Tensor single = region.tensor(DataType.FLOAT32, 3);
    single.fill(0.1, -0.0, Double.NaN);
    Tensor twice = region.tensor(DataType.FLOAT64, 3);
    twice.fill(0.1, -0.0, Double.NEGATIVE_INFINITY);

    assertThat(single.get(0)).isEqualTo(Float.floatToRawIntBits(0.1f));
    assertThat(single.get(1)).isEqualTo(Integer.MIN_VALUE);
    assertThat(single.toDoubles()).containsExactly(0.1f, -0.0, Double.NaN);
    assertThat(twice.get(0)).isEqualTo(Double.doubleToRawLongBits(0.1));
    assertThat(twice.toDoubles()).containsExactly(0.1, -0.0, Double.NEGATIVE_INFINITY);
    assertThat(single.format()).isNull();
  }

  @Test
  void quiresAreNotSingleNumbers() {
    Tensor quires = region.tensor(DataType.quire(Format.POSIT16), 2);
    String message =
        "quire(posit16)[2] in the region lab has quires, which are not numbers: convert them first";

    assertThat(quires.byteSize()).isEqualTo(64);
    assertThat(quires.select(0, 1).segment().byteSize()).isEqualTo(32);
    for (ThrowingCallable use :
        new ThrowingCallable[] {
          () -> quires.get(0), () -> quires.set(0, 0), () -> quires.fill(1, 2), quires::toDoubles
        }) {
      assertThatIllegalArgumentException().isThrownBy(use).withMessage(message);
    }
  }

  @Test
  void whatIsOutOfATensorIsRefusedByName() {
    Tensor tensor = numbered(3, 4);
    String name = "posit32[3, 4] in the region lab has no ";

    outOfBounds(() -> tensor.get(3, 0), name + "index 3 of dimension 0");
    outOfBounds(() -> tensor.set(0, 0, -1), name + "index -1 of dimension 1");
    outOfBounds(() -> tensor.get(1), name + "index [1]: one number for each dimension");
    outOfBounds(() -> tensor.select(1, 4), name + "index 4 of dimension 1");
    outOfBounds(() -> tensor.select(2, 0), name + "dimension 2");
    outOfBounds(() -> tensor.size(2), name + "dimension 2");
    outOfBounds(() -> tensor.stride(-3), name + "dimension -3");
    outOfBounds(() -> tensor.slice(0, 2, 4), name + "slice 2..4 by 1 of dimension 0");
    outOfBounds(() -> tensor.slice(0, 2, 1), name + "slice 2..1 by 1 of dimension 0");
    outOfBounds(() -> tensor.slice(0, -1, 1), name + "slice -1..1 by 1 of dimension 0");
    outOfBounds(() -> tensor.slice(1, 0, 4, 0), name + "slice 0..4 by 0 of dimension 1");
    outOfBounds(
        () -> tensor.slice(1, 0, 4, Long.MIN_VALUE),
        name + "slice 0..4 by -9223372036854775808 of dimension 1");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Tensor tensor = numbered(3, 4);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensor.reshape(5))
        .withMessage(
            "posit32[3, 4] in the region lab cannot take the shape [5]: the counts of elements"
                + " differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensor.transpose(0, 1).reshape(12))
        .withMessage(
            "posit32[4, 3] in the region lab cannot take the shape [12]: it is not contiguous;"
                + " convert it into another tensor first");
    for (long[] shape :
        new long[][] {
          {4}, {3, 5}, {4, 4}, {1L << 62, 3, 4}, {-1, 3, 4}, {1, 1, 1, 1, 1, 1, 1, 3, 4}
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tensor.expand(shape))
          .withMessageStartingWith(
              "posit32[3, 4] in the region lab does not repeat to the shape [");
    }
  }

  @Test
  void theSamePlacesAreTheSameTensor() {
    Tensor tensor = numbered(3, 4);

    assertThat(tensor.isSameAs(tensor.transpose(0, 1).transpose(1, 0))).isTrue();
    assertThat(tensor.isSameAs(tensor.slice(0, 0, 3))).isTrue();
    assertThat(tensor.slice(0, 1, 2).isSameAs(tensor.select(0, 1).expand(1, 4))).isTrue();
    assertThat(tensor.slice(0, 1, 2).isSameAs(tensor.slice(0, 2, 3))).isFalse();
    assertThat(tensor.slice(0, 0, 3, -1).isSameAs(tensor)).isFalse();
    assertThat(tensor.isSameAs(numbered(3, 4))).isFalse();
    assertThat(tensor.isSameAs(tensor.reshape(4, 3))).isFalse();
    assertThat(Tensor.over(tensor.block(), DataType.FLOAT32, 3, 4).isSameAs(tensor)).isFalse();
  }

  @Test
  void aTensorOverAnotherBlockLiesThereAsItDidHere() {
    Tensor tensor = numbered(3, 4);
    Tensor view = tensor.slice(0, 1, 3).transpose(0, 1).slice(0, 1, 4, -1);
    Block piece = numbered(10).block();

    expect(view, 7, 11, 6, 10, 5, 9);
    expect(view.over(numbered(12).block(), 0), 7, 11, 6, 10, 5, 9);
    expect(view.over(piece, -5), 2, 6, 1, 5, 0, 4);
    expect(view.over(piece, -2), 5, 9, 4, 8, 3, 7);
    expect(tensor.select(0, 2).select(0, 3).expand(2, 2).over(piece, -11), 0, 0, 0, 0);
    assertThat(view.over(tensor.block(), 0).isSameAs(view)).isTrue();
    assertThat(view.over(piece, -5).block()).isSameAs(piece);
    assertThat(tensor.slice(0, 3, 3).over(piece, Long.MIN_VALUE).toDoubles()).isEmpty();
    for (long shift : new long[] {-6, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> view.over(piece, shift))
          .isInstanceOf(MemoryException.class)
          .hasMessage(
              "posit32[3, 2] in the region lab lies in the elements 5 to 11 of its block: moved by "
                  + shift
                  + " it does not fit the 10 of a block in the region lab");
    }
  }

  private Tensor numbered(long... shape) {
    Tensor tensor = region.tensor(Format.POSIT32, shape);
    for (int i = 0; i < tensor.count(); i++) {
      Elements.set(tensor.segment(), 4, i, i);
    }
    return tensor;
  }

  private static void expect(Tensor view, long... patterns) {
    Positions positions = view.positions();
    for (long pattern : patterns) {
      assertThat(Elements.get(view.block().segment(), 4, positions.next())).isEqualTo(pattern);
    }
    assertThat(view.count()).isEqualTo(patterns.length);
    assertThat(positions.next()).isEqualTo(view.offset());
  }

  private static void outOfBounds(ThrowingCallable use, String message) {
    assertThatThrownBy(use).isInstanceOf(IndexOutOfBoundsException.class).hasMessage(message);
  }
}
