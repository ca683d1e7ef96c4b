package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Stage;
import java.util.List;

/**
 * Reverse mode, on the kernels of the other methods, to compare with: the product does not use it.
 * Signals are kept for the way back, all of them or, with checkpoints, the inputs of every few
 * stages, from which the signals of that many stages are computed again (Griewank and Walther 2000;
 * the square root: Chen and others 2016, arXiv 1604.06174). Weights are updated after their last
 * use on the way back, so that no gradient of the whole network is held. How many signals are kept
 * changes no bit.
 */
final class Backprop extends PassMethod {

  private final Workbench bench;
  private final StageGradients gradients;
  private final Derivatives derivatives;
  private final int segment;

  private Backprop(Workbench bench, int segment) {
    List<Stage> stages = bench.stages();
    this.bench = bench;
    this.segment = segment;
    this.gradients = new StageGradients(bench);
    bench.laySignals(places(stages.size(), segment));
    long widest = stages.stream().skip(1).mapToInt(Stage::inputs).max().orElse(1);
    this.derivatives = new Derivatives(bench, Math.min(2, stages.size() - 1), widest);
  }

  /** Keeps all signals. */
  static Backprop whole(Workbench bench) {
    return new Backprop(bench, bench.stages().size());
  }

  /** Keeps the input of every ⌈√L⌉-th of L stages. */
  static Backprop checkpointed(Workbench bench) {
    return new Backprop(bench, (int) Math.ceil(Math.sqrt(bench.stages().size())));
  }

  /** The buffers of the signals: first checkpoints, then those that all segments share. */
  static int[] places(int stages, int segment) {
    int[] places = new int[stages + 1];
    for (int i = 0; i <= stages; i++) {
      int within = i % segment;
      places[i] = within == 0 ? i / segment : stages / segment + within;
    }
    return places;
  }

  @Override
  Pass make(int rows) {
    int count = bench.stages().size();
    Pass pass = new Pass();
    bench.load(pass, rows);
    for (int stage = 0; stage < count; stage++) {
      bench.forward(pass, stage, rows);
    }
    Tensor derivative = bench.residual(rows);
    bench.loss().residual(pass, bench.signal(count, rows).features(), derivative);
    bench.loss().addLosses(pass, rows);
    for (int from = (count - 1) / segment * segment; from >= 0; from -= segment) {
      int to = Math.min(count, from + segment);
      if (to < count) {
        // The last signal of the segment is the next checkpoint.
        for (int stage = from; stage < to - 1; stage++) {
          bench.forward(pass, stage, rows);
        }
      }
      for (int stage = to - 1; stage >= from; stage--) {
        derivative = back(pass, stage, derivative, rows);
      }
    }
    return pass;
  }

  /** Goes back through one stage and updates it. */
  private Tensor back(Pass pass, int stage, Tensor derivative, int rows) {
    Point at = gradients.point(pass, stage, rows);
    gradients.throughActivation(pass, stage, at, derivative);
    Tensor before = derivative;
    if (stage > 0) {
      int inputs = bench.stages().get(stage).inputs();
      Tensor buffer = derivatives.beside(derivative, inputs, rows);
      before = gradients.throughLayer(pass, stage, at, derivative, buffer);
    }
    gradients.update(pass, stage, at, derivative);
    return before;
  }
}
