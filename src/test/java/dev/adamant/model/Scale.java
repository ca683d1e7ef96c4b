package dev.adamant.model;

import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.Work;
import java.util.List;

/**
 * Every feature times a number of its own, a layer that is made for tests: bilinear, with one
 * parameter [features].
 *
 * @param features how many
 * @param byHand whether it has gradients of its own, or only the tangent rule
 */
public record Scale(int features, boolean byHand) implements Layer {

  @Override
  public String kind() {
    return "scale";
  }

  @Override
  public int inputs() {
    return features;
  }

  @Override
  public int outputs() {
    return features;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("weight", List.of((long) features)));
  }

  @Override
  public void forward(Pass pass, Signal x, Signal y, List<Tensor> parameters, Workspace workspace) {
    pass.add(
        new Work.Zip(
            BinaryOperation.MUL,
            y.features(),
            x.features(),
            repeated(parameters.getFirst(), x.features())));
  }

  @Override
  public void jvp(
      Pass pass, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy, Workspace workspace) {
    Tensor x = at.x().features().expand(dy.shape());
    Tensor s = repeated(at.parameters().getFirst(), at.x().features()).expand(dy.shape());
    pass.add(
        dx == null
            ? new Work.Convert(dy, workspace.constants().zerosLike(dy))
            : new Work.Zip(BinaryOperation.MUL, dy, dx, s));
    if (dParameters != null) {
      Tensor ds = dParameters.getFirst();
      long[] shape = {dy.size(2), ds.size(0), ds.size(1)};
      pass.add(new Work.Fma(dy, x, ds.expand(shape).transpose(0, 1).transpose(1, 2), dy));
    }
  }

  @Override
  public void inputGradient(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
    if (!byHand) {
      Layer.super.inputGradient(pass, at, dOut, dIn, workspace);
      return;
    }
    Tensor s = repeated(at.parameters().getFirst(), dOut);
    pass.add(new Work.Zip(BinaryOperation.MUL, dIn, dOut, s));
  }

  @Override
  public void parameterGradient(
      Pass pass, List<Contribution> contributions, GradientSink sink, Workspace workspace) {
    if (!byHand) {
      Layer.super.parameterGradient(pass, contributions, sink, workspace);
      return;
    }
    long step = sink.rowsAtATime(0);
    for (long from = 0; from < features; from += step) {
      long first = from;
      long to = Math.min(features, from + step);
      Tensor part = sink.part(0, from, to);
      // For each feature [1, B]·[B, 1].
      Tensor sums = part.expand(1, 1, to - from).transpose(0, 2);
      List<Work.Term> terms =
          contributions.stream()
              .map(
                  c ->
                      new Work.Term(
                          rows(c.dOut().slice(0, first, to)),
                          rows(c.at().x().features().slice(0, first, to)).transpose(1, 2),
                          false))
              .toList();
      pass.add(new Work.Contract(sums, terms, null));
      sink.accept(pass, 0, from, part);
    }
  }

  @Override
  public void initialise(
      Pass pass, List<Tensor> parameters, Constants constants, long seed, int stream) {
    pass.addRandom(Distribution.NORMAL, parameters.getFirst(), seed, stream, 0);
  }

  /** [n] as [n, B], like a tensor. */
  private static Tensor repeated(Tensor vector, Tensor like) {
    return vector.expand(like.size(1), vector.size(0)).transpose(0, 1);
  }

  /** [n, B] as [n, 1, B]. */
  private static Tensor rows(Tensor matrix) {
    return matrix.expand(1, matrix.size(0), matrix.size(1)).transpose(0, 1);
  }
}
