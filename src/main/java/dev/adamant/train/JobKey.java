package dev.adamant.train;

import dev.adamant.memory.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A key of job files.
 *
 * @param name with its table, such as {@code training.epochs}
 * @param kind of its values
 * @param value of a job, or null where the file leaves it out
 */
record JobKey(String name, Kind kind, Function<Job, Object> value) {

  /** All of them, by name, in the order in which files have them. */
  static final Map<String, JobKey> ALL = all();

  /** What a loss or task is called that is found out. */
  static final String AUTO = "auto";

  /** What a value may be. */
  enum Kind {
    TEXT("a text in quotes"),
    INTEGER("an integer"),
    NUMBER("a number"),
    WIDTHS("a list of integers, such as [64, 64]");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    /** What messages call it. */
    String expected() {
      return expected;
    }

    /**
     * The value of a text on a command line.
     *
     * @throws NumberFormatException when it is no such value
     */
    Object parse(String text) {
      return switch (this) {
        case TEXT -> text;
        case INTEGER -> Long.valueOf(text.strip());
        case NUMBER -> Double.valueOf(text.strip());
        case WIDTHS ->
            text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(w -> Long.valueOf(w.strip())).toList();
      };
    }
  }

  /** The table's part of the name. */
  String table() {
    return name.substring(0, name.indexOf('.'));
  }

  /** The name within the table. */
  String shortName() {
    return name.substring(name.indexOf('.') + 1);
  }

  private static Map<String, JobKey> all() {
    Map<String, JobKey> keys = new LinkedHashMap<>();
    data(keys);
    training(keys);
    optimizer(keys);
    add(keys, "precision.format", Kind.TEXT, j -> j.precision().compute().name());
    add(keys, "precision.compute", Kind.TEXT, j -> null);
    add(keys, "precision.storage", Kind.TEXT, j -> other(j, Precision::storage));
    add(keys, "precision.optimizer", Kind.TEXT, j -> other(j, Precision::optimizer));
    add(keys, "precision.loss", Kind.TEXT, j -> other(j, Precision::loss));
    return keys;
  }

  private static void data(Map<String, JobKey> keys) {
    add(keys, "data.source", Kind.TEXT, j -> j.data().source());
    add(keys, "data.label", Kind.TEXT, j -> j.data().label());
    add(
        keys,
        "data.schema",
        Kind.TEXT,
        j -> j.data().schema().isEmpty() ? null : j.data().schema());
    add(keys, "data.task", Kind.TEXT, j -> j.data().task());
    add(keys, "data.scaling", Kind.TEXT, j -> j.data().scaling());
    add(keys, "data.test", Kind.NUMBER, j -> j.data().testFraction());
    add(keys, "data.validation", Kind.NUMBER, j -> j.data().validationFraction());
    add(keys, "model.kind", Kind.TEXT, j -> j.model().kind());
    add(keys, "model.channels", Kind.INTEGER, j -> structured(j, Job.Structure::channels));
    add(keys, "model.blocks", Kind.INTEGER, j -> structured(j, Job.Structure::blocks));
    add(keys, "model.steps", Kind.INTEGER, j -> structured(j, Job.Structure::steps));
    add(keys, "model.hidden", Kind.WIDTHS, j -> j.model().hidden());
    add(keys, "model.activation", Kind.TEXT, j -> j.model().activation().activationName());
    add(
        keys,
        "model.loss",
        Kind.TEXT,
        j -> j.model().loss() == null ? AUTO : j.model().loss().lossName());
    add(keys, "model.from", Kind.TEXT, j -> started(j, Job.Start::file));
    add(keys, "model.from-sha256", Kind.TEXT, j -> started(j, Job.Start::sha256));
  }

  private static void training(Map<String, JobKey> keys) {
    add(keys, "training.method", Kind.TEXT, j -> j.gradient().method().methodName());
    add(keys, "training.tangents", Kind.INTEGER, j -> (long) j.gradient().tangents());
    add(keys, "training.aggregate", Kind.TEXT, j -> j.gradient().aggregate());
    add(
        keys,
        "training.distribution",
        Kind.TEXT,
        j -> j.gradient().distribution().distributionName());
    add(keys, "training.lookahead", Kind.INTEGER, j -> (long) j.gradient().lookahead());
    add(keys, "training.epochs", Kind.INTEGER, j -> (long) j.epochs());
    add(keys, "training.batch", Kind.INTEGER, j -> (long) j.batch());
    add(keys, "training.seed", Kind.INTEGER, Job::seed);
  }

  private static void optimizer(Map<String, JobKey> keys) {
    add(keys, "optimizer.name", Kind.TEXT, j -> j.optimizer().name());
    add(keys, "optimizer.rate", Kind.NUMBER, j -> j.optimizer().learningRate());
    add(keys, "optimizer.schedule", Kind.TEXT, j -> j.optimizer().schedule());
    add(keys, "optimizer.warmup", Kind.INTEGER, j -> (long) j.optimizer().warmup());
    add(keys, "optimizer.momentum", Kind.NUMBER, j -> j.optimizer().momentum());
    add(keys, "optimizer.beta1", Kind.NUMBER, j -> j.optimizer().beta1());
    add(keys, "optimizer.beta2", Kind.NUMBER, j -> j.optimizer().beta2());
    add(keys, "optimizer.epsilon", Kind.NUMBER, j -> j.optimizer().epsilon());
    add(keys, "optimizer.decay", Kind.NUMBER, j -> j.optimizer().weightDecay());
    add(keys, "optimizer.clip", Kind.NUMBER, j -> j.optimizer().clip());
  }

  private static Object structured(Job job, ToIntFunction<Job.Structure> size) {
    boolean dense = job.model().kind().equals(Job.Model.DENSE);
    return dense ? null : (long) size.applyAsInt(job.model().structure());
  }

  private static Object started(Job job, Function<Job.Start, String> of) {
    String text = of.apply(job.model().start());
    return text.isEmpty() ? null : text;
  }

  private static Object other(Job job, Function<Precision, DataType> of) {
    Precision precision = job.precision();
    return of.apply(precision).equals(precision.compute()) ? null : of.apply(precision).name();
  }

  private static void add(
      Map<String, JobKey> keys, String name, Kind kind, Function<Job, Object> value) {
    keys.put(name, new JobKey(name, kind, value));
  }
}
