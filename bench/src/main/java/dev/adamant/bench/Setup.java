package dev.adamant.bench;

import dev.adamant.data.Dataset;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.target.Distribution;
import dev.adamant.train.Job;
import dev.adamant.train.Precision;
import java.util.Collections;
import java.util.List;

/**
 * What all jobs of a table have in common.
 *
 * @param data name of the data
 * @param width of the hidden layers
 * @param batch samples of a step
 * @param epochs of a job
 * @param optimizer {@code sgd} or {@code adam}
 * @param momentum of SGD
 * @param schedule of the learning rate
 * @param clip greatest norm of a parameter's gradient, 0 for any
 */
record Setup(
    String data,
    int width,
    int batch,
    int epochs,
    String optimizer,
    double momentum,
    String schedule,
    double clip) {

  /** The part of the samples, for test and, of the rest, for validation, that is held out. */
  static final double HELD_OUT = 0.2;

  /** The job of a recipe. */
  Job job(Recipe recipe, Precision precision, double rate, long seed) {
    return new Job(
        new Job.Data(data, "", "auto", "default", HELD_OUT, HELD_OUT),
        new Job.Model(hidden(recipe.depth()), Activation.RELU, null),
        precision,
        new Job.Gradient(
            recipe.method(),
            recipe.tangents(),
            recipe.aggregate(),
            Distribution.NORMAL,
            recipe.lookahead()),
        new Job.OptimizerSettings(
            optimizer, rate, schedule, 0, momentum, 0.9, 0.999, 1e-8, 0, clip),
        epochs,
        batch,
        seed);
  }

  /** The network of so many dense layers. */
  Network network(Dataset of, int depth) {
    Loss loss = of.classes().isEmpty() ? Loss.MEAN_SQUARED_ERROR : Loss.CROSS_ENTROPY;
    return Network.dense(of.features(), hidden(depth), Activation.RELU, of.outputs(), loss);
  }

  private List<Integer> hidden(int depth) {
    return Collections.nCopies(depth - 1, width);
  }
}
