package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Layer;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Stage;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Work;
import java.util.List;

/**
 * Activity perturbation (FG-A: Ren and others 2022, arXiv 2210.03310). A first pass carries values
 * and random tangents of all activities, which every stage adds to, forward, and gives the
 * derivative of each sample's loss along each tangent. A second computes the values again, stage by
 * stage, makes the same tangents again, and updates each stage when its output is there, so that
 * two signals are held at any depth and no tape is.
 */
final class ActivityPerturbation extends PassMethod {

  private final Workbench bench;
  private final StageGradients gradients;
  private final ActivityTangents tangents;

  /** Lays signals and tangents. */
  ActivityPerturbation(Workbench bench, Job.Gradient settings) {
    this(bench, settings, 0);
  }

  /**
   * As that.
   *
   * @param chunk how many tangents are carried forward at a time, or 0 for as many as there is room
   *     for
   */
  ActivityPerturbation(Workbench bench, Job.Gradient settings, int chunk) {
    this.bench = bench;
    this.gradients = new StageGradients(bench);
    bench.laySignals(2);
    this.tangents = new ActivityTangents(bench, settings, chunk);
  }

  @Override
  Pass make(int rows) {
    Pass pass = new Pass();
    for (int from = 0; from < tangents.count(); from += tangents.atATime()) {
      int many = Math.min(tangents.atATime(), tangents.count() - from);
      if (from == 0) {
        bench.load(pass, rows);
      } else {
        bench.features().load(pass, bench.signal(0, rows).features());
      }
      Tensor outputs = carry(pass, rows, from, many);
      Tensor residual = bench.residual(rows);
      if (from == 0) {
        bench.loss().residual(pass, bench.signal(bench.stages().size(), rows).features(), residual);
        bench.loss().addLosses(pass, rows);
      }
      tangents.derive(pass, residual, outputs, from);
    }
    tangents.finish(pass, rows);
    update(pass, rows);
    return pass;
  }

  /**
   * Carries values and some tangents from the first layer to the last; the tangents [k, C, rows] of
   * the outputs.
   */
  private Tensor carry(Pass pass, int rows, int from, int many) {
    Tensor dx = null;
    int turn = 0;
    for (int s = 0; s < bench.stages().size(); s++) {
      Stage stage = bench.stages().get(s);
      bench.forward(pass, s, rows);
      Layer layer = stage.layers().getFirst();
      Point at = gradients.point(pass, s, rows);
      if (layer.isElementwise()) {
        inPlace(pass, layer, at, dx);
      } else if (dx != null || !layer.parameters().isEmpty()) {
        Tensor dy = tangents.signal(turn++, many, layer.outputs(), rows);
        if (dx != null) {
          bench.jvp(pass, layer, at, dx, null, dy);
        }
        if (!layer.parameters().isEmpty()) {
          // What came in is used up, so new tangents may take its place.
          Tensor u = dx == null ? dy : tangents.signal(turn, many, layer.outputs(), rows);
          tangents.draw(pass, s, from, u);
          if (dx != null) {
            pass.add(new Work.Zip(BinaryOperation.ADD, dy, dy, u));
          }
        }
        dx = dy;
      }
      if (stage.layers().size() > 1) {
        inPlace(pass, stage.layers().getLast(), new Point(at.y(), at.y(), List.of()), dx);
      }
    }
    if (dx == null) {
      throw new IllegalArgumentException("the network has no parameters to train");
    }
    return dx;
  }

  private void inPlace(Pass pass, Layer layer, Point at, Tensor dx) {
    if (dx != null) {
      bench.jvp(pass, layer, at, dx, null, dx);
    }
  }

  private void update(Pass pass, int rows) {
    bench.features().load(pass, bench.signal(0, rows).features());
    for (int s = 0; s < bench.stages().size(); s++) {
      int layer = bench.stages().get(s).first();
      bench.forward(pass, s, rows);
      if (!bench.network().layers().get(layer).parameters().isEmpty()) {
        tangents.gradient(
            pass,
            s,
            gradients.point(pass, s, rows),
            rows,
            bench.updater().sink(bench.weights(), layer, bench.states(layer)));
      }
    }
  }
}
