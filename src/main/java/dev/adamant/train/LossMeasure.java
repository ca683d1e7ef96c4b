package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.BatchInput;
import dev.adamant.model.Constants;
import dev.adamant.model.HostTensors;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.Pass;
import dev.adamant.target.Target;
import java.util.HashMap;
import java.util.Map;

/** The loss of a model's answers that are on the host, by the kernels that training uses. */
final class LossMeasure implements AutoCloseable {

  private final Target target;
  private final Region region;
  private final Region staging;
  private final Laid laid;

  /** The buffers, in a region or on paper. */
  private static final class Laid {
    private final Constants constants;
    private final LossUnit loss;
    private final BatchInput answers;
    private final BatchInput targets;
    private final Tensor given;
    private final Tensor residual;
    private final Pass clear = new Pass();
    private final Pass round = new Pass();
    private final Map<Integer, Pass> passes = new HashMap<>();

    Laid(ModelDescription model, int batch, Region region, Region staging) {
      Precision precision =
          new Precision(model.compute(), model.storage(), model.storage(), model.loss());
      int outputs = model.network().outputs();
      constants = new Constants(region, model.loss());
      loss = new LossUnit(region, model.network().loss(), precision, constants, outputs, batch);
      answers = new BatchInput(region, staging, model.compute(), outputs, batch);
      targets = new BatchInput(region, staging, model.loss(), outputs, batch);
      given = region.tensor(model.compute(), outputs, batch);
      residual = region.tensor(model.compute(), outputs, batch);
      loss.clearTotal(clear);
      loss.roundTotal(round);
    }

    Pass pass(int rows) {
      return passes.computeIfAbsent(rows, this::record);
    }

    private Pass record(int rows) {
      Pass pass = new Pass();
      Tensor from = given.slice(1, 0, rows);
      answers.load(pass, from);
      targets.load(pass, loss.targets().slice(1, 0, rows));
      loss.residual(pass, from, residual.slice(1, 0, rows));
      loss.addLosses(pass, rows);
      return pass;
    }
  }

  private LossMeasure(Target target, Region region, Region staging, Laid laid) {
    this.target = target;
    this.region = region;
    this.staging = staging;
    this.laid = laid;
  }

  /**
   * Takes the memory.
   *
   * @param target stays the caller's
   * @param batch the most samples at a time
   */
  static LossMeasure open(ModelDescription model, int batch, Target target) {
    boolean shares = target.info().sharesHostMemory();
    long bytes;
    try (Region paper = Region.onPaper("loss")) {
      new Laid(model, batch, paper, paper).pass(batch);
      bytes = paper.liveBytes();
    }
    Region region = target.region("loss", bytes);
    Region staging = region;
    try {
      staging = shares ? region : Region.open("loss staging", bytes);
      Laid laid = new Laid(model, batch, region, staging);
      laid.pass(batch);
      laid.constants.upload(target);
      laid.clear.run(target, 0);
      return new LossMeasure(target, region, staging, laid);
    } catch (RuntimeException | Error e) {
      region.close();
      staging.close();
      throw e;
    }
  }

  /** [batch, outputs] of the host: what the next samples should give. */
  Tensor targets() {
    return laid.targets.rows();
  }

  /** Begins a new sum. */
  void clear() {
    laid.clear.run(target, 0);
  }

  /**
   * Adds the losses of samples whose {@link #targets} are written.
   *
   * @param answers [outputs, rows] of the host
   */
  void add(Tensor answers) {
    int rows = Math.toIntExact(answers.size(1));
    HostTensors.copy(answers.transpose(0, 1), laid.answers.rows().slice(0, 0, rows));
    laid.pass(rows).run(target, 0);
  }

  /** The sum of the losses, rounded once. */
  double total() {
    laid.round.run(target, 0);
    return HostCopies.number(target, laid.loss.rounded());
  }

  @Override
  public void close() {
    region.close();
    staging.close();
  }
}
