package dev.adamant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Signature;
import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.graph.Lifetimes;
import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs are to networks: symmetries, parameters, files, and chains. */
class ProgramStructureTest {

  private static final int SAMPLES = 3;

  /**
   * An orthogonal matrix of one ±1 in each row: axis i goes to axis[i], negated where sign is −1.
   */
  private record SignedPermutation(List<Integer> axis, List<Integer> sign) {

    static List<SignedPermutation> all() {
      List<SignedPermutation> all = new ArrayList<>();
      for (List<Integer> axis :
          List.of(
              List.of(0, 1, 2),
              List.of(0, 2, 1),
              List.of(1, 0, 2),
              List.of(1, 2, 0),
              List.of(2, 0, 1),
              List.of(2, 1, 0))) {
        for (int signs = 0; signs < 8; signs++) {
          int bits = signs;
          all.add(
              new SignedPermutation(
                  axis, IntStream.range(0, 3).map(i -> 1 - 2 * (bits >>> i & 1)).boxed().toList()));
        }
      }
      return all;
    }

    /** The blade that a blade becomes. */
    int image(int blade) {
      int image = 0;
      for (int i = 0; i < 3; i++) {
        image |= (blade >>> i & 1) << axis.get(i);
      }
      return image;
    }

    /** Its factor: the signs of its vectors, and −1 for every two that change their order. */
    int factor(int blade) {
      int factor = 1;
      for (int i = 0; i < 3; i++) {
        for (int j = i + 1; j < 3 && (blade >>> i & 1) != 0; j++) {
          factor *= (blade >>> j & 1) != 0 && axis.get(i) > axis.get(j) ? -1 : 1;
        }
        factor *= (blade >>> i & 1) != 0 ? sign.get(i) : 1;
      }
      return factor;
    }

    /** The action on all values of a role, [features, B]. */
    Tensor act(LayerTrial trial, Program program, Role role, Tensor tensor) {
      Tensor moved = trial.tensor(tensor.shape());
      Signature signature = program.signature();
      int first = 0;
      for (Value value : program.values(role)) {
        List<Integer> blades = signature.blades(value.grades());
        int each = value.channels() * value.nodes();
        for (int k = 0; k < blades.size(); k++) {
          int to = blades.indexOf(image(blades.get(k)));
          for (int i = 0; i < each; i++) {
            for (int b = 0; b < tensor.size(1); b++) {
              long pattern = tensor.get(first + k * each + i, b);
              moved.set(
                  factor(blades.get(k)) < 0 ? Posit.neg(tensor.format(), pattern) : pattern,
                  first + to * each + i,
                  b);
            }
          }
        }
        first += blades.size() * each;
      }
      return moved;
    }
  }

  @Test
  void signedPermutationsOfSpaceCommuteWithProgramsToTheBit() {
    Program program = Programs.equivariant();
    ProgramLayer layer = new ProgramLayer(program);
    SplittableRandom random = Trials.generator("equivariance", 0);
    for (Format format : List.of(Format.POSIT8, Format.BPOSIT32)) {
      try (LayerTrial trial = new LayerTrial(format, "native")) {
        List<Tensor> parameters = parameters(trial, layer, random);
        Tensor x = trial.random(random, layer.inputs(), SAMPLES);
        Tensor y = trial.forward(layer, x, parameters);
        assertThat(LayerTrial.bits(y)).anyMatch(p -> p != 0);
        for (SignedPermutation g : SignedPermutation.all()) {
          Tensor moved = g.act(trial, program, Role.INPUT, x);
          assertThat(LayerTrial.bits(trial.forward(layer, moved, parameters)))
              .as("%s", g)
              .isEqualTo(LayerTrial.bits(g.act(trial, program, Role.OUTPUT, y)));
        }
      }
    }
  }

  private static List<Tensor> parameters(LayerTrial trial, Layer layer, SplittableRandom random) {
    return layer.parameters().stream().map(p -> trial.random(random, p.dimensions())).toList();
  }

  /** Dense layers and activations as programs give what they give themselves. */
  static Stream<Layer> plainLayers() {
    return Stream.concat(
        Stream.of(new Dense(4, 3, 0.5)),
        Stream.of(Activation.values()).map(a -> new Pointwise(a, 4)));
  }

