package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.check.WrongTarget;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code adamant bench} prints and writes, and what it refuses. */
class BenchCommandTest {

  private static final FakeTargets RIGHT = new FakeTargets().with(WrongTarget::right);

  @TempDir private Path folder;

  private static Outcome run(FakeTargets targets, String arguments) {
    return targets.run(BenchCommand::commandLine, arguments.split(" "));
  }

  /** A target with neither float32 nor float64. */
  private static Target withoutFloats() {
    return new WrongTarget(work -> false, work -> {}) {
      @Override
      public boolean supports(Kernel kernel, DataType type) {
        return type.kind() != DataType.Kind.IEEE && super.supports(kernel, type);
      }
    };
  }

  @Test
  void everyKernelAndFormatHasARow() {
    Outcome outcome = run(RIGHT, "--quick --seconds 0.01 --samples 1");

    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.status()).isZero();
    for (String work :
        List.of(
            "matrix product",
            "matrix × vector",
            "exp",
            "sqrt",
            "add",
            "mul",
            "fma",
            "sum",
            "normal",
            "to float32")) {
      for (Format format : Format.standard()) {
        assertThat(outcome.out())
            .containsPattern("\n" + work + " +" + format.name() + "( +[0-9.]+){2} to ");
      }
      assertThat(outcome.out()).containsPattern("\n" + work + " +float32 .* 1\\.00 +[0-9.]+%\n");
    }
    assertThat(outcome.out())
        .containsPattern("roof: [0-9.]+ GB/s, [0-9.]+ Gmadd/s")
        .containsPattern("latency of one posit8 addition, submitted and awaited: [0-9.]+ µs")
        .containsPattern("latency of one posit8 addition, run: [0-9.]+ µs");
  }

  @Test
  void withoutFloat32ThereAreNoRatios() {
    FakeTargets targets = new FakeTargets().with(BenchCommandTest::withoutFloats);

    Outcome outcome =
        run(targets, "--quick --seconds 0.01 --kernel zip --format posit32 --format float32");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("no float32")
        .containsPattern("\nadd +posit32 .* - +- +-\n")
        .contains("wrong:0 has none of these kernels in float32");
  }

  @Test
  void jsonAndPictureAreWritten() throws IOException {
    Path json = folder.resolve("bench.json");
    Path plot = folder.resolve("bench.png");

    Outcome outcome =
        run(
            RIGHT,
            "--quick --seconds 0.01 --kernel contract --kernel fma --format posit16 --matrix 8"
                + " --size 16K --json "
                + json
                + " --plot "
                + plot);

    assertThat(outcome.status()).isZero();
    JsonNode all = new JsonMapper().readTree(Files.readString(json));
    assertThat(all.get("environment").get("processor").asString()).isNotEmpty();
    assertThat(all.get("environment").get("java").asString()).contains("25");
    assertThat(all.get("environment").has("loadAverage")).isTrue();
    JsonNode target = all.get("targets").get(0);
    assertThat(target.get("target").get("driver").asString()).isNotEmpty();
    assertThat(target.get("operandBytes").asLong()).isEqualTo(16384);
    assertThat(target.get("latencies").size()).isEqualTo(2);
    JsonNode product = target.get("measurements").get(0);
    assertThat(product.get("work").asString()).isEqualTo("matrix product");
    assertThat(product.get("operations").asLong()).isEqualTo(8 * 8 * 8);
    assertThat(product.get("bytes").asLong()).isEqualTo(3 * 8 * 8 * 2);
    double nanos = product.get("nanosPerOperation").get("median").asDouble();
    assertThat(product.get("multiplyAddsPerSecond").asDouble()).isEqualTo(1e9 / nanos);
    assertThat(product.get("ratioToFloat32").asDouble()).isPositive();
    JsonNode fma = target.get("measurements").get(2);
    assertThat(fma.get("operations").asLong()).isEqualTo(16384 / 2);
    assertThat(fma.get("bytes").asLong()).isEqualTo(4 * 16384);

    BufferedImage image = ImageIO.read(plot.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    assertThat(image.getWidth()).isGreaterThan(1000);
    assertThat(colours).contains(0xffffff, 0x0072b2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract", "map", "zip", "fma", "reduce", "random"})
  void aWrongTargetIsNotTimed(String kernel) {
    Kernel of = Kernel.valueOf(kernel.toUpperCase(Locale.ROOT));
    FakeTargets targets =
        new FakeTargets().with(() -> WrongTarget.in(of, DataType.of(Format.POSIT32)));

    Outcome outcome =
        run(targets, "--quick --seconds 0.01 --format posit32 --samples 1 --kernel " + kernel);

    assertThat(outcome.status()).isOne();
    assertThat(outcome.out()).doesNotContain("ns/op");
    assertThat(outcome.complaints()).hasSize(1);
    assertThat(outcome.err()).contains("wrong:0", "posit32", "must be 0x", "selftest");
  }

  @Test
  void aWrongConversionIsNotTimed() {
    FakeTargets targets =
        new FakeTargets().with(() -> WrongTarget.in(Kernel.CONVERT, DataType.FLOAT32));

    Outcome outcome = run(targets, "--quick --seconds 0.01 --format posit32 --kernel convert");

    assertThat(outcome.status()).isOne();
    assertThat(outcome.err()).contains("to float32 posit32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--kernel copy",
        "--kernel multiply",
        "--format posit99",
        "--format quire(posit32)",
        "--size 4k",
        "--size 100",
        "--matrix 0",
        "--seconds 0",
        "--samples 0",
        "--target gpu"
      })
  void aMalformedCommandLineHasStatusTwo(String arguments) {
    Outcome outcome = run(RIGHT, arguments);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(arguments.split(" "));
  }

  @Test
  void aFileThatCannotBeWrittenIsToldBeforeAnythingIsMeasured() {
    Outcome outcome = run(RIGHT, "--quick --json " + folder.resolve("missing/bench.json"));

    assertThat(outcome.status()).isOne();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("missing/bench.json", "no such folder");
  }
}
