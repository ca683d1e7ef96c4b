package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Layer;
import dev.adamant.model.Parameter;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Stage;
import dev.adamant.model.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries values and random tangents of all parameters from the first layer to the last. Of the
 * tangents those of one signal, of the next, and of a part of one layer's parameters are held.
 */
final class TangentCarrier {

  private final Workbench bench;
  private final WeightTangents tangents;
  private final TangentRoom room;
  private final long partCount;

  /**
   * Lays room for tangents, in which nothing is kept between calls.
   *
   * @param count tangents of a step; there is room for as many elements
   * @param chunk how many are carried at a time, or 0 for as many as there is room for
   */
  TangentCarrier(Workbench bench, WeightTangents tangents, int count, int chunk) {
    this.bench = bench;
    this.tangents = tangents;
    long widest = bench.stages().stream().mapToInt(Stage::outputs).max().orElseThrow();
    long signalCount = widest * bench.job().batch();
    long wanted = signalCount;
    while (wanted > 1 && !TangentRoom.hasRoom(bench, signalCount, longestPart(wanted))) {
      wanted /= 2;
    }
    this.partCount = wanted;
    long part = longestPart(wanted);
    this.room = TangentRoom.of(bench, count, signalCount, part, count, chunk);
  }

  /** All room for tangents. */
  TangentRoom room() {
    return room;
  }

  /** Elements of the longest part of a layer's parameters, if they are to be so many. */
  private long longestPart(long wanted) {
    return bench.network().layers().stream()
        .mapToLong(layer -> outputsAtATime(layer, wanted) * perOutput(layer))
        .max()
        .orElseThrow();
  }

  /** Outputs whose parameters' tangent is made at a time, at least one. */
  private static long outputsAtATime(Layer layer, long wanted) {
    boolean whole = layer.parameters().isEmpty() || layer.outputs(0, 1) == null;
    return whole
        ? layer.outputs()
        : Math.clamp(wanted / perOutput(layer), 1L, (long) layer.outputs());
  }

  /** Parameters of an output. */
  private static long perOutput(Layer layer) {
    return Math.ceilDiv(count(layer), layer.outputs());
  }

  /** Parameters of a layer. */
  static long count(Layer layer) {
    return layer.parameters().stream().mapToLong(Parameter::count).sum();
  }

  /**
   * Carries values and some tangents from the first layer to the last; the tangents [k, C, rows] of
   * the outputs.
   */
  Tensor carry(Pass pass, int rows, int from, int to) {
    Tensor dx = null;
    int turn = 0;
    for (int s = 0; s < bench.stages().size(); s++) {
      Stage stage = bench.stages().get(s);
      bench.forward(pass, s, rows);
      for (int i = 0; i < stage.layers().size(); i++) {
        Layer layer = stage.layers().get(i);
        Point at =
            new Point(
                bench.signal(s + i, rows),
                bench.signal(s + 1, rows),
                bench.weights().load(pass, stage.first() + i, s % Weights.SLOTS));
        if (layer.isElementwise()) {
          if (dx != null) {
            bench.jvp(pass, layer, at, dx, null, dx);
          }
        } else if (dx != null || !layer.parameters().isEmpty()) {
          Tensor dy = room.signal(turn++, to - from, layer.outputs(), rows);
          push(pass, stage.first() + i, at, dx, dy, from);
          dx = dy;
        }
      }
    }
    if (dx == null) {
      throw new IllegalArgumentException("the network has no parameters to train");
    }
    return dx;
  }

  /** Through a layer, with the tangents of its own parameters from number {@code from} on. */
  private void push(Pass pass, int number, Point at, Tensor dx, Tensor dy, int from) {
    Layer layer = bench.network().layers().get(number);
    if (layer.parameters().isEmpty()) {
      bench.jvp(pass, layer, at, dx, null, dy);
      return;
    }
    long step = outputsAtATime(layer, partCount);
    for (long o = 0; o < layer.outputs(); o += step) {
      int first = (int) o;
      int end = (int) Math.min(layer.outputs(), o + step);
      boolean whole = step == layer.outputs();
      Layer part = whole ? layer : layer.outputs(first, end);
      List<Tensor> parameters =
          whole
              ? at.parameters()
              : at.parameters().stream().map(p -> p.slice(0, first, end)).toList();
      List<Tensor> made = draw(pass, number, part, first, from, (int) dy.size(0));
      bench.jvp(
          pass, part, new Point(at.x(), at.y(), parameters), dx, made, dy.slice(1, first, end));
    }
  }

  /** Tangents of the parameters of some outputs of a layer. */
  private List<Tensor> draw(Pass pass, int number, Layer part, int output, int from, int many) {
    Layer layer = bench.network().layers().get(number);
    List<Tensor> made = new ArrayList<>();
    long place = 0;
    long element = 0;
    for (int p = 0; p < part.parameters().size(); p++) {
      Parameter parameter = part.parameters().get(p);
      long[] shape = new long[parameter.shape().size() + 1];
      shape[0] = many;
      System.arraycopy(parameter.dimensions(), 0, shape, 1, shape.length - 1);
      Tensor tangent = room.behindSignals(place, shape);
      long first = element + (output == 0 ? 0 : output * parameter.rowCount());
      tangents.draw(pass, tangent, Streams.tangents(number), count(layer), from, first);
      made.add(tangent);
      place += tangent.count();
      element += layer.parameters().get(p).count();
    }
    return made;
  }
}
