package dev.adamant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.oracle.Trials;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients that layers have of their own, against what their tangent rules alone give: bit for
 * bit.
 */
class OneHotTangentsTest {

  private static final int SAMPLES = 5;

  /** Takes parts of some rows, and remembers them. */
  private static final class Parts implements GradientSink {

    private final List<Tensor> gradients = new ArrayList<>();
    private final List<Long> accepted = new ArrayList<>();

    Parts(LayerTrial trial, Layer layer) {
      for (Parameter parameter : layer.parameters()) {
        gradients.add(trial.tensor(parameter.dimensions()));
      }
    }

    @Override
    public long rowsAtATime(int parameter) {
      return 2;
    }

    @Override
    public Tensor part(int parameter, long from, long to) {
      assertThat(to - from).isBetween(1L, 2L);
      return gradients.get(parameter).slice(0, from, to);
    }

    @Override
    public void accept(Pass pass, int parameter, long from, Tensor part) {
      accepted.add(from);
    }
  }

  static Stream<Arguments> layers() {
    List<Layer> layers =
        List.of(
            new Dense(4, 3, 1),
            new Dense(1, 5, 1),
            new Scale(5, true),
            new Pointwise(Activation.RELU, 4),
            new Pointwise(Activation.TANH, 4),
            new Pointwise(Activation.SIGMOID, 4),
            new Pointwise(Activation.IDENTITY, 4));
    return layers.stream()
        .flatMap(
            l ->
                Stream.of(Format.POSIT16, Format.POSIT32, Format.BPOSIT32)
                    .map(f -> Arguments.of(l, f)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void inputGradientsAreThoseOfTheTangentRule(Layer layer, Format format) {
    SplittableRandom random = Trials.generator("input " + layer, 0);
    try (LayerTrial trial = new LayerTrial(format)) {
      List<Tensor> parameters = parameters(trial, layer, random);
      Point at = point(trial, layer, parameters, random);
      Tensor dOut = trial.random(random, layer.outputs(), SAMPLES);
      List<List<Long>> found = new ArrayList<>();
      for (Layer of : List.of(layer, new TangentsOnly(layer))) {
        Tensor dIn = trial.tensor(layer.inputs(), SAMPLES);
        if (layer.isElementwise()) {
          LayerTrial.copy(dOut, dIn);
        }
        Tensor from = layer.isElementwise() ? dIn : dOut;
        trial.run((pass, workspace) -> of.inputGradient(pass, at, from, dIn, workspace));
        found.add(LayerTrial.bits(dIn));
      }
      assertThat(found.getLast()).isEqualTo(found.getFirst());
      assertThat(Collections.frequency(found.getFirst(), 0L)).isLessThan(found.getFirst().size());
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void parameterGradientsAreThoseOfTheTangentRule(Layer layer, Format format) {
    SplittableRandom random = Trials.generator("parameters " + layer, 0);
    try (LayerTrial trial = new LayerTrial(format)) {
      List<Tensor> parameters = parameters(trial, layer, random);
      List<Layer.Contribution> contributions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        contributions.add(
            new Layer.Contribution(
                point(trial, layer, parameters, random),
                trial.random(random, layer.outputs(), SAMPLES)));
      }
      List<List<Long>> found = new ArrayList<>();
      for (Layer of : List.of(layer, new TangentsOnly(layer))) {
        Parts parts = new Parts(trial, layer);
        trial.run((pass, workspace) -> of.parameterGradient(pass, contributions, parts, workspace));
        List<Long> bits = new ArrayList<>(parts.accepted);
        parts.gradients.forEach(g -> bits.addAll(LayerTrial.bits(g)));
        found.add(bits);
      }
      assertThat(found.getLast()).isEqualTo(found.getFirst());
    }
  }

  private static List<Tensor> parameters(LayerTrial trial, Layer layer, SplittableRandom random) {
    return layer.parameters().stream().map(p -> trial.random(random, p.dimensions())).toList();
  }

  private static Point point(
      LayerTrial trial, Layer layer, List<Tensor> parameters, SplittableRandom random) {
    Point at = trial.point(layer, trial.random(random, layer.inputs(), SAMPLES), parameters);
    trial.run((pass, workspace) -> layer.forward(pass, at.x(), at.y(), parameters, workspace));
    return at;
  }
}
