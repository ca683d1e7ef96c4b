package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;
import dev.adamant.model.Layer;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Signal;
import dev.adamant.model.Stage;
import dev.adamant.model.Weights;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The whole gradient along all one-hot tangents of the weights, K = n. What a one-hot tangent of a
 * weight does to a layer's output is linear in the one-hot tangents of that output, so these are
 * pushed forward, through the layer's activation and all stages after it, by the tangent rules
 * alone; each meets the loss's residual in one exact sum a sample.
 *
 * <p>Stages are trained from the first to the last. That of the moment has its input held, the
 * values of later stages are computed again beside the tangents, and weights are updated only after
 * the stage's output has been computed with the old ones. So every derivative is that of the
 * weights before the step, three signals are held at any depth, and the time grows with the square
 * of the depth.
 *
 * <p>Tangents do not depend on each other: how many go at once changes no bit. They are as many as
 * keep memory within twice what answering takes, and at least one.
 */
final class ExactGradient extends PassMethod {

  private static final int SIGNALS = 3;

  private final Workbench bench;
  private final StageGradients gradients;
  private final int last;
  private final int chunk;
  private final Tensor derivative;
  private final List<Tensor> tangents = new ArrayList<>();

  /** For each stage which of two buffers has the tangents of its outputs. */
  private final int[] slots;

  /** Lays signals, the derivative and tangents. */
  ExactGradient(Workbench bench) {
    this(bench, Integer.MAX_VALUE);
  }

  /**
   * The same with a limit of its own.
   *
   * @param most tangents at once, at least 1
   */
  ExactGradient(Workbench bench, int most) {
    List<Stage> stages = bench.stages();
    this.bench = bench;
    this.gradients = new StageGradients(bench);
    this.last = stages.size() - 1;
    this.slots = new int[stages.size()];
    bench.laySignals(SIGNALS);
    long batch = bench.job().batch();
    int widest =
        IntStream.rangeClosed(0, last).filter(this::pushes).map(this::outputs).max().orElse(0);
    this.derivative = bench.region().tensor(bench.type(), widest * batch);
    long[] widths = new long[2];
    for (int stage = 0; stage <= last && widest > 0; stage++) {
      int before = stage == 0 ? 0 : slots[stage - 1];
      slots[stage] = first(stage).isElementwise() ? before : 1 - before;
      widths[slots[stage]] = Math.max(widths[slots[stage]], outputs(stage));
    }
    long each = Math.max(1, (widths[0] + widths[1]) * batch * bench.type().byteSize());
    this.chunk = Math.clamp(room() / each, 1, Math.clamp(widest, 1, most));
    for (long width : widths) {
      tangents.add(bench.region().tensor(bench.type(), chunk * width * batch));
    }
  }

  /** Bytes left for tangents, of twice what answering takes. */
  private long room() {
    Precision precision = bench.job().precision();
    long inference =
        Inference.plannedBytes(
            bench.network(), precision.storage(), precision.compute(), bench.job().batch(), true);
    return 2 * inference - bench.region().liveBytes() - 2 * Region.ALIGNMENT;
  }

  @Override
  Pass make(int rows) {
    Pass pass = new Pass();
    bench.load(pass, rows);
    for (int stage = 0; stage <= last; stage++) {
      Point at = point(pass, 0, stage, rows);
      forward(pass, stage, at);
      activate(pass, stage, at);
    }
    bench.loss().residual(pass, signal(0, last + 1, rows).features(), bench.residual(rows));
    bench.loss().addLosses(pass, rows);
    for (int stage = 0; stage <= last; stage++) {
      train(pass, stage, rows);
    }
    return pass;
  }

  /**
   * Updates a stage, and leaves its output, by the weights before, as the next one's held input.
   */
  private void train(Pass pass, int stage, int rows) {
    boolean learns = learns(stage);
    Tensor byOutputs = learns ? derivative(pass, stage, rows) : null;
    Point at = point(pass, stage, stage, rows);
    forward(pass, stage, at);
    if (learns) {
      gradients.update(pass, stage, at, byOutputs);
    }
    activate(pass, stage, at);
  }

