package dev.adamant.bench;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.train.Predictor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads a server, rotates it under load, and prints rates, durations and memory. */
@Command(
    name = "bench serving",
    description = "Loads a server and rotates it under load; Markdown tables.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The server is a process on processors of its own; the clients are on others. Every",
      "answer is compared with one version's, which was compared with the model's bits. Paced,",
      "requests are due at even times at half the rate of the closed loop."
    })
public final class ServingBench implements Callable<Integer> {

  private static final int INPUTS = 64;
  private static final int MOST_PIXEL = 16;

  @Spec private CommandSpec spec;

  @Option(
      names = "--program",
      paramLabel = "FILE",
      defaultValue = "scripts/adamant",
      description = "The program adamant; ${DEFAULT-VALUE}.")
  private String program;

  @Option(
      names = "--server-processors",
      paramLabel = "LIST",
      defaultValue = "0",
      description = "Of the server, as taskset has them; ${DEFAULT-VALUE}.")
  private String serverProcessors;

  @Option(
      names = "--client-processors",
      paramLabel = "LIST",
      defaultValue = "1",
      description = "Of the clients; ${DEFAULT-VALUE}.")
  private String clientProcessors;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "64",
      description = "Connections, each with a request under way; ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "Of each measurement and window; ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--rotations",
      paramLabel = "N",
      defaultValue = "200",
      description = "Under load, at least; ${DEFAULT-VALUE}.")
  private int rotations;

  @Option(
      names = "--wide-rotations",
      paramLabel = "N",
      defaultValue = "10",
      description = "Of a model of a million parameters; ${DEFAULT-VALUE}.")
  private int wideRotations;

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "200",
      description = "Different rows that are asked about; ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where models are made, or were (default: made in a new folder).")
  private Path folder;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
  private Path json;

  private final Map<String, Object> results = new LinkedHashMap<>();

  private ServingBench() {}

  /**
   * Prints the tables and ends the process.
   *
   * @param arguments {@code --help} lists them
   */
  public static void main(String[] arguments) {
    System.exit(TrainingPrograms.execute(new ServingBench(), arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServingProgram adamant = new ServingProgram(program);
    Path work = folder == null ? Files.createTempDirectory("adamant-serving") : folder;
    ServingRegistry registry = ServingRegistry.of(adamant, work);
    String self = Long.toString(ProcessHandle.current().pid());
    ServingProgram.execute(List.of("taskset", "-apc", clientProcessors, self));
    Machine.facts().forEach((name, value) -> out().println("- " + name + ": " + value));
    try (Target target = Targets.open("native");
        ServingServer server = ServingServer.start(adamant, registry, serverProcessors, work)) {
      List<double[]> rows = rows();
      ServingQuestions inJson = new ServingQuestions(ServingRegistry.SMALL, rows, false);
      ServingQuestions inBinary = new ServingQuestions(ServingRegistry.SMALL, rows, true);
      ServingQuestions wide = new ServingQuestions(ServingRegistry.WIDE, rows.subList(0, 5), true);
      learn(server, target, registry.small(), ServingRegistry.SMALL, List.of(inJson, inBinary));
      learn(server, target, registry.wide(), ServingRegistry.WIDE, List.of(wide));
      ServingRates rates = new ServingRates(server.port(), clients, seconds);
      results.put("rates", rates.measure(Map.of("JSON", inJson, "binary", inBinary), out()));
      ServingRotations turns = new ServingRotations(server, clients, seconds);
      results.put("rotations", turns.underLoad(ServingRegistry.SMALL, inJson, rotations, out()));
      results.put("wide", turns.timed(ServingRegistry.WIDE, wide, wideRotations, out()));
    }
    if (json != null) {
      Files.writeString(json, Json.of(results) + "\n");
    }
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Whole numbers as the pixels of digits are. */
  private List<double[]> rows() {
    Random random = new Random(1);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(random.ints(INPUTS, 0, MOST_PIXEL + 1).asDoubleStream().toArray());
    }
    return rows;
  }

  /** Has every version answer once; the first is live afterwards. */
  private static void learn(
      ServingServer server,
      Target target,
      List<Path> runs,
      String model,
      List<ServingQuestions> questions)
      throws IOException, InterruptedException {
    try (ServingConnection connection = new ServingConnection(server.port())) {
      for (int version = runs.size(); version > 0; version--) {
        if (questions.getFirst().live(connection) != version) {
          server.rotate(model, version);
        }
        try (Predictor predictor =
            Predictor.open(ServingRegistry.model(runs, version), target, 1)) {
          for (ServingQuestions about : questions) {
            about.learn(connection, version, predictor);
          }
        }
      }
    }
  }
}
