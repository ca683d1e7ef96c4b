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
  private final Workspace workspace;
  private final Constants constants;

  OneHotTangents(Layer layer, Workspace workspace) {
    this.layer = layer;
    this.workspace = workspace;
    this.constants = workspace.constants();
  }

  /** As {@link Layer#inputGradient}. */
  void input(Pass pass, Point at, Tensor dOut, Tensor dIn) {
    if (layer.isElementwise()) {
      diagonal(pass, at, dOut, dIn);
      return;
    }
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      long batch = dOut.size(1);
      Tensor dx = frame.tensor(workspace.type(), 1, layer.inputs(), batch);
      Tensor dy = frame.tensor(workspace.type(), 1, layer.outputs(), batch);
      pass.add(new Work.Convert(dx, constants.zerosLike(dx)));
      for (int i = 0; i < layer.inputs(); i++) {
        Tensor row = dx.slice(1, i, i + 1);
        pass.add(new Work.Convert(row, constants.get(1.0, row.shape())));
        layer.jvp(pass, at, dx, null, dy, workspace);
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
  }

  /** Each output depends on its own input alone, so one tangent, dOut, has all derivatives. */
  private void diagonal(Pass pass, Point at, Tensor dOut, Tensor dIn) {
    if (!dIn.isSameAs(dOut)) {
      pass.add(new Work.Convert(dIn, dOut));
    }
    Tensor tangent = dIn.expand(1, dIn.size(0), dIn.size(1));
    layer.jvp(pass, at, tangent, null, tangent, workspace);
  }

  /** As {@link Layer#parameterGradient}. */
  void parameters(Pass pass, List<Layer.Contribution> contributions, GradientSink sink) {
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      parameters(pass, contributions, sink, frame);
    }
  }

  private void parameters(
      Pass pass, List<Layer.Contribution> contributions, GradientSink sink, Scratch.Frame frame) {
    List<Parameter> parameters = layer.parameters();
    List<Tensor> tangents = new ArrayList<>();
    for (Parameter parameter : parameters) {
      tangents.add(frame.tensor(workspace.type(), withOne(parameter.dimensions())));
    }
    List<Tensor> dys =
        contributions.stream()
            .map(c -> frame.tensor(workspace.type(), 1, layer.outputs(), c.dOut().size(1)))
            .toList();
    for (Tensor tangent : tangents) {
      pass.add(new Work.Convert(tangent, constants.zerosLike(tangent)));
    }
    Tensor gradient =
        frame.tensor(workspace.type(), parameters.stream().mapToLong(Parameter::count).sum());
    long element = 0;
    for (int p = 0; p < parameters.size(); p++) {
      Tensor flat = tangents.get(p).reshape(parameters.get(p).count());
      for (long i = 0; i < flat.count(); i++) {
        Tensor place = flat.slice(0, i, i + 1);
        pass.add(new Work.Convert(place, constants.get(1.0, 1)));
        derivative(pass, contributions, tangents, dys, gradient.slice(0, element, element + 1));
        pass.add(new Work.Convert(place, constants.get(0.0, 1)));
        element++;
      }
    }
    Sinks.give(pass, parameters, gradient, sink);
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
      layer.jvp(pass, contribution.at(), null, tangents, dy, workspace);
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
