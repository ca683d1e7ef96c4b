package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.GradientSink;
import dev.adamant.model.Layer;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Pointwise;
import dev.adamant.model.Stage;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Random tangents u of the outputs of stages' first layers, for every sample of its own, and what
 * becomes of them: with the derivatives j of the loss along K of them, the derivative by those
 * outputs is estimated by Σ j·u/K (Ren and others 2022, arXiv 2210.03310). Where a ReLU follows,
 * only active units are perturbed. They are a function of the job's seed and the step, and made
 * again where they are needed: the element of tangent k, output o of n, sample b of B has the
 * number (k·n + o)·B + b in the stage's stream.
 */
final class ActivityTangents {

  private final Workbench bench;
  private final StageGradients gradients;
  private final Job.Gradient settings;
  private final TangentRoom room;
  private final Tensor derivatives;

  /**
   * Lays room for two signals' tangents, and the derivatives.
   *
   * @param chunk how many tangents are carried forward at a time, or 0 for as many as there is room
   *     for
   */
  ActivityTangents(Workbench bench, Job.Gradient settings, int chunk) {
    int batch = bench.job().batch();
    int count = settings.tangents();
    long widest = bench.stages().stream().mapToInt(Stage::outputs).max().orElseThrow();
    this.bench = bench;
    this.gradients = new StageGradients(bench);
    this.settings = settings;
    this.derivatives = bench.region().tensor(bench.type(), (long) count * batch);
    long least =
        bench.network().layers().stream()
            .mapToLong(layer -> leastOutputs(layer) * count * batch)
            .max()
            .orElseThrow();
    this.room = TangentRoom.of(bench, count, widest * batch, 0, least, chunk);
  }

  /** Outputs whose gradients must be found together. */
  private static long leastOutputs(Layer layer) {
    return layer.parameters().isEmpty() || isDivisible(layer) ? 1 : layer.outputs();
  }

  private static boolean isDivisible(Layer layer) {
    return layer.parameters().size() == 1 && layer.outputs(0, 1) != null;
  }

  /** K. */
  int count() {
    return settings.tangents();
  }

  /** How many tangents are carried forward at a time. */
  int atATime() {
    return room.atATime();
  }

  /** [tangents, features, rows]: room for the tangents of a signal, by turns. */
  Tensor signal(int turn, int many, long features, int rows) {
    return room.signal(turn, many, features, rows);
  }

  /**
   * Adds the work that makes tangents of a stage.
   *
   * @param out [tangents, outputs, rows], written
   * @param tangent number of the first
   */
  void draw(Pass pass, int stage, int tangent, Tensor out) {
    long each = out.count() / out.size(0);
    pass.addRandom(
        settings.distribution(), out, bench.job().seed(), Streams.tangents(stage), tangent * each);
  }

  /**
   * Adds the work that finds derivatives of each sample's loss: j[k, b] = Σ over outputs of
   * residual·tangent, exact and rounded once.
   *
   * @param residual [C, rows]
   * @param outputs [tangents, C, rows]: tangents of outputs
   * @param tangent number of the first
   */
  void derive(Pass pass, Tensor residual, Tensor outputs, int tangent) {
    long many = outputs.size(0);
    long features = residual.size(0);
    long rows = residual.size(1);
    Tensor to = derivatives(rows).slice(0, tangent, tangent + many);
    // For every tangent and sample [1, C]·[C, 1].
    Tensor left = residual.expand(many, 1, features, rows).transpose(1, 3).transpose(2, 3);
    Tensor right = outputs.expand(1, many, features, rows).transpose(0, 1).transpose(1, 3);
    pass.add(new Work.Contract(to.reshape(many, rows, 1, 1), left, right));
  }

  /** Divides the derivatives of all tangents by K, each rounded once. */
  void finish(Pass pass, int rows) {
    Tensor all = derivatives(rows);
    Aggregation.divideByCount(pass, bench.constants(), all, all, count());
  }

  /** [K, rows]. */
  private Tensor derivatives(long rows) {
    return derivatives.slice(0, 0, count() * rows).reshape(count(), rows);
  }

  /**
   * Adds the work that finds the gradient of a stage's parameters, after {@link #finish}: every
   * element is one exact sum over samples and tangents of x·(j·u), rounded once.
   *
   * @param at the stage's first layer, its output with the activation applied
   */
  void gradient(Pass pass, int stage, Point at, int rows, GradientSink sink) {
    Layer layer = bench.stages().get(stage).layers().getFirst();
    if (!isDivisible(layer)) {
      layer.parameterGradient(
          pass, contributions(pass, stage, at, 0, layer.outputs(), rows), sink, bench.workspace());
      return;
    }
    long step = sink.rowsAtATime(0);
    long most = Math.max(1, room.count() / (count() * (long) rows));
    for (long from = 0; from < layer.outputs(); from += step) {
      long to = Math.min(layer.outputs(), from + step);
      Tensor whole = sink.part(0, from, to);
      for (long o = from; o < to; o += most) {
        int first = (int) o;
        int end = (int) Math.min(to, o + most);
        Point part =
            new Point(at.x(), at.y(), List.of(at.parameters().getFirst().slice(0, first, end)));
        layer
            .outputs(first, end)
            .parameterGradient(
                pass,
                contributions(pass, stage, part, first, end, rows),
                new PartSink(whole.slice(0, first - from, end - from)),
                bench.workspace());
      }
      sink.accept(pass, 0, from, whole);
    }
  }

  /** The shares of all tangents, unit by unit: j·u of some outputs, each product rounded once. */
  private List<Layer.Contribution> contributions(
      Pass pass, int stage, Point at, int from, int to, int rows) {
    Stage of = bench.stages().get(stage);
    Tensor u = room.at(0, count(), to - (long) from, rows);
    for (int k = 0; k < count(); k++) {
      pass.addRandom(
          settings.distribution(),
          u.select(0, k),
          bench.job().seed(),
          Streams.tangents(stage),
          ((long) k * of.outputs() + from) * rows);
    }
    if (of.layers().getLast() instanceof Pointwise(Activation activation, int features)
        && activation == Activation.RELU
        && features == of.outputs()) {
      Tensor active = at.y().features().slice(0, from, to).expand(u.shape());
      pass.add(new Work.Zip(BinaryOperation.GATE, u, u, active));
    }
    Tensor j = derivatives(rows).expand(u.size(1), count(), rows).transpose(0, 1);
    pass.add(new Work.Zip(BinaryOperation.MUL, u, u, j));
    List<Layer.Contribution> all = new ArrayList<>();
    for (int k = 0; k < count(); k++) {
      all.addAll(gradients.contributions(at, u.select(0, k)));
    }
    return all;
  }

  /** Takes the gradient of a layer that is part of another, into a part of that one's. */
  private record PartSink(Tensor part) implements GradientSink {

    @Override
    public long rowsAtATime(int parameter) {
      return part.size(0);
    }

    @Override
    public Tensor part(int parameter, long from, long to) {
      return part.slice(0, from, to);
    }

    @Override
    public void accept(Pass pass, int parameter, long from, Tensor written) {
      // It is where it belongs, and used when the whole is there.
    }
  }
}
