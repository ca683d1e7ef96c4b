package dev.adamant.train;

import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Scaling;
import dev.adamant.data.SchemaFile;
import dev.adamant.data.Split;
import dev.adamant.data.Task;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.geometric.GeometricNetworks;
import java.nio.file.Path;

/**
 * A job with its data and its network; nothing is encoded yet.
 *
 * @param job complete: its task and loss are known, a file is named by its whole path
 * @param data raw
 * @param split of the samples
 * @param scaling found from the training part
 * @param network as the job and the data have it
 * @param start whose weights it begins with; null for random ones
 */
record JobData(
    Job job, Dataset data, Split split, Scaling scaling, Network network, WarmStart start) {

  /**
   * Opens the data.
   *
   * @throws DataException when it cannot be had, or is not fit to learn from
   * @throws JobException when the job makes no sense, or not with this data or the model that it
   *     begins from
   */
  static JobData open(JobSettings named, ProgressListener listener)
      throws DataException, JobException {
    // What is wrong with the job is found before anything is fetched.
    named.job(null);
    WarmStart start = WarmStart.open(named);
    JobSettings settings = start == null ? named : start.complete(named);
    settings.job(null);
    Job.Data of = settings.data();
    DataOptions options = DataOptions.DEFAULT;
    if (!of.label().isEmpty()) {
      options = options.withLabelColumn(of.label());
    }
    if (!of.task().equals(JobKey.AUTO)) {
      options = options.withTask(Task.byName(of.task()));
    }
    if (!of.schema().isEmpty() && !settings.isSet("model.kind")) {
      throw new JobException(
          "data.schema is "
              + of.schema()
              + " and model.kind is not set: expected one of "
              + String.join(", ", GeometricNetworks.kinds())
              + ", which meet the structure of a schema, or dense, which takes numbers alone"
              + " (--model)");
    }
    if (start != null) {
      options = start.options(options, settings);
    }
    Dataset data = open(of, options, listener);
    Job job = complete(settings.job(data.task()), data);
    Split split = Split.of(data, of.testFraction(), of.validationFraction(), job.seed());
    if (split.test().length == 0) {
      throw new DataException(
          data.name() + ": has no samples to judge by: name a source with a test part");
    }
    Network network = network(job.model(), data);
    StructureCheck.check(network, job);
    Scaling scaling;
    if (start == null) {
      scaling = Scaling.of(Scaling.Method.byName(of.scaling()), data, split.train());
    } else {
      start.check(job, network, data, settings);
      scaling = start.scaling(of, data, split.train(), settings);
    }
    return new JobData(job, data, split, scaling, network, start);
  }

  private static Dataset open(Job.Data of, DataOptions options, ProgressListener listener)
      throws DataException {
    Dataset data = DataSources.open(of.source(), options, listener);
    if (of.schema().isEmpty()) {
      return data;
    }
    try {
      return data.withSchema(SchemaFile.read(Path.of(of.schema())));
    } catch (IllegalArgumentException e) {
      throw new DataException(of.schema() + ": " + e.getMessage(), e);
    }
  }

  private static Network network(Job.Model model, Dataset data) throws JobException {
    if (model.kind().equals(Job.Model.DENSE)) {
      return Network.dense(
          data.features(), model.hidden(), model.activation(), data.outputs(), model.loss());
    }
    try {
      return GeometricNetworks.of(
          data.schema(),
          new GeometricNetworks.Settings(
              model.kind(),
              model.structure().channels(),
              model.structure().blocks(),
              model.structure().steps(),
              model.hidden(),
              model.activation()),
          model.loss());
    } catch (IllegalArgumentException e) {
      throw new JobException(
          "model.kind is " + model.kind() + " and does not fit " + data + ": " + e.getMessage(), e);
    }
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
            DataSources.isNamed(of.source())
                ? of.source()
                : Path.of(of.source()).toAbsolutePath().normalize().toString(),
            of.label(),
            of.schema().isEmpty()
                ? ""
                : Path.of(of.schema()).toAbsolutePath().normalize().toString(),
            data.task().taskName(),
            of.scaling(),
            of.testFraction(),
            of.validationFraction()),
        job.model().withLoss(loss),
        job.precision(),
        job.gradient(),
        job.optimizer(),
        job.epochs(),
        job.batch(),
        job.seed());
  }
}
