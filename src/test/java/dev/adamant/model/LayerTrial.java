package dev.adamant.model;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Tensors and passes on a target, for tests of layers. */
final class LayerTrial implements AutoCloseable {

  private final Target target;
  private final Region region = Region.open("trial", 1L << 24);
  private final DataType type;

  LayerTrial(Format format) {
    this(format, "reference");
  }

  /** On a target that shares the host's memory. */
  LayerTrial(Format format, String target) {
    this.target = Targets.open(target);
    this.type = DataType.of(format);
  }

  DataType type() {
    return type;
  }

  Region region() {
    return region;
  }

  /** All zeros. */
  Tensor tensor(long... shape) {
    return region.tensor(type, shape);
  }

  /** Normal numbers, rounded. */
  Tensor random(SplittableRandom random, long... shape) {
    Tensor tensor = tensor(shape);
    tensor.fill(random.doubles(tensor.count()).map(u -> 4 * u - 2).toArray());
    return tensor;
  }

  /** Whole numbers from −3 to 3. */
  Tensor integers(SplittableRandom random, long... shape) {
    Tensor tensor = tensor(shape);
    tensor.fill(random.ints(tensor.count(), -3, 4).asDoubleStream().toArray());
    return tensor;
  }

  /** A signal of given features [n, B]. */
  Signal signal(Tensor features) {
    Tensor augmented = tensor(1 + features.size(0), features.size(1));
    double[] ones = new double[(int) features.size(1)];
    Arrays.fill(ones, 1);
    Signal signal = new Signal(augmented);
    signal.ones().fill(ones);
    copy(features, signal.features());
    return signal;
  }

  /** The tangent rule's answer [K, outputs, B], with the output computed first. */
  Tensor jvp(Layer layer, Tensor x, List<Tensor> parameters, Tensor dx, List<Tensor> dParameters) {
    long tangents = dx == null ? dParameters.getFirst().size(0) : dx.size(0);
    Tensor dy = tensor(tangents, layer.outputs(), x.size(1));
    Point at = point(layer, x, parameters);
    run(
        (pass, workspace) -> {
          layer.forward(pass, at.x(), at.y(), parameters, workspace);
          Tensor from = dx;
          if (layer.isElementwise()) {
            pass.add(new Work.Convert(dy, dx));
            from = dy;
          }
          layer.jvp(pass, at, from, dParameters, dy, workspace);
        });
    return dy;
  }

  /** A point whose output is still to be computed. */
  Point point(Layer layer, Tensor x, List<Tensor> parameters) {
    return new Point(signal(x), signal(tensor(layer.outputs(), x.size(1))), parameters);
  }

  /** The layer's outputs [outputs, B]. */
  Tensor forward(Layer layer, Tensor x, List<Tensor> parameters) {
    Point at = point(layer, x, parameters);
    run((pass, workspace) -> layer.forward(pass, at.x(), at.y(), parameters, workspace));
    return at.y().features();
  }

  /** Makes a pass and runs it. */
  void run(BiConsumer<Pass, Workspace> made) {
    Constants constants = new Constants(region, type);
    Pass pass = new Pass();
    made.accept(pass, new Workspace(constants, new Scratch(region)));
    constants.upload(target);
    pass.run(target, 0);
  }

  static void copy(Tensor from, Tensor to) {
    each(from.shape(), index -> to.set(from.get(index), index));
  }

  /** Calls with every index of a shape, row-major. */
  static void each(long[] shape, Consumer<long[]> action) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    for (long i = 0; i < count; i++) {
      long[] index = new long[shape.length];
      long rest = i;
      for (int d = shape.length - 1; d >= 0; d--) {
        index[d] = rest % shape[d];
        rest /= shape[d];
      }
      action.accept(index);
    }
  }

  /** All patterns, row-major. */
  static List<Long> bits(Tensor tensor) {
    List<Long> bits = new ArrayList<>();
    each(tensor.shape(), index -> bits.add(tensor.get(index)));
    return bits;
  }

  @Override
  public void close() {
    region.close();
    target.close();
  }
}
