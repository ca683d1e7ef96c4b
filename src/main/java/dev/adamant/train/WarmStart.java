package dev.adamant.train;

import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.Dataset;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.Sha256;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Network;
import dev.adamant.model.Weights;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A model whose weights training begins with. The new model keeps its input scaling, its classes
 * and the names of its features, so that the answers of both mean the same and can be compared; its
 * architecture and the type of its weights must be those of the job.
 *
 * @param file of the model
 * @param sha256 of the file
 * @param description of the model
 */
record WarmStart(Path file, String sha256, ModelDescription description) {

  private static final String FROM = "model.from";
  private static final String DIGEST = "model.from-sha256";

  /**
   * The model that settings name, with the digest that they may name.
   *
   * @return null where they name none
   * @throws JobException when there is no such file, it is no model, or its digest is another
   */
  static WarmStart open(JobSettings settings) throws JobException {
    String named = (String) settings.value(FROM, null);
    if (named.isEmpty()) {
      return null;
    }
    Path file = Path.of(named).toAbsolutePath().normalize();
    if (Files.isDirectory(file)) {
      file = new RunFiles(file).model();
    }
    if (!Files.exists(file)) {
      throw settings.fault(
          FROM,
          " is "
              + named
              + ": there is no such model.safetensors or directory of a finished run: name the"
              + " model to begin from",
          null);
    }
    try {
      String digest = Sha256.of(file);
      checkDigest(file, digest, settings);
      return new WarmStart(file, digest, ModelFile.describe(file));
    } catch (JobException e) {
      throw e;
    } catch (IOException e) {
      throw settings.fault(FROM, " is " + named + ", which is no start: " + e.getMessage(), e);
    }
  }

  private static void checkDigest(Path file, String digest, JobSettings settings)
      throws JobException {
    String expected = (String) settings.value(DIGEST, null);
    if (!expected.isEmpty() && !expected.equals(digest)) {
      throw settings.fault(
          DIGEST,
          " is "
              + expected
              + ", and "
              + file
              + " has "
              + digest
              + ": put back the file that the job began from, or start a new run with model.from"
              + " alone",
          null);
    }
  }

  /**
   * Settings with this model as their start, and with what must be as in it where they say nothing
   * else.
   */
  JobSettings complete(JobSettings settings) throws JobException {
    return new StartSettings(file, description)
        .over(settings)
        .replaced(FROM, file.toString(), FROM)
        .replaced(DIGEST, sha256, FROM);
  }

  /**
   * Options that read the data's labels as the model's classes.
   *
   * @throws JobException when the job is for another task
   */
  DataOptions options(DataOptions options, JobSettings settings) throws JobException {
    Task task = description.task();
    if (options.task().orElse(task) != task) {
      throw settings.fault(
          "data.task",
          " is "
              + options.task().orElseThrow().taskName()
              + ", and the model "
              + file
              + " is for "
              + task.taskName()
              + ": expected that, or another model to begin from",
          null);
    }
    return description.options(options);
  }

  /**
   * Checks that the job's network and types, and the data's features, are those of the model.
   *
   * @throws JobException with the first difference
   */
  void check(Job job, Network network, Dataset data, JobSettings settings) throws JobException {
    String difference = Architectures.difference(description.network(), network);
    if (difference == null && !description.storage().equals(job.precision().storage())) {
      difference =
          "its weights are "
              + description.storage()
              + " and those of the job "
              + job.precision().storage();
    }
    List<String> names = description.features();
    List<String> given = data.featureNames();
    if (difference == null && !names.isEmpty() && !given.isEmpty() && !names.equals(given)) {
      int at = 0;
      while (names.get(at).equals(given.get(at))) {
        at++;
      }
      difference =
          "its feature "
              + (at + 1)
              + " is \""
              + names.get(at)
              + "\" and that of "
              + data.name()
              + " \""
              + given.get(at)
              + "\"";
    }
    if (difference != null) {
      throw settings.fault(
          FROM,
          " is "
              + file
              + ", which does not fit: "
              + difference
              + "; expected a model of the same architecture, storage format and features",
          null);
    }
  }

  /**
   * The model's own scaling. What the job says instead must come to the same.
   *
   * @throws JobException when it does not
   */
  Scaling scaling(Job.Data of, Dataset data, int[] rows, JobSettings settings)
      throws DataException, JobException {
    Scaling own = description.scaling();
    Scaling.Method method = Scaling.Method.byName(of.scaling());
    if (method == Scaling.Method.DEFAULT) {
      return own;
    }
    Scaling found = Scaling.of(method, data, rows);
    if (!Arrays.equals(found.shift(), own.shift())
        || !Arrays.equals(found.factor(), own.factor())) {
      throw settings.fault(
          "data.scaling",
          " is "
              + of.scaling()
              + ", which scales "
              + data.name()
              + " otherwise than "
              + file
              + " does, whose scaling is kept: expected default",
          null);
    }
    return own;
  }

  /**
   * Gives a job's weights the values of the model's.
   *
   * @param weights in memory of the target, written
   * @throws RunException when the file has changed since it was opened
   * @throws IOException when it cannot be read
   */
  void load(Weights weights, Target target) throws IOException {
    ModelFile.load(file, weights, target);
    if (!Sha256.of(file).equals(sha256)) {
      throw new RunException(
          file + ": has changed while it was read: keep the model that a run begins from as it is");
    }
  }
}
