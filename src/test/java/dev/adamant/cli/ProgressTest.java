package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a progress shows on a terminal and elsewhere. */
class ProgressTest {

  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong(5 * SECOND);
  private final StringWriter out = new StringWriter();

  private Progress begin(boolean terminal) {
    return new Progress(new PrintWriter(out), terminal, "training", "steps", clock::get);
  }

  @Test
  void aTerminalHasOneLineThatGoesInTheEnd() {
    try (Progress progress = begin(true)) {
      progress.update(1, 0.01);
      assertThat(out.toString()).isEmpty();
      clock.addAndGet(2 * SECOND);
      progress.update(1000, 0.25);
      progress.update(1001, 0.26);
      assertThat(out.toString())
          .isEqualTo("\r\u001b[Ktraining: 25 %, 1,000 steps, 500.0/s, 6 s left");
    }
    assertThat(out.toString()).endsWith("left\r\u001b[K");
  }

  @Test
  void elsewhereThereIsALineNowAndThen() {
    try (Progress progress = begin(false)) {
      clock.addAndGet(9 * SECOND);
      progress.update(9, 0.001);
      assertThat(out.toString()).isEmpty();
      clock.addAndGet(91 * SECOND);
      progress.update(100, 0.01, "layer 3");
      clock.addAndGet(1900 * SECOND);
      progress.update(2000, 0.5);
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "training: 1 %, 100 steps, 1.0/s, 2 h 45 min left, layer 3",
            "training: 50 %, 2,000 steps, 1.0/s, 33 min 20 s left");
  }
}
