package dev.adamant.cli;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that ask a model have in common: which, and who computes. */
final class ModelOptions {

  @Parameters(paramLabel = "MODEL", description = "A model.safetensors, or a run directory.")
  private Path model;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Who computes: auto (the default), native, opencl:0, reference, ...")
  private String targetName = Targets.AUTO;

  /** As it was named: the model, or a run directory. */
  Path model() {
    return model;
  }

  /** As {@link ModelPath#of}. */
  Path file() throws MalformedInputException {
    return ModelPath.of(model);
  }

  /** As {@link TargetChoice#open}; the caller closes it. */
  Target open(CommandSpec spec, TargetSource source) {
    return TargetChoice.open(targetName, spec, source);
  }
}
