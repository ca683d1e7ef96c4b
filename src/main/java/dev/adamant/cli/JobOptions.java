package dev.adamant.cli;

import dev.adamant.train.JobException;
import dev.adamant.train.JobSettings;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that decide a model, each for keys of a job file: what is named counts instead of
 * what the file says.
 */
final class JobOptions {

  private static final String HIDDEN = "--hidden";
  private static final String FROM = "--from";

  private JobOptions() {}

  /**
   * An option.
   *
   * @param name of it
   * @param label of its value
   * @param keys that it sets
   * @param description of it
   */
  private record Entry(String name, String label, List<String> keys, String description) {

    Entry(String name, String label, String key, String description) {
      this(name, label, List.of(key), description);
    }
  }

  /** Options under a heading. */
  private record Group(String heading, List<Entry> entries) {}

  private static final Group DATA =
      new Group(
          "What is learned from",
          List.of(
              new Entry(
                  "--data",
                  "DATA",
                  "data.source",
                  "digits (the default), fashion-mnist, mnist, signed-volume, o5, hulls, nbody,"
                      + " orbits or motion, the last six perhaps with parameters"
                      + " (nbody:planets=5,train=3000), or the path of a .csv, .npy or IDX file."),
              new Entry(
                  "--label",
                  "COLUMN",
                  "data.label",
                  "Name or number, from 1, of a CSV file's label column (default: the last)."),
              new Entry(
                  "--schema",
                  "FILE",
                  "data.schema",
                  "What the numbers of a file are: grades, nodes and dimensions, as TOML."),
              new Entry(
                  "--task",
                  "TASK",
                  "data.task",
                  "classification, regression, or auto, which looks at the labels."),
              new Entry(
                  "--scaling",
                  "NAME",
                  "data.scaling",
                  "Of the features: default, none, range, minmax or standard."),
              new Entry(
                  "--test",
                  "FRACTION",
                  "data.test",
                  "Held out to judge, at random, where the data has no split of its own."),
              new Entry(
                  "--validation",
                  "FRACTION",
                  "data.validation",
                  "Of the rest, held out to choose settings by.")));

  private static final Group MODEL =
      new Group(
          "The network",
          List.of(
              new Entry(
                  "--model",
                  "KIND",
                  "model.kind",
                  "dense, or with the structure of the data: products, dynamics, points, motors"
                      + " (default: as the data suggests)."),
              new Entry(
                  "--channels", "C", "model.channels", "Multivectors of a node, or force laws."),
              new Entry("--blocks", "N", "model.blocks", "Of layers with structure."),
              new Entry("--steps", "N", "model.steps", "Of the integrator of dynamics."),
              new Entry(
                  HIDDEN,
                  "WIDTHS",
                  "model.hidden",
                  "Widths of the hidden layers, such as 64,64, or none."),
              new Entry(
                  "--activation", "NAME", "model.activation", "relu, tanh, sigmoid or identity."),
              new Entry(
                  "--loss",
                  "NAME",
                  "model.loss",
                  "cross-entropy, mse, or auto, as the task suggests."),
              new Entry(
                  FROM,
                  "MODEL",
                  "model.from",
                  "A model.safetensors or run directory whose weights training begins with,"
                      + " instead of random ones; its scaling and classes are kept.")));

  private static final Group PRECISION =
      new Group(
          "Number formats",
          List.of(
              new Entry(
                  "--format",
                  "FORMAT",
                  List.of(
                      "precision.format",
                      "precision.compute",
                      "precision.storage",
                      "precision.optimizer",
                      "precision.loss"),
                  "Of everything: bposit32, posit16, float32, ..."),
              new Entry(
                  "--compute-format",
                  "FORMAT",
                  "precision.compute",
                  "Of activations, tangents and gradients."),
              new Entry(
                  "--storage-format",
                  "FORMAT",
                  "precision.storage",
                  "Of weights at rest, and of their updates."),
              new Entry(
                  "--optimizer-format",
                  "FORMAT",
                  "precision.optimizer",
                  "Of what the optimizer keeps."),
              new Entry("--loss-format", "FORMAT", "precision.loss", "Of softmax and loss.")));

  private static final Group GRADIENT =
      new Group(
          "How gradients are found",
          List.of(
              new Entry(
                  "--method",
                  "METHOD",
                  "training.method",
                  "local, local-activity, weight-perturbation, activity-perturbation or exact; to"
                      + " compare with: backprop, backprop-checkpointed."),
              new Entry(
                  "--tangents",
                  "K",
                  "training.tangents",
                  "Random tangents of a step, of methods that draw them."),
              new Entry(
                  "--aggregate",
                  "NAME",
                  "training.aggregate",
                  "How they make a gradient: mean, or projection with weight-perturbation."),
              new Entry(
                  "--distribution",
                  "NAME",
                  "training.distribution",
                  "Of their elements: normal or sign."),
              new Entry(
                  "--lookahead",
                  "N",
                  "training.lookahead",
                  "Layers between a hidden layer and the head that trains it, of local methods.")));

  private static final Group STEPS =
      new Group(
          "Steps",
          List.of(
              new Entry("--epochs", "N", "training.epochs", "Passes over the training samples."),
              new Entry("--batch", "B", "training.batch", "Samples of a step."),
              new Entry("--seed", "S", "training.seed", "Of all random numbers."),
              new Entry("--optimizer", "NAME", "optimizer.name", "sgd or adam."),
              new Entry("--rate", "R", "optimizer.rate", "The learning rate at its greatest."),
              new Entry(
                  "--schedule",
                  "NAME",
                  "optimizer.schedule",
                  "How it falls to 0: constant (not at all), linear or cosine."),
              new Entry("--warmup", "N", "optimizer.warmup", "Steps over which it rises first."),
              new Entry("--momentum", "M", "optimizer.momentum", "Of sgd, from 0 to below 1."),
              new Entry(
                  "--decay",
                  "D",
                  "optimizer.decay",
                  "Of weights towards 0, a step and unit of the rate."),
              new Entry(
                  "--clip",
                  "C",
                  "optimizer.clip",
                  "The greatest norm of a parameter's gradient, or 0 for any.")));

  private static final List<Group> GROUPS = List.of(DATA, MODEL, PRECISION, GRADIENT, STEPS);

  /** Adds the options to a command. */
  static void addTo(CommandSpec command) {
    for (Group group : GROUPS) {
      ArgGroupSpec.Builder builder =
          ArgGroupSpec.builder().validate(false).heading("%n" + group.heading() + ":%n");
      for (Entry entry : group.entries()) {
        builder.addArg(
            OptionSpec.builder(entry.name())
                .paramLabel(entry.label())
                .type(String.class)
                .description(entry.description())
                .build());
      }
      command.addArgGroup(builder.build());
    }
  }

  /**
   * Settings with what the command line names in place of their own; a later option, in the order
   * above, counts instead of an earlier one.
   *
   * @throws JobException when a value is of another type
   */
  static JobSettings over(JobSettings base, ParseResult commandLine) throws JobException {
    JobSettings settings = base;
    for (Group group : GROUPS) {
      for (Entry entry : group.entries()) {
        String text = commandLine.matchedOptionValue(entry.name(), (String) null);
        if (text == null) {
          continue;
        }
        boolean none = entry.name().equals(HIDDEN) && text.equals("none");
        for (String key : entry.keys()) {
          settings = settings.with(key, none ? "" : text, entry.name());
        }
        if (entry.name().equals(FROM)) {
          // The digest in a job file is of the model that is named there.
          settings = settings.with("model.from-sha256", "", FROM);
        }
      }
    }
    return settings;
  }
}
