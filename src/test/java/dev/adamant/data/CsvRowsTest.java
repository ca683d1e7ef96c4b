package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  private static final Path NAME = Path.of("standard input");

  private static CsvRows rows(String text, int width) {
    return new CsvRows(NAME.toString(), new StringReader(text), width);
  }

  @Test
  void rowsComeOneByOne() throws DataException {
    CsvRows rows = rows("a,b\n1,2\n\n3.5,-4\n", 2);
    double[] row = new double[2];
    assertThat(rows.read(row)).isTrue();
    assertThat(row).containsExactly(1, 2);
    assertThat(rows.row()).isEqualTo(2);
    assertThat(rows.read(row)).isTrue();
    assertThat(row).containsExactly(3.5, -4);
    assertThat(rows.row()).isEqualTo(4);
    assertThat(rows.read(row)).isFalse();
    assertThat(rows("", 2).read(row)).isFalse();
  }

  @Test
  void aRowIsGivenOutBeforeTheNextIsThere() throws IOException {
    try (PipedWriter writer = new PipedWriter();
        PipedReader reader = new PipedReader(writer)) {
      CsvRows rows = new CsvRows(NAME.toString(), reader, 2);
      double[] row = new double[2];
      for (int i = 0; i < 3; i++) {
        writer.write(i + "," + 2 * i + "\n");
        writer.flush();
        assertThat(rows.read(row)).isTrue();
        assertThat(row).containsExactly(i, 2 * i);
      }
    }
  }

  @Test
  void faultsAreToldWithTheirRow() {
    double[] row = new double[2];
    Faults.refused(
        NAME,
        () -> rows("1,2,3\n", 2).read(row),
        "FILE: row 1 has 3 cells, the model takes 2: one for each feature");
    Faults.refused(
        NAME,
        () -> rows("1,two\n", 2).read(row),
        "FILE: row 1 has in column 2 \"two\", must be a number with a decimal point");
    CsvRows later = rows("x,y\n1,2\n3,\n", 2);
    Faults.refused(
        NAME,
        () -> {
          while (later.read(row)) {
            assertThat(later.row()).isEqualTo(2);
          }
        },
        "FILE: row 3 has in column 2 an empty cell: fill it in or leave out the row");
    Faults.refused(
        NAME,
        () -> rows("1;2\n", 1).read(new double[1]),
        "FILE: row 1 has 2 cells, the model takes 1: one for each feature");
    assertThatThrownBy(() -> rows("", 3).read(row))
        .hasMessage("an array of 2 for rows of 3 numbers");
    assertThatThrownBy(() -> rows("", 0)).hasMessage("rows of 0 numbers: must be 1 or more");
  }
}
