package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas from files. */
class SchemaFileTest {

  private static final String TWO_BODIES =
      """
      signature = [3, 0, 0]
      [[inputs]]
      name = "gm"
      nodes = 2
      dimension = "m^3 s^-2"
      [[inputs]]
      name = "position"
      grades = [1]
      nodes = 2
      dimension = "m"
      bound = 100.0
      [[outputs]]
      name = "acceleration"
      grades = [1]
      nodes = 2
      dimension = "m s^-2"
      """;

  @TempDir private Path folder;

  @Test
  void fieldsAndDefaults() throws IOException {
    Schema schema = read(TWO_BODIES);

    assertThat(schema.signature()).isEqualTo(new Signature(3, 0, 0));
    assertThat(schema.inputs()).hasSize(2);
    assertThat(schema.inputs().get(0))
        .isEqualTo(
            new Field(
                "gm",
                GradeSet.SCALAR,
                1,
                2,
                Dimension.parse("m^3 s^-2"),
                Double.POSITIVE_INFINITY));
    assertThat(schema.inputs().get(1).bound()).isEqualTo(100);
    assertThat(schema.features()).isEqualTo(2 + 6);
    assertThat(schema.targets()).isEqualTo(6);
    assertThat(schema.isPlain()).isFalse();
    assertThat(schema).hasToString("Cl(3,0,0): gm, position -> acceleration");
  }

  @Test
  void dataOfOtherSizesIsRefused() throws IOException {
    Schema schema = read(TWO_BODIES);
    Dataset data = Dataset.regression("pairs", 7, new double[7], 6, new double[6]);

    assertThatThrownBy(() -> data.withSchema(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pairs has 7 features and 6 outputs, the schema Cl(3,0,0): gm, position ->"
                + " acceleration has 8 and 6: they must be the same");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "signature = [3, 0, 0]|signature = [3, 0]|signature is [3,0]: expected p, q and r",
        "signature = [3, 0, 0]|signature = [7, 0, 0]|Cl(7,0,0): p, q and r must be 0 or more",
        "grades = [1]|grades = [4]|has the grades {4}: in Cl(3,0,0) there are 0 to 3",
        "grades = [1]|grade = 1|inputs 2 has the unknown key grade: there are [bound, channels",
        "nodes = 2|nodes = \"two\"|inputs 1.nodes has \"two\": expected an integer",
        "nodes = 2|nodes = 0|it needs a name, a grade, 1 or more channels and nodes",
        "\"m^3 s^-2\"|\"m^3/s^2\"|is no dimension, for \"m^3/s^2\": expected units with integer",
        "name = \"position\"|name = \"gm\"|two fields have the name gm: give each its own",
        "name = \"gm\"|title = \"gm\"|has the unknown key title",
        "[[outputs]]|[[targets]]|the schema has the unknown key targets",
      })
  void whatIsWrongIsSaid(String from, String to, String message) {
    assertThat(TWO_BODIES).contains(from);
    assertThatThrownBy(() -> read(TWO_BODIES.replace(from, to)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder.resolve("schema.toml") + ": ")
        .hasMessageContaining(message);
  }

  private Schema read(String text) throws IOException {
    Path file = folder.resolve("schema.toml");
    Files.writeString(file, text);
    return SchemaFile.read(file);
  }
}
