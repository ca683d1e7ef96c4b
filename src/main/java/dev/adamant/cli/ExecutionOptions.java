package dev.adamant.cli;

import dev.adamant.target.Targets;
import dev.adamant.train.Execution;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say where and how a job is computed: they change no bit of the model. */
final class ExecutionOptions {

  /** What the native target reads. */
  private static final String THREADS_PROPERTY = "adamant.threads";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description =
          "Who computes: auto (the default), native, reference, opencl:0, ..., as adamant devices"
              + " lists them.")
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

  /** Made by picocli. */
  ExecutionOptions() {}

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
