package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.Accounting;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How programs are loaded: the routes, the cache, and what fails. */
class ProgramsTest {

  private static final Launcher.Program PROBE = new Launcher.Program("probe", null);

  private final List<Accounting.Usage> before = Accounting.process().regions();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"spir", "source"})
  void bothRoutesOfPoclLoadKernels(String route) {
    try (Target target = Pocl.open(Pocl.byRoute(route));
        Region region = target.region("route", 1 << 16)) {
      assertThat(target.info().route()).isEqualTo(route);
      Tensor a = OpenClTargetTest.random(region, new SplittableRandom(6), 300);
      Tensor out = region.tensor(Format.POSIT16, 300);
      target.run(new Work.Map(UnaryOperation.NEG, out, a));
      OpenClTargetTest.assertNegated(out, a);
    }
  }

  @Test
  void theBestRouteIsChosen() {
    assertThat(Route.choose(Pocl.device(), null)).isEqualTo(Route.SPIR);
  }

  @Test
  void aRouteThatTheDeviceLacksIsRefused() {
    assertThatThrownBy(() -> Pocl.open(Pocl.byRoute("il")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-Dadamant.opencl.route=il")
        .hasMessageContaining("it takes spir, source");
  }

  @Test
  void aProgramThatDoesNotBuildSaysSoWithTheLog() {
    try (Loaded loaded = new Loaded(Route.SOURCE, null)) {
      Launcher.Program broken = new Launcher.Program("broken", Format.POSIT32);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> loaded.programs.kernel(broken, "broken"))
            .isInstanceOf(TargetException.class)
            .hasMessageContaining(
                "the program broken for posit32 does not build by the route source")
            .hasMessageContaining("CL_BUILD_PROGRAM_FAILURE")
            .hasMessageContaining("nobody_has_defined_this_32")
            .hasMessageContaining("-Dadamant.opencl.route");
      }
    }
  }

  @Test
  void bitcodeThatTheDriverRefusesIsNotReplacedByTheSource() {
    try (Loaded loaded = new Loaded(Route.SPIR, null)) {
      Launcher.Program broken = new Launcher.Program("broken", null);
      assertThatThrownBy(() -> loaded.programs.kernel(broken, "broken"))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("does not build by the route spir");
    }
  }

  @Test
  void aKernelThatIsNotThereIsNamed() {
    try (Loaded loaded = new Loaded(Route.SPIR, null)) {
      assertThatThrownBy(() -> loaded.programs.kernel(PROBE, "prober"))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("the kernel prober of probe")
          .hasMessageContaining("CL_INVALID_KERNEL_NAME");
    }
  }

  @Test
  void builtProgramsAreKeptAndUsedAgain() throws IOException {
    Settings settings = Pocl.withCache(folder);
    Pocl.open(settings).close();
    Path file = onlyFile();
    byte[] entry = Files.readAllBytes(file);
    assertThat(new String(entry, StandardCharsets.ISO_8859_1))
        .contains("probe\n", Pocl.device().driver(), Pocl.device().deviceName());
    Pocl.open(settings).close();
    assertThat(onlyFile()).hasBinaryContent(entry);
    assertThat(loadedFromCache(settings)).isTrue();
  }

  /** A binary of another program lacks the kernel: so it is the entry that was loaded. */
  @Test
  void theEntryIsWhatIsLoaded() {
    BinaryCache cache = new BinaryCache(folder);
    try (Loaded loaded = new Loaded(Route.SPIR, cache)) {
      Launcher.Program other = new Launcher.Program("extreme", null);
      loaded.programs.kernel(other, "extreme");
      cache.store(loaded.programs.identity(PROBE), cache.load(loaded.programs.identity(other)));
      assertThatThrownBy(() -> loaded.programs.kernel(PROBE, "probe"))
          .hasMessageContaining("CL_INVALID_KERNEL_NAME");
    }
  }

  @Test
  void aDamagedEntryIsReportedAndBuiltAgain() throws IOException {
    Settings settings = Pocl.withCache(folder);
    Pocl.open(settings).close();
    Path file = onlyFile();
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    try (Warnings warnings = new Warnings()) {
      Pocl.open(settings).close();
      assertThat(warnings.lines()).singleElement().asString().contains("is damaged");
    }
    assertThat(loadedFromCache(settings)).isTrue();
  }

  @Test
  void aBinaryThatTheDriverRefusesIsReportedAndBuiltAgain() throws IOException {
    Settings settings = Pocl.withCache(folder);
    BinaryCache cache = new BinaryCache(folder);
    try (Warnings warnings = new Warnings();
        Loaded loaded = new Loaded(Route.SPIR, cache)) {
      String identity = loaded.programs.identity(PROBE);
      cache.store(identity, "no binary of any driver".getBytes(StandardCharsets.US_ASCII));
      loaded.programs.kernel(PROBE, "probe");
      assertThat(warnings.lines()).singleElement().asString().contains("refused by the driver");
    }
    assertThat(loadedFromCache(settings)).isTrue();
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoError() throws IOException {
    Path blocked = Files.createFile(folder.resolve("file"));
    try (Warnings warnings = new Warnings()) {
      Pocl.open(Pocl.withCache(blocked.resolve("below"))).close();
      assertThat(warnings.lines()).hasSizeLessThan(2);
    }
    assertThat(Accounting.process().regions()).isEqualTo(before);
  }

  /** Whether the entry in the folder is what a target loads: one that is cut short is noticed. */
  private static boolean loadedFromCache(Settings settings) throws IOException {
    BinaryCache cache = new BinaryCache(settings.cacheFolder());
    try (Loaded loaded = new Loaded(Route.SPIR, cache)) {
      byte[] binary = cache.load(loaded.programs.identity(PROBE));
      loaded.programs.kernel(PROBE, "probe");
      return binary != null && binary.length > 1000;
    }
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  /** Programs without a target. */
  private static final class Loaded implements AutoCloseable {

    private final Session session = new Session(Pocl.device());
    private final Programs programs;

    Loaded(Route route, BinaryCache cache) {
      programs = new Programs(session, route, cache);
    }

    @Override
    public void close() {
      programs.close();
      session.release();
    }
  }
}
