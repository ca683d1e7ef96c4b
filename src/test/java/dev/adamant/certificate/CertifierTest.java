package dev.adamant.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.certificate.verify.Certificate;
import dev.adamant.certificate.verify.Derivation;
import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Json;
import dev.adamant.certificate.verify.Obligation;
import dev.adamant.certificate.verify.Verifier;
import dev.adamant.data.Scaling;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import dev.adamant.train.JobSettings;
import dev.adamant.train.Report;
import dev.adamant.train.RunListener;
import dev.adamant.train.TrainingRun;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is certified, and what is refused. */
class CertifierTest {

  private static final GradeSet BIVECTOR = GradeSet.of(2);
  private static final GradeSet TRIVECTOR = GradeSet.of(3);

  @TempDir private Path folder;

  private Path model() {
    return folder.resolve("model.safetensors");
  }

  private static Obligation obligation(Certificate certificate, String id) {
    return certificate.obligations().stream()
        .filter(obligation -> obligation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDenseModelHasTheObligationsOfItsLayers() throws IOException {
    Models.write(model(), Models.dense());
    Certificate certificate = Certifier.certify(model());

    assertThat(certificate.obligations())
        .extracting(Obligation::id)
        .containsExactly(
            "integrity",
            "structure",
            "storage",
            "finite",
            "scaling",
            "capacity/0",
            "capacity/3",
            "capacity/5");
    assertThat(obligation(certificate, "capacity/0").claim())
        .startsWith("no exact sum of layer 0 has more than 4 terms for an answer");
    assertThat(obligation(certificate, "storage").claim()).startsWith("20 learned numbers in 40");
    assertThat(Verifier.verify(model()).broken()).isEmpty();
  }

  @Test
  void theFiguresOfAProgram() throws IOException {
    Models.write(model(), Models.plane());
    Certificate certificate = Certifier.certify(model());

    assertThat(
            Json.text(
                obligation(certificate, "grades/0").evidence().path("relations").path("square")))
        .isEqualTo("{\"grades\":[0],\"products\":4}");
    assertThat(obligation(certificate, "grades/0").claim()).contains("by 22 products a sample");
    assertThat(obligation(certificate, "dimensions/0").evidence().path("values").path("square"))
        .hasToString("\"m^2\"");
    assertThat(obligation(certificate, "equivariance/0").claim())
        .isEqualTo("layer 0 commutes with Pin(2,0,0)");
    assertThat(obligation(certificate, "lifetimes/0").scope()).contains("0/force", "0/total");
    assertThat(Verifier.verify(model()).broken()).isEmpty();
  }

  @Test
  void floatsHaveNoQuireAndScaledFeaturesAreSaid() throws IOException {
    Scaling scaling = Scaling.of(new double[] {1, 0, 0}, new double[] {1, 2, 1});
    Models.write(model(), Models.dense(), scaling, DataType.FLOAT32);
    Certificate certificate = Certifier.certify(model());

    assertThat(obligation(certificate, "scaling").claim()).contains("shifted and scaled");
    assertThat(obligation(certificate, "storage").claim()).startsWith("20 learned numbers in 80");
  }

  @Test
  void aRunIsCertifiedWithItsJobAndData() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 24; i++) {
      rows.append(i % 5).append(',').append(i % 3).append(',').append(i % 5 + i % 3).append('\n');
    }
    Path source = Files.writeString(folder.resolve("sums.csv"), rows);
    JobSettings settings =
        JobSettings.EMPTY
            .with("data.source", source.toString(), "--data")
            .with("model.hidden", "4", "--hidden")
            .with("training.epochs", "1", "--epochs")
            .with("training.batch", "8", "--batch");
    Path run = folder.resolve("run");
    Report report;
    try (Target target = Targets.open("reference")) {
      report =
          TrainingRun.start(
              settings, new Execution("reference", 0, 0), run, target, RunListener.NONE);
    }

    Certificate certificate = Certifier.certify(run);
    byte[] first = Files.readAllBytes(run.resolve(Certificate.FILE));
    assertThat(certificate.subject().model()).isEqualTo(report.modelSha256());
    assertThat(certificate.subject().job()).isEqualTo(report.jobSha256());
    assertThat(certificate.subject().data()).isEqualTo(report.dataSha256());
    assertThat(Verifier.verify(run).holds()).isTrue();
    Certifier.certify(run);
    assertThat(run.resolve(Certificate.FILE)).hasBinaryContent(first);

    Files.writeString(run.resolve("job.toml"), "# other\n");
    assertThat(Verifier.verify(run).broken())
        .extracting(Finding::obligation)
        .containsExactly("subject");
    assertThatThrownBy(() -> Certifier.certify(run))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("is of another job than the one beside it");
  }

