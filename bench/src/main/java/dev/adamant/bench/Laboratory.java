package dev.adamant.bench;

import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.Examples;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Scaling;
import dev.adamant.data.Split;
import dev.adamant.memory.Region;
import dev.adamant.model.Network;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import dev.adamant.train.Job;
import dev.adamant.train.Precision;
import dev.adamant.train.Trainer;
import dev.adamant.train.TrainingException;
import java.util.stream.IntStream;

/**
 * Trains jobs one after the other on one target. The parts for test and for validation are the same
 * for all of them, whatever their seed, which decides first weights, the order of samples and
 * tangents.
 */
final class Laboratory implements AutoCloseable {

  private static final long SPLIT_SEED = 1;

  private final Setup setup;
  private final Target target;
  private final Dataset data;
  private final Split split;

  /** What a job is measured on. */
  enum Part {
    /** Samples that were held out of the training part; the test part is not looked at. */
    VALIDATION,
    /** The test part; all the rest is learned from, that for validation included. */
    TEST
  }

  /**
   * Opens both.
   *
   * @throws DataException when the data cannot be read, or are no classes
   */
  Laboratory(Setup setup, String targetName) throws DataException {
    this.setup = setup;
    this.data = DataSources.open(setup.data(), DataOptions.DEFAULT, ProgressListener.NONE);
    if (data.classes().isEmpty()) {
      throw new DataException("the data " + setup.data() + " have no classes: no accuracy to tell");
    }
    this.split = Split.of(data, Setup.HELD_OUT, Setup.HELD_OUT, SPLIT_SEED);
    this.target = Targets.open(targetName);
  }

  Dataset data() {
    return data;
  }

  /** Trains and measures. */
  Outcome run(Recipe recipe, Precision precision, double rate, long seed, Part part)
      throws DataException {
    int[] learned =
        part == Part.VALIDATION
            ? split.train()
            : IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()))
                .sorted()
                .toArray();
    int[] measured = part == Part.VALIDATION ? split.validation() : split.test();
    Scaling scaling = Scaling.of(Scaling.Method.DEFAULT, data, learned);
    long bytes = bytes(learned.length, precision) + bytes(measured.length, precision);
    try (Region region = Region.open("examples", bytes)) {
      Examples train = encode(learned, scaling, precision, region);
      Examples held = encode(measured, scaling, precision, region);
      return train(setup.job(recipe, precision, rate, seed), recipe, train, held);
    }
  }

  private Outcome train(Job job, Recipe recipe, Examples train, Examples held) {
    Network network = setup.network(data, recipe.depth());
    Execution execution = new Execution(target.info().name(), 0, 0);
    try (Trainer trainer = Trainer.open(target, job, network, execution, train.size())) {
      boolean diverged = false;
      long begin = System.nanoTime();
      try {
        for (int epoch = 0; epoch < job.epochs(); epoch++) {
          trainer.epoch(epoch, train, (step, samples) -> {});
        }
      } catch (TrainingException e) {
        diverged = true;
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      double accuracy = trainer.evaluate(held).accuracy();
      return new Outcome(accuracy, seconds, trainer.plan(), diverged);
    }
  }

  private long bytes(int rows, Precision precision) {
    return Examples.bytes(data, rows, precision.compute(), precision.loss());
  }

  private Examples encode(int[] rows, Scaling scaling, Precision precision, Region region) {
    return Examples.encode(data, rows, scaling, precision.compute(), precision.loss(), region);
  }

  @Override
  public void close() {
    target.close();
  }
}
