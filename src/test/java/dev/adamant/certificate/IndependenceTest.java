package dev.adamant.certificate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The verifier shares nothing with what it verifies. */
class IndependenceTest {

  private static final String VERIFIER = "dev.adamant.certificate.verify";

  @Test
  void theVerifierKnowsTheAlgebraTheFormatsAndJsonAlone() {
    classes()
        .that()
        .resideInAPackage(VERIFIER)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            VERIFIER,
            "dev.adamant.algebra",
            "dev.adamant.memory",
            "dev.adamant.number",
            "java..",
            "tools.jackson..")
        .check(new ClassFileImporter().importPackages(VERIFIER));
  }
}
