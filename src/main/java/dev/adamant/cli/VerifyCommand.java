package dev.adamant.cli;

import dev.adamant.certificate.verify.Certificate;
import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Verification;
import dev.adamant.certificate.verify.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant verify}: whether a certificate holds. */
@Command(
    name = "verify",
    description = "Derives every claim of a certificate again from the model beside it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {"", "The exit status is 0 where all of it holds, else 1."})
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A run directory, or a model.safetensors.")
  private Path model;

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  private VerifyCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new VerifyCommand())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Verifies. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    Path file = ModelPath.of(model);
    if (!Files.exists(Certificate.beside(file))) {
      throw new MalformedInputException(
          Certificate.beside(file) + ": there is no certificate: adamant certify " + model);
    }
    Verification verification = Verifier.verify(file);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(verification.json()));
    } else {
      for (Finding finding : verification.findings()) {
        out.printf(
            "%-6s %-16s %s%n",
            finding.holds() ? "holds" : "BROKEN", finding.obligation(), finding.message());
      }
    }
    out.flush();
    return verification.holds() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
