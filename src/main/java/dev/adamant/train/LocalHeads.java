package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Layer;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Signal;
import dev.adamant.model.Weights;
import java.util.List;

/**
 * Linear heads after stages, each with a loss of its own, and one place for what goes out of them.
 */
final class LocalHeads {

  private final Workbench bench;
  private final int firstStage;
  private final Weights heads;
  private final List<List<List<Tensor>>> states;
  private final Signal outputs;
  private final Tensor residual;
  private final StageGradients gradients;

  /**
   * Lays heads, what the optimizer keeps of them, and their outputs.
   *
   * @param layers one after each stage from {@code firstStage} on; may be none
   */
  LocalHeads(Workbench bench, List<Layer> layers, int firstStage) {
    Precision precision = bench.job().precision();
    int count = bench.network().outputs();
    int batch = bench.job().batch();
    boolean any = !layers.isEmpty();
    this.bench = bench;
    this.firstStage = firstStage;
    this.heads = new Weights(bench.region(), layers, precision.storage(), precision.compute());
    this.states = bench.updater().states(bench.region(), layers);
    bench.keep("heads", heads, states);
    this.outputs = any ? new Signal(bench.region().tensor(bench.type(), 1L + count, batch)) : null;
    this.residual = any ? bench.region().tensor(bench.type(), count, batch) : null;
    this.gradients = new StageGradients(bench);
  }

  /** Adds the work that gives them the weights that training begins with. */
  void initialise(Pass pass) {
    for (int h = 0; h < heads.layers().size(); h++) {
      heads
          .layers()
          .get(h)
          .initialise(
              pass,
              heads.stored(h),
              bench.storageConstants(),
              bench.job().seed(),
              Streams.head(firstStage + h));
    }
  }

  /** The head after a stage. */
  Layer after(int stage) {
    return heads.layers().get(stage - firstStage);
  }

  /** [C, rows]: the derivative of the loss by the outputs of the latest head. */
  Tensor residual(int rows) {
    return residual.slice(1, 0, rows);
  }

  /** Adds the work that answers with the head after a stage, and finds its residual. */
  Point forward(Pass pass, int stage, int rows) {
    int head = stage - firstStage;
    Signal x = bench.signal(stage + 1, rows);
    Signal y = outputs.samples(0, rows);
    Point at = new Point(x, y, heads.load(pass, head, 0));
    int from = 0;
    for (int to : bench.cuts(rows)) {
      after(stage)
          .forward(
              pass, x.samples(from, to), y.samples(from, to), at.parameters(), bench.workspace());
      from = to;
    }
    bench.loss().residual(pass, y.features(), residual(rows));
    return at;
  }

  /**
   * Adds the work that updates the head after a stage by the gradient of its own loss, which is
   * exact.
   */
  void update(Pass pass, int stage, Point at, int rows) {
    int head = stage - firstStage;
    after(stage)
        .parameterGradient(
            pass,
            gradients.contributions(at, residual(rows)),
            bench.updater().sink(heads, head, states.get(head)),
            bench.workspace());
  }
}
