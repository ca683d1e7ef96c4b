package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.number.Philox;
import dev.adamant.number.RandomValues;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSourcesTest {

  private static Dataset open(String name) throws DataException {
    return DataSources.open(name, DataOptions.DEFAULT, ProgressListener.NONE);
  }

  @Test
  void signedVolumeIsTheDeterminant() throws DataException {
    Dataset data = open("signed-volume:train=40,test=20,seed=-3");
    assertThat(data)
        .hasToString("signed-volume:train=40,test=20,seed=-3: 60 samples, 9 features, 1 outputs");
    assertThat(data.trainSize()).hasValue(40);
    Schema schema = data.schema();
    assertThat(schema).hasToString("Cl(3,0,0): points -> volume");
    assertThat(schema.outputs().getFirst().grades()).isEqualTo(GradeSet.of(3));
    assertThat(schema.outputs().getFirst().dimension()).isEqualTo(Dimension.parse("m^3"));
    assertThat(data.featureNames())
        .startsWith("points[1].e1", "points[2].e1", "points[3].e1", "points[1].e2")
        .hasSize(9);
    for (int i = 0; i < data.size(); i++) {
      double sum = 0;
      int[][] even = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}};
      for (int[] p : even) {
        sum += x(data, i, p[0], 0) * x(data, i, p[1], 1) * x(data, i, p[2], 2);
        sum -= x(data, i, p[0], 0) * x(data, i, p[2], 1) * x(data, i, p[1], 2);
      }
      assertThat(data.target(i, 0)).isCloseTo(sum / 10, within(1e-14));
      assertThat(Math.abs(data.target(i, 0))).isPositive();
    }
  }

  /** Component of a vector where there are three. */
  private static double x(Dataset data, int sample, int vector, int component) {
    return data.feature(sample, 3 * component + vector);
  }

  @Test
  void samplesAreWordsOfTheirOwn() throws DataException {
    Dataset data = open("signed-volume:train=3,test=2,seed=5");
    for (int i = 0; i < 5; i++) {
      int stream = i < 3 ? 0x736d706c : 0x6a756467;
      for (int k = 0; k < 9; k++) {
        double drawn = RandomValues.normal(Philox.word(5, stream, i < 3 ? i : i - 3, k));
        assertThat(x(data, i, k / 3, k % 3)).isEqualTo(drawn);
      }
    }
  }

  @Test
  void theFunctionOfFiveDimensionsIsThatOfThePaper() throws DataException {
    Dataset data = open("o5:train=30,test=10");
    assertThat(data.schema().signature()).isEqualTo(new Signature(5, 0, 0));
    for (int i = 0; i < data.size(); i++) {
      double[] x1 = new double[5];
      double[] x2 = new double[5];
      for (int k = 0; k < 5; k++) {
        x1[k] = data.feature(i, 2 * k);
        x2[k] = data.feature(i, 2 * k + 1);
      }
      double n1 = Math.sqrt(dot(x1, x1));
      double n2 = Math.sqrt(dot(x2, x2));
      // The angle by the law of cosines, from the third side of the triangle.
      double side = 0;
      for (int k = 0; k < 5; k++) {
        side += (x1[k] - x2[k]) * (x1[k] - x2[k]);
      }
      double cosine = (n1 * n1 + n2 * n2 - side) / (2 * n1 * n2);
      assertThat(data.target(i, 0))
          .isCloseTo(Math.sin(n1) - 0.5 * Math.pow(n2, 3) + cosine, within(1e-11));
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"signed-volume", "o5", "nbody"})
  void moreSamplesLeaveTheOthersAsTheyAre(String name) throws DataException {
    Dataset few = open(name + ":train=4,test=3");
    Dataset many = open(name + ":train=6,test=5");
    Dataset other = open(name + ":train=6,test=5,seed=2");
    for (int i = 0; i < 7; i++) {
      int same = i < 4 ? i : i + 2;
      assertThat(row(few, i)).isEqualTo(row(many, same)).isNotEqualTo(row(other, same));
      assertThat(few.target(i, 0)).isEqualTo(many.target(same, 0));
    }
    assertThat(open(name + ":test=3,train=4,seed=1").digest()).isEqualTo(few.digest());
  }

  private static double[] row(Dataset data, int sample) {
    double[] row = new double[data.features()];
    for (int k = 0; k < row.length; k++) {
      row[k] = data.feature(sample, k);
    }
    return row;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "o5:|the parameter \"\" is no KEY=VALUE: the keys of o5 are train, test, seed",
        "o5:train|the parameter \"train\" is no KEY=VALUE: the keys of o5 are train, test, seed",
        "o5:train=1,|the parameter \"\" is no KEY=VALUE: the keys of o5 are train, test, seed",
        "o5:seed=|the parameter \"seed=\" is no KEY=VALUE: the keys of o5 are train, test, seed",
        "o5:planets=3|there is no parameter planets: those of o5 are train, test, seed",
        "o5:test=1,test=1|names test twice: leave one of them out",
        "o5:train=0|train is 0: expected an integer from 1 to 100000",
        "o5:test=1e3|test is 1e3: expected an integer from 1 to 100000",
        "o5:seed=x|seed is x: expected an integer of 64 bits",
        "nbody:planets=16|planets is 16: expected an integer from 1 to 15",
        "nbody:shift=Infinity|shift is Infinity: expected a number from -1000000 to 1000000",
        "nbody:shift=2000000|shift is 2000000: expected a number from -1000000 to 1000000",
      })
  void parametersThatSayNothingAreRefused(String name, String message) {
    Faults.refused(Path.of(name), () -> open(name), "FILE: " + message);
  }

  @Test
  void numbersAreNotForClassification() {
    DataOptions options = DataOptions.DEFAULT.withTask(Task.CLASSIFICATION);
    Faults.refused(
        Path.of("o5"),
        () -> DataSources.open("o5", options, ProgressListener.NONE),
        "FILE: has numbers to learn, it is not for classification");
  }

  @Test
  void namesAreToldFromPaths() {
    assertThat(DataSources.names()).startsWith("digits", "fashion-mnist", "mnist").contains("o5");
    assertThat(DataSources.isNamed("nbody:shift=200")).isTrue();
    assertThat(DataSources.isNamed("digits")).isTrue();
    assertThat(DataSources.isNamed("o5.csv")).isFalse();
    assertThat(DataSources.isNamed("data/o5:train=1")).isFalse();
  }
}
