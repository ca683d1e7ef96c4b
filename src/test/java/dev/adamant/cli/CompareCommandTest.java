package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.cli.FakeTargets.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code adamant compare} says of runs. */
class CompareCommandTest {

  @TempDir private static Path folder;
  private static Path data;

  @BeforeAll
  static void train() throws IOException {
    data = CommandRun.irises(folder);
    train("one", "--seed", "1", "--target", "native");
    train("two", "--seed", "2", "--target", "native");
    train("again", "--seed", "1", "--target", "reference");
    train("other", "--seed", "1", "--target", "native", "--format", "posit16", "--hidden", "none");
  }

  private static void train(String name, String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "train",
                    "--data",
                    data.toString(),
                    "--epochs",
                    "3",
                    "--out",
                    folder.resolve(name).toString()),
                Stream.of(more))
            .toArray(String[]::new);
    assertThat(CommandRun.run(arguments).status()).isZero();
  }

  private static Outcome compare(String... arguments) {
    return CommandRun.run(
        Stream.concat(
                Stream.of("compare"),
                Stream.of(arguments)
                    .map(a -> a.startsWith("--") ? a : folder.resolve(a).toString()))
            .toArray(String[]::new));
  }

  private static JsonNode report(String name) throws IOException {
    return CommandRun.json(Files.readString(folder.resolve(name).resolve("report.json")));
  }

  @Test
  void runsHaveRowsAndSeedsAMean() throws IOException {
    Outcome outcome = compare("one", "two", "again");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo(
            "alike      data "
                + data
                + ", network 64-64 relu, method local, format bposit32, epochs 3");
    assertThat(lines.get(2))
        .matches(
            "run +seed +test % +test loss +train loss +to train +to answer +ratio +samples/s"
                + " +seconds +model +same");
    assertThat(lines.get(3)).matches("one +1 .* [0-9a-f]{12} +A");
    assertThat(lines.get(4)).matches("two +2 .* [0-9a-f]{12}");
    assertThat(lines.get(5)).matches("again +1 .* [0-9a-f]{12} +A");
    double mean =
        (report("one").get("trainLoss").asDouble() + report("two").get("trainLoss").asDouble()) / 2;
    assertThat(lines.get(6))
        .startsWith("mean of 2 seeds ")
        .contains(String.format(java.util.Locale.ROOT, " %.5g ± ", mean));
    assertThat(lines.getLast())
        .isEqualTo(
            "A: the same model, byte for byte: " + report("one").get("modelSha256").asString());
  }

  @Test
  void differentJobsHaveColumnsOfWhatDiffers() {
    Outcome outcome = compare("one", "other");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("alike      data " + data + ", method local, epochs 3, seed 1\n")
        .containsPattern("\nrun +network +format +test %")
        .containsPattern("\none +64-64 relu +bposit32 ")
        .containsPattern("\nother +linear +posit16 ")
        .doesNotContain("mean of", "same");
  }

  @Test
  void jsonHasRunsSeedsAndEqualModels() throws IOException {
    Outcome outcome = compare("one", "again", "two", "--json");

    assertThat(outcome.status()).isZero();
    JsonNode all = CommandRun.json(outcome.out());
    assertThat(all.get("runs").size()).isEqualTo(3);
    assertThat(all.get("runs").get(0).get("report")).isEqualTo(report("one"));
    assertThat(all.get("runs").get(0).get("hidden").get(1).asInt()).isEqualTo(64);
    JsonNode seeds = all.get("seeds").get(0);
    assertThat(seeds.get("runs").size()).isEqualTo(2);
    double first = report("one").get("testLoss").asDouble();
    double second = report("two").get("testLoss").asDouble();
    assertThat(seeds.get("testLoss").get("mean").asDouble())
        .isCloseTo((first + second) / 2, within(1e-12));
    assertThat(seeds.get("testLoss").get("deviation").asDouble())
        .isCloseTo(Math.abs(first - second) / Math.sqrt(2), within(1e-12));
    assertThat(all.get("equalModels").get(0).get("runs").size()).isEqualTo(2);
  }

  @Test
  void thePlotHasAllRuns() throws IOException {
    Path plot = folder.resolve("plot.png");

    Outcome outcome = compare("one", "other", "--plot=" + plot);

    assertThat(outcome.status()).isZero();
    assertThat(ImageIO.read(plot.toFile()).getHeight()).isEqualTo(1200);
    Outcome refused = compare("one", "--plot=" + folder.resolve("missing/plot.png"));
    assertThat(refused.status()).isOne();
    assertThat(refused.err())
        .isEqualTo(
            "adamant compare: "
                + folder.resolve("missing/plot.png")
                + ": cannot be written: its folder does not exist, make it first\n");
  }

  @Test
  void whatIsNoFinishedRunIsTold() throws IOException {
    Path begun = Files.createDirectories(folder.resolve("begun"));
    Files.copy(folder.resolve("one/job.toml"), begun.resolve("job.toml"));

    Outcome unfinished = compare("one", "begun");
    Outcome nothing = compare("nothing");

    assertThat(unfinished.status()).isEqualTo(2);
    assertThat(unfinished.err())
        .isEqualTo(
            "adamant compare: "
                + begun
                + ": the run is not finished: adamant resume "
                + begun
                + "\n");
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err())
        .isEqualTo(
            "adamant compare: "
                + folder.resolve("nothing")
                + ": is no run directory, it has no job.toml\n");
    Files.delete(begun.resolve("job.toml"));
    Files.delete(begun);
  }
}
