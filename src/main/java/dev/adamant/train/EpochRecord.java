package dev.adamant.train;

/**
 * What is said of an epoch: a line of {@code log.jsonl}. Figures that were not measured are null:
 * accuracies of regression, of validation where no samples are held out for it, and then of the
 * test, which is measured at the end.
 *
 * @param epoch from 1
 * @param trainLoss mean over the samples, each before the step that it was part of
 * @param validationLoss mean, after the epoch
 * @param validationAccuracy from 0 to 1, after the epoch
 * @param testLoss mean, after the epoch
 * @param testAccuracy from 0 to 1, after the epoch
 * @param samplesPerSecond of training
 * @param seconds of training in the epoch (after a resume within it, since then)
 * @param secondsTotal that the run has worked until now, data and evaluations included
 * @param target name of the target that did the work
 * @param device the hardware behind it
 */
public record EpochRecord(
    int epoch,
    double trainLoss,
    Double validationLoss,
    Double validationAccuracy,
    Double testLoss,
    Double testAccuracy,
    double samplesPerSecond,
    double seconds,
    double secondsTotal,
    String target,
    String device) {}
