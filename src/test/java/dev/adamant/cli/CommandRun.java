package dev.adamant.cli;

import dev.adamant.cli.FakeTargets.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole command line in this process, and small data for it. */
final class CommandRun {

  private CommandRun() {}

  /** Runs {@code adamant ARGUMENTS}. */
  static Outcome run(String... arguments) {
    return run(Main.commandLine(), arguments);
  }

  /** Runs {@code adamant predict ARGUMENTS} on rows. */
  static Outcome predict(String rows, String... arguments) {
    ByteArrayInputStream in = new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));
    String[] all = new String[arguments.length + 1];
    all[0] = "predict";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return run(Main.commandLine(in), all);
  }

  private static Outcome run(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Outcome(status, out.toString(), err.toString());
  }

  /** JSON as a tree. */
  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  /** Ninety rows of three classes that a small network tells apart: four features and a name. */
  static Path irises(Path folder) throws IOException {
    Random random = new Random(7);
    String[] names = {"iris, setosa", "versicolor", "virginica"};
    StringBuilder text = new StringBuilder("a,b,c,d,kind\n");
    for (int i = 0; i < 90; i++) {
      int kind = i % 3;
      for (int f = 0; f < 4; f++) {
        double centre = f == kind ? 3 : f == 3 ? kind : 0;
        text.append(String.format(Locale.ROOT, "%.3f,", centre + random.nextGaussian() / 4));
      }
      text.append('"').append(names[kind]).append("\"\n");
    }
    return Files.writeString(folder.resolve("irises.csv"), text);
  }

  /** Sixty rows of two features and a number, for regression. */
  static Path plane(Path folder) throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder("x,y,z\n");
    for (int i = 0; i < 60; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      text.append(String.format(Locale.ROOT, "%.4f,%.4f,%.6f%n", x, y, 2 * x - y + 0.123456));
    }
    return Files.writeString(folder.resolve("plane.csv"), text);
  }
}