  @ParameterizedTest
  @MethodSource("plainLayers")
  void plainLayersAreProgramsToo(Layer layer) {
    SplittableRandom random = Trials.generator("plain " + layer, 0);
    ProgramLayer program = new ProgramLayer(layer.program());
    assertThat(program.inputs()).isEqualTo(layer.inputs());
    assertThat(program.outputs()).isEqualTo(layer.outputs());
    try (LayerTrial trial = new LayerTrial(Format.POSIT16)) {
      List<Tensor> parameters = parameters(trial, layer, random);
      List<Tensor> stored = new ArrayList<>();
      layer.stored(parameters).values().forEach(t -> stored.add(copy(trial, t)));
      List<Tensor> given = new ArrayList<>();
      for (int p = 0; p < stored.size(); p++) {
        given.add(stored.get(p).reshape(program.parameters().get(p).dimensions()));
      }
      assertThat(program.parameters().stream().map(Parameter::name).toList())
          .isEqualTo(List.copyOf(layer.stored(parameters).keySet()));
      Tensor x = trial.random(random, layer.inputs(), SAMPLES);
      assertThat(LayerTrial.bits(trial.forward(program, x, given)))
          .isEqualTo(LayerTrial.bits(trial.forward(layer, x, parameters)));
      Tensor dx = trial.random(random, 2, layer.inputs(), SAMPLES);
      assertThat(LayerTrial.bits(trial.jvp(program, x, given, dx, null)))
          .isEqualTo(LayerTrial.bits(trial.jvp(layer, x, parameters, dx, null)));
    }
  }

  private static Tensor copy(LayerTrial trial, Tensor tensor) {
    Tensor copy = trial.tensor(tensor.shape());
    LayerTrial.copy(tensor, copy);
    return copy;
  }

  /** There is storage for each grade that has a weight, and for no other. */
  @Test
  void parametersAreWhatIsLearned() {
    assertThat(new ProgramLayer(Programs.everything()).parameters())
        .containsExactly(
            new Parameter("gain", List.of(1L, 2L, 1L)),
            new Parameter("frame", List.of(3L, 1L, 3L)),
            new Parameter("bias%2F%C3%A4", List.of(1L, 3L, 1L)),
            new Parameter("w", List.of(2L, 3L, 2L)),
            new Parameter("w.2", List.of(2L, 3L, 2L)),
            new Parameter("w.3", List.of(1L, 3L, 1L)));
  }

  @Test
  void firstNumbersAreThoseOfTheProgram() {
    ProgramLayer layer = new ProgramLayer(Programs.everything());
    try (LayerTrial trial = new LayerTrial(Format.POSIT32)) {
      List<Tensor> tensors =
          layer.parameters().stream().map(p -> trial.tensor(p.dimensions())).toList();
      trial.run((pass, ws) -> layer.initialise(pass, tensors, ws.constants(), 5, 9));
      assertThat(tensors.get(0).toDoubles()).containsExactly(0.75, -1.25);
      assertThat(tensors.get(1).toDoubles()).containsOnly(0.5);
      double[] first = tensors.get(3).toDoubles();
      double[] second = tensors.get(4).toDoubles();
      for (int i = 0; i < first.length; i++) {
        assertThat(second[i]).isNotEqualTo(first[i] / 2).isNotZero();
      }
      // The elements before theirs are those of gain, frame, bias and the first weight.
      Tensor drawn = trial.tensor(second.length);
      trial.run((pass, ws) -> pass.addRandom(Distribution.NORMAL, drawn, 5, 9, 2 + 9 + 3 + 12));
      for (int i = 0; i < second.length; i++) {
        assertThat(second[i]).isEqualTo(drawn.toDoubles()[i] / 2);
      }
    }
  }

  @Test
  void modelFilesHoldProgramsAndTheirWeights(@TempDir Path folder) throws IOException {
    ProgramLayer layer = new ProgramLayer(Programs.everything());
    Network network =
        new Network(List.of(layer, new Dense(layer.outputs(), 1, 0)), Loss.MEAN_SQUARED_ERROR);
    DataType type = DataType.of(Format.BPOSIT16);
    ModelDescription model =
        new ModelDescription(
            network,
            Task.REGRESSION,
            Scaling.none(layer.inputs()),
            type,
            type,
            type,
            List.of(),
            List.of());
    Path file = folder.resolve("model.safetensors");
    SplittableRandom random = Trials.generator("file", 0);
    try (Target target = Targets.open("reference");
        Region region = Region.open("weights", 1 << 14)) {
      Weights weights = new Weights(region, network.layers(), type, type);
      Weights loaded = new Weights(region, network.layers(), type, type);
      for (Tensor tensor : weights.stored(0)) {
        tensor.fill(random.doubles(tensor.count(), -2, 2).toArray());
      }
      ModelFile.write(file, model, weights, target);

      assertThat(ModelFile.describe(file).network()).isEqualTo(network);
      ModelFile.load(file, loaded, target);
      for (int p = 0; p < layer.parameters().size(); p++) {
        assertThat(LayerTrial.bits(loaded.stored(0).get(p)))
            .isEqualTo(LayerTrial.bits(weights.stored(0).get(p)));
      }
    }
    try (Safetensors tensors = Safetensors.open(file)) {
      assertThat(tensors.names()).contains("layers.0.gain", "layers.0.bias%2F%C3%A4");
    }
  }

