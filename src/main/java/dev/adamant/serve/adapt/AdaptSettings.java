package dev.adamant.serve.adapt;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an adaptation does.
 *
 * @param model the name that is served
 * @param source the folder or the http(s) address that is followed
 * @param label name or number, from 1, of the label's column in what is followed; empty for the
 *     last
 * @param work its own folder: what it has read, and its candidates
 * @param rows new rows that make a candidate
 * @param window the newest rows that a candidate learns from
 * @param epochs passes over them
 * @param rate the learning rate at its greatest; 0 for a third of the default for the live
 *     version's optimizer and loss
 * @param holdout fraction of the window that a candidate is measured on and does not learn from
 * @param divergence KL(live ‖ candidate) on the probes, in nats a sample, that the gate allows: a
 *     candidate above it that is no worse on the probes is trained again with half the rate
 * @param accuracyLoss most by which a candidate's accuracy on the probes may be below that of the
 *     best version so far; for regression by which the root of the mean squared error may be above
 *     it, as a fraction
 * @param drift most by which the live version's accuracy on the new rows may be below its accuracy
 *     on the probes; for regression by which the root of its mean squared error may be above, as a
 *     fraction: rows that it knows less of are from elsewhere, or their labels are wrong
 * @param memory most bytes for training and its rows
 * @param every time between looks at what is followed
 */
public record AdaptSettings(
    String model,
    String source,
    String label,
    Path work,
    int rows,
    int window,
    int epochs,
    double rate,
    double holdout,
    double divergence,
    double accuracyLoss,
    double drift,
    long memory,
    Duration every) {

  /** Checks the numbers. */
  public AdaptSettings {
    require(rows >= 1, "rows", rows, "1 or more");
    require(window >= rows, "window", window, "as many as --rows (" + rows + ") or more");
    require(epochs >= 1, "epochs", epochs, "1 or more");
    require(rate >= 0 && rate < 1e6, "rate", rate, "above 0, below 1e6");
    require(holdout > 0 && holdout < 1, "holdout", holdout, "between 0 and 1");
    long held = Math.round(holdout * rows);
    require(
        held >= 1 && held < rows,
        "holdout",
        holdout,
        "a fraction that holds out at least one and not all of --rows (" + rows + ")");
    require(divergence >= 0, "max-divergence", divergence, "0 or more");
    require(
        accuracyLoss >= 0 && accuracyLoss <= 1, "max-accuracy-loss", accuracyLoss, "from 0 to 1");
    require(drift >= 0, "max-drift", drift, "0 or more");
    require(memory >= 1, "memory", memory, "1 or more");
    require(!every.isNegative() && !every.isZero(), "every", every, "above 0 seconds");
  }

  private static void require(boolean holds, String option, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("--" + option + " is " + value + ": expected " + expected);
    }
  }
}
