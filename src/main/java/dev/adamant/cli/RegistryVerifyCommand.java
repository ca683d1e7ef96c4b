package dev.adamant.cli;

import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Verification;
import dev.adamant.record.RegistryVerifier;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code adamant registry verify}: whether all of it holds. */
@Command(
    name = "verify",
    description = "Checks each link of the ledger, all files, and all certificates.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A ledger that was cut short, or written anew by someone else, is whole in",
      "itself: name its first key and a hash that you noted before. adamant registry",
      "list --json has both. The exit status is 0 where all of it holds, else 1."
    })
final class RegistryVerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RegistryOptions options;

  @Option(
      names = "--root",
      paramLabel = "KEY",
      description = "The id that the first key must have.")
  private String root;

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "The hash of an entry that must be in the ledger.")
  private String head;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private RegistryVerifyCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new RegistryVerifyCommand());
  }

  /** Verifies. */
  @Override
  public Integer call() throws IOException {
    Verification verification = RegistryVerifier.verify(options.directory(), root, head);
    RegistryText text = new RegistryText(spec.commandLine().getOut());
    if (json) {
      text.print(JsonText.of(verification.json()));
    } else {
      for (Finding finding : verification.findings()) {
        text.print(
            String.format(
                "%-6s %-16s %s",
                finding.holds() ? "holds" : "BROKEN", finding.obligation(), finding.message()));
      }
    }
    return verification.holds() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
