package dev.adamant.train;

import dev.adamant.target.TargetInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a run: {@code report.json}, whose keys are the names of the components.
 *
 * @param version of Adamant
 * @param data name of the dataset
 * @param dataSha256 its digest
 * @param task {@code classification} or {@code regression}
 * @param trainSamples that were learnt from
 * @param validationSamples held out for choosing settings
 * @param testSamples held out for judging
 * @param testAccuracy from 0 to 1; null for regression
 * @param testLoss mean over the test samples; null where it is no number
 * @param testRmse root of the mean squared error over samples and outputs; null for classification
 * @param validationAccuracy as that of the test; null where there is none
 * @param validationLoss as that of the test; null where there is none
 * @param trainLoss mean of the last epoch, each sample before the step that it was part of
 * @param epochs passes over the training samples
 * @param seed of the job
 * @param format that the job computes in
 * @param precision formats of all parts
 * @param method how gradients were found
 * @param tangents K
 * @param parameters numbers that were learnt
 * @param targets that did the work, in the order in which they did
 * @param peakTrainingBytes held for training, as planned, on the last target
 * @param peakInferenceBytes held for answering batches of the same size, as planned
 * @param datasetBytes of the encoded samples, held beside
 * @param jobSha256 of the text of {@code job.toml}
 * @param base SHA-256 of the model file whose weights training began with; empty for random ones
 * @param modelSha256 of the file {@code model.safetensors}
 * @param secondsTotal that the run has worked, data and evaluations included
 * @param samplesPerSecond of training, over all epochs
 */
public record Report(
    String version,
    String data,
    String dataSha256,
    String task,
    int trainSamples,
    int validationSamples,
    int testSamples,
    Double testAccuracy,
    Double testLoss,
    Double testRmse,
    Double validationAccuracy,
    Double validationLoss,
    double trainLoss,
    int epochs,
    long seed,
    String format,
    Precision precision,
    String method,
    int tangents,
    long parameters,
    List<UsedTarget> targets,
    long peakTrainingBytes,
    long peakInferenceBytes,
    long datasetBytes,
    String jobSha256,
    String base,
    String modelSha256,
    double secondsTotal,
    double samplesPerSecond) {

  /** Makes the list immutable. */
  public Report {
    targets = List.copyOf(targets);
  }

  /**
   * A target that did work.
   *
   * @param name by which it is opened
   * @param device the hardware
   */
  public record UsedTarget(String name, String device) {

    /** That target. */
    static UsedTarget of(TargetInfo info) {
      return new UsedTarget(info.name(), info.device());
    }
  }

  /** As {@code report.json} has it: a JSON object over several lines. */
  public String json() {
    return ReportJson.text(this);
  }

  /**
   * Reads a report.
   *
   * @throws RunException when the file is missing or no report
   */
  public static Report read(Path file) throws RunException {
    return ReportJson.read(file);
  }
}
