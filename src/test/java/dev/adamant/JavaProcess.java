package dev.adamant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM, for what depends on its end, its environment, or on nothing else running in it. */
public final class JavaProcess {

  /** Options of a heap that is resident from the beginning, so that only other memory can grow. */
  public static final List<String> RESIDENT_HEAP =
      List.of(
          "-Xms64m",
          "-Xmx64m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  private static final String LIBRARY = "adamant.library";

  private JavaProcess() {}

  /**
   * The command that runs a main method, with the libadamant of this process.
   *
   * @param options of the JVM
   * @param sources classes, each for the folder or the jar that it is in; that of the main class is
   *     there anyhow
   * @param main the class with the main method
   * @param arguments for it
   */
  public static List<String> command(
      List<String> options, List<Class<?>> sources, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    String library = System.getProperty(LIBRARY);
    if (library != null) {
      command.add("-D" + LIBRARY + "=" + library);
    }
    command.addAll(options);
    String path =
        Stream.concat(Stream.of(main), sources.stream())
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", path, main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What the process prints on its standard output and error, until its end with status 0. */
  public static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** The same for a command. */
  public static String output(List<String> command) throws IOException, InterruptedException {
    return output(new ProcessBuilder(command));
  }
}
