package dev.adamant;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.adamant.bindings.CacheFolder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each package knows only those before it. */
class ArchitectureTest {

  private static final List<String> ORDER =
      List.of(
          "dev.adamant.number..",
          "dev.adamant.memory..",
          "dev.adamant.target..",
          "dev.adamant.algebra..",
          "dev.adamant.data..",
          "dev.adamant.schedule..",
          "dev.adamant.graph..",
          "dev.adamant.model..",
          "dev.adamant.train..",
          "dev.adamant.certificate..",
          "dev.adamant.distill..",
          "dev.adamant.diagnose..",
          "dev.adamant.record..",
          "dev.adamant.serve..",
          "dev.adamant.cli..");

  private static JavaClasses system;

  @BeforeAll
  static void importSystem() {
    system =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/bindings/"))
            .importPackages("dev.adamant");
  }

  @Test
  void packagesKnowOnlyThoseBeforeThem() {
    inOrder(ORDER).check(system);
  }

  @Test
  void everyPackageHasAPlaceInTheOrder() {
    classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).check(system);
  }

  @Test
  void theReferenceStandsOnTheJavaPlatformAlone() {
    classes()
        .that()
        .resideInAPackage("dev.adamant.number..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.adamant.number..", "java..")
        .allowEmptyShould(true)
        .check(system);
  }

  @Test
  void onlyRegistriesAndServersKnowTheirLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.adamant.record..", "dev.adamant.serve..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..", "io.helidon..", "io.prometheus..")
        .check(system);
  }

  @Test
  void theTargetInterfaceKnowsNoTarget() {
    noClasses()
        .that()
        .resideInAPackage("dev.adamant.target")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.adamant.target.*..")
        .check(system);
  }

  @Test
  void targetsKnowNoOther() {
    for (String target : List.of("reference", "libadamant", "opencl")) {
      knowsOnly(target, "dev.adamant.target." + target + "..");
    }
    // The processor at the side of the arrays.
    knowsOnly("rtl", "dev.adamant.target.rtl..", "dev.adamant.target.reference..");
  }

  private static void knowsOnly(String target, String... packages) {
    noClasses()
        .that()
        .resideInAPackage("dev.adamant.target." + target + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.adamant.target.*..").and(not(resideInAnyPackage(packages))))
        .check(system);
  }

  /** But for the folder of caches, which is the same for all. */
  @Test
  void onlyTargetsKnowTheBindings() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.adamant.target.libadamant..",
            "dev.adamant.target.opencl..",
            "dev.adamant.target.rtl..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.adamant.bindings..").and(not(type(CacheFolder.class))))
        .check(system);
  }

  @Test
  void aBreachOfTheOrderIsReported() {
    var breach = inOrder(List.of("dev.adamant.cli..", "picocli..")).evaluate(system);

    assertThat(breach.getFailureReport().getDetails())
        .anyMatch(
            line -> line.contains("dev.adamant.cli.Main") && line.contains("picocli.CommandLine"));
  }

  /** The packages may be empty, since the later ones are still to come. */
  private static CompositeArchRule inOrder(List<String> packages) {
    return CompositeArchRule.of(
        IntStream.range(0, packages.size() - 1)
            .mapToObj(
                i ->
                    noClasses()
                        .that()
                        .resideInAPackage(packages.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                            packages.subList(i + 1, packages.size()).toArray(String[]::new))
                        .allowEmptyShould(true))
            .toList());
  }
}
