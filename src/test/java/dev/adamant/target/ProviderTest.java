package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.bindings.Adamant;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others can add targets: a provider named in META-INF/services is listed and opened. */
class ProviderTest {

  @TempDir private Path folder;

  @Test
  void aProviderOfSomebodyElseIsFound() throws IOException, ReflectiveOperationException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(TargetProvider.class.getName()), EchoProvider.class.getName() + "\n");
    try (URLClassLoader loader =
        new URLClassLoader(classPathWith(folder), ClassLoader.getPlatformClassLoader())) {
      Class<?> targets = loader.loadClass(Targets.class.getName());

      assertThat(targets.getMethod("list").invoke(null).toString())
          .contains("name=echo:9", "there is no wall.", "name=reference", "name=native");
      assertThat(openingFails(targets, "echo:3"))
          .isEqualTo("the target echo:3 is not available: heard by the provider.");
      assertThat(openingFails(targets, "nothing")).contains("[echo, ");
    }
  }

  @Test
  void everyProviderListsTargetsOfItsKind() {
    assertThat(Targets.list())
        .extracting(TargetListing::name)
        .contains("native", "null", "reference", "slow")
        .isSorted();
    assertThat(Targets.list())
        .allSatisfy(
            listing -> {
              if (listing.info().isPresent()) {
                assertThat(listing.info().get().name()).isEqualTo(listing.name());
                assertThat(listing.problem()).isEmpty();
              } else {
                assertThat(listing.problem()).isNotEmpty();
              }
            });
  }

  @Test
  void whatIsListedCanBeOpenedAndSaysTheSame() {
    for (TargetListing listing : Targets.list()) {
      if (listing.info().isPresent()) {
        try (Target target = Targets.open(listing.name())) {
          assertThat(target.info()).isEqualTo(listing.info().get());
        }
      }
    }
  }

  private static String openingFails(Class<?> targets, String name)
      throws ReflectiveOperationException {
    try {
      targets.getMethod("open", String.class).invoke(null, name);
      throw new AssertionError(name + " was opened");
    } catch (InvocationTargetException e) {
      return e.getCause().getMessage();
    }
  }

  /** The folder, then where the system, its bindings and these tests come from. */
  private static URL[] classPathWith(Path first) throws MalformedURLException {
    return new URL[] {
      first.toUri().toURL(),
      source(Targets.class),
      source(Adamant.class),
      source(ProviderTest.class)
    };
  }

  private static URL source(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
