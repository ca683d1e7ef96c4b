package dev.adamant.train;

import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Scaling;
import dev.adamant.data.Split;
import dev.adamant.data.Task;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import java.nio.file.Path;
import java.util.Set;

/**
 * A job with its data and its network; nothing is encoded yet.
 *
 * @param job complete: its task and loss are known, a file is named by its whole path
 * @param data raw
 * @param split of the samples
 * @param scaling found from the training part
 * @param network as the job and the data have it
 */
record JobData(Job job, Dataset data, Split split, Scaling scaling, Network network) {

  /** What {@link DataSources} knows by name; all else is a path. */
  private static final Set<String> NAMED = Set.of("digits", "fashion-mnist", "mnist");

  /**
   * Opens the data.
   *
   * @throws DataException when it cannot be had, or is not fit to learn from
   * @throws JobException when the job makes no sense, or not with this data
   */
  static JobData open(JobSettings settings, ProgressListener listener)
      throws DataException, JobException {
    // What is wrong with the job is found before anything is fetched.
    settings.job(null);
    Job.Data of = settings.data();
    DataOptions options = DataOptions.DEFAULT;
    if (!of.label().isEmpty()) {
      options = options.withLabelColumn(of.label());
    }
    if (!of.task().equals(JobKey.AUTO)) {
      options = options.withTask(Task.byName(of.task()));
    }
    Dataset data = DataSources.open(of.source(), options, listener);
    Job job = complete(settings.job(data.task()), data);
    Split split = Split.of(data, of.testFraction(), of.validationFraction(), job.seed());
    if (split.test().length == 0) {
      throw new DataException(
          data.name() + ": has no samples to judge by: name a source with a test part");
    }
    Scaling scaling = Scaling.of(Scaling.Method.byName(of.scaling()), data, split.train());
    Network network =
        Network.dense(
            data.features(),
            job.model().hidden(),
            job.model().activation(),
            data.outputs(),
            job.model().loss());
    return new JobData(job, data, split, scaling, network);
  }

  private static Job complete(Job job, Dataset data) throws JobException {
    Loss loss = job.model().loss();
    boolean classes = data.task() == Task.CLASSIFICATION;
    if (!classes && loss == Loss.CROSS_ENTROPY) {
      throw new JobException(
          "model.loss is cross-entropy and "
              + data.name()
              + " is for regression: expected mse, or data with classes");
    }
    if (loss == null) {
      loss = classes ? Loss.CROSS_ENTROPY : Loss.MEAN_SQUARED_ERROR;
    }
    Job.Data of = job.data();
    return new Job(
        new Job.Data(
            NAMED.contains(of.source())
                ? of.source()
                : Path.of(of.source()).toAbsolutePath().normalize().toString(),
            of.label(),
            data.task().taskName(),
            of.scaling(),
            of.testFraction(),
            of.validationFraction()),
        new Job.Model(job.model().hidden(), job.model().activation(), loss),
        job.precision(),
        job.gradient(),
        job.optimizer(),
        job.epochs(),
        job.batch(),
        job.seed());
  }
}
