package dev.adamant.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** Options of all programs that train. */
final class TrainingOptions {

  @Option(
      names = "--data",
      paramLabel = "NAME",
      defaultValue = "digits",
      description = "What is learned from: a name or a path; ${DEFAULT-VALUE}.")
  private String data;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "64",
      description = "Width of the hidden layers; ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Samples of a step; ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Epochs of every job; ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description = "sgd or adam; ${DEFAULT-VALUE}.")
  private String optimizer;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      defaultValue = "0",
      description = "Of SGD; ${DEFAULT-VALUE}.")
  private double momentum;

  @Option(
      names = "--clip",
      paramLabel = "X",
      defaultValue = "0",
      description = "Greatest norm of a parameter's gradient; ${DEFAULT-VALUE}, any.")
  private double clip;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "linear",
      description = "Of the learning rate: constant, linear or cosine; ${DEFAULT-VALUE}.")
  private String schedule;

  @Option(
      names = "--grid",
      paramLabel = "RATES",
      split = ",",
      defaultValue = "0.001,0.003,0.01,0.03,0.1,0.3,1,3",
      description = "Learning rates to choose from, on the validation part; ${DEFAULT-VALUE}.")
  private List<Double> grid;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Jobs for each row, of the seeds 1 to N; ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      defaultValue = "native",
      description = "Where it runs; ${DEFAULT-VALUE}.")
  private String target;

  Setup setup() {
    return new Setup(data, width, batch, epochs, optimizer, momentum, schedule, clip);
  }

  /** In rising order. */
  List<Double> grid() {
    return grid.stream().sorted().distinct().toList();
  }

  /**
   * How many.
   *
   * @throws IllegalArgumentException when there would be none
   */
  int seeds() {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds " + seeds + " is out of range: 1 or more");
    }
    return seeds;
  }

  String target() {
    return target;
  }

  /** The facts that a reader needs to judge the figures. */
  String description() {
    return String.join(
        ", ",
        data,
        "hidden layers " + width + " wide",
        "batch " + batch,
        epochs + " epochs",
        optimizer
            + (momentum > 0 ? " with momentum " + momentum : "")
            + (clip > 0 ? " clipped at " + clip : ""),
        schedule + " schedule",
        seeds + (seeds == 1 ? " seed" : " seeds"),
        "on " + target);
  }
}
