package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is predicted from what was measured, and how it is kept. */
class CalibrationTest {

  private static final DataType TYPE = DataType.of(Format.BPOSIT32);

  @TempDir private Path folder;

  private static Amount contract(long batch, long rows, long columns, long depth) {
    return new Amount(Kernel.CONTRACT, "", TYPE, TYPE, "rrr", 1, batch, rows, columns, depth);
  }

  private static Amount map(String operation, long elements) {
    return new Amount(Kernel.MAP, operation, TYPE, TYPE, "rr", 1, 1, elements, 1, 1);
  }

  @Test
  void nothingIsKnownAtFirst() {
    Calibration calibration = new Calibration("native");
    calibration.observe(map("exp", 100), 1e-5);

    assertThat(calibration.predict(map("log", 100))).isEmpty();
    assertThat(calibration.predict(contract(1, 2, 3, 4))).isEmpty();
    assertThat(calibration.knows(map("exp", 101))).isFalse();
    assertThat(calibration.knows(map("exp", 100))).isTrue();
  }

  @Test
  void ofTheFirstFewTheLeastCountsAndLaterOnesAreAveraged() {
    Calibration calibration = new Calibration("native");
    Amount amount = map("exp", 100);
    calibration.observe(amount, 3.0);
    calibration.observe(amount, 1.0);
    calibration.observe(amount, 2.0);
    assertThat(calibration.predict(amount)).hasValue(1.0);
    calibration.observe(amount, 2.0);
    double drawn = Math.pow(1.25, 0.2);
    assertThat(calibration.predict(amount).getAsDouble()).isCloseTo(drawn, within(1e-12));
    // Once a machine hangs for a while the time is not that of the hanging.
    calibration.observe(amount, 1000);
    assertThat(calibration.predict(amount).getAsDouble()).isCloseTo(drawn * drawn, within(1e-12));
    calibration.observe(amount, 1e-9);
    assertThat(calibration.predict(amount).getAsDouble()).isCloseTo(drawn, within(1e-12));
    for (int i = 0; i < 60; i++) {
      calibration.observe(amount, 0.5);
    }
    assertThat(calibration.predict(amount).getAsDouble()).isCloseTo(0.5, within(1e-4));
  }

