package dev.adamant.cli;

import dev.adamant.number.Format;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.ReferenceArithmetic;
import dev.adamant.target.ScalarArithmetic;
import dev.adamant.target.TargetArithmetic;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.Targets;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code adamant calc}: answers requests in one format, from arguments or a stream. */
@Command(
    name = "calc",
    description = "Calculates with patterns: answers one request a line, one answer a line.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nRequests:%n",
    footer = {
      "  add A B, sub A B, mul A B, div A B, max A B, min A B,",
      "  gate A B (A where B > 0, else 0), fma A B C (A*B+C), dot A1 B1 A2 B2 ...,",
      "  neg A, abs A, sqrt A, exp A, exp2 A, log A, log2 A, sin A, cos A, tanh A,",
      "  sigmoid A, softplus A, rsqrt A, reciprocal A,",
      "  from-double HEX16, to-double A, convert A FORMAT,",
      "  explain A (several lines, for a person)",
      "",
      "Operands and answers are patterns in hexadecimal, a digit for every four bits,",
      "doubles 16 digits; answers are in lower case. An operand may instead be NaR,",
      "or a decimal with a point or an exponent (1.5, 3e-4), which is rounded once. A",
      "token of exactly as many hexadecimal digits as a pattern has is a pattern: in",
      "16 bits 3e40 is one, 3e+40 and 3.e40 are decimals.",
      "",
      "Without a request among the arguments they are read from standard input, one",
      "a line. A malformed line, also an empty one, ends the run with exit status 2;",
      "the lines before it are answered."
    })
final class CalcCommand implements Callable<Integer> {

  private final InputStream in;
  private final OutputStream out;

  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "The number format: posit32, bposit32, posit<24,6,5>, ...")
  private Format format;

  @Option(
      names = "--target",
      defaultValue = "reference",
      paramLabel = "TARGET",
      description =
          "Who calculates: reference (plain Java, the default), native (libadamant), opencl:0, ..."
              + " (adamant devices lists them), or auto.")
  private String target;

  @Option(names = "--decimal", description = "Answer with shortest decimals that read back.")
  private boolean decimal;

  @Parameters(paramLabel = "REQUEST", description = "The words of one request.")
  private List<String> words = List.of();

  private CalcCommand(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The command on the standard streams of the process. */
  static CommandLine commandLine() {
    return commandLine(System.in, new FileOutputStream(FileDescriptor.out));
  }

  /** The command on the given streams; messages go where the command line's errors go. */
  static CommandLine commandLine(InputStream in, OutputStream out) {
    return new CommandLine(new CalcCommand(in, out))
        // What follows the options is a request, also where it looks like an option: add -1.5 2.5
        .setStopAtPositional(true);
  }

  /** Runs to the end of the requests. */
  @Override
  public Integer call() {
    TargetNames.check(target, spec, TargetSource.MACHINE);
    try (ScalarArithmetic arithmetic = arithmetic()) {
      if (!arithmetic.supports(format)) {
        throw new ParameterException(
            spec.commandLine(),
            "--target "
                + target
                + " does not calculate in "
                + format
                + ", only in "
                + Format.standard().stream().filter(arithmetic::supports).toList()
                + ": choose one of these, or --target reference");
      }
      new CalcSession(arithmetic, format, out, decimal).run(requests());
      return ExitCode.OK;
    } catch (CalcMalformedLineException e) {
      return failed(e.getMessage(), ExitCode.USAGE);
    } catch (TargetUnavailableException | TargetException e) {
      return failed(e.getMessage(), ExitCode.SOFTWARE);
    } catch (IOException e) {
      return failed("cannot go on: " + e.getMessage(), ExitCode.SOFTWARE);
    }
  }

  private InputStream requests() {
    return words.isEmpty()
        ? in
        : new ByteArrayInputStream(
            (String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private ScalarArithmetic arithmetic() {
    if (target.equals("reference")) {
      return new ReferenceArithmetic();
    }
    TargetArithmetic arithmetic = TargetArithmetic.open(target);
    if (arithmetic.target().info().deviceClass() == DeviceClass.TEST) {
      arithmetic.close();
      throw new ParameterException(
          spec.commandLine(),
          "--target " + target + " is for tests and does not calculate: choose another");
    }
    if (target.equals(Targets.AUTO)) {
      tell(target + " is " + arithmetic.target().info().name());
    }
    return arithmetic;
  }

  private int failed(String reason, int status) {
    tell(reason);
    return status;
  }

  private void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("adamant calc: " + message);
    err.flush();
  }
}
