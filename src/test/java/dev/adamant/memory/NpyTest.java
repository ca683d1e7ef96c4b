package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.number.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

  @TempDir Path folder;

  private final Region region = Region.open("lab", 1 << 24);

  @AfterEach
  void close() {
    region.close();
  }

  /** The bytes that {@code numpy.save} of NumPy 2.4 writes. */
  @Test
  void aFileIsThatOfNumpySave() throws IOException {
    Tensor tensor = region.tensor(Format.POSIT16, 2, 2);
    tensor.set(0x4c91, 0, 0);
    tensor.set(-1, 0, 1);
    tensor.set(Format.POSIT16.nar(), 1, 1);
    Path file = folder.resolve("a.npy");
    Npy.write(file, tensor);

    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(128 + 8);
    assertThat(HexFormat.of().formatHex(bytes, 0, 10)).isEqualTo("934e554d505901007600");
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .isEqualTo(
            "{'descr': '<u2', 'fortran_order': False, 'shape': (2, 2), }" + " ".repeat(58) + "\n");
    assertThat(HexFormat.of().formatHex(bytes, 128, 136)).isEqualTo("914cffff00000080");
    assertThat(Npy.header(file)).isEqualTo(new NpyHeader("<u2", false, List.of(2L, 2L), 128));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "posit3",
        "posit8",
        "posit16",
        "posit<24,6,5>",
        "bposit32",
        "posit33",
        "posit64",
        "float32",
        "float64",
        "quire(posit8)",
        "quire(bposit16)"
      })
  void whatIsWrittenIsReadAgain(String name) throws IOException {
    DataType type = DataType.parse(name);
    Path file = folder.resolve("x.npy");
    for (Tensor view : views(random(type, 6, 7, 5))) {
      Npy.write(file, view);
      Tensor read = Npy.read(file, region, type);

      assertThat(read.shape()).isEqualTo(view.shape());
      assertThat(bytes(read)).isEqualTo(bytes(view));
      assertThat(read.isContiguous()).isTrue();
    }
    assertThat(FileFaults.names(folder)).containsExactly("x.npy");
  }

  @Test
  void manyElementsThatAreNotContiguousPassThroughOneBuffer() throws IOException {
    Tensor view = random(DataType.of(Format.POSIT32), 300, 311).transpose(0, 1);
    Path file = folder.resolve("x.npy");
    Npy.write(file, view);

    assertThat(bytes(Npy.read(file, region, view.type()))).isEqualTo(bytes(view));
  }

  @Test
  void bitsAboveAPatternAreZeroInAFileAndTheSignInMemory() throws IOException {
    Format format = Format.parse("posit<24,6,5>");
    Tensor tensor = region.tensor(format, 1);
    tensor.set(format.nar(), 0);
    Path file = folder.resolve("x.npy");
    Npy.write(file, tensor);

    assertThat(Files.readAllBytes(file)).endsWith(0, 0, 0x80, 0);
    Tensor read = Npy.read(file, region, tensor.type());
    assertThat(Elements.get(read.segment(), 4, 0)).isEqualTo(format.nar());
  }

  @Test
  void quiresHaveALastDimensionOfWords() throws IOException {
    Tensor quires = random(DataType.quire(Format.BPOSIT32), 3);
    Path file = folder.resolve("x.npy");
    Npy.write(file, quires);

    assertThat(Npy.header(file)).isEqualTo(new NpyHeader("<u8", false, List.of(3L, 14L), 128));
    FileFaults.refused(
        file,
        () -> Npy.read(file, region, DataType.quire(Format.POSIT32)),
        "FILE: the array has the shape [3, 14], whose last dimension must be the 8 words of a"
            + " quire(posit32)");
    Path fortran = file("{'descr': '<u8', 'fortran_order': True, 'shape': (2, 2), }", new byte[32]);
    FileFaults.refused(
        fortran,
        () -> Npy.read(fortran, region, DataType.quire(Format.POSIT8)),
        "FILE: has Fortran order, in which the words of a quire are apart: write it again with"
            + " numpy.ascontiguousarray");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allVersionsAreRead(int version) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    String dict = "{\"shape\" : (3 , ),'fortran_order':False,'descr':'|i1'}";
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) dict.length());
    } else {
      bytes.putInt(dict.length());
    }
    bytes.put(dict.getBytes(StandardCharsets.US_ASCII)).put(new byte[] {1, -2, 3});
    byte[] file = new byte[bytes.position()];
    bytes.flip().get(file);
    Path path = Files.write(folder.resolve("x.npy"), file);
    Tensor read = Npy.read(path, region, DataType.of(Format.POSIT8));

    assertThat(read.shape()).containsExactly(3);
    assertThat(read.get(1)).isEqualTo(-2);
  }

  @ParameterizedTest
  @ValueSource(strings = {">u4", ">i4", "<u4", "<i4"})
  void wordsMayHaveEitherOrderAndASign(String descr) throws IOException {
    ByteBuffer words = ByteBuffer.allocate(8);
    words.order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    words.putInt(0x89abcdef).putInt(7);
    Path file = file(header(descr, false, "2,"), words.array());
    Tensor read = Npy.read(file, region, DataType.of(Format.POSIT32));

    assertThat(read.get(0)).isEqualTo(0x89abcdef);
    assertThat(read.get(1)).isEqualTo(7);
    Format narrow = Format.posit(20);
    assertThat(Npy.read(file, region, DataType.of(narrow)).get(0))
        .isEqualTo(0xffff_ffff_fffb_cdefL);
  }

  @Test
  void floatsMayBeBigEndian() throws IOException {
    byte[] words = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-3).array();
    Path file = file(header(">f8", false, "2,"), words);

    assertThat(Npy.read(file, region, DataType.FLOAT64).toDoubles()).containsExactly(0.1, -3);
  }

  @Test
  void fortranOrderIsATransposedView() throws IOException {
    byte[] data = new byte[24];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) i;
    }
    Path file = file(header("|u1", true, "2, 3, 4"), data);
    Tensor read = Npy.read(file, region, DataType.of(Format.POSIT8));

    assertThat(read.shape()).containsExactly(2, 3, 4);
    assertThat(read.stride(0)).isEqualTo(1);
    assertThat(read.get(1, 2, 3)).isEqualTo(1 + 2 * 2 + 3 * 6);
    Path copy = folder.resolve("copy.npy");
    Npy.write(copy, read);
    assertThat(Npy.read(copy, region, read.type()).get(1, 2, 3)).isEqualTo(23);
    assertThat(Npy.header(copy).fortranOrder()).isFalse();
  }

  @Test
  void scalarsAndEmptyArraysAreWrittenAndRead() throws IOException {
    Path file = folder.resolve("x.npy");
    Tensor scalar = region.tensor(Format.POSIT64);
    scalar.set(42);
    Npy.write(file, scalar);
    assertThat(Npy.header(file).shape()).isEmpty();
    assertThat(Npy.read(file, region, scalar.type()).get()).isEqualTo(42);

    Npy.write(file, region.tensor(Format.POSIT64, 3, 0));
    assertThat(Npy.read(file, region, scalar.type()).shape()).containsExactly(3, 0);
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    DataType type = DataType.of(Format.POSIT32);
    Path text = Files.writeString(folder.resolve("text.npy"), "1.5, 2.5, 3.5\n");
    FileFaults.refused(
        text,
        () -> Npy.read(text, region, type),
        "FILE: does not begin as an npy file: write it with numpy.save, and name that file");
    Path none = folder.resolve("none.npy");
    FileFaults.refused(
        none, () -> Npy.read(none, region, type), "FILE: cannot be read: there is no such file");
    FileFaults.refused(
        folder, () -> Npy.read(folder, region, type), "FILE: cannot be read: Is a directory");
    Path future =
        Files.write(
            folder.resolve("f.npy"), new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 4, 1});
    FileFaults.refused(
        future,
        () -> Npy.header(future),
        "FILE: has the npy version 4.1, must be 1.0, 2.0 or 3.0: write it again with numpy.save");
    Path long1 =
        Files.write(
            folder.resolve("l.npy"),
            new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1});
    FileFaults.refused(
        long1,
        () -> Npy.header(long1),
        "FILE: has a header of 4294967295 bytes at byte 8, at most 1048576 are read: the file is"
            + " damaged");
  }

  @Test
  void elementsOfAnotherTypeAreRefused() throws IOException {
    Path file = file(header("<f8", false, "1,"), new byte[8]);
    String remedy = ": name the type that it was written with, or convert it in NumPy";
    FileFaults.refused(
        file,
        () -> Npy.read(file, region, DataType.of(Format.POSIT64)),
        "FILE: has elements '<f8', those of a posit64 are '<u8'" + remedy);
    FileFaults.refused(
        file,
        () -> Npy.read(file, region, DataType.FLOAT32),
        "FILE: has elements '<f8', those of a float32 are '<f4'" + remedy);
    for (String descr : new String[] {"|u8", "=u8", "<U8", "<c16", "|b1", "|O", ""}) {
      Path other = file(header(descr, false, "1,"), new byte[8]);
      FileFaults.refused(
          other,
          () -> Npy.read(other, region, DataType.of(Format.POSIT64)),
          "FILE: has elements '" + descr + "', those of a posit64 are '<u8'" + remedy);
    }
  }

  @Test
  void dataThatIsNotOfTheShapeIsRefused() throws IOException {
    DataType type = DataType.of(Format.POSIT16);
    Path cut = file(header("<u2", false, "3, 5"), new byte[29]);
    FileFaults.refused(
        cut,
        () -> Npy.read(cut, region, type),
        "FILE: has 29 bytes of data from byte 67 on, its shape [3, 5] takes 30: the file was cut"
            + " short, get it again");
    Path more = file(header("<u2", false, "3, 5"), new byte[31]);
    FileFaults.refused(
        more,
        () -> Npy.read(more, region, type),
        "FILE: has 31 bytes of data from byte 67 on, its shape [3, 5] takes 30: write one array a"
            + " file, with numpy.save");
    Path huge = file(header("<u2", false, "4294967296, 4294967296"), new byte[2]);
    FileFaults.refused(
        huge,
        () -> Npy.read(huge, region, type),
        "FILE: has the shape [4294967296, 4294967296], past 2^63 bytes: the file is damaged, get"
            + " it again");
    Path large = file(header("<u2", false, "99999999999,"), new byte[2]);
    FileFaults.refused(
        large,
        () -> Npy.read(large, region, type),
        "FILE: has 2 bytes of data from byte 75 on, its shape [99999999999] takes 199999999998:"
            + " the file was cut short, get it again");
    assertThat(region.liveBytes()).isZero();
    Path deep = file(header("<u2", false, "1, 1, 1, 1, 1, 1, 1, 1, 1"), new byte[2]);
    assertThatThrownBy(() -> Npy.read(deep, region, type))
        .isInstanceOf(MemoryException.class)
        .hasMessage(
            "no tensor posit16[1, 1, 1, 1, 1, 1, 1, 1, 1] fits the region lab: at most 8"
                + " dimensions, none negative, and 16777216 bytes in all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'descr': '<u2'}",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (3), 'more': True}",
        "{'descr': '<u2', 'fortran_order': 'False', 'shape': (3,)}",
        "{'descr': '<u2', 'fortran_order': Fals, 'shape': (3,)}",
        "{'descr': '<u2', 'fortran_order': False, 'shape': 3}",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (-3,)}",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (99999999999999999999,)}",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (3,)} extra",
        "{'descr': '<u2', 'descr': '<u2', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<u\\x32', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': [('a', '<u2')], 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (3, 'x')}",
        "{descr: '<u2'}",
        "[1, 2]"
      })
  void headersThatAreNotOfOnePlainArrayAreRefused(String dict) throws IOException {
    Path file = file(dict, new byte[6]);
    assertThatThrownBy(() -> Npy.read(file, region, DataType.of(Format.POSIT16)))
        .isInstanceOf(TensorFileException.class)
        .hasMessageStartingWith(file + ": has a header that is not that of one plain array (")
        .hasMessageEndingWith("): write one array of unsigned integers or floats with numpy.save");
  }

  @Test
  void theFaultOfAHeaderIsNamedWithItsPlace() throws IOException {
    Path file = file("{'descr': '<u2', 'shape': (3;)}", new byte[6]);
    FileFaults.refused(
        file,
        () -> Npy.header(file),
        "FILE: has a header that is not that of one plain array (',' expected at character 28):"
            + " write one array of unsigned integers or floats with numpy.save");
  }

  @Test
  void aDamagedFileIsReadOrRefusedAndNothingElse() throws IOException {
    Tensor tensor = random(DataType.of(Format.POSIT16), 5, 3);
    Path file = folder.resolve("x.npy");
    Npy.write(file, tensor);
    FileFaults.Reader reader = path -> Npy.read(path, region, tensor.type());
    FileFaults.cutAnywhere(file, reader);

    assertThat(FileFaults.changedAnywhere(file, 2000, reader)).isGreaterThan(300);
  }

  @Test
  void aWriteThatFailsLeavesTheFileAsItWas() throws IOException {
    Path file = folder.resolve("x.npy");
    Npy.write(file, random(DataType.of(Format.POSIT16), 5, 3));
    Region other = Region.open("other", 1000);
    Tensor gone = other.tensor(Format.POSIT16, 3);
    other.close();
    FileFaults.leftAsItWas(file, () -> Npy.write(file, gone));
    try (Region device = Region.open("device", 1000, new RecordingAllocator())) {
      Tensor far = device.tensor(Format.POSIT16, 3);
      FileFaults.leftAsItWas(file, () -> Npy.write(file, far));
    }

    Path lost = folder.resolve("missing").resolve("x.npy");
    FileFaults.refused(
        lost,
        () -> Npy.write(lost, region.tensor(Format.POSIT8)),
        "FILE: cannot be written: its folder does not exist, make it first");
    Path root = folder.getRoot();
    FileFaults.refused(
        root,
        () -> Npy.write(root, region.tensor(Format.POSIT8)),
        "FILE: cannot be written: it is a folder, name a file in it");
    FileFaults.refused(
        folder,
        () -> Npy.write(folder, region.tensor(Format.POSIT8)),
        "FILE: cannot be written: Is a directory");
    assertThat(FileFaults.names(folder)).containsExactly("x.npy");
  }

  private Path file(String dict, byte[] data) throws IOException {
    byte[] text = dict.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) text.length).put(text).put(data);
    return Files.write(Files.createTempFile(folder, "made", ".npy"), bytes.array());
  }

  private static String header(String descr, boolean fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s)}"
        .formatted(descr, fortran ? "True" : "False", shape);
  }

  private Tensor random(DataType type, long... shape) {
    return TestTensors.random(region, type, shape);
  }

  private static List<Tensor> views(Tensor tensor) {
    return List.of(
        tensor,
        tensor.transpose(0, 2),
        tensor.slice(1, 0, 7, -2),
        tensor.select(1, 3).expand(2, 6, 5),
        tensor.select(0, 1).select(0, 1).select(0, 1),
        tensor.slice(2, 5, 5));
  }

  private static byte[] bytes(Tensor tensor) {
    return TestTensors.bytes(tensor);
  }
}
