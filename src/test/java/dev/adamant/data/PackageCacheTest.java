package dev.adamant.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PackageCacheTest {

  private static final byte[] CONTENT = "blocks and a ball".getBytes(UTF_8);
  private static final PackageFile TOYS =
      FakeClient.packageFile(PackageClient.NPM, "toy-box-1.2.tgz", CONTENT);
  private static final String FETCHING =
      "toys: fetching the package toy-box 1.2 (17 bytes) with npm";
  private static final String SHA_256 = Sha256.of(CONTENT);

  @TempDir Path folder;

  private FakeClient fake;

  @BeforeEach
  void begin() throws IOException {
    fake = new FakeClient(folder);
    fake.file("served", CONTENT);
  }

  private Path keep() throws DataException {
    return new PackageCache(fake.surroundings(), fake).keep(TOYS);
  }

  private void serve() throws IOException {
    fake.program("npm", "cp " + folder + "/served toy-box-1.2.tgz");
  }

  private void nothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(fake.datasets())) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  private String byHand() {
    return "put the file toy-box-1.2.tgz with the SHA-256 "
        + SHA_256
        + " by hand at "
        + fake.datasets().resolve("toy-box-1.2.tgz");
  }

  @Test
  void aFileIsFetchedOnceAndToldOf() throws IOException {
    serve();
    assertThat(keep()).hasBinaryContent(CONTENT).hasParent(fake.datasets());
    assertThat(keep()).hasBinaryContent(CONTENT);
    assertThat(fake.calls()).containsExactly("npm pack toy-box@1.2 --ignore-scripts");
    assertThat(fake.messages()).containsExactly(FETCHING);
    assertThat(fake.progress()).last().isEqualTo("toy-box 1.2: 17 of 17");
    nothingIsLeft();
  }

  @Test
  void bytesAreToldOfOnTheWay() throws IOException {
    fake.program(
        "npm",
        "head -c 5 "
            + folder
            + "/served > toy-box-1.2.tgz; i=0; until test -e "
            + folder
            + "/told || test $i = 600; do sleep 0.1; i=$((i + 1)); done; cp "
            + folder
            + "/served toy-box-1.2.tgz");
    keep();
    assertThat(fake.progress())
        .contains("toy-box 1.2: 5 of 17")
        .last()
        .asString()
        .contains("17 of");
  }

  @Test
  void aDamagedFileIsFetchedAgain() throws IOException {
    serve();
    Path file = keep();
    Files.writeString(file, "blocks and a doll");
    assertThat(keep()).hasBinaryContent(CONTENT);
    assertThat(fake.messages())
        .containsExactly(
            FETCHING,
            "toys: the file " + file + " in the cache is damaged, fetching it again",
            FETCHING);
  }

  @Test
  void aFileThatWasPutThereIsTaken() throws IOException {
    fake.file("cache/datasets/toy-box-1.2.tgz", CONTENT);
    assertThat(new PackageCache(fake.alone(), fake).keep(TOYS)).hasBinaryContent(CONTENT);
    assertThat(fake.messages()).isEmpty();
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    fake.program("npm", "echo trains > toy-box-1.2.tgz");
    Faults.refused(
        folder,
        this::keep,
        "toys: what npm fetched as toy-box-1.2.tgz has the SHA-256 "
            + Sha256.of("trains\n".getBytes(UTF_8))
            + ", not that of the package: try again, or "
            + byHand());
    assertThat(fake.datasets().resolve("toy-box-1.2.tgz")).doesNotExist();
    nothingIsLeft();
  }

  @Test
  void aClientThatFailsSaysWhy() throws IOException {
    fake.program("npm", "echo npm warn old; echo npm error code E404 >&2; echo bye; exit 1");
    Faults.refused(
        folder,
        this::keep,
        "toys: npm cannot fetch the package toy-box 1.2 (npm error code E404): look to the network"
            + " and try again, or "
            + byHand());
    assertThatThrownBy(this::keep).isInstanceOf(DataUnavailableException.class);
    fake.program("npm", "exit 0");
    Faults.refused(
        folder,
        this::keep,
        "toys: npm cannot fetch the package toy-box 1.2 (it made no file toy-box-1.2.tgz): look to"
            + " the network and try again, or "
            + byHand());
    nothingIsLeft();
  }

  @Test
  void aClientThatIsNotThereIsToldOf() {
    Faults.refused(
        folder,
        () -> new PackageCache(fake.alone(), fake).keep(TOYS),
        "toys: needs the program npm, which is not on the PATH: install it, or " + byHand());
  }

  @Test
  void packageListsAreFetchedWhereTheyAreOld() throws IOException {
    PackageFile debian = FakeClient.packageFile(PackageClient.APT, "toy-box_1.2_all.deb", CONTENT);
    fake.program(
        "apt-get",
        "case \"$*\" in download*) echo 'E: Unable to locate package toy-box'; exit 100;;"
            + " *update) test -d ../scratch/lists/partial || exit 1;;"
            + " *) cp "
            + folder
            + "/served toy-box_1.2_all.deb;; esac");
    PackageCache cache = new PackageCache(fake.surroundings(), fake);
    assertThat(cache.keep(debian)).hasBinaryContent(CONTENT);
    assertThat(fake.messages())
        .containsExactly(
            "toys: fetching the package toy-box 1.2 (17 bytes) with apt-get",
            "toys: E: Unable to locate package toy-box; fetching package lists and trying again");
    assertThat(fake.calls()).hasSize(3);
    assertThat(fake.calls().get(0)).isEqualTo("apt-get download toy-box=1.2");
    assertThat(fake.calls().get(1)).startsWith("apt-get -o Dir::State::lists=").endsWith("update");
  }

  @Test
  void manyAtOnceAllGetTheFile() throws Exception {
    fake.program("npm", "sleep 0.2; cp " + folder + "/served toy-box-1.2.tgz");
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Path>> results = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        results.add(threads.submit(this::keep));
      }
      for (Future<Path> result : results) {
        assertThat(result.get()).hasBinaryContent(CONTENT);
      }
    }
    nothingIsLeft();
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws IOException {
    serve();
    Path old = fake.file("cache/datasets/.fetch-1/download/x", CONTENT).getParent().getParent();
    Path young = fake.file("cache/datasets/.fetch-2/download/x", CONTENT).getParent().getParent();
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    keep();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void aCacheThatCannotBeMadeIsToldOf() throws IOException {
    fake.file("cache", "a file");
    assertThatThrownBy(this::keep)
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith("toys: cannot be kept in " + fake.datasets() + " (")
        .hasMessageEndingWith(
            "): make room or name another folder with the system property adamant.cache");
  }

  @Test
  void anInterruptedFetchEndsItsClient() throws Exception {
    fake.program("npm", "sleep 3600");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = Thread.ofPlatform().start(() -> thrown.set(catchThrowable(this::keep)));
    while (fake.calls().isEmpty()) {
      Thread.sleep(10);
    }
    thread.interrupt();
    thread.join();
    assertThat(thrown.get())
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("interrupted");
    nothingIsLeft();
  }

  @Test
  void theCacheIsWhereTheUserSays() {
    assertThat(
            Surroundings.of(
                    name -> name.equals("adamant.cache") ? "/tmp/a" : null,
                    name -> name.equals("PATH") ? null : "/x")
                .datasets())
        .isEqualTo(Path.of("/tmp/a/datasets"));
    assertThat(
            Surroundings.of(
                    name -> name.equals("user.home") ? "/home/u" : null,
                    name -> name.equals("XDG_CACHE_HOME") ? "/x" : null)
                .cache())
        .isEqualTo(Path.of("/x/adamant"));
    assertThat(
            Surroundings.of(
                    name -> name.equals("user.home") ? "/home/u" : null,
                    name -> name.equals("XDG_CACHE_HOME") ? "relative" : null)
                .cache())
        .isEqualTo(Path.of("/home/u/.cache/adamant"));
  }
}
