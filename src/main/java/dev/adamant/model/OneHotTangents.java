package dev.adamant.model;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of a layer by its tangent rule alone: one tangent after the other is 1 in one place and
 * 0 in all others, and its derivative is one exact sum.
 */
final class OneHotTangents {

  private final Layer layer;
  private final Constants constants;
  private final Scratch scratch;

  OneHotTangents(Layer layer, Constants constants, Scratch scratch) {
    this.layer = layer;
    this.constants = constants;
    this.scratch = scratch;
  }

  /** As {@link Layer#inputGradient}. */
  void input(Pass pass, Point at, Tensor dOut, Tensor dIn) {
    if (layer.isElementwise()) {
      diagonal(pass, at, dOut, dIn);
      return;
    }
    scratch.reuse();
    long batch = dOut.size(1);
    Tensor dx = scratch.tensor(constants.type(), 1, layer.inputs(), batch);
    Tensor dy = scratch.tensor(constants.type(), 1, layer.outputs(), batch);
    pass.add(new Work.Convert(dx, constants.zerosLike(dx)));
    for (int i = 0; i < layer.inputs(); i++) {
      Tensor row = dx.slice(1, i, i + 1);
      pass.add(new Work.Convert(row, constants.get(1.0, row.shape())));
      layer.jvp(pass, at, dx, null, dy, constants);
      pass.add(new Work.Convert(row, constants.zerosLike(row)));
      // For each sample the sum over outputs: [B, 1, o]·[B, o, 1].
      Tensor tangent = dy.select(0, 0).transpose(0, 1);
      Tensor loss = dOut.transpose(0, 1);
      pass.add(
          new Work.Contract(
              asMatrices(dIn.slice(0, i, i + 1).transpose(0, 1)),
              insert(loss, 1),
              insert(tangent, 2)));
    }
  }

  /** Each output depends on its own input alone, so one tangent, dOut, has all derivatives. */
  private void diagonal(Pass pass, Point at, Tensor dOut, Tensor dIn) {
    if (!dIn.isSameAs(dOut)) {
      pass.add(new Work.Convert(dIn, dOut));
    }
    Tensor tangent = dIn.expand(1, dIn.size(0), dIn.size(1));
    layer.jvp(pass, at, tangent, null, tangent, constants);
  }

  /** As {@link Layer#parameterGradient}. */
  void parameters(Pass pass, List<Layer.Contribution> contributions, GradientSink sink) {
    scratch.reuse();
    List<Parameter> parameters = layer.parameters();
    List<Tensor> tangents = new ArrayList<>();
    for (Parameter parameter : parameters) {
      tangents.add(scratch.tensor(constants.type(), withOne(parameter.dimensions())));
    }
    List<Tensor> dys =
        contributions.stream()
            .map(c -> scratch.tensor(constants.type(), 1, layer.outputs(), c.dOut().size(1)))
            .toList();
    for (Tensor tangent : tangents) {
      pass.add(new Work.Convert(tangent, constants.zerosLike(tangent)));
    }
    for (int p = 0; p < parameters.size(); p++) {
      Parameter parameter = parameters.get(p);
      Tensor flat = tangents.get(p).reshape(parameter.count());
      long rows = parameter.shape().isEmpty() ? 1 : parameter.shape().getFirst();
      long step = sink.rowsAtATime(p);
      for (long from = 0; from < rows; from += step) {
        long to = Math.min(rows, from + step);
        Tensor part = sink.part(p, from, to);
        Tensor elements = part.reshape(part.count());
        for (long i = 0; i < part.count(); i++) {
          long element = from * parameter.rowCount() + i;
          Tensor place = flat.slice(0, element, element + 1);
          pass.add(new Work.Convert(place, constants.get(1.0, 1)));
          derivative(pass, contributions, tangents, dys, elements.slice(0, i, i + 1));
          pass.add(new Work.Convert(place, constants.get(0.0, 1)));
        }
        sink.accept(pass, p, from, part);
      }
    }
  }

  /** Σ over contributions, outputs and samples of dOut·dy. */
  private void derivative(
      Pass pass,
      List<Layer.Contribution> contributions,
      List<Tensor> tangents,
      List<Tensor> dys,
      Tensor result) {
    List<Work.Term> terms = new ArrayList<>();
    for (int c = 0; c < contributions.size(); c++) {
      Layer.Contribution contribution = contributions.get(c);
      Tensor dy = dys.get(c);
      layer.jvp(pass, contribution.at(), null, tangents, dy, constants);
      Tensor dOut = contribution.dOut();
      for (long o = 0; o < dOut.size(0); o++) {
        terms.add(
            new Work.Term(
                dOut.slice(0, o, o + 1),
                dy.select(0, 0).slice(0, o, o + 1).transpose(0, 1),
                false));
      }
    }
    pass.add(new Work.Contract(result.reshape(1, 1), terms, null));
  }

  /** [m, 1] as [m, 1, 1]. */
  private static Tensor asMatrices(Tensor column) {
    return column.expand(1, column.size(0), 1).transpose(0, 1);
  }

  /** [m, n] as [m, 1, n] or [m, n, 1]. */
  private static Tensor insert(Tensor matrix, int d) {
    Tensor three = matrix.expand(1, matrix.size(0), matrix.size(1)).transpose(0, 1);
    return d == 1 ? three : three.transpose(1, 2);
  }

  private static long[] withOne(long[] shape) {
    long[] longer = new long[shape.length + 1];
    longer[0] = 1;
    System.arraycopy(shape, 0, longer, 1, shape.length);
    return longer;
  }
}
