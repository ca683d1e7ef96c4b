package dev.adamant.cli;

import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.model.Network;
import dev.adamant.target.Work;
import dev.adamant.train.EpochRecord;
import dev.adamant.train.Execution;
import dev.adamant.train.Job;
import dev.adamant.train.MemoryPlan;
import dev.adamant.train.Report;
import dev.adamant.train.RunListener;
import dev.adamant.train.StepWorks;
import java.util.Locale;

/**
 * Compares what a run was predicted to take with what it took, where all of its work was measured
 * before; it measures nothing itself.
 */
final class ForecastListener implements RunListener {

  private static final double NANOS = 1e9;

  private final RunListener display;
  private final JobTargets targets;
  private final Execution execution;
  private long trained;
  private long evaluated;
  private double predicted = Double.NaN;
  private long begun;
  private long ended;

  /**
   * Knows nothing yet.
   *
   * @param display hears the same
   */
  ForecastListener(RunListener display, JobTargets targets, Execution execution) {
    this.display = display;
    this.targets = targets;
    this.execution = execution;
  }

  @Override
  public ProgressListener data() {
    return display.data();
  }

  @Override
  public void dataRead(Dataset data, int train, int validation, int test) {
    display.dataRead(data, train, validation, test);
    trained = train;
    evaluated = validation > 0 ? validation : test;
  }

  @Override
  public void planned(Job job, Network network, MemoryPlan plan, long datasetBytes) {
    display.planned(job, network, plan, datasetBytes);
    Foresight foresight = Foresight.of(targets);
    if (!foresight.knowsAnything()) {
      return;
    }
    StepWorks works =
        StepWorks.of(job, network, execution, targets.target().info().sharesHostMemory());
    for (Work work : JobForecast.distinct(works)) {
      if (!foresight.knows(work)) {
        return;
      }
    }
    predicted =
        JobForecast.of(
                works,
                foresight,
                new JobForecast.Size(job.epochs(), job.batch(), trained, evaluated))
            .jobSeconds();
  }

  @Override
  public void epochBegun(int epoch, long steps) {
    if (begun == 0) {
      begun = System.nanoTime();
    }
    display.epochBegun(epoch, steps);
  }

  @Override
  public void stepDone(int epoch, long step, long steps, long samples) {
    display.stepDone(epoch, step, steps, samples);
  }

  @Override
  public void epochDone(EpochRecord epoch) {
    ended = System.nanoTime();
    display.epochDone(epoch);
  }

  @Override
  public void checkpointWritten(int epochs, long steps) {
    display.checkpointWritten(epochs, steps);
  }

  @Override
  public void finished(Report report) {
    display.finished(report);
  }

  /** Says how wrong the prediction was, where there is one. */
  void tell(Facts facts) {
    if (!Double.isNaN(predicted)) {
      double actual = (ended - begun) / NANOS;
      facts.line(
          "plan",
          String.format(
              Locale.ROOT,
              "%s for all epochs, they took %s: %s",
              PlanText.duration(predicted),
              PlanText.duration(actual),
              PlanText.error(predicted, actual)));
    }
  }
}
