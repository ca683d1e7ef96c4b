package dev.adamant.model;

import dev.adamant.memory.Tensor;
import java.util.List;

/**
 * A layer of which training sees the forward pass and the tangent rule, and nothing else: what the
 * writer of a new layer gives.
 *
 * @param layer whose they are
 */
public record TangentsOnly(Layer layer) implements Layer {

  /** The network with every layer hidden so. */
  public static Network of(Network network) {
    return new Network(
        network.layers().stream().<Layer>map(TangentsOnly::new).toList(), network.loss());
  }

  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public int inputs() {
    return layer.inputs();
  }

  @Override
  public int outputs() {
    return layer.outputs();
  }

  @Override
  public List<Parameter> parameters() {
    return layer.parameters();
  }

  @Override
  public boolean isElementwise() {
    return layer.isElementwise();
  }

  @Override
  public void forward(Pass pass, Signal x, Signal y, List<Tensor> parameters, Workspace workspace) {
    layer.forward(pass, x, y, parameters, workspace);
  }

  @Override
  public void jvp(
      Pass pass, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy, Workspace workspace) {
    layer.jvp(pass, at, dx, dParameters, dy, workspace);
  }

  @Override
  public void initialise(
      Pass pass, List<Tensor> parameters, Constants constants, long seed, int stream) {
    layer.initialise(pass, parameters, constants, seed, stream);
  }
}
