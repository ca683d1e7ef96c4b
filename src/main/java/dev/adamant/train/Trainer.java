package dev.adamant.train;

import dev.adamant.data.Examples;
import dev.adamant.data.Shuffle;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Network;
import dev.adamant.model.Weights;
import dev.adamant.target.Target;
import java.util.Map;

/**
 * A job at work on a target: epoch after epoch, its state to be read and restored between them. All
 * its memory is one region of exactly the planned bytes (and one of the host, where the target has
 * memory of its own). The order of samples, the weights at the beginning and all tangents are
 * functions of the job's seed, so the same job gives the same bits on any target, in any cut, and
 * after any restart.
 */
public final class Trainer implements AutoCloseable {

  private final Target target;
  private final Job job;
  private final Network network;
  private final MemoryPlan plan;
  private final Region region;
  private final Region staging;
  private final Laid laid;
  private final long samples;

  /**
   * What an evaluation found.
   *
   * @param loss mean over the samples: their exact sum, rounded once, divided in doubles
   * @param correct how many samples have their greatest output at their class; −1 for regression
   * @param samples how many there were
   */
  public record Evaluation(double loss, long correct, long samples) {

    /** Fraction of samples that are right, from 0 to 1. */
    public double accuracy() {
      return (double) correct / samples;
    }
  }

  /** Hears of every step. */
  @FunctionalInterface
  public interface Listener {

    /**
     * After a step.
     *
     * @param step of the whole job, from 0
     * @param samples seen in this epoch so far
     */
    void stepped(long step, long samples);
  }

  private Trainer(
      Target target,
      Job job,
      Network network,
      MemoryPlan plan,
      Region region,
      Region staging,
      Laid laid,
      long samples) {
    this.target = target;
    this.job = job;
    this.network = network;
    this.plan = plan;
    this.region = region;
    this.staging = staging;
    this.laid = laid;
    this.samples = samples;
  }

  /**
   * Takes the memory and begins with the first weights.
   *
   * @param target stays the caller's
   * @param samples of the training part, at least 1
   * @throws TrainingException when the plan needs more memory than it may have
   * @throws MemoryException when the target has no room after all
   */
  public static Trainer open(
      Target target, Job job, Network network, Execution execution, int samples) {
    boolean shares = target.info().sharesHostMemory();
    MemoryPlan plan = MemoryPlan.of(job, network, execution, shares);
    checkFits(plan, execution, target);
    Region region = target.region("training", plan.training());
    Region staging = region;
    try {
      staging = shares ? region : Region.open("training staging", plan.training());
      long steps = (long) Math.ceilDiv(samples, job.batch()) * job.epochs();
      Laid laid = new Laid(job, network, execution, region, staging, steps);
      laid.begin(target);
      return new Trainer(target, job, network, plan, region, staging, laid, samples);
    } catch (RuntimeException | Error e) {
      region.close();
      staging.close();
      throw e;
    }
  }

  /**
   * Checks that there is as much memory as is planned.
   *
   * @throws TrainingException when there is not
   */
  static void checkFits(MemoryPlan plan, Execution execution, Target target) {
    long limit =
        execution.memoryLimit() > 0 ? execution.memoryLimit() : target.info().memoryBytes();
    if (plan.training() > limit) {
      throw new TrainingException(
          "training needs "
              + plan.training()
              + " bytes and may have "
              + limit
              + (execution.memoryLimit() > 0 ? " (--memory)" : " on " + target.info().name())
              + ": use a smaller --batch, fewer --tangents, narrower layers or a narrower"
              + " --format");
    }
  }

  /** What was planned; {@link #heldBytes} is what was taken. */
  public MemoryPlan plan() {
    return plan;
  }

  /** The most bytes that the job's regions held. */
  public long heldBytes() {
    return region.peakBytes() + (staging == region ? 0 : staging.peakBytes());
  }

  /** The network's parameters. */
  public Weights weights() {
    return laid.bench().weights();
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** Everything that decides how training goes on, by name: what a checkpoint must hold. */
  public Map<String, Tensor> state() {
    return laid.bench().kept();
  }

  /** [1]: the sum of the losses of this epoch's steps, which is state within an epoch. */
  Tensor lossTotal() {
    return laid.bench().loss().total();
  }

  /** Steps of an epoch. */
  public long stepsPerEpoch() {
    return Math.ceilDiv(samples, job.batch());
  }

  /**
   * Trains for one epoch.
   *
   * @param epoch from 0
   * @param examples the training part, in the types of {@link Precision}: features to compute with,
   *     targets of the loss
   * @return the mean loss of the samples, each before the step that it was part of: their exact
   *     sum, rounded once
   * @throws TrainingException when the loss is no longer a number
   */
  public double epoch(int epoch, Examples examples, Listener listener) {
    laid.clearLoss().run(target, 0);
    return epoch(epoch, 0, examples, listener);
  }

  /**
   * Does the rest of an epoch whose first steps are done: their losses are in the {@link
   * #lossTotal}.
   */
  double epoch(int epoch, long stepsDone, Examples examples, Listener listener) {
    int[] order = Shuffle.permutation(examples.size(), job.seed(), Streams.SHUFFLE, epoch);
    long step = epoch * stepsPerEpoch() + stepsDone;
    int done = Math.toIntExact(Math.min(order.length, stepsDone * job.batch()));
    for (int from = done; from < order.length; from += job.batch()) {
      int rows = step(examples, order, from, step);
      listener.stepped(step, from + (long) rows);
      step++;
    }
    double loss = totalLoss() / order.length;
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss is no longer a number after epoch "
              + (epoch + 1)
              + ": use a lower --rate, or a wider --format");
    }
    return loss;
  }

  /**
   * Does one step.
   *
   * @param order of the samples in the epoch
   * @param from the first sample of the step, by its place in the order
   * @param step of the whole job, from 0
   * @return how many samples it had
   */
  int step(Examples examples, int[] order, int from, long step) {
    int whole = Math.min(job.batch(), order.length);
    int rows = Math.min(job.batch(), order.length - from);
    load(examples, order, from, rows);
    laid.bench().updater().begin(target, Math.toIntExact(step), whole);
    laid.method().step(target, Math.toIntExact(step), rows);
    return rows;
  }

  /** Answers all examples with the weights as they are, and compares. */
  public Evaluation evaluate(Examples examples) {
    int[] order = new int[examples.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    laid.clearLoss().run(target, 0);
    long correct = 0;
    for (int from = 0; from < order.length; from += job.batch()) {
      int rows = Math.min(job.batch(), order.length - from);
      load(examples, order, from, rows);
      laid.evaluation(rows).run(target, 0);
      if (examples.isClassification()) {
        Tensor outputs = laid.output().values();
        for (int i = 0; i < rows; i++) {
          correct += Answers.greatest(outputs, i) == examples.label(from + i) ? 1 : 0;
        }
      }
    }
    return new Evaluation(
        totalLoss() / order.length, examples.isClassification() ? correct : -1, order.length);
  }

  private void load(Examples examples, int[] order, int from, int rows) {
    examples.gather(
        order, from, rows, laid.bench().features().rows(), laid.bench().targetRows().rows());
  }

  private double totalLoss() {
    laid.roundLoss().run(target, 0);
    return HostCopies.number(target, laid.bench().loss().rounded());
  }

  /** Gives the memory back; the target stays open. */
  @Override
  public void close() {
    region.close();
    staging.close();
  }
}
