package dev.adamant.cli;

import dev.adamant.schedule.Policies;
import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say where and how a job is computed: they change no bit of the model. */
final class ExecutionOptions {

  /** What the native target reads. */
  private static final String THREADS_PROPERTY = "adamant.threads";

  private static final int LONGEST_DEADLINE = 1_000_000;
  private static final double NANOS = 1e9;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description =
          "Who computes: auto (the default), native, reference, opencl:0, ..., as adamant devices"
              + " lists them, or several together: native,opencl:0.")
  private String target = Targets.AUTO;

  @Option(
      names = "--cut",
      paramLabel = "N",
      description = "The most samples of a piece of work (default: 0, whole batches).")
  private int cut;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of the native target (default: one for each processor).")
  private Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "BYTES",
      converter = ByteCountConverter.class,
      description = "The most that training may take, such as 64M (default: all of the target).")
  private Long memory;

  @Option(
      names = "--placement",
      paramLabel = "POLICY",
      description =
          "Who of several targets does how much: balanced (the default, quickest by prediction),"
              + " spread (everybody by speed) or random:SEED.")
  private String placement;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description =
          "After which a target of several that does not answer is taken out (default: 30).")
  private Double deadline;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write a timeline of the targets, which opens in ui.perfetto.dev.")
  private Path trace;

  /** Made by picocli. */
  ExecutionOptions() {}

  /**
   * Opens who computes; the caller closes it.
   *
   * @param execution what {@link #execution} has said
   * @throws ParameterException when a value is out of its range
   * @throws dev.adamant.target.TargetUnavailableException when a target cannot be used
   * @throws IOException when the file of the timeline cannot be written
   */
  JobTargets open(Execution execution, CommandSpec spec, TargetSource source) throws IOException {
    return JobTargets.open(
        execution.target(), wishes(spec), spec, source, spec.commandLine().getErr());
  }

  private JobTargets.Wishes wishes(CommandSpec spec) {
    if (deadline != null && !(deadline > 0 && deadline <= LONGEST_DEADLINE)) {
      throw new ParameterException(
          spec.commandLine(),
          "--deadline is " + deadline + ": expected above 0 to " + LONGEST_DEADLINE + " seconds");
    }
    if (trace != null && Files.isDirectory(trace)) {
      throw new ParameterException(
          spec.commandLine(), "--trace is " + trace + ": it is a folder, name a file in it");
    }
    try {
      return new JobTargets.Wishes(
          placement == null ? null : Policies.byName(placement),
          trace,
          deadline == null ? null : Duration.ofNanos(Math.round(deadline * NANOS)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--placement: " + e.getMessage(), e);
    }
  }

  /**
   * What they say.
   *
   * @throws ParameterException when a value is out of its range, or there is no such kind of target
   */
  Execution execution(CommandSpec spec, TargetSource source) {
    TargetNames.check(target, spec, source);
    if (threads != null) {
      if (threads < 1 || threads > 4096) {
        throw new ParameterException(
            spec.commandLine(), "--threads is " + threads + ": expected 1 to 4096");
      }
      System.setProperty(THREADS_PROPERTY, Integer.toString(threads));
    }
    if (memory != null && memory == 0) {
      throw new ParameterException(spec.commandLine(), "--memory is 0: expected 1 or more");
    }
    try {
      return new Execution(target, cut, memory == null ? 0 : memory);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
