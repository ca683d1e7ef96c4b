package dev.adamant.train;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Small runs for tests. */
final class Runs {

  /** Checkpoints after every step. */
  static final Duration ALWAYS = Duration.ZERO;

  /** No checkpoints within an epoch. */
  static final Duration NEVER = Duration.ofDays(1);

  private static final int ROWS = 96;
  private static final int FEATURES = 5;
  private static final int CLASSES = 3;

  private Runs() {}

  /** The targets that tests must not do without. */
  static List<String> targets() {
    return List.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"));
  }

  /** Clusters of three classes, with a header. */
  static Path classes(Path folder) throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("a,b,c,d,e,kind\n");
    for (int i = 0; i < ROWS; i++) {
      int label = i % CLASSES;
      for (int f = 0; f < FEATURES; f++) {
        double centre = f % CLASSES == label ? 3 : 0;
        text.append(String.format(Locale.ROOT, "%.3f,", centre + random.nextGaussian()));
      }
      text.append((char) ('x' + label)).append('\n');
    }
    return Files.writeString(folder.resolve("classes.csv"), text);
  }

  /** A number that is a sum of squares, with noise. */
  static Path numbers(Path folder) throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      double sum = 0;
      for (int f = 0; f < FEATURES; f++) {
        double x = random.nextGaussian();
        sum += x * x / FEATURES;
        text.append(String.format(Locale.ROOT, "%.3f,", x));
      }
      text.append(String.format(Locale.ROOT, "%.3f%n", sum + 0.1 * random.nextGaussian()));
    }
    return Files.writeString(folder.resolve("numbers.csv"), text);
  }

  /** A job of three epochs, five steps each, with momentum, and whatever else is named. */
  static JobSettings settings(Path source, String... more) throws JobException {
    JobSettings settings = JobSettings.EMPTY;
    settings = settings.with("data.source", source.toString(), "--data");
    settings = settings.with("data.test", "0.25", "--test");
    settings = settings.with("model.hidden", "8,8", "--hidden");
    settings = settings.with("training.epochs", "3", "--epochs");
    settings = settings.with("training.batch", "16", "--batch");
    settings = settings.with("training.seed", "5", "--seed");
    settings = settings.with("optimizer.rate", "0.05", "--rate");
    settings = settings.with("optimizer.momentum", "0.9", "--momentum");
    for (String setting : more) {
      int equals = setting.indexOf('=');
      String key = setting.substring(0, equals);
      settings = settings.with(key, setting.substring(equals + 1), "--" + key);
    }
    return settings;
  }

  static Report start(JobSettings settings, Path out) throws IOException {
    return start(settings, out, "native", 0, RunListener.NONE, NEVER);
  }

  static Report start(
      JobSettings settings,
      Path out,
      String target,
      int cut,
      RunListener listener,
      Duration between)
      throws IOException {
    try (Target opened = Targets.open(target)) {
      Execution execution = new Execution(target, cut, 0);
      return TrainingRun.start(settings, execution, out, opened, listener, between);
    }
  }

  static Report resume(Path out, String target, RunListener listener, Duration between)
      throws IOException {
    try (Target opened = Targets.open(target)) {
      Execution execution = new Execution(target, 0, 0);
      return TrainingRun.resume(out, execution, opened, listener, between);
    }
  }

  static Report resume(Path out) throws IOException {
    return resume(out, "native", RunListener.NONE, NEVER);
  }

  /** Ends the run when a checkpoint of so many epochs and steps has been written. */
  static RunListener stopAt(int epochs, long steps) {
    return new RunListener() {
      @Override
      public void checkpointWritten(int epochsDone, long stepsDone) {
        if (epochsDone == epochs && stepsDone == steps) {
          throw new Stopped();
        }
      }
    };
  }

  /** What ends a run. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
