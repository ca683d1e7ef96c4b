package dev.adamant.model;

import dev.adamant.graph.Program;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A differentiable function of a batch, with parameters. A new kind of layer writes {@link
 * #forward} and its tangent rule {@link #jvp}: every method of training follows from these. Where
 * the derivatives along all one-hot tangents make one contraction, as in a dense layer, it may also
 * write {@link #inputGradient} and {@link #parameterGradient}, which otherwise ask the tangent rule
 * for one of them after the other.
 *
 * <p>All methods add work to a pass; nothing is computed before the pass runs. Elements are of the
 * type of the workspace, in whose scratch memory layers lay what they need until the end of what
 * they add.
 */
public interface Layer {

  /**
   * What it is, such as {@code dense} or {@code relu}; in file names of parameters and in messages.
   */
  String kind();

  /** Features of a sample that it takes. */
  int inputs();

  /** Features of a sample that it gives. */
  int outputs();

  /** What it learns; none by default. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * What it computes as a program hypergraph, so that a network is a chain of programs: inputs and
   * outputs are its features, in order. Null, the default, where it is none.
   */
  default Program program() {
    return null;
  }

  /**
   * Whether the output may be written over the input, and the tangent rule needs only the output.
   * Such a layer has no parameters, as many outputs as inputs, and depends on each feature alone.
   */
  default boolean isElementwise() {
    return false;
  }

  /**
   * The layer that gives only the outputs from (inclusive) to (exclusive), so that tangents of its
   * parameters, which are those rows of this layer's, can be held in parts; in a {@link Point} of
   * it y is the whole layer's. Null, the default, where outputs do not divide so.
   */
  default Layer outputs(int from, int to) {
    return null;
  }

  /**
   * y = f(x), all but the row of ones.
   *
   * @param x [1 + inputs, B]
   * @param y [1 + outputs, B]; x itself where the layer {@link #isElementwise}
   */
  void forward(Pass pass, Signal x, Signal y, List<Tensor> parameters, Workspace workspace);

  /**
   * The tangent rule (Jacobian-vector product): dy = ∂f/∂x·dx + ∂f/∂θ·dθ, for K tangents at once.
   *
   * @param at where
   * @param dx [K, inputs, B], or null for 0
   * @param dParameters for each parameter [K, its shape], or null for 0
   * @param dy [K, outputs, B]; dx itself where the layer {@link #isElementwise}
   */
  void jvp(
      Pass pass, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy, Workspace workspace);

  /**
   * The derivatives along all one-hot tangents of the input: dIn[i, b] = Σ over o of dOut[o,
   * b]·∂y[o, b]/∂x[i, b], every element rounded once after its tangents were, unless the layer says
   * otherwise. (Of an elementwise layer by default: its tangent rule along dOut.)
   *
   * @param dOut [outputs, B]: the derivative of a loss by the output
   * @param dIn [inputs, B]; dOut itself where the layer {@link #isElementwise}
   */
  default void inputGradient(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
    new OneHotTangents(this, workspace).input(pass, at, dOut, dIn);
  }

  /**
   * The derivatives along all one-hot tangents of the parameters, summed exactly over samples and
   * contributions, rounded once after the tangents were, unless the layer says otherwise. A sink
   * may change the parameters with the first part that it accepts: by then no more of them is read.
   *
   * @param contributions whose sum it is: parts of a batch, or several tangents' shares
   * @param sink takes the gradients of all parameters
   */
  default void parameterGradient(
      Pass pass, List<Contribution> contributions, GradientSink sink, Workspace workspace) {
    new OneHotTangents(this, workspace).parameters(pass, contributions, sink);
  }

  /**
   * A part of a gradient's sum.
   *
   * @param at where
   * @param dOut [outputs, B]: the derivative of the loss by the output
   */
  record Contribution(Point at, Tensor dOut) {}

  /**
   * Gives the parameters the values that training begins with: by default all 0.
   *
   * @param stream of random numbers that only this layer uses
   */
  default void initialise(
      Pass pass, List<Tensor> parameters, Constants constants, long seed, int stream) {
    for (Tensor parameter : parameters) {
      pass.add(new Work.Convert(parameter, constants.zerosLike(parameter)));
    }
  }

  /** What a file holds of the parameters: views of them by name; by default each as it is. */
  default Map<String, Tensor> stored(List<Tensor> parameters) {
    Map<String, Tensor> views = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      views.put(parameters().get(i).name(), parameters.get(i));
    }
    return views;
  }
}
