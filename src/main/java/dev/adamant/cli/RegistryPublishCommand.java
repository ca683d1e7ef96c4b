package dev.adamant.cli;

import dev.adamant.record.Publisher;
import dev.adamant.record.Registry;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.SigningKey;
import dev.adamant.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant registry publish}: the next version of a model. */
@Command(
    name = "publish",
    description = "Publishes a run or a model file as the next version of a model.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A run without a certificate is certified first. Its divergence from the version",
      "before is measured on that version's probes. To serve it is another step:",
      "adamant rotate NAME VERSION"
    })
final class RegistryPublishCommand implements Callable<Integer> {

  private static final String NONE = "none";

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Mixin private RegistryKeyOption key;

  @Parameters(index = "0", paramLabel = "NAME", description = "The name that it is served by.")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "MODEL",
      description = "A run directory, or a model.safetensors.")
  private Path source;

  @Option(
      names = "--probes",
      paramLabel = "FILE",
      description =
          "Labelled samples that successors are compared on, such as CSV, or none (default: those"
              + " of the version before, else of the run's held-out samples).")
  private String probes;

  @Option(
      names = "--base",
      paramLabel = "SHA256",
      description = "Of the model whose weights training began with (default: as the run has it).")
  private String base = "";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Who answers the probes: auto (the default), native, opencl:0, ...")
  private String target = Targets.AUTO;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private final TargetSource targets;

  private RegistryPublishCommand(TargetSource targets) {
    this.targets = targets;
  }

  /** The command. */
  static CommandLine commandLine(TargetSource targets) {
    return new CommandLine(new RegistryPublishCommand(targets));
  }

  /** Publishes. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    TargetNames.check(target, spec, targets);
    SigningKey author = SigningKey.read(key.file(spec));
    try (Registry registry = Registry.open(options.directory());
        DataDisplay display = new DataDisplay(spec.commandLine().getErr())) {
      Publisher.Request request =
          new Publisher.Request(name, ModelPath.of(source), choice(), base, target);
      SignedEntry entry = Publisher.publish(registry, author, request, display);
      RegistryText text = new RegistryText(spec.commandLine().getOut());
      if (json) {
        text.print(RegistryJson.version(registry.state(), entry));
      } else {
        text.version(registry.state(), entry);
      }
    }
    return ExitCode.OK;
  }

  private Publisher.ProbeChoice choice() {
    if (probes == null) {
      return Publisher.ProbeChoice.INHERITED;
    }
    return probes.equals(NONE)
        ? Publisher.ProbeChoice.NONE
        : Publisher.ProbeChoice.of(Path.of(probes));
  }
}
