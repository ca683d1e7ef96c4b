package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.DataType;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {

  private static Dataset bytes(int samples, int width) {
    Random random = new Random(3);
    byte[] pixels = new byte[samples * width];
    random.nextBytes(pixels);
    int[] labels = random.ints(samples, 0, 3).toArray();
    return new Dataset(
        "images",
        Shape.images(255, List.of(1, width)),
        new Values.Bytes(pixels),
        new Targets.Classes(labels, List.of("a", "b", "c")));
  }

  private static Dataset doubles(int samples, int width) {
    Random random = new Random(4);
    return Dataset.regression(
        "table",
        width,
        random.doubles((long) samples * width, -1e3, 1e3).toArray(),
        2,
        random.doubles(2L * samples, -10, 10).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "bposit32, bposit32",
    "posit32, posit16",
    "posit16, posit32",
    "'posit<11,4,3>', posit8",
    "posit64, float32",
    "float32, bposit16",
    "float64, float64"
  })
  void everyElementIsRoundedOnce(String featureName, String targetName) throws DataException {
    DataType featureType = DataType.parse(featureName);
    DataType targetType = DataType.parse(targetName);
    for (Dataset data : List.of(bytes(40, 9), doubles(40, 9))) {
      for (Scaling.Method method : Scaling.Method.values()) {
        if (method == Scaling.Method.RANGE && data.range().isEmpty()) {
          continue;
        }
        int[] rows = {39, 0, 7, 7, 21};
        Scaling scaling = Scaling.of(method, data, new int[] {1, 2, 3, 4, 5});
        long needed = Examples.bytes(data, rows.length, featureType, targetType);
        try (Region region = Region.open("job", needed)) {
          Examples examples = Examples.encode(data, rows, scaling, featureType, targetType, region);
          assertThat(region.liveBytes()).isEqualTo(needed);
          assertThat(examples.size()).isEqualTo(rows.length);
          check(data, rows, scaling, examples);
        }
      }
    }
  }

  private static void check(Dataset data, int[] rows, Scaling scaling, Examples examples) {
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < data.features(); f++) {
        double scaled = (data.feature(rows[i], f) - scaling.shift()[f]) * scaling.factor()[f];
        assertThat(examples.features().get(i, f)).isEqualTo(rounded(examples.features(), scaled));
      }
      for (int o = 0; o < data.outputs(); o++) {
        double target = data.target(rows[i], o);
        assertThat(examples.targets().get(i, o)).isEqualTo(rounded(examples.targets(), target));
      }
      if (data.task() == Task.CLASSIFICATION) {
        assertThat(examples.label(i)).isEqualTo(data.label(rows[i]));
      }
    }
  }

  private static long rounded(Tensor tensor, double value) {
    Format format = tensor.format();
    return format != null
        ? Posit.fromDouble(format, value)
        : tensor.type().byteSize() == 4
            ? Float.floatToRawIntBits((float) value)
            : Double.doubleToRawLongBits(value);
  }

  @Test
  void gatherCopiesRowsInOrder() {
    Dataset data = bytes(20, 5);
    int[] rows = {3, 1, 4, 15, 9};
    DataType type = DataType.of(Format.BPOSIT32);
    try (Region region = Region.open("job", 1 << 16)) {
      Examples examples = Examples.encode(data, rows, Scaling.none(5), type, type, region);
      Tensor x = region.tensor(type, 4, 5);
      Tensor y = region.tensor(type, 3, 3);
      x.set(77, 3, 0);
      int[] order = {0, 4, 0, 2, 3};
      examples.gather(order, 1, 3, x, y);
      for (int i = 0; i < 3; i++) {
        int sample = rows[order[1 + i]];
        for (int f = 0; f < 5; f++) {
          assertThat(x.get(i, f))
              .isEqualTo(Posit.fromDouble(Format.BPOSIT32, data.feature(sample, f)));
        }
        assertThat(y.get(i, data.label(sample))).isEqualTo(Format.BPOSIT32.one());
      }
      assertThat(x.get(3, 0)).isEqualTo(77);
      assertThatThrownBy(() -> examples.gather(order, 3, 3, x, y))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> examples.gather(new int[] {5}, 0, 1, x, y))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> examples.gather(order, 0, 4, x, y))
          .hasMessage(
              "bposit32[3, 3] in the region job does not take 4 rows of bposit32[5, 3] in the"
                  + " region job: give it their type and width");
      assertThatThrownBy(() -> examples.gather(order, 0, 2, x.slice(0, 0, 4, 2), y))
          .hasMessageContaining("is not contiguous");
    }
  }

  @Test
  void whatDoesNotFitIsRefused() throws DataException {
    Dataset data = doubles(4, 3);
    DataType type = DataType.of(Format.POSIT16);
    int[] rows = {0, 1};
    try (Region region = Region.open("job", 64)) {
      assertThatThrownBy(() -> Examples.encode(data, rows, Scaling.none(3), type, type, region))
          .isInstanceOf(MemoryException.class)
          .hasMessageContaining("the region job");
      assertThatThrownBy(() -> Examples.encode(data, rows, Scaling.none(2), type, type, region))
          .hasMessage("a scaling of 2 features for the 3 of table");
      DataType quire = DataType.quire(Format.POSIT16);
      assertThatThrownBy(() -> Examples.encode(data, rows, Scaling.none(3), quire, type, region))
          .hasMessage("examples are encoded as posits or floats, not as quire(posit16)");
    }
  }

  @Test
  void noRowsAreFine() {
    DataType type = DataType.of(Format.POSIT16);
    Dataset data = bytes(4, 3);
    try (Region region = Region.open("job", Examples.bytes(data, 0, type, type))) {
      Examples none = Examples.encode(data, new int[0], Scaling.none(3), type, type, region);
      assertThat(none.size()).isZero();
    }
  }
}
