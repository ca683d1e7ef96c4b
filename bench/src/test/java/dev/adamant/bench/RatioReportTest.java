package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.bindings.Adamant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report, over tiny operands. */
class RatioReportTest {
  private static final String WITHOUT_OPENBLAS = "^(?!product|dot/cache/openblas|allocation)";
  private static final String REMEDY = "apt-get install -y libopenblas0-pthread";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return RatioReport.execute(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  static List<String> paths() {
    return List.of(Adamant.adm_paths().split(" ", -1));
  }

  @AfterEach
  void selectTheBestPath() {
    Native.select(Native.BEST_PATH);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyCaseIsARow(String path, @TempDir Path folder) throws IOException {
    Path json = folder.resolve("ratios.json");
    int status =
        run("--small", "--path", path, "--only", WITHOUT_OPENBLAS, "--json", json.toString());
    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString()).contains("path measured: " + path + System.lineSeparator());
    List<String> names =
        Cases.all(path, Sizes.SMALL).stream()
            .filter(c -> !c.needsOpenBlas())
            .map(Case::name)
            .toList();
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    List<String> rows = out.toString().lines().filter(line -> line.startsWith("| ")).toList();
    assertThat(rows.stream().skip(1).map(row -> row.split(" \\| ", -1)[0].substring(2)))
        .containsExactlyElementsOf(names);
    assertThat(Files.readString(json))
        .contains(names.stream().map(name -> "\"name\": \"" + name + "\"").toList());
  }

  @Test
  void openBlasIsMeasuredOrItsPackageIsNamed() {
    boolean there = isThere();
    int status = run("--small", "--only", "^product/bposit32$|openblas");
    if (there) {
      assertThat(status).isZero();
      assertThat(out.toString()).contains("- OpenBLAS: ", "| product/bposit32 |");
    } else {
      assertThat(status).isEqualTo(1);
      assertThat(err.toString()).contains(REMEDY);
      assertThat(out.toString()).isEmpty();
    }
  }

  private static boolean isThere() {
    try {
      OpenBlas.load();
      return true;
    } catch (MissingLibraryException e) {
      return false;
    }
  }

  @Test
  void aMissingLibraryIsNamedWithItsPackage() {
    assertThatThrownBy(() -> OpenBlas.find("libmissing.so.0"))
        .isInstanceOf(MissingLibraryException.class)
        .hasMessageContaining("libmissing.so.0")
        .hasMessageContaining(REMEDY);
  }

  @Test
  void anUnknownPathIsRefusedWithThoseThereAre() {
    assertThat(run("--small", "--path", "sse", "--only", "java")).isEqualTo(2);
    assertThat(err.toString()).contains("sse", "auto portable");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anExpressionFoundNowhereIsRefused() {
    assertThat(run("--only", "posit128")).isEqualTo(2);
    assertThat(err.toString()).contains("posit128", "--list");
  }

  @Test
  void listNamesTheCases() {
    assertThat(run("--list", "--only", "product/posit32")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("product/posit32", "allocation/product/posit32");
  }

  @Test
  void aRowTellsByHowMuchATargetIsMissed() {
    List<Case> cases = Cases.all(Native.BEST_PATH, Sizes.FULL);
    Case stream =
        cases.stream().filter(c -> c.name().equals("dot/stream/posit32")).findFirst().orElseThrow();
    Comparison missed = new Comparison(9, 0.5, 0.2, 2.5, 2.25, 3, 1.9);
    assertThat(RatioReport.row(stream, missed))
        .isEqualTo(
            "| dot/stream/posit32 | 0.500 | 0.200 | 2.50 | 2.25 to 3.00 | 1.90 | 2.00 |"
                + " missed: 1.25 times the target |");
    Comparison met = new Comparison(9, 0.4, 0.2, 2, 1.75, 12.5, 2);
    assertThat(RatioReport.row(stream, met))
        .isEqualTo(
            "| dot/stream/posit32 | 0.400 | 0.200 | 2.00 | 1.75 to 12.5 | 2.00 | 2.00 | met |");
    Comparison missedUndisturbed = new Comparison(9, 0.4, 0.2, 2, 1.75, 2.5, 3);
    assertThat(RatioReport.row(stream, missedUndisturbed))
        .endsWith("| 3.00 | 2.00 | missed: 1.50 times the target |");
  }

  @Test
  void hotPathsDoNotAllocate() {
    assertThat(run("--only", "^allocation/(dot|product)")).isZero();
    List<String> rows = out.toString().lines().filter(line -> line.startsWith("| alloc")).toList();
    assertThat(rows).hasSize(4).allMatch(row -> row.endsWith(" | 0 |"));
  }
}
