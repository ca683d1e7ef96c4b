package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Layer;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Signal;
import dev.adamant.model.Stage;
import java.util.List;

/**
 * Block-local losses with random tangents of activities (LG-FG-A: Ren and others 2022, arXiv
 * 2210.03310). As in {@link LocalLosses} stage l is trained on the loss of a linear head on the
 * output of stage l + N, or on the network's own loss where that is nearer; but what is pushed
 * through the stages between and the head is K random tangents of the stage's activities. Heads and
 * the last stage, whose outputs' derivative is at hand, follow their exact gradients. N + 2 signals
 * are held at any depth and no tape is.
 */
final class LocalActivity extends PassMethod {

  private final Workbench bench;
  private final int lookahead;
  private final int last;
  private final LocalHeads heads;
  private final StageGradients gradients;
  private final ActivityTangents tangents;

  /** Lays signals, heads and tangents. */
  LocalActivity(Workbench bench, Job.Gradient settings) {
    this(bench, settings, 0);
  }

  /**
   * As that.
   *
   * @param chunk how many tangents are carried forward at a time, or 0 for as many as there is room
   *     for
   */
  LocalActivity(Workbench bench, Job.Gradient settings, int chunk) {
    this.bench = bench;
    this.last = bench.stages().size() - 1;
    this.lookahead = Math.min(settings.lookahead(), last);
    bench.laySignals(lookahead + 2);
    this.heads = new LocalHeads(bench, LocalLosses.heads(bench.network(), lookahead), lookahead);
    this.gradients = new StageGradients(bench);
    this.tangents = new ActivityTangents(bench, settings, chunk);
  }

  @Override
  public void initialise(Pass pass) {
    heads.initialise(pass);
  }

  @Override
  Pass make(int rows) {
    Pass pass = new Pass();
    bench.load(pass, rows);
    int computed = 0;
    for (int stage = 0; stage <= last; stage++) {
      int end = Math.min(stage + lookahead, last);
      for (; computed <= end; computed++) {
        bench.forward(pass, computed, rows);
        if (computed == last) {
          Tensor outputs = bench.signal(last + 1, rows).features();
          bench.loss().residual(pass, outputs, bench.residual(rows));
          bench.loss().addLosses(pass, rows);
        }
      }
      Point head = end < last ? heads.forward(pass, end, rows) : null;
      boolean trains = !layer(stage).parameters().isEmpty();
      if (trains && stage < last) {
        derive(pass, stage, end, head, rows);
      }
      if (head != null) {
        heads.update(pass, end, head, rows);
      }
      if (trains) {
        update(pass, stage, rows);
      }
    }
    return pass;
  }

  private Layer layer(int stage) {
    return bench.stages().get(stage).layers().getFirst();
  }

  /** Derivatives of the loss after stage {@code end} along all tangents of a stage. */
  private void derive(Pass pass, int stage, int end, Point head, int rows) {
    for (int from = 0; from < tangents.count(); from += tangents.atATime()) {
      int many = Math.min(tangents.atATime(), tangents.count() - from);
      int turn = 0;
      Tensor dx = tangents.signal(turn++, many, layer(stage).outputs(), rows);
      tangents.draw(pass, stage, from, dx);
      throughActivation(pass, stage, dx, rows);
      for (int s = stage + 1; s <= end; s++) {
        Layer layer = layer(s);
        Tensor dy =
            layer.isElementwise() ? dx : tangents.signal(turn++, many, layer.outputs(), rows);
        bench.jvp(pass, layer, gradients.point(pass, s, rows), dx, null, dy);
        throughActivation(pass, s, dy, rows);
        dx = dy;
      }
      Tensor residual = bench.residual(rows);
      if (head != null) {
        Tensor dy = tangents.signal(turn, many, bench.network().outputs(), rows);
        bench.jvp(pass, heads.after(end), head, dx, null, dy);
        dx = dy;
        residual = heads.residual(rows);
      }
      tangents.derive(pass, residual, dx, from);
    }
    tangents.finish(pass, rows);
  }

  private void throughActivation(Pass pass, int stage, Tensor tangent, int rows) {
    Stage of = bench.stages().get(stage);
    if (of.layers().size() > 1) {
      Signal y = bench.signal(stage + 1, rows);
      Point inPlace = new Point(y, y, List.of());
      bench.jvp(pass, of.layers().getLast(), inPlace, tangent, null, tangent);
    }
  }

  private void update(Pass pass, int stage, int rows) {
    Point at = gradients.point(pass, stage, rows);
    if (stage == last) {
      Tensor derivative = bench.residual(rows);
      gradients.throughActivation(pass, stage, at, derivative);
      gradients.update(pass, stage, at, derivative);
      return;
    }
    int layer = bench.stages().get(stage).first();
    tangents.gradient(
        pass, stage, at, rows, bench.updater().sink(bench.weights(), layer, bench.states(layer)));
  }
}
