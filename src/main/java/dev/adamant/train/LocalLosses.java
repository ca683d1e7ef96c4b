package dev.adamant.train;

import dev.adamant.memory.Tensor;
import dev.adamant.model.Dense;
import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Block-local losses with exact derivatives. Stage l is trained on the loss of a linear head on the
 * output of stage l + N, N being the look-ahead, or on the network's own loss where that is nearer.
 * The derivative is taken along all one-hot tangents of the stage's outputs, pushed through the N
 * stages and the head; they make one contraction a layer. Weights are updated as the pass goes by,
 * after their last use in it, so N + 2 signals are held at any depth and no tape is.
 *
 * <p>(Nøkland and Eidnes 2019, arXiv 1901.06656; interlocking: Gomez and others 2020, arXiv
 * 2010.04116.)
 */
final class LocalLosses extends PassMethod {

  private final Workbench bench;
  private final int lookahead;
  private final int last;
  private final LocalHeads heads;
  private final StageGradients gradients;
  private final Derivatives derivatives;

  /** Lays signals, derivatives and heads. */
  LocalLosses(Workbench bench, int lookahead) {
    Network network = bench.network();
    List<Stage> stages = network.stages();
    this.bench = bench;
    this.last = stages.size() - 1;
    this.lookahead = Math.min(lookahead, last);
    bench.laySignals(
        IntStream.rangeClosed(0, stages.size()).map(i -> i % (this.lookahead + 2)).toArray());
    this.heads = new LocalHeads(bench, heads(network, lookahead), this.lookahead);
    long widest = stages.stream().limit(last).mapToInt(Stage::outputs).max().orElse(1);
    int buffers = last > 0 ? Math.min(2, this.lookahead + 1) : 0;
    this.gradients = new StageGradients(bench);
    this.derivatives = new Derivatives(bench, buffers, widest);
  }

  /**
   * The heads that a network needs: one after each stage from the look-ahead to the last but one.
   */
  static List<Layer> heads(Network network, int lookahead) {
    List<Layer> heads = new ArrayList<>();
    List<Stage> stages = network.stages();
    for (int m = lookahead; m < stages.size() - 1; m++) {
      int width = stages.get(m).outputs();
      heads.add(new Dense(width, network.outputs(), Math.sqrt(1.0 / width)));
    }
    return heads;
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
    boolean ended = false;
    // A layer that works in place takes the derivative where it lies.
    boolean spoilt = bench.stages().get(last).layers().getLast().isElementwise();
    for (int stage = 0; stage <= last; stage++) {
      int end = Math.min(stage + lookahead, last);
      for (; computed <= end; computed++) {
        bench.forward(pass, computed, rows);
      }
      if (end == last && (!ended || spoilt)) {
        Tensor outputs = bench.signal(last + 1, rows).features();
        bench.loss().residual(pass, outputs, bench.residual(rows));
      }
      if (end == last && !ended) {
        bench.loss().addLosses(pass, rows);
        ended = true;
      }
      train(pass, stage, end, rows);
    }
    return pass;
  }

  /** Updates the weights of a stage by the loss after stage {@code end}, and the head there. */
  private void train(Pass pass, int stage, int end, int rows) {
    Tensor derivative = end < last ? head(pass, end, rows) : bench.residual(rows);
    for (int s = end; s >= stage; s--) {
      Point at = gradients.point(pass, s, rows);
      gradients.throughActivation(pass, s, at, derivative);
      if (s == stage) {
        gradients.update(pass, s, at, derivative);
      } else {
        int inputs = bench.stages().get(s).inputs();
        Tensor buffer = derivatives.beside(derivative, inputs, rows);
        derivative = gradients.throughLayer(pass, s, at, derivative, buffer);
      }
    }
  }

  /** The derivative of the head's loss by the outputs of a stage; the head is updated, too. */
  private Tensor head(Pass pass, int stage, int rows) {
    Point at = heads.forward(pass, stage, rows);
    Layer layer = heads.after(stage);
    Tensor error = heads.residual(rows);
    Tensor derivative = derivatives.beside(error, layer.inputs(), rows);
    layer.inputGradient(pass, at, error, derivative, bench.workspace());
    heads.update(pass, stage, at, rows);
    return derivative;
  }
}
