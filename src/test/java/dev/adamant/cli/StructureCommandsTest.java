package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code adamant graph}, {@code certify} and {@code verify} say of a model with structure. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StructureCommandsTest {

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    Outcome outcome =
        CommandRun.run(
            "train",
            "--data",
            "signed-volume:train=128,test=32",
            "--channels",
            "2",
            "--blocks",
            "2",
            "--epochs",
            "1",
            "--target",
            "native",
            "--out",
            run.toString());
    assertThat(outcome.err()).doesNotContain("adamant train:");
    assertThat(outcome.status()).isZero();
  }

  @Test
  @Order(1)
  void theGraphHasWhatIsInferred() {
    Outcome outcome = CommandRun.run("graph", run.toString());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("layer 0: program")
        .contains("Cl(3,0,0)")
        .containsPattern("points +input +\\{1\\} +3 +1 +m ")
        .containsPattern("volume +output +\\{3\\} +1 +1 +m\\^3 ")
        .contains("consistent: grades, dimensions and quires");
    JsonNode json = CommandRun.json(CommandRun.run("graph", run.toString(), "--json").out());
    assertThat(json.get("layers")).hasSize(1);
    assertThat(json.get("layers").get(0).get("kind").asString()).isEqualTo("program");
  }

  @Test
  @Order(1)
  void thePredictedPeakIsWhatIsHeld() throws IOException {
    JsonNode json =
        CommandRun.json(CommandRun.run("graph", run.toString(), "--batch", "7", "--json").out());
    ModelDescription model = ModelFile.describe(run.resolve("model.safetensors"));
    try (Target target = Targets.open("native");
        Inference inference =
            Inference.open(target, model.network(), model.storage(), model.compute(), 7)) {
      inference.run(7);
      assertThat(json.get("inferenceBytes").asLong()).isEqualTo(inference.heldBytes());
    }
  }

  @Test
  @Order(1)
  void theGraphIsDrawn() throws IOException {
    Path dot = folder.resolve("model.dot");
    Path svg = folder.resolve("model.svg");
    Outcome outcome =
        CommandRun.run("graph", run.toString(), "--dot", dot.toString(), "--svg", svg.toString());

    assertThat(outcome.status()).isZero();
    assertThat(Files.readString(dot)).startsWith("digraph").contains("volume");
    assertThat(Files.readString(svg)).startsWith("<svg").contains("volume").contains("</svg>");
  }

  @Test
  @Order(1)
  void whatIsAskedForMustBeThere() {
    Outcome layer = CommandRun.run("graph", run.toString(), "--layer", "1");
    assertThat(layer.status()).isEqualTo(2);
    assertThat(layer.err()).contains("--layer is 1: the model has 0 to 0");
    Outcome batch = CommandRun.run("graph", run.toString(), "--batch", "0");
    assertThat(batch.status()).isEqualTo(2);
    assertThat(batch.err()).contains("--batch is 0: expected 1 or more");
    Outcome verify = CommandRun.run("verify", run.toString());
    assertThat(verify.status()).isEqualTo(2);
    assertThat(verify.err()).contains("model.cert.json: there is no certificate: adamant certify");
  }

  @Test
  @Order(1)
  void theCertificateOfAFileHasItsName() throws IOException {
    Path file = folder.resolve("volume.safetensors");
    Files.copy(run.resolve("model.safetensors"), file);
    Outcome certified = CommandRun.run("certify", file.toString());
    assertThat(certified.out()).contains(folder.resolve("volume.cert.json").toString());
    assertThat(CommandRun.run("verify", file.toString()).status()).isZero();
  }

  @Test
  @Order(2)
  void aCertificateHoldsUntilABitChanges() throws IOException {
    Outcome certified = CommandRun.run("certify", run.toString());
    assertThat(certified.status()).isZero();
    assertThat(certified.out()).contains("Pin(3,0,0)").contains("model.cert.json");

    Outcome verified = CommandRun.run("verify", run.toString());
    assertThat(verified.status()).isZero();
    assertThat(verified.out()).contains("holds").doesNotContain("BROKEN");
    assertThat(
            CommandRun.json(CommandRun.run("verify", run.toString(), "--json").out())
                .get("holds")
                .asBoolean())
        .isTrue();

    Path model = run.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 1] ^= 1;
    Files.write(model, bytes);
    Outcome broken = CommandRun.run("verify", run.toString());
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.out()).containsPattern("BROKEN +integrity");
  }

  @Test
  @Order(1)
  void importedWeightsStayWithinTheTypes() throws IOException {
    // A map of vectors in 3 channels to vectors in 2: 6 by 9, of which one diagonal is admissible.
    double[] map = new double[54];
    for (int k = 0; k < 3; k++) {
      map[2 * k * 9 + 3 * k] = 2;
    }
    map[8] = 1;
    Path weights = folder.resolve("weights.safetensors");
    write(weights, "layers.0.first.weight", map, 6, 9);
    Path out = folder.resolve("imported.safetensors");
    Outcome outcome =
        CommandRun.run(
            "import", run.toString(), weights.toString(), "--out", out.toString(), "--json");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    JsonNode tensor = CommandRun.json(outcome.out()).get("tensors").get(0);
    assertThat(tensor.get("projected").asBoolean()).isTrue();
    assertThat(tensor.get("removed").asDouble()).isCloseTo(Math.sqrt(1.0 / 13), within(1e-12));
    try (Safetensors tensors = Safetensors.open(out);
        Region region = Region.open("read", 4096)) {
      assertThat(tensors.read("layers.0.first.weight", region).toDoubles())
          .containsExactly(2, 0, 0, 0, 0, 0);
    }

    Outcome over =
        CommandRun.run(
            "import",
            run.toString(),
            weights.toString(),
            "--out",
            run.resolve("model.safetensors").toString());
    assertThat(over.status()).isEqualTo(2);
    assertThat(over.err()).contains("is in the directory of a finished run");

    write(weights, "layers.0.first.weight", map, 9, 6);
    Outcome refused =
        CommandRun.run("import", run.toString(), weights.toString(), "--out", out.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "has the shape [9, 6], and what the model stores of it [1, 2, 3], or [6, 9] as a map of"
                + " all components");
  }

  private static void write(Path file, String name, double[] numbers, long... shape)
      throws IOException {
    try (Region region = Region.open("write", 4096)) {
      Tensor tensor = region.tensor(DataType.FLOAT64, shape);
      tensor.fill(numbers);
      Safetensors.write(file, Map.of(name, tensor), Map.of());
    }
  }

  @Test
  @Order(1)
  void aJobThatContradictsItselfIsNotTrained() throws IOException {
    Path schema = folder.resolve("schema.toml");
    Files.writeString(
        schema,
        """
        signature = [3, 0, 0]
        [[inputs]]
        name = "points"
        grades = [1]
        channels = 3
        dimension = "m"
        [[outputs]]
        name = "volume"
        grades = [3]
        dimension = "m^2"
        """);
    Outcome outcome =
        CommandRun.run(
            "train",
            "--data",
            "signed-volume:train=128,test=32",
            "--schema",
            schema.toString(),
            "--model",
            "products",
            "--channels",
            "2",
            "--blocks",
            "2",
            "--target",
            "native",
            "--out",
            folder.resolve("none").toString());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("2 products of points have the dimension m^3, and volume has m^2");
    assertThat(folder.resolve("none").resolve("model.safetensors")).doesNotExist();
  }

  @Test
  @Order(1)
  void dimensionsThatDisagreeAreNamedByTheirPaths() throws IOException {
    Path schema = folder.resolve("bodies.toml");
    Files.writeString(
        schema,
        """
        signature = [3, 0, 0]
        [[inputs]]
        name = "gm"
        nodes = 4
        dimension = "m^3 s^-2"
        [[inputs]]
        name = "position"
        grades = [1]
        nodes = 4
        dimension = "m"
        [[inputs]]
        name = "velocity"
        grades = [1]
        nodes = 4
        dimension = "m s^-1"
        [[outputs]]
        name = "jerk"
        grades = [1]
        nodes = 4
        dimension = "m s^-3"
        """);
    Outcome outcome =
        CommandRun.run(
            "train",
            "--data",
            "nbody:train=8,test=8",
            "--schema",
            schema.toString(),
            "--model",
            "dynamics",
            "--steps",
            "0",
            "--target",
            "native",
            "--out",
            folder.resolve("none").toString());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(CommandRun.run("train", "--data", "pairs.npy", "--schema", schema.toString()).err())
        .contains("model.kind is not set: expected one of products, dynamics, points, motors");
    assertThat(outcome.err())
        .contains("model.kind is dynamics, and layer 0 of that on nbody:train=8,test=8 contradicts")
        .contains("jerk")
        .contains("m s^-2")
        .contains("m s^-3");
  }
}
