package dev.adamant.data;

import static dev.adamant.data.Faults.open;
import static dev.adamant.data.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFilesTest {

  @TempDir Path folder;

  private Path write(String name, String descr, boolean fortran, String shape, double... values)
      throws IOException {
    String header =
        "{'descr': '"
            + descr
            + "', 'fortran_order': "
            + (fortran ? "True" : "False")
            + ", 'shape': "
            + shape
            + ", }";
    header += " ".repeat(117 - header.length()) + "\n";
    int bytes = descr.charAt(2) - '0';
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer file = ByteBuffer.allocate(128 + bytes * values.length).order(order);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    file.put(header.getBytes(StandardCharsets.US_ASCII));
    for (double value : values) {
      switch (descr.substring(1)) {
        case "f4" -> file.putFloat((float) value);
        case "f8" -> file.putDouble(value);
        case "u8", "i8" -> file.putLong(value >= 0x1p63 ? (long) (value - 0x1p64) : (long) value);
        case "u4", "i4" -> file.putInt((int) (long) value);
        case "u2", "i2" -> file.putShort((short) value);
        default -> file.put((byte) value);
      }
    }
    return Files.write(folder.resolve(name), file.array());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|b1", "|u1", "|i1", "<u2", ">u2", "<i2", ">i2", "<u4", ">u4", "<i4", ">i4", "<u8", ">u8",
        "<i8", ">i8", "<f4", ">f4", "<f8", ">f8"
      })
  void allPlainTypesAreRead(String descr) throws IOException {
    boolean signed = !descr.contains("u") && !descr.contains("b");
    int bits = 8 * (descr.charAt(2) - '0');
    double large =
        descr.contains("b")
            ? 1
            : descr.contains("f")
                ? 0.375
                : bits == 64 ? (signed ? 0x1p62 : 0x1p63 + 0x1p12) : Math.scalb(1.0, bits - 1) - 1;
    double[] values = {1, 0, signed ? -3 : 1, large, 1, 1};
    Path file = write("a.npy", descr, false, "(2, 3)", values);
    write("a-labels.npy", "|u1", false, "(2,)", 7, 5);
    Dataset data = open(file);
    for (int i = 0; i < values.length; i++) {
      assertThat(data.feature(i / 3, i % 3)).isEqualTo(values[i]);
    }
    assertThat(data.classes()).containsExactly("5", "7");
    assertThat(data.label(0)).isEqualTo(1);
    assertThat(data.range()).isEmpty();
  }

  @Test
  void largeUnsignedNumbersAreRoundedOnce() throws IOException {
    Path file = write("a.npy", "<u8", false, "(2, 1)", 0, 0);
    write("a-labels.npy", "|u1", false, "(2,)", 7, 5);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(128, -1L)
        .putLong(136, (1L << 63) + (1L << 10) + 1);
    Files.write(file, bytes);
    Dataset data = open(file);
    assertThat(data.feature(0, 0)).isEqualTo(0x1p64);
    assertThat(data.feature(1, 0)).isEqualTo(0x1p63 + 0x1p11);
  }

  @Test
  void fortranOrderIsReadInRows() throws IOException {
    Path file = write("a.npy", "|u1", true, "(2, 3, 2)", 0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11);
    write("a-labels.npy", "<i8", false, "(2, 1)", 0, 1);
    Dataset data = open(file);
    assertThat(data.sampleShape()).containsExactly(3, 2);
    assertThat(data.range()).hasValue(255);
    for (int i = 0; i < 12; i++) {
      assertThat(data.feature(i / 6, i % 6)).isEqualTo(i);
    }
  }

  @Test
  void severalOutputsAreForRegression() throws IOException {
    Path file = write("a.npy", "<f4", false, "(2, 1)", 1, 2);
    Path labels = write("b.npy", "<f8", false, "(2, 2)", 0.5, 1, 2, -3);
    Dataset data = open(file, DataOptions.DEFAULT.withLabelsFile(labels));
    assertThat(data.task()).isEqualTo(Task.REGRESSION);
    assertThat(data.outputs()).isEqualTo(2);
    assertThat(data.target(1, 1)).isEqualTo(-3);
    refused(
        labels,
        () -> open(file, DataOptions.DEFAULT.withLabelsFile(labels).withTask(Task.CLASSIFICATION)),
        "FILE: has 2 numbers for a sample, classes need one: the index of the class");
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    Path file = write("a.npy", "<f4", false, "(2, 2)", 1, 2, 3, Float.NaN);
    Path labels = folder.resolve("a-labels.npy");
    refused(
        file,
        () -> open(file),
        "FILE: has no file of labels beside it, which would be "
            + labels
            + ": put it there, or name it");
    write("a-labels.npy", "|i1", false, "(3,)", 0, 1, -1);
    refused(
        labels,
        () -> open(file),
        "FILE: has the shape [3], the 2 samples of a.npy need [2], or [2, outputs] for"
            + " regression");
    write("a-labels.npy", "|i1", false, "(2,)", 0, -1);
    refused(
        file,
        () -> open(file),
        "FILE: has NaN in sample 2, feature 2, must be finite: correct it or leave out the"
            + " sample");
    write("a.npy", "<f4", false, "(2, 2)", 1, 2, 3, 4);
    refused(
        labels,
        () -> open(file, DataOptions.DEFAULT.withClasses(List.of("a", "b"))),
        "FILE: label 2 has the label \"-1\", the labels are 0 to 1: correct it or leave it out");
    write("a-labels.npy", "<f4", false, "(2,)", Float.POSITIVE_INFINITY, 0);
    refused(labels, () -> open(file), "FILE: has Infinity at label 1, must be finite");
  }

  @Test
  void whatIsNoArrayOfNumbersIsRefused() throws IOException {
    Path file = write("a.npy", "<f4", false, "(2,)", 1, 2);
    write("a-labels.npy", "|u1", false, "(2,)", 0, 1);
    refused(
        file,
        () -> open(file),
        "FILE: has the shape [2], must have that of rows [samples, features] or of images"
            + " [samples, height, width]");
    write("a.npy", "<c8", false, "(1, 1)", 1);
    refused(
        file,
        () -> open(file),
        "FILE: has elements '<c8', must have integers, booleans or floats of 32 or 64 bits: convert"
            + " it in NumPy");
    write("a.npy", "<f4", false, "(0, 3)");
    refused(file, () -> open(file), "FILE: has the shape [0, 3], which has no samples");
    write("a.npy", "<f4", false, "(2, 3)", 1, 2);
    refused(
        file,
        () -> open(file),
        "FILE: has 8 bytes of data from byte 128 on, its shape [2, 3] takes 24: the file was cut"
            + " short, get it again");
    write("a.npy", "<f4", false, "(70000, 70000)", 1, 2);
    refused(
        file,
        () -> open(file),
        "FILE: has the shape [70000, 70000], more than 2147483639 values, the most of a dataset:"
            + " take fewer samples");
    Files.writeString(file, "1,2,3");
    refused(
        file,
        () -> open(file),
        "FILE: ends at byte 5 within the header, which reaches to 8 at least: the file was cut"
            + " short, get it again");
  }
}
