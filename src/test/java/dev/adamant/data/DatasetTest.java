package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {

  /** Known answers of an independent program. */
  @Test
  void theDigestIsPinned() throws DataException {
    Dataset digits = DataSources.open("digits", DataOptions.DEFAULT, ProgressListener.NONE);
    assertThat(digits.digest())
        .isEqualTo("6da07599a4daae6b27613658de35a790b0a57dcf41a35c89c53d026cee1d1f80");
    Dataset numbers =
        Dataset.regression("numbers", 2, new double[] {0.5, -1, 2, 3}, 1, new double[] {1.5, -2});
    assertThat(numbers.digest())
        .isEqualTo("ac674f2c210ecc726f01310ee85c6daf23868f3fe9014ca543d8ef33e9d84f9e");
  }

  @Test
  void theDigestTellsContentsApartButNotNames() {
    double[] features = {0, 1, 2, 3};
    int[] labels = {0, 1};
    Dataset data = Dataset.classification("a", 2, features, labels, List.of("x", "y"));
    Dataset renamed = Dataset.classification("b", 2, features, labels, List.of("x", "y"));
    assertThat(renamed.digest()).isEqualTo(data.digest()).hasSize(64);
    assertThat(
            List.of(
                Dataset.classification("a", 2, features, labels, List.of("x", "z")).digest(),
                Dataset.classification("a", 2, features, new int[] {1, 0}, List.of("x", "y"))
                    .digest(),
                Dataset.classification("a", 2, new double[] {0, 1, 2, 4}, labels, List.of("x", "y"))
                    .digest(),
                Dataset.classification("a", 1, features, new int[] {0, 1, 0, 1}, List.of("x", "y"))
                    .digest(),
                Dataset.regression("a", 2, features, 1, new double[] {0, 1}).digest()))
        .doesNotHaveDuplicates()
        .doesNotContain(data.digest());
  }

  @Test
  void digitsAreThere() throws DataException {
    Dataset digits = DataSources.open("digits", DataOptions.DEFAULT, ProgressListener.NONE);
    assertThat(digits).hasToString("digits: 1797 samples, 64 features, 10 classes");
    assertThat(digits.task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(digits.sampleShape()).containsExactly(8, 8);
    assertThat(digits.range()).hasValue(16);
    assertThat(digits.trainSize()).isEmpty();
    assertThat(digits.featureNames()).isEmpty();
    assertThat(digits.feature(0, 2)).isEqualTo(5);
    assertThat(digits.label(1)).isEqualTo(1);
    assertThat(digits.target(1, 1)).isEqualTo(1);
    assertThat(digits.target(1, 0)).isZero();
    assertThat(digits.classes()).hasSize(10);
  }

  @Test
  void zeroHasNoSign() {
    Dataset data =
        Dataset.regression("zeros", 1, new double[] {-0.0, 0.5}, 1, new double[] {0, -0.0});
    assertThat(Double.doubleToRawLongBits(data.feature(0, 0))).isZero();
    assertThat(Double.doubleToRawLongBits(data.target(1, 0))).isZero();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Dataset.regression("t", 2, new double[3], 1, new double[2]))
        .hasMessage(
            "t has 3 values for 2 samples of 2 features: one row for each label, and at least"
                + " one");
    assertThatThrownBy(() -> Dataset.regression("t", 2, new double[0], 1, new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Dataset.regression("t", 1, new double[3], 2, new double[3]))
        .hasMessage("3 targets are no rows of 2 each");
    double[] infinite = {Double.POSITIVE_INFINITY};
    assertThatThrownBy(() -> Dataset.regression("t", 1, infinite, 1, new double[1]))
        .hasMessage("Infinity is no value of a dataset: it must be finite");
    assertThatThrownBy(
            () -> Dataset.classification("t", 1, new double[1], new int[] {2}, List.of("a", "b")))
        .hasMessage("the label 2 is none of the 2 classes");
    Dataset data = Dataset.regression("t", 1, new double[2], 1, new double[2]);
    assertThatThrownBy(() -> data.label(0)).hasMessage("t is for regression and has no labels");
    assertThatThrownBy(() -> data.feature(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.feature(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.target(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
