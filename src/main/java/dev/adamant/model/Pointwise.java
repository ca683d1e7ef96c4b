package dev.adamant.model;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.List;

/**
 * An activation on every feature, in place.
 *
 * @param activation which
 * @param features how many
 */
public record Pointwise(Activation activation, int features) implements Layer {

  @Override
  public String kind() {
    return activation.activationName();
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
  public boolean isElementwise() {
    return true;
  }

  /** A function of scalars; the identity is the product with the number 1. */
  @Override
  public Program program() {
    ProgramBuilder builder = new ProgramBuilder(Signature.SCALARS);
    Value z = builder.input("z", GradeSet.SCALAR, features, 1, null, Double.POSITIVE_INFINITY);
    Value a =
        activation == Activation.IDENTITY
            ? builder.products(
                kind(),
                List.of(
                    ProgramBuilder.term(ProductKind.GEOMETRIC, z, builder.one(), GradeSet.SCALAR)))
            : builder.apply(kind(), activation.function(), z);
    builder.output("a", a, null);
    return builder.build();
  }

  @Override
  public void forward(Pass pass, Signal x, Signal y, List<Tensor> parameters, Workspace workspace) {
    Tensor z = x.features();
    Tensor a = y.features();
    if (activation == Activation.IDENTITY) {
      copy(pass, z, a);
    } else {
      ScalarRules.apply(pass, activation.function(), z, a, workspace.constants());
    }
  }

  @Override
  public void jvp(
      Pass pass, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy, Workspace workspace) {
    chain(pass, at.y().features(), dx, dy, workspace.constants());
  }

  /** The Jacobian is diagonal, so this is the tangent rule. */
  @Override
  public void inputGradient(Pass pass, Point at, Tensor dOut, Tensor dIn, Workspace workspace) {
    chain(pass, at.y().features(), dOut, dIn, workspace.constants());
  }

  /** to = f′·from by the output a, as {@link ScalarRules#chain} has it; from may be to. */
  private void chain(Pass pass, Tensor a, Tensor from, Tensor to, Constants constants) {
    if (activation == Activation.IDENTITY) {
      copy(pass, from, to);
    } else {
      ScalarRules.chain(pass, activation.function(), null, a, from, to, constants);
    }
  }

  private static void copy(Pass pass, Tensor from, Tensor to) {
    if (!to.isSameAs(from)) {
      pass.add(new Work.Convert(to, from));
    }
  }
}
