package dev.adamant.model;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dense (fully connected, affine) layer: y = W·x + b, one exact sum an output. Its parameter is
 * [outputs, 1 + inputs], the bias in column 0.
 *
 * @param inputs features that it takes
 * @param outputs features that it gives
 * @param deviation standard deviation of the normal weights that training begins with; biases begin
 *     at 0
 */
public record Dense(int inputs, int outputs, double deviation) implements Layer {

  /** Checks the sizes. */
  public Dense {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a dense layer from " + inputs + " to " + outputs + " features: both must be 1 or more");
    }
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("weight", List.of((long) outputs, 1L + inputs)));
  }

  /** A linear relation of scalars, whose weights and bias are values of their own. */
  @Override
  public Program program() {
    ProgramBuilder builder = new ProgramBuilder(Signature.SCALARS);
    GradeSet scalar = GradeSet.SCALAR;
    Value x = builder.input("x", scalar, inputs, 1, null, Double.POSITIVE_INFINITY);
    Value weight = builder.weight("weight", scalar, outputs, inputs, deviation);
    Value bias = builder.parameter("bias", scalar, outputs, 1, null, 0);
    Value y =
        builder.linear(kind(), scalar, outputs, List.of(new Relation.Linear.Term(x, weight)), bias);
    builder.output("y", y, null);
    return builder.build();
  }

  @Override
  public Layer outputs(int from, int to) {
    return new Dense(inputs, to - from, deviation);
  }

  @Override
  public void forward(Pass pass, Signal x, Signal y, List<Tensor> parameters, Workspace workspace) {
    pass.add(new Work.Contract(y.features(), parameters.getFirst(), x.augmented()));
  }

  @Override
  public void jvp(
      Pass pass, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy, Workspace workspace) {
    long tangents = dy.size(0);
    List<Work.Term> terms = new ArrayList<>();
    if (dx != null) {
      terms.add(
          new Work.Term(
              weights(at.parameters().getFirst()).expand(tangents, outputs, inputs), dx, false));
    }
    if (dParameters != null) {
      Tensor x = at.x().augmented();
      terms.add(
          new Work.Term(dParameters.getFirst(), x.expand(tangents, x.size(0), x.size(1)), false));
    }
    pass.add(new Work.Contract(dy, terms, null));
  }

  /** Wᵀ·dOut: a one-hot tangent of the input takes a column of W, exactly. */
  @Override
  public void inputGradient(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
    pass.add(new Work.Contract(dIn, weights(at.parameters().getFirst()).transpose(0, 1), dOut));
  }

  /** dOut·xᵀ: a one-hot tangent of a weight takes a feature of x to one output, exactly. */
  @Override
  public void parameterGradient(
      Pass pass, List<Contribution> contributions, GradientSink sink, Workspace workspace) {
    long step = sink.rowsAtATime(0);
    for (long from = 0; from < outputs; from += step) {
      long first = from;
      long to = Math.min(outputs, from + step);
      Tensor part = sink.part(0, from, to);
      List<Work.Term> terms =
          contributions.stream()
              .map(
                  c ->
                      new Work.Term(
                          c.dOut().slice(0, first, to),
                          c.at().x().augmented().transpose(0, 1),
                          false))
              .toList();
      pass.add(new Work.Contract(part, terms, null));
      sink.accept(pass, 0, from, part);
    }
  }

  @Override
  public void initialise(
      Pass pass, List<Tensor> parameters, Constants constants, long seed, int stream) {
    Tensor parameter = parameters.getFirst();
    Tensor weights = weights(parameter);
    pass.addRandom(Distribution.NORMAL, weights, seed, stream, 0);
    pass.add(
        new Work.Zip(
            BinaryOperation.MUL, weights, weights, constants.get(deviation, weights.shape())));
    Tensor bias = parameter.slice(1, 0, 1);
    pass.add(new Work.Convert(bias, constants.zerosLike(bias)));
  }

  /** {@code weight} [outputs, inputs] and {@code bias} [outputs]. */
  @Override
  public Map<String, Tensor> stored(List<Tensor> parameters) {
    Map<String, Tensor> views = new LinkedHashMap<>();
    views.put("weight", weights(parameters.getFirst()));
    views.put("bias", parameters.getFirst().select(1, 0));
    return views;
  }

  private Tensor weights(Tensor parameter) {
    return parameter.slice(1, 1, 1L + inputs);
  }
}
