package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.adamant.number.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private static final String DAMAGED = ": it is no safetensors file, or damaged; get it again";

  @TempDir Path folder;

  private final Region region = Region.open("lab", 1 << 24);

  @AfterEach
  void close() {
    region.close();
  }

  /** Every byte, by the description of the format: length, JSON padded with spaces, data. */
  @Test
  void aFileIsLengthHeaderAndData() throws IOException {
    Tensor weights = region.tensor(Format.BPOSIT16, 2, 2);
    weights.set(0x1234, 0, 1);
    weights.set(Format.BPOSIT16.nar(), 1, 0);
    Tensor scalar = region.tensor(DataType.FLOAT32);
    scalar.fill(1);
    Path file = folder.resolve("m.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("wé", weights.transpose(0, 1));
    tensors.put("a", scalar);
    Safetensors.write(file, tensors, Map.of("seed", "7", "a\"b", "ä\n"));

    byte[] bytes = Files.readAllBytes(file);
    String json =
        "{\"__metadata__\":{\"a\\\"b\":\"ä\\n\",\"adamant.type.a\":\"float32\","
            + "\"adamant.type.wé\":\"bposit16\",\"seed\":\"7\"},"
            + "\"wé\":{\"dtype\":\"U16\",\"shape\":[2,2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";
    int length = bytes.length - 8 - 12;
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()).isEqualTo(length);
    assertThat(length % 8).isZero();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    assertThat(header.stripTrailing()).isEqualTo(json);
    assertThat(header.substring(json.length())).matches(" {0,7}");
    assertThat(HexFormat.of().formatHex(bytes, 8 + length, bytes.length))
        .isEqualTo("0000" + "0080" + "3412" + "0000" + "0000803f");
  }

  @Test
  void allTypesAndViewsAreReadAgain() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name :
        List.of(
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
            "quire(bposit16)")) {
      Tensor tensor = random(DataType.parse(name), 4, 3, 5);
      tensors.put(name, tensor);
      tensors.put(name + " turned", tensor.transpose(0, 2).slice(1, 0, 3, -2));
      tensors.put(name + " none", tensor.slice(0, 2, 2));
      tensors.put(name + " one", tensor.select(0, 1).select(0, 1).select(0, 1));
    }
    Path file = folder.resolve("m.safetensors");
    Safetensors.write(file, tensors, Map.of("made", "by hand"));

    try (Safetensors open = Safetensors.open(file)) {
      assertThat(open.names()).containsExactlyElementsOf(tensors.keySet());
      assertThat(open.metadata()).containsExactly(entry("made", "by hand"));
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        Tensor read = open.read(tensor.getKey(), region);

        assertThat(read.type()).isEqualTo(tensor.getValue().type());
        assertThat(read.shape()).isEqualTo(tensor.getValue().shape());
        assertThat(bytes(read)).isEqualTo(bytes(tensor.getValue()));
        assertThat(open.entry(tensor.getKey()).type()).contains(read.type());
      }
      assertThat(open.entry("quire(bposit16)"))
          .isEqualTo(
              new Safetensors.Entry(
                  "quire(bposit16)",
                  "U64",
                  List.of(4L, 3L, 5L, 13L),
                  Optional.of(DataType.quire(Format.BPOSIT16))));
    }
    assertThat(FileFaults.names(folder)).containsExactly("m.safetensors");
  }

  @Test
  void equalTensorsGiveEqualBytesWhateverTheirStrides() throws IOException {
    Tensor tensor = random(DataType.of(Format.BPOSIT32), 6, 6);
    Tensor copy = region.tensor(Format.BPOSIT32, 6, 6).transpose(0, 1);
    for (int i = 0; i < 36; i++) {
      copy.set(tensor.get(i / 6, i % 6), i / 6, i % 6);
    }
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Map<String, String> forward = new LinkedHashMap<>();
    Map<String, String> backward = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forward.put("key " + i, "x");
      backward.put("key " + (19 - i), "x");
    }
    Safetensors.write(one, Map.of("w", tensor), forward);
    Safetensors.write(two, Map.of("w", copy), backward);

    assertThat(two).hasSameBinaryContentAs(one);
  }

  @Test
  void aFileOfNoTensorsIsAFile() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Safetensors.write(file, Map.of(), Map.of());
    assertThat(file).hasBinaryContent("\10\0\0\0\0\0\0\0{}      ".getBytes(StandardCharsets.UTF_8));
    try (Safetensors open = Safetensors.open(file)) {
      assertThat(open.names()).isEmpty();
      assertThat(open.metadata()).isEmpty();
    }
  }

  @Test
  void integersWithoutATypeAreReadAsTheCallerNamesThem() throws IOException {
    Path file =
        file(
            """
            {"w":{"shape":[2],"dtype":"U32","data_offsets":[0,8]},
             "i":{"dtype":"I16","shape":[1],"data_offsets":[16,18]},
             "f":{"dtype":"F64","shape":[],"data_offsets":[8,16],"more":null},
             "h":{"dtype":"BF16","shape":[1],"data_offsets":[18,20]}}\
            """,
            "78563412ffffffff000000000000f03f00c00000");
    try (Safetensors open = Safetensors.open(file)) {
      assertThat(open.names()).containsExactly("w", "f", "i", "h");
      assertThat(open.entry("w").type()).isEmpty();
      FileFaults.refused(
          file,
          () -> open.read("w", region),
          "FILE: has the tensor w of U32 and does not say which numbers these are under"
              + " adamant.type.w in its metadata: name their type");
      Tensor read = open.read("w", region, DataType.of(Format.POSIT32));
      assertThat(read.get(0)).isEqualTo(0x12345678);
      assertThat(read.get(1)).isEqualTo(-1);
      assertThat(open.read("w", region, DataType.of(Format.posit(20))).get(0)).isEqualTo(0x45678);
      assertThat(open.read("i", region, DataType.of(Format.POSIT16)).get(0)).isEqualTo(-16384);
      assertThat(open.read("f", region).toDoubles()).containsExactly(1);
      String remedy = ": read it as what it is, then convert it";
      FileFaults.refused(
          file,
          () -> open.read("w", region, DataType.of(Format.POSIT16)),
          "FILE: has the tensor w of U32; as posit16 it would be U16" + remedy);
      FileFaults.refused(
          file,
          () -> open.read("w", region, DataType.FLOAT32),
          "FILE: has the tensor w of U32; as float32 it would be F32" + remedy);
      FileFaults.refused(
          file,
          () -> open.read("f", region, DataType.FLOAT32),
          "FILE: has the tensor f of F64, float64; as float32 it would be F32" + remedy);
      FileFaults.refused(
          file,
          () -> open.read("h", region, DataType.of(Format.POSIT16)),
          "FILE: has the tensor h of BF16; as posit16 it would be U16" + remedy);
      FileFaults.refused(
          file, () -> open.read("x", region), "FILE: has no tensor x: it has w, f, i, h");
    }
  }

  @Test
  void theTypeInTheFileStands() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Safetensors.write(file, Map.of("w", random(DataType.of(Format.POSIT32), 2)), Map.of());
    try (Safetensors open = Safetensors.open(file)) {
      FileFaults.refused(
          file,
          () -> open.read("w", region, DataType.of(Format.BPOSIT32)),
          "FILE: has the tensor w of U32, posit32; as bposit32 it would be U32: read it as what it"
              + " is, then convert it");
    }
  }

  @Test
  void aClosedFileIsNotRead() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Safetensors.write(file, Map.of("w", random(DataType.of(Format.POSIT32), 2)), Map.of());
    Safetensors open = Safetensors.open(file);
    open.close();
    open.close();
    FileFaults.refused(
        file, () -> open.read("w", region), "FILE: cannot be read: it was closed, open it again");
  }

  @Test
  void threadsReadOneFileAtOnce() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < 32; i++) {
      tensors.put("w" + i, random(DataType.of(Format.POSIT16), 100 + i));
    }
    Safetensors.write(file, tensors, Map.of());
    try (Safetensors open = Safetensors.open(file)) {
      List<String> names = open.names();
      assertThat(
              IntStream.range(0, 320)
                  .parallel()
                  .filter(i -> isRead(open, names.get(i % 32), tensors.get(names.get(i % 32))))
                  .count())
          .isEqualTo(320);
    }
  }

  private boolean isRead(Safetensors open, String name, Tensor expected) {
    try {
      return Arrays.equals(bytes(open.read(name, region)), bytes(expected));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'w':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'w':{}}"
            + "| has no JSON object of 60 bytes at byte 8 (Duplicate Object property \"w\", at"
            + " character 56)",
        "{'w':1}} | has no JSON object of 8 bytes at byte 8 (Unexpected close marker '}'*",
        "{'w' | has no JSON object of 4 bytes at byte 8 (Unexpected end-of-input*",
        "[1,2] | has no JSON object of 5 bytes at byte 8 (it does not begin with {)",
        "` {}` | has no JSON object of 3 bytes at byte 8 (it does not begin with {)",
        "`` | has no JSON object of 0 bytes at byte 8 (it does not begin with {)",
        "{'w':{'dtype':'U8','shape':[4]}} | describes the tensor w by"
            + " {\"dtype\":\"U8\",\"shape\":[4]}: it must have a dtype, a shape and two"
            + " data_offsets, integers from 0",
        "{'w':{'dtype':'U8','shape':[-4],'data_offsets':[0,4]}} | describes the tensor w by*",
        "{'w':{'dtype':'U8','shape':[4.0],'data_offsets':[0,4]}} | describes the tensor w by*",
        "{'w':{'dtype':'U8','shape':4,'data_offsets':[0,4]}} | describes the tensor w by*",
        "{'w':{'dtype':8,'shape':[4],'data_offsets':[0,4]}} | describes the tensor w by*",
        "{'w':{'dtype':'U8','shape':[4],'data_offsets':[0,4,8]}} | describes the tensor w by*",
        "{'w':{'dtype':'U8','shape':[99999999999999999999],'data_offsets':[0,4]}} | describes*",
        "{'w':7} | describes the tensor w by 7*",
        "{'w':{'dtype':'P8','shape':[4],'data_offsets':[0,4]}} | has the tensor w of the unknown"
            + " dtype P8: write it as U8, U16, U32, U64, F32 or F64",
        "{'w':{'dtype':'U8','shape':[2,3],'data_offsets':[0,4]}} | has the tensor w of U8[2, 3] in"
            + " the bytes 0 to 4, which are not as many as it takes: the file is damaged, get it"
            + " again",
        "{'w':{'dtype':'U8','shape':[4],'data_offsets':[4,0]}} | has the tensor w of U8[4] in*",
        "{'w':{'dtype':'F4','shape':[9],'data_offsets':[0,4]}} | has the tensor w of F4[9] in*",
        "{'w':{'dtype':'U16','shape':[4611686018427387904,4],'data_offsets':[0,4]}} | has the*",
        "{'w':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'v':{'dtype':'U8','shape':[1],"
            + "'data_offsets':[3,4]}} | has the tensor v at byte 3 of the data, and what is before"
            + " it ends at byte 2: there must be no hole or overlap; write the file again",
        "{'w':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'v':{'dtype':'U8','shape':[3],"
            + "'data_offsets':[1,4]}} | has the tensor v at byte 1 of the data, and what is before"
            + " it ends at byte 2: there must be no hole or overlap; write the file again",
        "{'w':{'dtype':'U8','shape':[3],'data_offsets':[1,4]}} | has the tensor w at byte 1 of"
            + " the*",
        "{'w':{'dtype':'U8','shape':[5],'data_offsets':[0,5]}} | has 4 bytes of data, its tensors"
            + " take 5: the file was cut short, get it again",
        "{'w':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}} | has 4 bytes of data, its tensors"
            + " take 3: something was added, get it again",
        "{'__metadata__':{'a':1}} | has the metadata a that is not a string, as all must be",
        "{'__metadata__':[]} | has a __metadata__ that is not a JSON object",
        "{'__metadata__':{'adamant.type.w':'posit99'},'w':{'dtype':'U8','shape':[4],"
            + "'data_offsets':[0,4]}} | has in its metadata adamant.type.w: no element type"
            + " \"posit99\": float32, float64, quire(FORMAT) or FORMAT; *",
        "{'__metadata__':{'adamant.type.w':'posit32'},'w':{'dtype':'U8','shape':[4],"
            + "'data_offsets':[0,4]}} | has the tensor w of U8 and calls it posit32, which is U32:"
            + " correct adamant.type.w in its metadata"
      })
  void headersThatBreakARuleAreRefused(String json, String message) throws IOException {
    String header = json.replace('\'', '"');
    Path file = file(header, "00000000");
    String expected =
        message.startsWith("has no JSON") && !message.endsWith("*") ? message + DAMAGED : message;
    if (expected.endsWith("*")) {
      assertThatThrownBy(() -> Safetensors.open(file))
          .isInstanceOf(TensorFileException.class)
          .hasMessageStartingWith(file + ": " + expected.substring(0, expected.length() - 1));
    } else {
      FileFaults.refused(file, () -> Safetensors.open(file), "FILE: " + expected);
    }
  }

  @Test
  void aQuireThatLacksWordsIsRefused() throws IOException {
    Path file =
        file(
            "{\"__metadata__\":{\"adamant.type.w\":\"quire(posit8)\"},"
                + "\"w\":{\"dtype\":\"U64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
            "00".repeat(8));
    FileFaults.refused(
        file,
        () -> Safetensors.open(file),
        "FILE: the tensor w has the shape [1], whose last dimension must be the 2 words of a"
            + " quire(posit8)");
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    byte[] bytes = {6, 0, 0, 0, 0, 0, 0, 0, '{', '"', (byte) 0xff, '"', ':', '}'};
    Path file = Files.write(folder.resolve("x"), bytes);
    FileFaults.refused(
        file,
        () -> Safetensors.open(file),
        "FILE: has no JSON object of 6 bytes at byte 8 (it is not UTF-8)" + DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 100_000_001, Long.MAX_VALUE, -1})
  void aHeaderLongerThanTheFileOrTheLimitIsRefused(long length) throws IOException {
    byte[] bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    Path file = Files.write(folder.resolve("x"), bytes);
    FileFaults.refused(
        file,
        () -> Safetensors.open(file),
        "FILE: has 10 bytes, of which the first 8 must be the length of the header, at most"
            + " 100000000, and say "
            + Long.toUnsignedString(length)
            + ": it is no safetensors file, or was cut short; get it again");
  }

  @Test
  void filesThatAreNotThereAreRefused() throws IOException {
    Path none = folder.resolve("none");
    FileFaults.refused(
        none, () -> Safetensors.open(none), "FILE: cannot be read: there is no such file");
    FileFaults.refused(
        folder, () -> Safetensors.open(folder), "FILE: cannot be read: Is a directory");
    Path empty = Files.createFile(folder.resolve("empty"));
    FileFaults.refused(
        empty,
        () -> Safetensors.open(empty),
        "FILE: has 0 bytes, of which the first 8 must be the length of the header, at most"
            + " 100000000, and say nothing: it is no safetensors file, or was cut short; get it"
            + " again");
  }

  @Test
  void aDamagedFileIsReadOrRefusedAndNothingElse() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", random(DataType.of(Format.POSIT16), 3));
    tensors.put("q", random(DataType.quire(Format.POSIT8), 2));
    Safetensors.write(file, tensors, Map.of("k", "v"));
    FileFaults.Reader reader =
        path -> {
          try (Safetensors open = Safetensors.open(path)) {
            for (String name : open.names()) {
              open.read(name, region);
            }
          }
        };
    FileFaults.cutAnywhere(file, reader);

    assertThat(FileFaults.changedAnywhere(file, 2000, reader)).isGreaterThan(600);
  }

  @Test
  void aWriteThatFailsLeavesTheFileAsItWas() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Tensor tensor = random(DataType.of(Format.POSIT16), 3000);
    Safetensors.write(file, Map.of("w", tensor), Map.of());
    Region other = Region.open("other", 1000);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", tensor);
    tensors.put("gone", other.tensor(Format.POSIT16, 3));
    other.close();
    FileFaults.leftAsItWas(file, () -> Safetensors.write(file, tensors, Map.of()));
  }

  @Test
  void namesThatCannotBeWrittenAreRefused() {
    Path file = folder.resolve("m.safetensors");
    Map<String, Tensor> tensors = Map.of("w", random(DataType.of(Format.POSIT16), 3));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Safetensors.write(file, Map.of("__metadata__", tensors.get("w")), Map.of()))
        .withMessage("no tensor can have the name __metadata__: rename it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.write(file, tensors, Map.of("adamant.type.w", "posit16")))
        .withMessage(
            "the metadata adamant.type.w is what the type of a tensor is written under: rename it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.write(file, tensors, Map.of("a", "\ud800")))
        .withMessage("the name or metadata \"\ud800\" is not Unicode text: rename it");
    assertThat(file).doesNotExist();
  }

  private Path file(String json, String hexData) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    byte[] data = HexFormat.of().parseHex(hexData);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put(data);
    return Files.write(Files.createTempFile(folder, "made", ".safetensors"), bytes.array());
  }

  private Tensor random(DataType type, long... shape) {
    return TestTensors.random(region, type, shape);
  }

  private static byte[] bytes(Tensor tensor) {
    return TestTensors.bytes(tensor);
  }
}