  @Test
  void withoutACertificateThereIsNothingToVerify() throws IOException {
    Models.write(model(), Models.tiny());
    assertThatThrownBy(() -> Verifier.verify(folder)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void dimensionsThatDisagreeAreRefused() throws IOException {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value x = b.input("length", GradeSet.SCALAR, 1, 1, Dimension.of("m"), 1);
    Value w = b.weight("w", GradeSet.SCALAR, 1, 1, 1);
    Value y = b.linear("y", GradeSet.SCALAR, 1, List.of(Models.linear(x, w)), null);
    b.output("time", y, Dimension.of("s"));
    Models.write(model(), Models.only(b.build()));

    assertThatThrownBy(() -> Certifier.certify(model()))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("length")
        .hasMessageContaining("time");
    assertThat(folder.resolve(Certificate.FILE)).doesNotExist();
    assertThatThrownBy(
            () ->
                derive(
                    "dimensions/0", "{\"values\":{\"length\":\"m\",\"w\":\"1\",\"time\":\"s\"}}"))
        .hasMessage("0/y has a term of m where s must stand");
  }

  @Test
  void aGradeThatCancelsOutIsRefused() throws IOException {
    ProgramBuilder b = new ProgramBuilder(new Signature(3, 0, 0));
    Value x = Models.input(b, "x", GradeSet.VECTOR);
    Value s = b.products("s", List.of(Models.term(ProductKind.GEOMETRIC, x, x, GradeSet.of(0, 2))));
    b.output("y", s, null);
    Models.write(model(), Models.only(b.build()));

    assertThatThrownBy(() -> Certifier.certify(model()))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("{2}");
    assertThatThrownBy(() -> derive("grades/0", "{}"))
        .hasMessage("0/s reaches the grades {0}, and its result stores {0,2}");
  }

  private void derive(String id, String evidence) throws IOException {
    Derivation.of(MemorySegment.ofArray(Files.readAllBytes(model())))
        .rules()
        .get(id)
        .derive(JsonMapper.shared().readTree(evidence));
  }

  private static Arguments group(String says, int zero, Function<ProgramBuilder, Value> made) {
    ProgramBuilder b = new ProgramBuilder(new Signature(3, 0, zero));
    b.output("y", made.apply(b), null);
    return Arguments.of("layer 0 commutes with " + says, b.build());
  }

  private static Value product(
      ProgramBuilder b, ProductKind kind, Value left, Value right, GradeSet grades) {
    return b.products("p", List.of(Models.term(kind, left, right, grades)));
  }

  private static Value scalar(ProgramBuilder b) {
    Value pseudo = b.constant("I", TRIVECTOR, Dimension.NONE, 1);
    Value t = Models.input(b, "t", TRIVECTOR);
    return b.products("v", List.of(Models.term(ProductKind.SCALAR, t, pseudo, GradeSet.SCALAR)));
  }

  static Stream<Arguments> groups() {
    return Stream.of(
        group(
            "Pin(3,0,0)",
            0,
            b -> {
              Value x = Models.input(b, "x", GradeSet.VECTOR);
              Value z = Models.input(b, "z", BIVECTOR);
              return product(b, ProductKind.LEFT_CONTRACTION, x, z, GradeSet.VECTOR);
            }),
        group(
            "Pin(3,0,1)",
            1,
            b -> {
              Value x = Models.input(b, "x", GradeSet.VECTOR);
              Value e0 = b.constant("e0", GradeSet.VECTOR, Dimension.NONE, 1, 0, 0, 0);
              return product(b, ProductKind.OUTER, e0, x, BIVECTOR);
            }),
        group(
            "Pin(3,0,0), up to the determinant of pseudo outputs",
            0,
            b -> {
              Value x = Models.input(b, "x", BIVECTOR);
              Value z = Models.input(b, "z", BIVECTOR);
              return product(b, ProductKind.REGRESSIVE, x, z, GradeSet.VECTOR);
            }),
        group(
            "Spin(3,0,0)",
            0,
            b -> {
              Value x = Models.input(b, "x", BIVECTOR);
              Value z = Models.input(b, "z", BIVECTOR);
              Value v = Models.input(b, "v", GradeSet.VECTOR);
              return b.products(
                  "p",
                  List.of(
                      Models.term(ProductKind.REGRESSIVE, x, z, GradeSet.VECTOR),
                      Models.term(ProductKind.GEOMETRIC, b.one(), v, GradeSet.VECTOR)));
            }),
        group(
            "Pin(3,0,0), up to the determinant of pseudo outputs",
            0,
            b -> b.apply("f", ScalarFunction.TANH, scalar(b))),
        group("Spin(3,0,0)", 0, b -> b.apply("f", ScalarFunction.SIGMOID, scalar(b))),
        group(
            "what of Spin(3,0,0) keeps gravity",
            0,
            b -> {
              Value x = Models.input(b, "x", GradeSet.VECTOR);
              Value g = b.constant("gravity", GradeSet.VECTOR, Dimension.NONE, 0, 0, -9.81);
              return product(b, ProductKind.SCALAR, x, g, GradeSet.SCALAR);
            }),
        group(
            "what of Spin(3,0,1) keeps axis",
            1,
            b -> {
              Value x = Models.input(b, "x", GradeSet.VECTOR);
              Value a = b.parameter("axis", GradeSet.VECTOR, 1, 1, Dimension.NONE, 1);
              return product(b, ProductKind.OUTER, x, a, BIVECTOR);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void theGroupFollowsFromTheRelations(String claim, Program program) throws IOException {
    Models.write(model(), Models.only(program));
    Certificate certificate = Certifier.certify(model());
    assertThat(obligation(certificate, "equivariance/0").claim()).isEqualTo(claim);
    assertThat(Verifier.verify(model()).broken()).isEmpty();
  }
}
