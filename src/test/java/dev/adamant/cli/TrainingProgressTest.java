package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What training shows on a terminal and elsewhere. */
class TrainingProgressTest {

  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong(3 * SECOND);
  private final StringWriter out = new StringWriter();

  private final AtomicReference<String> shares = new AtomicReference<>("");

  private TrainingProgress begin(boolean terminal, int first) {
    return new TrainingProgress(
        new PrintWriter(out), terminal, first, 4, 1000, shares::get, clock::get);
  }

  @Test
  void aTerminalHasOneLineWithABarThatGoesInTheEnd() {
    try (TrainingProgress progress = begin(true, 0)) {
      progress.stepped(1, 32);
      assertThat(out.toString()).isEmpty();
      clock.addAndGet(SECOND);
      progress.stepped(1, 500);
      assertThat(out.toString())
          .isEqualTo("\r\u001b[Kepoch 1/4 [##------------------]  13 %, 500 samples/s, 7 s left");
      clock.addAndGet(SECOND);
      progress.finished(1, 0.123456, 0.98765);
      assertThat(out.toString())
          .endsWith(
              "\r\u001b[Kepoch 1/4 [#####---------------]  25 %, loss 0.1235, accuracy 98.77 %,"
                  + " 500 samples/s, 6 s left");
      clock.addAndGet(SECOND / 20);
      progress.stepped(2, 32);
    }
    assertThat(out.toString()).endsWith("6 s left\r\u001b[K").doesNotContain("epoch 2");
  }

  @Test
  void elsewhereEpochsHaveLinesButNotMoreThanOneASecond() {
    try (TrainingProgress progress = begin(false, 0)) {
      clock.addAndGet(9 * SECOND);
      progress.stepped(1, 400);
      clock.addAndGet(SECOND);
      progress.stepped(1, 500);
      clock.addAndGet(10 * SECOND);
      progress.finished(1, 2, Double.NaN);
      clock.addAndGet(SECOND / 2);
      progress.finished(2, 1.5, Double.NaN);
      clock.addAndGet(SECOND / 2);
      progress.finished(3, 1, Double.NaN);
      progress.finished(4, 0.5, Double.NaN);
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "epoch 1/4,  13 %, 50 samples/s, 1 min 10 s left",
            "epoch 1/4,  25 %, loss 2.0000, 50 samples/s, 1 min 0 s left",
            "epoch 3/4,  75 %, loss 1.0000, 143 samples/s, 7 s left",
            "epoch 4/4, 100 %, loss 0.5000, 190 samples/s");
  }

  @Test
  void severalTargetsHaveTheirShares() {
    try (TrainingProgress progress = begin(false, 0)) {
      clock.addAndGet(10 * SECOND);
      shares.set("native 71 % opencl:0 29 %");
      progress.stepped(1, 500);
    }
    assertThat(out.toString())
        .isEqualTo(
            "epoch 1/4,  13 %, 50 samples/s, native 71 % opencl:0 29 %, 1 min 10 s left"
                + System.lineSeparator());
  }

  @Test
  void aRunThatGoesOnIsTimedFromThere() {
    try (TrainingProgress progress = begin(false, 2)) {
      clock.addAndGet(10 * SECOND);
      progress.finished(3, 1, 0.5);
    }
    assertThat(out.toString())
        .isEqualTo(
            "epoch 3/4,  75 %, loss 1.0000, accuracy 50.00 %, 100 samples/s, 10 s left"
                + System.lineSeparator());
  }
}
