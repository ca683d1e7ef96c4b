package dev.adamant.cli;

import dev.adamant.serve.Engine;
import dev.adamant.target.Targets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say where and how a server computes: they change no bit of an answer. */
final class ServeComputing {

  private static final int MOST_BATCH = 4096;
  private static final int MOST_QUEUE = 1 << 20;

  /** What the native target reads. */
  private static final String THREADS_PROPERTY = "adamant.threads";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Who computes, as adamant devices lists them (default: auto).")
  private String target = Targets.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of the native target (default: one for each processor).")
  private Integer threads;

  @Option(
      names = "--batch",
      paramLabel = "ROWS",
      defaultValue = "64",
      description = "Rows that are computed together at most (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--queue",
      paramLabel = "ROWS",
      defaultValue = "4096",
      description =
          "Rows of a model that wait at most; further ones get 429 (default: ${DEFAULT-VALUE}).")
  private int queue;

  /** Made by picocli. */
  ServeComputing() {}

  String target() {
    return target;
  }

  /** Checks all of them, and has the number of threads apply. */
  void apply(CommandSpec spec) {
    between(spec, "--batch", batch, MOST_BATCH);
    between(spec, "--queue", queue, MOST_QUEUE);
    if (threads != null) {
      between(spec, "--threads", threads, MOST_BATCH);
      System.setProperty(THREADS_PROPERTY, Integer.toString(threads));
    }
  }

  /** Of each engine. */
  Engine.Limits limits() {
    return new Engine.Limits(batch, queue);
  }

  private static void between(CommandSpec spec, String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), name + " is " + value + ": expected 1 to " + most);
    }
  }
}