  @Test
  void architecturesThatDoNotHoldTogetherAreRefused() {
    ProgramLayer layer = new ProgramLayer(Programs.signedVolume());
    String text = Architecture.text(new Network(List.of(layer), Loss.MEAN_SQUARED_ERROR));
    assertThat(Architecture.parse(text).layers()).containsExactly(layer);
    refused(
        text.replace("\"inputs\":12", "\"inputs\":13"),
        "layer 0 (program) is [inputs, kind, outputs, program] from 13 to 1 features, must have"
            + " kind, inputs, outputs and program alone, and take and give as many as its program:"
            + " 12 and 1");
    refused(
        text.replace("\"kind\":\"program\"", "\"colour\":1,\"kind\":\"program\""),
        "layer 0 (program) is [colour, inputs, kind, outputs, program] from 12 to 1 features, must"
            + " have kind, inputs, outputs and program alone, and take and give as many as its"
            + " program: 12 and 1");
    refused(text.replace("\"algebra\":[3,0,0]", "\"algebra\":[2,0,0]"), "layer 0 (program): ");
    refused(text.replace("\"version\":1", "\"version\":2"), "layer 0 (program): ");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> Architecture.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void scratchFramesNestAndAreUsedAgain() {
    try (Region region = Region.open("frames", 1 << 12)) {
      Scratch scratch = new Scratch(region);
      DataType type = DataType.of(Format.POSIT32);
      Tensor outer;
      Tensor inner;
      try (Scratch.Frame first = scratch.frame()) {
        outer = first.tensor(type, 4);
        try (Scratch.Frame second = scratch.frame()) {
          inner = second.tensor(type, 2, 3);
          assertThat(inner.overlaps(outer)).isFalse();
          assertThatThrownBy(() -> first.tensor(type, 1))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("in the region frames is used while it is not the innermost");
        }
        long held = region.liveBytes();
        assertThat(first.tensor(type, 6).block()).isSameAs(inner.block());
        assertThat(region.liveBytes()).isEqualTo(held);
      }
      long held = region.liveBytes();
      try (Scratch.Frame again = scratch.frame()) {
        assertThat(again.tensor(type, 2).block()).isSameAs(outer.block());
        assertThat(again.tensor(type, 6).block()).isSameAs(inner.block());
      }
      assertThat(region.liveBytes()).isEqualTo(held);
    }
  }

  /** What the lifetimes of a program predict is what its forward pass takes. */
  @Test
  void innerValuesTakeWhatLifetimesSay() {
    for (Program program : List.of(Programs.everything(), Programs.equivariant())) {
      ProgramLayer layer = new ProgramLayer(program);
      DataType type = DataType.of(Format.POSIT32);
      try (Region region = Region.onPaper("slots")) {
        Workspace workspace = new Workspace(new Constants(region, type), new Scratch(region));
        List<Tensor> parameters =
            layer.parameters().stream().map(p -> region.tensor(type, p.dimensions())).toList();
        Signal x = new Signal(region.tensor(type, 1L + layer.inputs(), 50));
        Signal y = new Signal(region.tensor(type, 1L + layer.outputs(), 50));
        long before = region.liveBytes();
        layer.forward(new Pass(), x, y, parameters, workspace);
        assertThat(region.liveBytes() - before)
            .isEqualTo(Lifetimes.of(program).bytes(50, type.byteSize()))
            .isLessThan(Lifetimes.keepingAll(program).bytes(50, type.byteSize()));
        layer.forward(new Pass(), x.samples(0, 7), y.samples(0, 7), parameters, workspace);
        assertThat(region.liveBytes() - before)
            .isEqualTo(Lifetimes.of(program).bytes(50, type.byteSize()));
      }
    }
  }

  /** A relation that no algebra fills gives 0, and its tangents are 0. */
  @Test
  void whatTheAlgebraForbidsIsZero() {
    Program program = Programs.forbidden();
    ProgramLayer layer = new ProgramLayer(program);
    SplittableRandom random = Trials.generator("forbidden", 0);
    assertThat(program.relations()).hasOnlyElementsOfType(Relation.Products.class);
    try (LayerTrial trial = new LayerTrial(Format.POSIT16)) {
      Tensor x = trial.random(random, layer.inputs(), SAMPLES);
      Tensor dx = trial.random(random, 1, layer.inputs(), SAMPLES);
      assertThat(LayerTrial.bits(trial.forward(layer, x, List.of()))).containsOnly(0L);
      assertThat(LayerTrial.bits(trial.jvp(layer, x, List.of(), dx, null))).containsOnly(0L);
    }
  }
}
