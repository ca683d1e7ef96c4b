package dev.adamant.train;

import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.model.Network;

/** Hears how a run goes on, always in the thread that it runs in. What it throws ends the run. */
public interface RunListener {

  /** Says nothing to anyone. */
  RunListener NONE = new RunListener() {};

  /** Hears what is fetched. */
  default ProgressListener data() {
    return ProgressListener.NONE;
  }

  /** The data is there, and split. */
  default void dataRead(Dataset data, int trainSamples, int validationSamples, int testSamples) {}

  /**
   * All is known and nothing is taken yet.
   *
   * @param job complete, as {@code job.toml} has it
   * @param datasetBytes of the encoded samples, held beside the plan
   */
  default void planned(Job job, Network network, MemoryPlan plan, long datasetBytes) {}

  /**
   * The run goes on where a checkpoint was made; not called where it begins.
   *
   * @param epochs that are done
   * @param steps of the next one that are done
   */
  default void resumed(int epochs, long steps) {}

  /**
   * An epoch begins.
   *
   * @param epoch from 1
   * @param steps that it has
   */
  default void epochBegun(int epoch, long steps) {}

  /**
   * A step is done.
   *
   * @param epoch from 1
   * @param step of the epoch, from 1
   * @param steps of an epoch
   * @param samples of the epoch that are done
   */
  default void stepDone(int epoch, long step, long steps, long samples) {}

  /** An epoch is done and measured, and its line is in the log. */
  default void epochDone(EpochRecord epoch) {}

  /**
   * A checkpoint is on the disk.
   *
   * @param epochs that are done
   * @param steps of the next one that are done
   */
  default void checkpointWritten(int epochs, long steps) {}

  /** The model and the report are on the disk. */
  default void finished(Report report) {}
}
