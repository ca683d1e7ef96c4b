package dev.adamant.data;

import static dev.adamant.data.Faults.open;
import static dev.adamant.data.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void rowsAreReadWhateverSeparatesThem(String delimiter) throws IOException {
    String text =
        "\ufeffwide, \"lo,n;g\t\"\"one\"\"\" ,kind\r\n"
            + "1,-2.5,cat\r\n\r\n"
            + " 3e2 , .25,\" dog\"\n"
            + "+4,-0,cat";
    Dataset data = open(file(text.replaceAll(",(?![^\"]*;)", delimiter)));
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.features()).isEqualTo(2);
    assertThat(data.featureNames()).containsExactly("wide", "lo,n;g\t\"one\"");
    assertThat(data.classes()).containsExactly(" dog", "cat");
    assertThat(data.label(0)).isEqualTo(1);
    assertThat(data.label(1)).isZero();
    assertThat(data.feature(0, 1)).isEqualTo(-2.5);
    assertThat(data.feature(1, 0)).isEqualTo(300);
    assertThat(data.feature(1, 1)).isEqualTo(0.25);
    assertThat(data.feature(2, 0)).isEqualTo(4);
    assertThat(data.range()).isEmpty();
  }

  @Test
  void packedFilesAreTheSame() throws IOException {
    String text = "1,2,0\n3,4.5,1\n";
    Path packed = Files.write(folder.resolve("data.csv.gz"), packed(text));
    assertThat(open(packed).digest()).isEqualTo(open(file(text)).digest());
  }

  @Test
  void theLabelColumnIsNamedOrNumbered() throws IOException {
    Path file = file("y,a,b\n1,5,6\n2,7,8\n");
    for (String column : List.of("y", "1")) {
      Dataset data = open(file, DataOptions.DEFAULT.withLabelColumn(column));
      assertThat(data.featureNames()).containsExactly("a", "b");
      assertThat(data.classes()).containsExactly("1", "2");
      assertThat(data.feature(1, 0)).isEqualTo(7);
    }
    Dataset data = open(file("x,5,6\nz,7,8\n"), DataOptions.DEFAULT.withLabelColumn("1"));
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.classes()).containsExactly("x", "z");
  }

  @Test
  void aHeaderOfNumbersIsToldByTheLabels() throws IOException {
    Dataset data = open(file("1,2,label\n5,6,0\n7,8,1\n"));
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.featureNames()).containsExactly("1", "2");
    assertThat(open(file("1,2,cat\n5,6,dog\n7,8,cat\n")).size()).isEqualTo(3);
    assertThat(open(file("1,2,cat\n5,6,7\n"), DataOptions.DEFAULT.withHeader(false)).size())
        .isEqualTo(2);
    assertThat(open(file("1,2,3\n5,6,0\n7,8,1\n"), DataOptions.DEFAULT.withHeader(true)).size())
        .isEqualTo(2);
    assertThat(
            open(file("150,4,setosa,x\n5,6,2,0\n7,8,1,1\n"), DataOptions.DEFAULT.withHeader(true))
                .size())
        .isEqualTo(2);
  }

  @Test
  void fewIntegersAreClassesAndOtherNumbersAreNot() throws IOException {
    Dataset classes = open(file("1,10\n2,9.0\n3,-1\n"));
    assertThat(classes.classes()).containsExactly("-1", "9", "10");
    assertThat(classes.label(0)).isEqualTo(2);
    assertThat(open(file("1,10\n2,9.5\n")).task()).isEqualTo(Task.REGRESSION);
    assertThat(open(file("1,10\n2,9.5\n")).target(1, 0)).isEqualTo(9.5);
    DataOptions regression = DataOptions.DEFAULT.withTask(Task.REGRESSION);
    assertThat(open(file("1,0\n2,1\n"), regression).task()).isEqualTo(Task.REGRESSION);
    DataOptions classification = DataOptions.DEFAULT.withTask(Task.CLASSIFICATION);
    assertThat(open(file("1,10\n2,9.5\n"), classification).classes()).containsExactly("10", "9.5");
    assertThat(open(file(integers(11, 1))).task()).isEqualTo(Task.REGRESSION);
    assertThat(open(file(integers(11, 2))).task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(open(file(integers(100, 2))).outputs()).isEqualTo(100);
    assertThat(open(file(integers(101, 2))).task()).isEqualTo(Task.REGRESSION);
  }

  private static String integers(int distinct, int times) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < distinct * times; i++) {
      text.append("1,").append(i % distinct).append('\n');
    }
    return text.toString();
  }

  @Test
  void theClassesOfAModelGiveTheLabels() throws IOException {
    DataOptions named = DataOptions.DEFAULT.withClasses(List.of("dog", "cat", "hen"));
    Dataset data = open(file("1,cat\n2,cat\n"), named);
    assertThat(data.classes()).containsExactly("dog", "cat", "hen");
    assertThat(data.label(0)).isEqualTo(1);
    assertThat(open(file("1,2\n2,0\n"), named).label(0)).isEqualTo(2);
    Path unknown = file("1,cat\n2,cow\n");
    refused(
        unknown,
        () -> open(unknown, named),
        "FILE: row 2 has the label \"cow\", the classes are dog, cat, hen: correct it or leave it"
            + " out");
    Path beyond = file("a,b\n1,0\n2,3\n");
    refused(
        beyond,
        () -> open(beyond, named),
        "FILE: row 3 has the label \"3\", the labels are 0 to 2: correct it or leave it out");
    DataOptions numbered = DataOptions.DEFAULT.withClasses(List.of("5", "7"));
    assertThat(open(file("1,7\n"), numbered).label(0)).isEqualTo(1);
    Path other = file("1,0\n");
    refused(
        other,
        () -> open(other, numbered),
        "FILE: row 1 has the label \"0\", the classes are 5, 7: correct it or leave it out");
  }

  @Test
  void numbersAreRoundedAsJavaDoes() throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder();
    double[] expected = new double[4000];
    for (int i = 0; i < expected.length; i++) {
      String number =
          switch (i % 4) {
            case 0 -> Double.toString(random.nextGaussian());
            case 1 -> random.nextInt() + "." + random.nextInt(1 << 20);
            case 2 -> "-." + random.nextInt(1 << 30) + random.nextInt(1 << 20);
            default -> Double.toString(Double.longBitsToDouble(random.nextLong() >>> 2));
          };
      expected[i] = Double.parseDouble(number);
      text.append(number).append(',').append(i % 2).append('\n');
    }
    Dataset data = open(file(text.toString()));
    for (int i = 0; i < expected.length; i++) {
      assertThat(data.feature(i, 0)).isEqualTo(expected[i]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b,y/1,2,0/3,,1 | row 3 has in column 2 (b) an empty cell: fill it in or leave out the"
            + " row",
        "1,2,0/3,?,1 | row 2 has in column 2 \"?\" for a missing value: fill it in or leave out the"
            + " row",
        ",2,0/3,4,1 | row 1 has in column 1 an empty cell: fill it in or leave out the row",
        "1,2,0/3,4, | row 2 has in column 3 an empty cell: fill it in or leave out the row",
        "1,2,0/3,nan,1 | row 2 has in column 2 \"nan\", must be finite: correct it or leave out the"
            + " row",
        "1,2,0/-inf,4,1 | row 2 has in column 1 \"-inf\", must be finite: correct it or leave out"
            + " the row",
        "1,2,0/1e999,4,1 | row 2 has in column 1 \"1e999\", must be finite: correct it or leave out"
            + " the row",
        "1,2,0/3,4,NaN | row 2 has in column 3 \"NaN\", must be finite: correct it or leave out the"
            + " row",
        "1,2,0/0x1p3,4,1 | row 2 has in column 1 \"0x1p3\", must be a number with a decimal point",
        "1,2,0//3,1f,1 | row 3 has in column 2 \"1f\", must be a number with a decimal point",
        "1,2,0/3,1 | row 2 has 2 cells, the first row has 3: give each row as many",
        "1,2,0/3 | row 2 has 1 cell, the first row has 3: give each row as many",
        "1,2,0/3,4,5,6 | row 2 has 4 cells, the first row has 3: give each row as many",
        "1 2 0/3 4 1 | row 1 has a single cell, a sample needs a feature and a label: separate"
            + " cells by commas, semicolons or tabs",
        "1,x,0/3,4,1 | row 1 has in column 2 \"x\" and in column 1 a number: correct it, or say"
            + " whether the first row is a header",
        "1,\"2,0/3,4,1 | row 1 opens a quote in column 2 that is never closed: close it",
        "1,\"2\"3,0/3,4,1 | row 1 has text behind the closing quote in column 2: double the quotes"
            + " within a cell",
      })
  void faultsAreToldWithTheirPlace(String text, String message) throws IOException {
    Path file = file(text.replace('/', '\n'));
    refused(file, () -> open(file), "FILE: " + message);
  }

  @Test
  void whatCannotBeLearntIsRefused() throws IOException {
    Path empty = file("\n\n");
    refused(empty, () -> open(empty), "FILE: is empty: give it a row for each sample");
    Path header = file("a,b\n");
    refused(
        header, () -> open(header), "FILE: has no row below its header: add one for each sample");
    Path single = file("1,cat\n2,cat\n");
    refused(
        single,
        () -> open(single),
        "FILE: all samples are of the class \"cat\", there is nothing to tell apart: take samples"
            + " of two classes or more");
    Path words = file("1,0\n2,cat\n");
    refused(
        words,
        () -> open(words, DataOptions.DEFAULT.withTask(Task.REGRESSION)),
        "FILE: row 2 has the label \"cat\", regression needs a number: correct it, or learn"
            + " classes");
    Path many = file(integers(10_001, 1).replace(",", ",id"));
    refused(
        many,
        () -> open(many),
        "FILE: has more than 10000 different labels, the most classes: name the column of the"
            + " labels, or learn by regression");
  }

  @Test
  void aLabelColumnThatIsNotThereIsRefused() throws IOException {
    Path named = file("a,b,a\n1,2,3\n");
    refused(
        named,
        () -> open(named, DataOptions.DEFAULT.withLabelColumn("y")),
        "FILE: has no label column \"y\": the columns are 1 to 3, named a, b, a");
    refused(
        named,
        () -> open(named, DataOptions.DEFAULT.withLabelColumn("a")),
        "FILE: row 1 names 2 columns \"a\": give the number of the label column instead");
    Path unnamed = file("1,2,3\n");
    refused(
        unnamed,
        () -> open(unnamed, DataOptions.DEFAULT.withLabelColumn("4")),
        "FILE: has no label column \"4\": the columns are 1 to 3, without names");
  }

  @Test
  void damagedTextIsRefused() throws IOException {
    Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {'1', ',', (byte) 0xe9, '\n'});
    refused(
        latin,
        () -> open(latin),
        "FILE: is not UTF-8 text somewhere after row 0: save it as UTF-8");
    Path plain = Files.writeString(folder.resolve("plain.csv.gz"), "1,2\n");
    refused(
        plain,
        () -> open(plain),
        "FILE: is no gzip file or damaged after byte 0 of what it unpacks to (Not in GZIP format):"
            + " get it again");
    byte[] whole = packed(integers(20_000, 1));
    Path cut = folder.resolve("cut.csv.gz");
    for (int length : new int[] {whole.length / 2, whole.length - 1, 15, 3}) {
      Files.write(cut, Arrays.copyOf(whole, length));
      DataException e = catchThrowableOfType(DataException.class, () -> open(cut));
      assertThat(e)
          .hasMessageMatching(
              "\\Q"
                  + cut
                  + "\\E: its gzip data breaks off after byte [0-9]+ of what it unpacks to: the"
                  + " file was cut short, get it again");
    }
  }

  @Test
  void longCellsTakeNoLongTime() throws IOException {
    String digits = "7".repeat(1 << 20);
    assertThat(open(file("0." + digits + ",1\n0." + digits + "e0,2\n")).feature(0, 0))
        .isEqualTo(7 / 9.0);
    Path file = file("1,1\n" + digits + ",2\n");
    refused(
        file,
        () -> open(file),
        "FILE: row 2 has in column 1 \""
            + "7".repeat(40)
            + "…\", must be finite: correct it or"
            + " leave out the row");
  }

  @Test
  void aRowThatNeverEndsIsRefused() throws IOException {
    Path file = file("1,2\n3," + "4".repeat(CsvReader.MAX_ROW));
    refused(
        file,
        () -> open(file),
        "FILE: row 2 has more than 16777216 characters: break the text into rows");
  }
}
