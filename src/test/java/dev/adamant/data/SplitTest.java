package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

  private static final Path NONE = Path.of("unused");

  private static Dataset data(int samples) {
    return Dataset.regression("numbers", 1, new double[samples], 1, new double[samples]);
  }

  private static Dataset withOwnSplit(int train, int test) {
    int samples = train + test;
    return new Dataset(
        "images",
        Shape.images(255, List.of(1, 1)).withTrainSize(train),
        new Values.Bytes(new byte[samples]),
        new Targets.Numbers(1, new double[samples]));
  }

  @Test
  void thePartsAreDisjointAndAll() throws DataException {
    Split split = Split.of(data(1797), 0.2, 0.1, 3);
    assertThat(split.test()).hasSize(359).isSorted();
    assertThat(split.validation()).hasSize(144).isSorted();
    assertThat(split.train()).hasSize(1294).isSorted();
    assertThat(together(split)).isEqualTo(IntStream.range(0, 1797).toArray());
  }

  private static int[] together(Split split) {
    return IntStream.concat(
            Arrays.stream(split.train()),
            IntStream.concat(Arrays.stream(split.validation()), Arrays.stream(split.test())))
        .sorted()
        .toArray();
  }

  @Test
  void theFirstOfThePermutationAreForTest() throws DataException {
    int[] order = Shuffle.permutation(50, 9, Split.STREAM, 0);
    Split split = Split.of(data(50), 0.2, 0.25, 9);
    assertThat(split.test()).containsExactlyInAnyOrder(Arrays.copyOf(order, 10));
    assertThat(split.validation()).containsExactlyInAnyOrder(Arrays.copyOfRange(order, 10, 20));
    assertThat(Split.of(data(50), 0.2, 0.25, 10).test()).isNotEqualTo(split.test());
    assertThat(Split.of(data(50), 0, 0, 9).train()).hasSize(50);
  }

  @Test
  void theSourcesOwnTestPartIsKept() throws DataException {
    Split split = Split.of(withOwnSplit(40, 8), 0.5, 0.25, 1);
    assertThat(split.test()).containsExactly(40, 41, 42, 43, 44, 45, 46, 47);
    assertThat(split.validation()).hasSize(10);
    assertThat(Arrays.stream(split.validation()).max().orElseThrow()).isLessThan(40);
    assertThat(together(split)).isEqualTo(IntStream.range(0, 48).toArray());
    Split random = Split.random(withOwnSplit(40, 8), 0.5, 0, 1);
    assertThat(random.test()).hasSize(24);
    assertThat(random.test()[0]).isLessThan(40);
  }

  @Test
  void whatLeavesNothingIsRefused() {
    Faults.refused(
        NONE,
        () -> Split.of(data(10), 1, 0, 1),
        "the test fraction is 1.0, must be from 0 to below 1");
    Faults.refused(
        NONE,
        () -> Split.of(data(10), 0.2, Double.NaN, 1),
        "the validation fraction is NaN, must be from 0 to below 1");
    Faults.refused(
        NONE,
        () -> Split.of(data(2), 0.1, 0, 1),
        "numbers: the test fraction 0.1 of 2 samples chooses none: name another fraction, or take"
            + " more data");
    Faults.refused(
        NONE,
        () -> Split.of(data(1), 0.9, 0, 1),
        "numbers: the test fraction 0.9 of 1 sample chooses all: name another fraction, or take"
            + " more data");
  }
}
