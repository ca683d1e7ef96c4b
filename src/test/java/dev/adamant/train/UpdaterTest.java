package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates part by part, in formats mixed in all ways, on targets that must agree. */
class UpdaterTest {

  private static Target target;
  private static Target reference;

  @BeforeAll
  static void open() {
    target = Targets.open("native");
    reference = Targets.open("reference");
  }

  @AfterAll
  static void close() {
    target.close();
    reference.close();
  }

  static List<Optimizer> optimizers() {
    Sgd momentum = new Sgd(0.9, 0.001);
    Adam adam = new Adam(0.9, 0.99, 1e-8, 0.01);
    return List.of(
        new Sgd(0, 0), momentum, adam, new Clipped(momentum, 0.5), new Clipped(adam, 0.5));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void targetsAgreeInMixedFormats(Optimizer optimizer) {
    for (String formats :
        List.of(
            "bposit32 bposit32 bposit32",
            "posit8 bposit32 bposit16",
            "posit16 bposit32 posit16",
            "bposit16 posit32 posit8",
            "posit8 posit16 posit32")) {
      Precision precision = precision(formats);
      assertThat(outcome(target, optimizer, precision))
          .as("%s in %s", optimizer, formats)
          .isEqualTo(outcome(reference, optimizer, precision));
    }
  }

  private static long[] outcome(Target on, Optimizer optimizer, Precision precision) {
    SplittableRandom random = new SplittableRandom(8);
    try (Updates updates = new Updates(on, optimizer, Updates.quarter(), precision, 7, 9)) {
      updates.from(random.doubles(63, -1, 1).toArray());
      for (int step = 0; step < 3; step++) {
        updates.step(step, 16, random.doubles(63, -20, 20).toArray());
      }
      return updates.allBits();
    }
  }

  /** More than one part, and parts of a part where states are widened. */
  @ParameterizedTest
  @CsvSource({"bposit32 bposit32 bposit32", "posit16 bposit32 bposit16"})
  void partsAreUpdatedAsRowsAlone(String formats) {
    int rows = 90;
    int columns = 70;
    int count = rows * columns;
    Precision precision = precision(formats);
    SplittableRandom random = new SplittableRandom(5);
    double[] first = random.doubles(count, -1, 1).toArray();
    double[] sums = random.doubles(count, -50, 50).toArray();
    for (Optimizer optimizer : optimizers().subList(0, 3)) {
      try (Updates whole =
          new Updates(target, optimizer, Updates.quarter(), precision, rows, columns)) {
        double[] weights = whole.from(first).step(0, 32, sums).step(1, 32, sums).weights();
        for (int row : new int[] {0, 13, 14, 44, 45, 46, 89}) {
          int from = row * columns;
          int to = from + columns;
          try (Updates alone =
              new Updates(target, optimizer, Updates.quarter(), precision, 1, columns)) {
            double[] part = Arrays.copyOfRange(sums, from, to);
            alone.from(Arrays.copyOfRange(first, from, to)).step(0, 32, part).step(1, 32, part);
            assertThat(alone.weights())
                .as("row %d by %s", row, optimizer)
                .containsExactly(Arrays.copyOfRange(weights, from, to));
          }
        }
      }
    }
  }

  /** States in 16 bits go on from where they were, within their precision. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void statesSurviveInAnotherFormat(Optimizer optimizer) {
    SplittableRandom random = new SplittableRandom(6);
    try (Updates wide = updates(optimizer, "bposit32 bposit32 bposit32");
        Updates narrow = updates(optimizer, "bposit32 bposit32 bposit16")) {
      for (int step = 0; step < 20; step++) {
        double[] sums = random.doubles(48, -1, 3).toArray();
        wide.step(step, 2, sums);
        narrow.step(step, 2, sums);
      }
      double[] expected = wide.weights();
      double most = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      assertThat(narrow.weights()).containsExactly(expected, within(0.01 * most));
      assertThat(most).isGreaterThan(0.5);
    }
  }

  @Test
  void statesInSixteenBitsTakeHalf() {
    long none = bytes(new Sgd(0, 0), "bposit32 bposit32 bposit32");
    long wide = bytes(new Sgd(0.9, 0), "bposit32 bposit32 bposit32");
    long narrow = bytes(new Sgd(0.9, 0), "bposit32 bposit32 bposit16");
    assertThat(wide - none).isEqualTo(4L * 400 * 100);
    assertThat(narrow - none).isBetween(2L * 400 * 100, 2L * 400 * 100 + 4096);
  }

  @Test
  void theGradientIsThereInPartsUnlessItsNormIsAsked() {
    long parts = bytes(new Sgd(0, 0), "bposit32 bposit32 bposit32");
    long whole = bytes(new Clipped(new Sgd(0, 0), 1), "bposit32 bposit32 bposit32");
    assertThat(whole - parts).isEqualTo(4L * 300 * 100);
  }

  private static long bytes(Optimizer optimizer, String formats) {
    try (Updates updates =
        new Updates(target, optimizer, Updates.quarter(), precision(formats), 400, 100)) {
      return updates.bytes();
    }
  }

  private static Updates updates(Optimizer optimizer, String formats) {
    return new Updates(target, optimizer, Updates.quarter(), precision(formats), 6, 8);
  }

  /** Compute, storage and optimizer. */
  private static Precision precision(String formats) {
    DataType[] types =
        Arrays.stream(formats.split(" ")).map(DataType::parse).toArray(DataType[]::new);
    return new Precision(types[0], types[1], types[2], types[1]);
  }
}
