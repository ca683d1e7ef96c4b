package dev.adamant.cli;

import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import dev.adamant.train.EpochRecord;
import dev.adamant.train.Job;
import dev.adamant.train.MemoryPlan;
import dev.adamant.train.Precision;
import dev.adamant.train.Report;
import dev.adamant.train.RunListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows what a run uses, and then how far it is. */
final class RunDisplay implements RunListener, AutoCloseable {

  private final Facts facts;
  private final PrintWriter err;
  private final DataDisplay fetching;
  private final Supplier<String> shares;
  private TrainingProgress progress;
  private int trainSamples;
  private int epochs;
  private int done;

  /**
   * Shows nothing yet.
   *
   * @param out for what is used
   * @param err for how far it is
   * @param shares who has done how much so far; empty where that is nobody's question
   */
  RunDisplay(PrintWriter out, PrintWriter err, Supplier<String> shares) {
    this.facts = new Facts(out);
    this.err = err;
    this.shares = shares;
    this.fetching = new DataDisplay(err);
  }

  /** Where the run goes. */
  void out(Path folder) {
    facts.line("run", folder.toString());
  }

  @Override
  public ProgressListener data() {
    return fetching;
  }

  @Override
  public void dataRead(Dataset data, int train, int validation, int test) {
    fetching.close();
    trainSamples = train;
    facts.line("data", data + ", sha256 " + Facts.brief(data.digest()));
    facts.line(
        "",
        String.format(Locale.ROOT, "%,d to learn from, ", train)
            + (validation == 0
                ? ""
                : String.format(Locale.ROOT, "%,d to choose settings by, ", validation))
            + String.format(Locale.ROOT, "%,d to judge", test));
  }

  @Override
  public void planned(Job job, Network network, MemoryPlan plan, long datasetBytes) {
    epochs = job.epochs();
    facts.line(
        "network",
        widths(network)
            + structure(job.model(), network)
            + ", "
            + network.loss().lossName()
            + ": "
            + Facts.count(network.parameterCount(), "parameter", "parameters"));
    if (!job.model().start().isRandom()) {
      facts.line(
          "from",
          job.model().start().file() + ", sha256 " + Facts.brief(job.model().start().sha256()));
    }
    facts.line("format", format(job.precision()));
    facts.line("method", method(job.gradient()));
    facts.line("optimizer", optimizer(job.optimizer()));
    facts.line(
        "steps",
        Facts.count(epochs, "epoch", "epochs")
            + " in batches of "
            + job.batch()
            + ", seed "
            + job.seed());
    facts.line(
        "memory",
        String.format(
            Locale.ROOT,
            "%s to train, %.2f times the %s to answer; %s of samples beside",
            TargetFacts.bytes(plan.training()),
            plan.ratio(),
            TargetFacts.bytes(plan.inference()),
            TargetFacts.bytes(datasetBytes)));
  }

  /** The kind where it is not dense, and the activation where there is one. */
  private static String structure(Job.Model model, Network network) {
    boolean activated = network.layers().stream().anyMatch(Layer::isElementwise);
    return (model.kind().equals(Job.Model.DENSE) ? "" : ", " + model.kind())
        + (activated ? ", " + model.activation().activationName() : "");
  }

  /** {@code 64-32-10}: the features that go in and those that dense layers give. */
  static String widths(Network network) {
    List<String> widths = new ArrayList<>(List.of(Integer.toString(network.inputs())));
    for (Layer layer : network.layers()) {
      if (!layer.isElementwise()) {
        widths.add(Integer.toString(layer.outputs()));
      }
    }
    return String.join("-", widths);
  }

  private static String format(Precision precision) {
    if (precision.equals(Precision.uniform(precision.compute()))) {
      return precision.compute().name();
    }
    return precision.compute()
        + ", weights "
        + precision.storage()
        + ", optimizer "
        + precision.optimizer()
        + ", loss "
        + precision.loss();
  }

  private static String method(Job.Gradient gradient) {
    String name = gradient.method().methodName();
    return switch (gradient.method()) {
      case LOCAL -> name + ", look-ahead " + gradient.lookahead();
      case LOCAL_ACTIVITY, WEIGHT_PERTURBATION, ACTIVITY_PERTURBATION ->
          name
              + ", "
              + Facts.count(gradient.tangents(), "tangent", "tangents")
              + ", "
              + gradient.distribution().distributionName()
              + ", "
              + gradient.aggregate();
      case EXACT, BACKPROP, BACKPROP_CHECKPOINTED -> name;
    };
  }

  private static String optimizer(Job.OptimizerSettings settings) {
    List<String> parts = new ArrayList<>(List.of(settings.name()));
    parts.add("rate " + settings.learningRate() + " " + settings.schedule());
    put(parts, "warm-up", settings.warmup());
    if (settings.name().equals("sgd")) {
      put(parts, "momentum", settings.momentum());
    }
    put(parts, "decay", settings.weightDecay());
    put(parts, "clip", settings.clip());
    return parts.stream().collect(Collectors.joining(", "));
  }

  private static void put(List<String> parts, String name, double value) {
    if (value != 0) {
      parts.add(name + " " + (value == Math.rint(value) ? Long.toString((long) value) : value));
    }
  }

  @Override
  public void resumed(int epochsDone, long steps) {
    done = epochsDone;
    facts.line(
        "resumed",
        "after "
            + Facts.count(epochsDone, "epoch", "epochs")
            + (steps == 0 ? "" : " and " + Facts.count(steps, "step", "steps")));
  }

  @Override
  public void epochBegun(int epoch, long steps) {
    if (progress == null) {
      progress =
          new TrainingProgress(
              err, Progress.isTerminal(), done, epochs, trainSamples, shares, System::nanoTime);
    }
  }

  @Override
  public void stepDone(int epoch, long step, long steps, long samples) {
    progress.stepped(epoch, samples);
  }

  @Override
  public void epochDone(EpochRecord epoch) {
    progress.finished(epoch.epoch(), epoch.trainLoss(), Curve.accuracy(epoch));
  }

  @Override
  public void finished(Report report) {
    close();
  }

  /** Leaves the line of a terminal empty. */
  @Override
  public void close() {
    fetching.close();
    if (progress != null) {
      progress.close();
    }
  }
}
