package dev.adamant.cli;

import dev.adamant.certificate.Certifier;
import dev.adamant.certificate.verify.Certificate;
import dev.adamant.certificate.verify.Obligation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant certify}: a certificate beside a model. */
@Command(
    name = "certify",
    description = "Writes a certificate, which states what holds of a model, beside it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Every claim is found by inference over the model's program hypergraph and again",
      "by the rules of adamant verify; a model of which one does not hold gets no",
      "certificate. Equal models of equal runs have equal certificates."
    })
final class CertifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A run directory, or a model.safetensors.")
  private Path model;

  @Option(names = "--json", description = "Print the certificate, and nothing else.")
  private boolean json;

  private CertifyCommand() {}

  /** The command. */
  static CommandLine commandLine() {
    return new CommandLine(new CertifyCommand())
        .setParameterExceptionHandler(new BriefUsage())
        .setExecutionExceptionHandler(new Failures());
  }

  /** Certifies. */
  @Override
  public Integer call() throws IOException, MalformedInputException {
    Path file = ModelPath.of(model);
    Certificate certificate = Certifier.certify(file);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(new String(certificate.bytes(), StandardCharsets.UTF_8));
    } else {
      for (Obligation obligation : certificate.obligations()) {
        out.printf("%-16s tier %d  %s%n", obligation.id(), obligation.tier(), obligation.claim());
      }
      out.println("certificate      " + Certificate.beside(file));
    }
    out.flush();
    return ExitCode.OK;
  }
}
