package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Layer;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Signal;
import dev.adamant.model.Stage;
import dev.adamant.model.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Derivatives of a loss by what goes through a stage whose input and output a {@link Workbench}
 * holds.
 */
final class StageGradients {

  private final Workbench bench;

  StageGradients(Workbench bench) {
    this.bench = bench;
  }

  /** Where a stage's first layer is differentiated; its weights as they are now. */
  Point point(Pass pass, int stage, int rows) {
    return new Point(
        bench.signal(stage, rows),
        bench.signal(stage + 1, rows),
        bench.weights().load(pass, bench.stages().get(stage).first(), stage % Weights.SLOTS));
  }

  /**
   * Adds the work that takes the derivative by a stage's outputs to that by its first layer's
   * outputs, in place.
   */
  void throughActivation(Pass pass, int stage, Point at, Tensor derivative) {
    Stage of = bench.stages().get(stage);
    if (of.layers().size() > 1) {
      Point inPlace = new Point(at.y(), at.y(), List.of());
      of.layers().getLast().inputGradient(pass, inPlace, derivative, derivative, bench.workspace());
    }
  }

  /**
   * Adds the work that takes the derivative by a first layer's outputs to that by its inputs.
   *
   * @param buffer [inputs, rows], apart from the derivative
   * @return the buffer, or the derivative where the layer works in place
   */
  Tensor throughLayer(Pass pass, int stage, Point at, Tensor derivative, Tensor buffer) {
    Layer layer = bench.stages().get(stage).layers().getFirst();
    Tensor before = layer.isElementwise() ? derivative : buffer;
    layer.inputGradient(pass, at, derivative, before, bench.workspace());
    return before;
  }

  /** Adds the work that updates a first layer by the derivative by its outputs. */
  void update(Pass pass, int stage, Point at, Tensor derivative) {
    Stage of = bench.stages().get(stage);
    Layer layer = of.layers().getFirst();
    if (!layer.parameters().isEmpty()) {
      layer.parameterGradient(
          pass,
          contributions(at, derivative),
          bench.updater().sink(bench.weights(), of.first(), bench.states(of.first())),
          bench.workspace());
    }
  }

  /** A derivative's shares of a gradient, of the units that the batch is cut into. */
  List<Layer.Contribution> contributions(Point at, Tensor derivative) {
    List<Layer.Contribution> parts = new ArrayList<>();
    int from = 0;
    for (int to : bench.cuts(at.x().batch())) {
      Signal x = at.x().samples(from, to);
      Signal y = at.y().samples(from, to);
      parts.add(
          new Layer.Contribution(new Point(x, y, at.parameters()), derivative.slice(1, from, to)));
      from = to;
    }
    return parts;
  }
}
