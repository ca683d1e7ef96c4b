package dev.adamant.train;

import dev.adamant.data.Scaling;
import dev.adamant.data.Task;
import dev.adamant.memory.DataType;
import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.target.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Makes a job of settings. What it and the constructors of {@link Job} throw begins with the key.
 */
final class JobBuilder {

  private static final String FORMATS =
      "a format such as bposit32, posit16 or posit<24,6,5>, float32 or float64";

  private final JobSettings settings;
  private final Task task;

  /**
   * Makes nothing yet.
   *
   * @param task of the data, or null where it is not known
   */
  JobBuilder(JobSettings settings, Task task) {
    this.settings = settings;
    this.task = task;
  }

  /** What is learned from. */
  Job.Data data() {
    String wanted = text("data.task");
    if (!wanted.equals(JobKey.AUTO)) {
      parsed("data.task", Task::byName, "auto, classification or regression");
    }
    parsed("data.scaling", Scaling.Method::byName, names(Scaling.Method.values()));
    return new Job.Data(
        text("data.source"),
        text("data.label"),
        text("data.schema"),
        wanted,
        text("data.scaling"),
        number("data.test"),
        number("data.validation"));
  }

  /** All of it. */
  Job job() {
    return new Job(
        data(),
        model(),
        precision(),
        gradient(),
        optimizer(),
        integer("training.epochs"),
        integer("training.batch"),
        (Long) settings.value("training.seed", task));
  }

  private Job.Model model() {
    List<?> widths = (List<?>) settings.value("model.hidden", task);
    boolean auto = text("model.loss").equals(JobKey.AUTO);
    String losses =
        "auto, " + String.join(" or ", Arrays.stream(Loss.values()).map(Loss::lossName).toList());
    return new Job.Model(
        text("model.kind"),
        widths.stream().map(w -> narrow("model.hidden", (Long) w)).toList(),
        parsed("model.activation", Activation::parse, names(Activation.values())),
        auto ? null : parsed("model.loss", Loss::parse, losses),
        new Job.Structure(
            integer("model.channels"), integer("model.blocks"), integer("model.steps")),
        new Job.Start(text("model.from"), text("model.from-sha256")));
  }

  private Precision precision() {
    parsed("precision.format", JobBuilder::type, FORMATS);
    return new Precision(
        parsed("precision.compute", JobBuilder::type, FORMATS),
        parsed("precision.storage", JobBuilder::type, FORMATS),
        parsed("precision.optimizer", JobBuilder::type, FORMATS),
        parsed("precision.loss", JobBuilder::type, FORMATS));
  }

  private static DataType type(String name) {
    DataType type = DataType.parse(name);
    if (type.kind() == DataType.Kind.QUIRE) {
      throw new IllegalArgumentException(name);
    }
    return type;
  }

  private Job.Gradient gradient() {
    List<String> methods = Arrays.stream(Method.values()).map(Method::methodName).toList();
    return new Job.Gradient(
        parsed("training.method", Method::parse, "one of " + String.join(", ", methods)),
        integer("training.tangents"),
        text("training.aggregate"),
        parsed("training.distribution", JobBuilder::distribution, "normal or sign"),
        integer("training.lookahead"));
  }

  private static Distribution distribution(String name) {
    return Arrays.stream(Distribution.values())
        .filter(d -> d.distributionName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  private Job.OptimizerSettings optimizer() {
    return new Job.OptimizerSettings(
        text("optimizer.name"),
        number("optimizer.rate"),
        text("optimizer.schedule"),
        integer("optimizer.warmup"),
        number("optimizer.momentum"),
        number("optimizer.beta1"),
        number("optimizer.beta2"),
        number("optimizer.epsilon"),
        number("optimizer.decay"),
        number("optimizer.clip"));
  }

  private String text(String key) {
    return (String) settings.value(key, task);
  }

  private double number(String key) {
    return ((Number) settings.value(key, task)).doubleValue();
  }

  private int integer(String key) {
    return narrow(key, (Long) settings.value(key, task));
  }

  private int narrow(String key, long value) {
    if (value != (int) value) {
      throw new IllegalArgumentException(key + " is " + value + ": expected at most 2^31 − 1");
    }
    return (int) value;
  }

  private <T> T parsed(String key, Function<String, T> parser, String expected) {
    String text = text(key);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " is \"" + text + "\": expected " + expected, e);
    }
  }

  private static String names(Enum<?>... values) {
    List<String> names = Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList();
    return "one of " + String.join(", ", names);
  }
}
