package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.GradientSink;
import dev.adamant.model.Layer;
import dev.adamant.model.Parameter;
import dev.adamant.model.Pass;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weight perturbation (forward gradients, FG-W: Baydin and others 2022, arXiv 2202.08587;
 * projected: Flügel and others 2024, arXiv 2410.17764). A first pass carries values and random
 * tangents of all parameters forward, and gives the derivative of the loss along each tangent; a
 * second makes the same tangents again, part by part, and adds them up to a gradient ({@link
 * Aggregation}). Two signals and the tangents of one of them are held, at any depth.
 */
final class WeightPerturbation implements GradientMethod {

  private final Workbench bench;
  private final WeightTangents tangents;
  private final Aggregation aggregation;
  private final TangentCarrier carrier;
  private final TangentRoom room;
  private final Map<Integer, Pass> forward = new HashMap<>();
  private final Pass gram = new Pass();
  private final Pass update = new Pass();

  /** Lays signals, tangents and the numbers of their aggregation. */
  WeightPerturbation(Workbench bench, Job.Gradient settings) {
    this(bench, settings, 0);
  }

  /**
   * As that.
   *
   * @param chunk how many tangents are carried forward at a time, or 0 for as many as there is room
   *     for
   */
  WeightPerturbation(Workbench bench, Job.Gradient settings, int chunk) {
    this.bench = bench;
    this.tangents = new WeightTangents(settings.distribution(), bench.job().seed());
    bench.laySignals(2);
    this.aggregation =
        new Aggregation(
            bench.region(),
            bench.staging(),
            bench.constants(),
            settings.tangents(),
            bench.network().parameterCount(),
            settings.aggregate().equals("projection"),
            true);
    this.carrier = new TangentCarrier(bench, tangents, aggregation.count(), chunk);
    this.room = carrier.room();
  }

  @Override
  public void record(int rows) {
    first(rows);
    if (update.size() == 0) {
      if (aggregation.needsGram()) {
        recordGram();
      }
      aggregation.finish(gram);
      recordUpdate();
    }
  }

  @Override
  public void step(Target target, int step, int rows) {
    first(rows).run(target, step);
    gram.run(target, step);
    aggregation.solve(target);
    update.run(target, step);
  }

  private Pass first(int rows) {
    return forward.computeIfAbsent(rows, this::recordForward);
  }

  private Pass recordForward(int rows) {
    Pass pass = new Pass();
    int count = aggregation.count();
    for (int from = 0; from < count; from += room.atATime()) {
      int to = Math.min(count, from + room.atATime());
      if (from == 0) {
        bench.load(pass, rows);
      } else {
        bench.features().load(pass, bench.signal(0, rows).features());
      }
      Tensor outputs = carrier.carry(pass, rows, from, to);
      Tensor residual = bench.residual(rows);
      if (from == 0) {
        bench.loss().residual(pass, bench.signal(bench.stages().size(), rows).features(), residual);
        bench.loss().addLosses(pass, rows);
      }
      derivatives(pass, residual, outputs, aggregation.derivatives().slice(0, from, to));
    }
    return pass;
  }

  /** j[k] = Σ over outputs and samples of residual·tangent. */
  private static void derivatives(Pass pass, Tensor residual, Tensor outputs, Tensor to) {
    List<Work.Term> terms = new ArrayList<>();
    long count = to.count();
    if (residual.isContiguous()) {
      terms.add(
          new Work.Term(
              residual.reshape(1, residual.count()),
              outputs.reshape(count, residual.count()).transpose(0, 1),
              false));
    } else {
      for (long c = 0; c < residual.size(0); c++) {
        terms.add(
            new Work.Term(
                residual.slice(0, c, c + 1), outputs.select(1, c).transpose(0, 1), false));
      }
    }
    pass.add(new Work.Contract(to.reshape(1, count), terms, null));
  }

  private void recordGram() {
    long step = room.count() / aggregation.count();
    boolean first = true;
    List<Layer> layers = bench.network().layers();
    for (int l = 0; l < layers.size(); l++) {
      long count = TangentCarrier.count(layers.get(l));
      for (long e = 0; e < count; e += step) {
        aggregation.addGram(gram, part(gram, l, count, e, Math.min(step, count - e)), first);
        first = false;
      }
    }
  }

  private void recordUpdate() {
    List<Layer> layers = bench.network().layers();
    for (int l = 0; l < layers.size(); l++) {
      GradientSink sink = bench.updater().sink(bench.weights(), l, bench.states(l));
      long element = 0;
      for (int p = 0; p < layers.get(l).parameters().size(); p++) {
        Parameter parameter = layers.get(l).parameters().get(p);
        long rows = parameter.count() / parameter.rowCount();
        long step = sink.rowsAtATime(p);
        for (long from = 0; from < rows; from += step) {
          Tensor gradient = sink.part(p, from, Math.min(rows, from + step));
          combine(l, element + from * parameter.rowCount(), gradient.reshape(gradient.count()));
          sink.accept(update, p, from, gradient);
        }
        element += parameter.count();
      }
    }
  }

  /** Writes a part of a layer's gradient, from an element of the layer on. */
  private void combine(int layer, long element, Tensor gradient) {
    long count = TangentCarrier.count(bench.network().layers().get(layer));
    long step = room.count() / aggregation.count();
    for (long e = 0; e < gradient.count(); e += step) {
      long many = Math.min(step, gradient.count() - e);
      Tensor part = part(update, layer, count, element + e, many);
      aggregation.combine(update, part, gradient.slice(0, e, e + many));
    }
  }

  /** [K, many]: elements of a layer of all tangents. */
  private Tensor part(Pass pass, int layer, long count, long element, long many) {
    Tensor part = room.at(0, aggregation.count(), many);
    tangents.draw(pass, part, Streams.tangents(layer), count, 0, element);
    return part;
  }
}