  @Test
  void aTimerTakesNoteOfWhatChanges() {
    Calibration calibration = new Calibration("native");
    Amount amount = map("exp", 100);
    Calibration.Timer timer = calibration.timer(amount);
    assertThat(calibration.knows(amount)).isFalse();
    timer.observe(1);
    timer.observe(2);
    assertThat(calibration.predict(amount)).hasValue(1.0);
    calibration.learn(amount, 4, 1);
    assertThat(calibration.predict(amount)).hasValue(4.0);
    assertThat(calibration.isSettled(amount)).isTrue();
    for (int i = 0; i < 1000; i++) {
      timer.observe(0.5);
    }
    assertThat(calibration.predict(amount).getAsDouble()).isCloseTo(0.5, within(1e-4));
    assertThatThrownBy(() -> calibration.learn(amount, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(calibration.predict(amount).getAsDouble()).isCloseTo(0.5, within(1e-4));
  }

  @Test
  void timesThatAreNoneAreRefused() {
    Calibration calibration = new Calibration("native");
    Amount amount = map("exp", 100);
    for (double seconds : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> calibration.observe(amount, seconds))
          .isInstanceOf(IllegalArgumentException.class);
    }
    calibration.observe(amount, 1);
    assertThatThrownBy(() -> calibration.observe(amount, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(calibration.predict(amount)).hasValue(1);
  }

  /** A target with a start, and a rate that falls for thin matrices, as all have. */
  private static double model(Amount a) {
    double thin = 1 + 8.0 / Math.min(Math.min(a.rows(), a.columns()), a.depth());
    return 5e-6 + a.operations() * thin * 2e-10;
  }

  @Test
  void othersFollowFromTheNearest() {
    Random random = new Random(11);
    Calibration calibration = new Calibration("native");
    for (int i = 0; i < 200; i++) {
      Amount amount =
          contract(1, 1 << random.nextInt(11), 1 << random.nextInt(11), 1 << random.nextInt(11));
      calibration.observe(amount, model(amount));
    }
    double sum = 0;
    double worst = 0;
    for (int i = 0; i < 200; i++) {
      Amount amount =
          contract(1, 1 + random.nextInt(1500), 1 + random.nextInt(1500), 1 + random.nextInt(1500));
      double error = Math.abs(Math.log(calibration.predict(amount).getAsDouble() / model(amount)));
      sum += error;
      worst = Math.max(worst, error);
    }
    assertThat(sum / 200).isLessThan(0.15);
    assertThat(worst).isLessThan(1);
  }

  @Test
  void farAwayItIsAStartAndOperations() {
    Calibration calibration = new Calibration("native");
    for (int size : new int[] {32, 64, 128}) {
      calibration.observe(contract(1, size, size, size), 1e-5 + 1e-9 * size * size * size);
    }
    // 2^20 times as many operations: the rate is that of the nearest.
    double huge = calibration.predict(contract(1 << 8, 1 << 11, 1 << 11, 1 << 11)).getAsDouble();
    assertThat(huge).isCloseTo(1e-9 * Math.pow(2, 41), Percentage.withPercentage(15));
    double tiny = calibration.predict(contract(1, 1, 1, 1)).getAsDouble();
    assertThat(tiny).isBetween(0.5e-5, 4.3e-5);
    // One sample only: neither 0 nor endless.
    calibration.observe(map("exp", 1000), 1e-4);
    assertThat(calibration.predict(map("exp", 1)).getAsDouble()).isBetween(1e-7, 1e-4);
    assertThat(calibration.predict(map("exp", 1_000_000_000)).getAsDouble()).isBetween(1.0, 200.0);
    assertThat(calibration.predict(map("exp", 0)).getAsDouble()).isPositive();
  }

  @Test
  void itIsStoredAndReadAgain() throws IOException {
    Calibration calibration = new Calibration("opencl:0\nsome device");
    calibration.observe(contract(2, 3, 4, 5), 0.25);
    calibration.observe(map("exp", 7), 0.125);
    assertThat(Calibration.read(folder, "opencl:0\nsome device").knows(map("exp", 7))).isFalse();
    Path below = folder.resolve("made/when/missing");
    calibration.write(below);
    calibration.write(below);

    Calibration read = Calibration.read(below, "opencl:0\nsome device");
    assertThat(read.predict(contract(2, 3, 4, 5))).hasValue(0.25);
    assertThat(read.predict(map("exp", 7))).hasValue(0.125);
    // How often it was observed is kept, too.
    read.observe(map("exp", 7), 0.0625);
    assertThat(read.predict(map("exp", 7))).hasValue(0.0625);
    try (Stream<Path> files = Files.list(below)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .singleElement()
          .asString()
          .matches("opencl-0-[0-9a-f]{16}\\.json");
    }
    assertThat(Calibration.read(below, "opencl:0\nanother").knows(map("exp", 7))).isFalse();
  }

  @Test
  void aDamagedFileHoldsNothing() throws IOException {
    Calibration calibration = new Calibration("native");
    Amount amount = map("exp", 7);
    calibration.observe(amount, 0.125);
    calibration.write(folder);
    Path file = folder.resolve(CalibrationFile.name("native"));
    String text = Files.readString(file);
    for (String damaged :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{\"layout\":1}",
            text.substring(0, text.length() / 2),
            text.replace("\"layout\":1", "\"layout\":2"),
            text.replace("\"native\"", "\"other\""),
            text.replace("MAP", "TURN"),
            text.replace("bposit32", "bposit31x"),
            text.replace("0.125", "-1"),
            text.replace("0.125", "\"soon\""),
            text.replace("\"rows\":7", "\"row\":7"))) {
      assertThat(damaged).isNotEqualTo(text);
      Files.writeString(file, damaged);
      assertThat(Calibration.read(folder, "native").predict(amount)).as(damaged).isEmpty();
    }
    Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2});
    assertThat(Calibration.read(folder, "native").knows(amount)).isFalse();
    Files.writeString(file, text);
    assertThat(Calibration.read(folder, "native").knows(amount)).isTrue();
  }

  @Test
  void theOldestGo() throws IOException {
    Calibration calibration = new Calibration("native");
    calibration.observe(map("log", 1), 1);
    for (int i = 1; i <= Calibration.MOST; i++) {
      calibration.observe(map("exp", i), i * 1e-6);
      // Who is asked for stays.
      assertThat(calibration.predict(map("exp", 1))).hasValue(1e-6);
    }
    calibration.observe(map("exp", Calibration.MOST + 1), 1);

    assertThat(calibration.knows(map("log", 1))).isFalse();
    assertThat(calibration.predict(map("log", 2))).isEmpty();
    assertThat(calibration.knows(map("exp", 1))).isTrue();
    assertThat(calibration.knows(map("exp", 2))).isFalse();
    assertThat(calibration.knows(map("exp", 3))).isTrue();
    calibration.write(folder);
    Calibration read = Calibration.read(folder, "native");
    assertThat(read.knows(map("exp", 3))).isTrue();
    read.observe(map("sin", 1), 1);
    assertThat(read.knows(map("exp", 3))).isFalse();
    assertThat(read.knows(map("exp", 1))).isTrue();
  }
}
