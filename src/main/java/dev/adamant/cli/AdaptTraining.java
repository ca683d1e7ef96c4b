package dev.adamant.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how candidates are trained. */
final class AdaptTraining {

  private static final String THREADS_PROPERTY = "adamant.threads";
  private static final int MOST_THREADS = 4096;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "256",
      description = "New rows that make a candidate (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "4096",
      description = "The newest rows that it learns from (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Passes over them (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "The learning rate (default: a third of that of training).")
  private Double rate;

  @Option(
      names = "--holdout",
      paramLabel = "FRACTION",
      defaultValue = "0.1",
      description = "Of the window, to measure on (default: ${DEFAULT-VALUE}).")
  private double holdout;

  @Option(
      names = "--memory",
      paramLabel = "BYTES",
      defaultValue = "512M",
      converter = ByteCountConverter.class,
      description = "The most for training and the window (default: ${DEFAULT-VALUE}).")
  private long memory;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Who computes, as adamant devices lists them (default: native).")
  private String target = "native";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the native target (default: ${DEFAULT-VALUE}).")
  private int threads;

  /** Made by picocli. */
  AdaptTraining() {}

  /** Checks the target, and has the number of threads apply. */
  void apply(CommandSpec spec, TargetSource source) {
    TargetNames.check(target, spec, source);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + ": expected 1 to " + MOST_THREADS);
    }
    System.setProperty(THREADS_PROPERTY, Integer.toString(threads));
  }

  String target() {
    return target;
  }

  int rows() {
    return rows;
  }

  int window() {
    return window;
  }

  int epochs() {
    return epochs;
  }

  /** 0 for the default. */
  double rate() {
    if (rate != null && rate == 0) {
      throw new IllegalArgumentException("--rate is 0: expected above 0, below 1e6");
    }
    return rate == null ? 0 : rate;
  }

  double holdout() {
    return holdout;
  }

  long memory() {
    return memory;
  }
}
