package dev.adamant.train;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.GradientSink;
import dev.adamant.model.Layer;
import dev.adamant.model.Parameter;
import dev.adamant.model.Pass;
import dev.adamant.model.Weights;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes gradients and updates weights at once, a part at a time, so that there is never the
 * gradient of a whole network: the scratch memory is that of one part.
 */
final class Updater {

  /** A parameter of at most so many elements is one part, since small pieces of work do not pay. */
  private static final long LEAST_PART = 4096;

  /** The most parts of a parameter, since every one of them reads the samples anew. */
  private static final long MOST_PARTS = 4;

  /** About so many elements of states that are kept in another type are widened at a time. */
  private static final long WIDENED = 1024;

  private final Optimizer optimizer;
  private final LearningRate schedule;
  private final Precision precision;
  private final StepScalars scalars;
  private final Tensor scratch;
  private final Block gradient;
  private final Block converted;
  private final List<Block> states = new ArrayList<>();

  /**
   * Lays the scratch memory.
   *
   * @param layers all that will be updated
   */
  Updater(
      Region region,
      Region staging,
      Optimizer optimizer,
      LearningRate schedule,
      Precision precision,
      List<Layer> layers) {
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.precision = precision;
    this.scalars = new StepScalars(region, staging, precision.storage(), optimizer.scalarCount());
    this.scratch = region.tensor(precision.storage(), optimizer.scratchCount());
    long most = 1;
    long widened = 1;
    for (Layer layer : layers) {
      for (Parameter parameter : layer.parameters()) {
        long rows = rowsAtATime(parameter);
        most = Math.max(most, rows * parameter.rowCount());
        widened = Math.max(widened, rowsWidened(rows, parameter.rowCount()) * parameter.rowCount());
      }
    }
    this.gradient = region.allocate(most * precision.compute().byteSize());
    boolean same = precision.compute().equals(precision.storage());
    this.converted = same ? gradient : region.allocate(most * precision.storage().byteSize());
    if (!precision.optimizer().equals(precision.storage())) {
      for (int i = 0; i < optimizer.stateNames().size(); i++) {
        states.add(region.allocate(widened * precision.storage().byteSize()));
      }
    }
  }

  /** What the optimizer keeps of each parameter. */
  List<String> stateNames() {
    return optimizer.stateNames();
  }

  /**
   * Sets the numbers of a step, before its passes run.
   *
   * @param samples of a whole step, also where this one has fewer
   */
  void begin(Target target, int step, int samples) {
    scalars.set(target, optimizer.scalars(schedule.at(step), step, samples));
  }

  /** State tensors of layers, in the optimizer's type: for each layer and parameter those named. */
  List<List<List<Tensor>>> states(Region region, List<Layer> layers) {
    List<List<List<Tensor>>> all = new ArrayList<>();
    for (Layer layer : layers) {
      List<List<Tensor>> ofLayer = new ArrayList<>();
      for (Parameter parameter : layer.parameters()) {
        ofLayer.add(
            optimizer.stateNames().stream()
                .map(name -> region.tensor(precision.optimizer(), parameter.dimensions()))
                .toList());
      }
      all.add(ofLayer);
    }
    return all;
  }

  /** Where parts of gradients are written: free for other things while none is on its way. */
  Block idle() {
    return gradient;
  }

  /** Where the gradient of a layer goes, to update it in {@code weights} with its states. */
  GradientSink sink(Weights weights, int layer, List<List<Tensor>> layerStates) {
    Layer of = weights.layers().get(layer);
    List<Tensor> stored = weights.stored(layer);
    return new GradientSink() {
      @Override
      public long rowsAtATime(int parameter) {
        return Updater.this.rowsAtATime(of.parameters().get(parameter));
      }

      @Override
      public Tensor part(int parameter, long from, long to) {
        return over(gradient, precision.compute(), rows(stored.get(parameter), from, to));
      }

      @Override
      public void accept(Pass pass, int parameter, long from, Tensor part) {
        Tensor weight = rows(stored.get(parameter), from, from + part.size(0));
        List<Tensor> state =
            layerStates.get(parameter).stream()
                .map(s -> rows(s, from, from + part.size(0)))
                .toList();
        update(pass, weight, part, state);
      }
    };
  }

  private void update(Pass pass, Tensor weight, Tensor part, List<Tensor> state) {
    Tensor sum = part;
    if (converted != gradient) {
      sum = over(converted, precision.storage(), part);
      pass.add(new Work.Convert(sum, part));
    }
    if (states.isEmpty()) {
      optimizer.update(pass, weight, sum, state, scalars, scratch);
      return;
    }
    long rows = part.rank() == 0 ? 1 : part.size(0);
    long step = rowsWidened(rows, part.count() / Math.max(1, rows));
    for (long from = 0; from < rows; from += step) {
      long to = Math.min(rows, from + step);
      List<Tensor> narrow = new ArrayList<>();
      for (Tensor s : state) {
        narrow.add(rows(s, from, to));
      }
      updateWidened(pass, rows(weight, from, to), rows(sum, from, to), narrow);
    }
  }

  private void updateWidened(Pass pass, Tensor weight, Tensor sum, List<Tensor> state) {
    List<Tensor> wide = new ArrayList<>();
    for (int i = 0; i < state.size(); i++) {
      wide.add(over(states.get(i), precision.storage(), sum));
      pass.add(new Work.Convert(wide.get(i), state.get(i)));
    }
    optimizer.update(pass, weight, sum, wide, scalars, scratch);
    for (int i = 0; i < state.size(); i++) {
      pass.add(new Work.Convert(state.get(i), wide.get(i)));
    }
  }

  /** How many of the rows of a part are updated at a time where states must be widened. */
  private long rowsWidened(long rows, long rowCount) {
    return optimizer.needsWholeGradient()
        ? rows
        : Math.clamp(WIDENED / Math.max(1, rowCount), 1, Math.max(1, rows));
  }

  private long rowsAtATime(Parameter parameter) {
    long rows = parameter.shape().isEmpty() ? 1 : parameter.shape().getFirst();
    if (optimizer.needsWholeGradient()) {
      return rows;
    }
    long parts = Math.clamp(Math.ceilDiv(parameter.count(), LEAST_PART), 1, MOST_PARTS);
    return Math.max(1, Math.ceilDiv(rows, parts));
  }

  private static Tensor rows(Tensor tensor, long from, long to) {
    return tensor.slice(0, from, to);
  }

  private static Tensor over(Block block, DataType type, Tensor like) {
    return Tensor.over(block, type, like.shape());
  }
}
