package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Dense;
import dev.adamant.model.GradientSink;
import dev.adamant.model.Layer;
import dev.adamant.model.Pass;
import dev.adamant.model.Weights;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parameter of one dense layer, updated with given gradients on a target of the host's memory.
 */
final class Updates implements AutoCloseable {

  private final Target target;
  private final Region region;
  private final Updater updater;
  private final Tensor weight;
  private final Tensor gradient;
  private final List<Tensor> states;
  private final Pass pass = new Pass();

  /** A parameter of so many rows and columns, all 0. */
  Updates(
      Target target,
      Optimizer optimizer,
      LearningRate schedule,
      Precision precision,
      int rows,
      int columns) {
    this.target = target;
    this.region = target.region("updates", 1L << 24);
    List<Layer> layers = List.of(new Dense(columns - 1, rows, 1));
    Weights weights = new Weights(region, layers, precision.storage(), precision.compute());
    this.updater = new Updater(region, region, optimizer, schedule, precision, layers);
    List<List<Tensor>> layerStates = updater.states(region, layers).getFirst();
    this.weight = weights.stored(0).getFirst();
    this.states = layerStates.getFirst();
    this.gradient = region.tensor(precision.compute(), rows, columns);
    GradientSink sink = updater.sink(weights, 0, layerStates);
    long step = sink.rowsAtATime(0);
    for (long from = 0; from < rows; from += step) {
      long to = Math.min(rows, from + step);
      Tensor part = sink.part(0, from, to);
      pass.add(new Work.Convert(part, gradient.slice(0, from, to)));
      sink.accept(pass, 0, from, part);
    }
  }

  /** Rate 1/4 for ever. */
  static LearningRate quarter() {
    return new LearningRate(0.25, "constant", 0, 1);
  }

  Updates from(double... values) {
    weight.fill(values);
    return this;
  }

  Updates step(int step, int samples, double... sum) {
    gradient.fill(sum);
    updater.begin(target, step, samples);
    pass.run(target, step);
    return this;
  }

  double[] weights() {
    return weight.toDoubles();
  }

  double[] state(String name) {
    return states.get(updater.stateNames().indexOf(name)).toDoubles();
  }

  /** The pattern of an element, numbered row by row. */
  long bits(int element) {
    return weight.reshape(weight.count()).get(element);
  }

  /** All patterns of the parameter and its states. */
  long[] allBits() {
    return Stream.concat(Stream.of(weight), states.stream())
        .flatMapToLong(
            t -> {
              Tensor flat = t.reshape(t.count());
              long[] bits = new long[(int) t.count()];
              Arrays.setAll(bits, i -> flat.get(i));
              return Arrays.stream(bits);
            })
        .toArray();
  }

  long bytes() {
    return region.liveBytes();
  }

  @Override
  public void close() {
    region.close();
  }
}