  /** [outputs, rows]: the loss's derivative by the outputs of a stage's first layer. */
  private Tensor derivative(Pass pass, int stage, int rows) {
    if (!pushes(stage)) {
      return bench.residual(rows);
    }
    int outputs = outputs(stage);
    Tensor result = derivative.slice(0, 0, (long) outputs * rows).reshape(outputs, rows);
    for (int from = 0; from < outputs; from += chunk) {
      int to = Math.min(outputs, from + chunk);
      Tensor atEnd = push(pass, stage, from, to, rows);
      // For each sample [K, C]·[C, 1].
      pass.add(
          new Work.Contract(
              columns(result.slice(0, from, to)),
              atEnd.transpose(0, 2).transpose(1, 2),
              columns(bench.residual(rows))));
    }
    return result;
  }

  /**
   * Pushes the one-hot tangents of some outputs of a stage's first layer through all that follows.
   *
   * @return [to − from, C, rows]: tangents of the network's outputs
   */
  private Tensor push(Pass pass, int base, int from, int to, int rows) {
    int count = to - from;
    Tensor tangent = tangent(base, count, rows);
    pass.add(new Work.Convert(tangent, bench.constants().zerosLike(tangent)));
    for (int k = 0; k < count; k++) {
      Tensor one = tangent.select(0, k).slice(0, from + k, from + k + 1L);
      pass.add(new Work.Convert(one, bench.constants().get(1.0, one.shape())));
    }
    for (int stage = base; stage <= last; stage++) {
      Point at = point(pass, base, stage, rows);
      forward(pass, stage, at);
      if (stage > base) {
        Layer layer = first(stage);
        Tensor next = tangent(stage, count, rows);
        layer.jvp(pass, at, tangent, null, next, bench.workspace());
        tangent = next;
      }
      activate(pass, stage, at);
      Stage of = bench.stages().get(stage);
      if (of.layers().size() > 1) {
        Point inPlace = new Point(at.y(), at.y(), List.of());
        of.layers().getLast().jvp(pass, inPlace, tangent, null, tangent, bench.workspace());
      }
    }
    return tangent;
  }

  private boolean learns(int stage) {
    return !first(stage).parameters().isEmpty();
  }

  /** Whether anything comes between a stage's first layer, which learns, and the loss. */
  private boolean pushes(int stage) {
    return learns(stage) && (stage < last || bench.stages().get(stage).layers().size() > 1);
  }

  private int outputs(int stage) {
    return first(stage).outputs();
  }

  private Layer first(int stage) {
    return bench.stages().get(stage).layers().getFirst();
  }

  /** Where a stage's first layer is differentiated, while the stage {@code base} is trained. */
  private Point point(Pass pass, int base, int stage, int rows) {
    return new Point(
        signal(base, stage, rows),
        signal(base, stage + 1, rows),
        bench.weights().load(pass, bench.stages().get(stage).first(), stage % Weights.SLOTS));
  }

  /**
   * The signal after so many stages: the held input of the base, or one of the other two by turns.
   */
  private Signal signal(int base, int afterStages, int rows) {
    int beyond = afterStages - base;
    int number = beyond == 0 ? base : base + 1 + (beyond - 1) % (SIGNALS - 1);
    return bench.signals().signal(number, bench.width(afterStages)).samples(0, rows);
  }

  /** Adds a stage's first layer, unit by unit. */
  private void forward(Pass pass, int stage, Point at) {
    apply(pass, first(stage), at.x(), at.y(), at.parameters());
  }

  /** Adds what a stage does in place after that. */
  private void activate(Pass pass, int stage, Point at) {
    Stage of = bench.stages().get(stage);
    if (of.layers().size() > 1) {
      apply(pass, of.layers().getLast(), at.y(), at.y(), List.of());
    }
  }

  private void apply(Pass pass, Layer layer, Signal x, Signal y, List<Tensor> parameters) {
    int from = 0;
    for (int to : bench.cuts(x.batch())) {
      layer.forward(pass, x.samples(from, to), y.samples(from, to), parameters, bench.workspace());
      from = to;
    }
  }

  private Tensor tangent(int stage, int count, int rows) {
    int features = outputs(stage);
    return tangents
        .get(slots[stage])
        .slice(0, 0, (long) count * features * rows)
        .reshape(count, features, rows);
  }

  /** [n, b] as [b, n, 1]. */
  private static Tensor columns(Tensor matrix) {
    return matrix.expand(1, matrix.size(0), matrix.size(1)).transpose(0, 2);
  }
}
