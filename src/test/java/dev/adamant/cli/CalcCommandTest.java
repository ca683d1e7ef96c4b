package dev.adamant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command answers, refuses and says. */
class CalcCommandTest {

  private record Outcome(int status, String out, String err) {}

  @ParameterizedTest
  @CsvSource({
    "posit16, add 4000 4000, 4800",
    "posit16, sub 4800 4000, 4000",
    "posit16, mul 4800 4800, 5000",
    "posit16, div 4000 4800, 3800",
    "posit16, div 4000 0000, 8000",
    "posit16, fma 4800 4800 4000, 5200",
    "posit16, sqrt 5000, 4800",
    "posit16, neg 4000, c000",
    "posit16, abs c000, 4000",
    "posit16, exp 0000, 4000",
    "posit16, exp2 4000, 4800",
    "posit16, log 4000, 0000",
    "posit16, log2 4800, 4000",
    "posit16, sin 0000, 0000",
    "posit16, cos 0000, 4000",
    "posit16, tanh 0000, 0000",
    "posit16, sigmoid 0000, 3800",
    "posit16, softplus 8000, 8000",
    "posit16, rsqrt 5000, 3800",
    "posit16, reciprocal 4800, 3800",
    "posit16, from-double 3ff0000000000000, 4000",
    "posit16, from-double 7ff0000000000000, 8000",
    "posit16, to-double c000, bff0000000000000",
    "posit16, to-double 8000, 7ff8000000000000",
    "posit16, convert 4000 bposit32, 40000000",
    "posit16, dot 4000 4000 4800 4800, 5200",
    "posit16, dot 7fff 7fff 7fff 8001 4000 4000, 4000",
    "posit8, add 40 c0, 00",
    "posit64, add 4000000000000000 0000000000000000, 4000000000000000",
    "bposit64, neg 4000000000000000, c000000000000000",
    "'posit<10,9,2>', neg 100, 300",
  })
  void answersInHexadecimal(String format, String request, String answer) {
    for (String target : targets(format)) {
      Outcome piped = run(request + "\n", "--format", format, "--target", target);
      assertThat(piped).as(target).isEqualTo(new Outcome(0, answer + "\n", ""));

      List<String> words = new ArrayList<>(List.of("--format", format, "--target", target));
      words.addAll(List.of(request.split(" ")));
      Outcome asked = run("unread", words.toArray(String[]::new));
      assertThat(asked).as(target).isEqualTo(piped);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "posit16, add 1.5 -0.5, 4000",
    "posit16, add +1. -.5, 3800",
    "posit16, add 3e-4 -3e-4, 0000",
    "posit16, mul 1E+1 1e-1, 4000",
    "posit16, neg NaR, 8000",
    "posit16, neg 0.0, 0000",
    "posit16, abs -1e400000, 7fff",
    "posit16, abs -1e-400000, 0001",
    "posit16, abs 1e999999999999999999999, 7fff",
    "posit16, from-double 1.5, 4400",
    "posit32, to-double -1e0, bff0000000000000",
  })
  void roundsDecimalOperandsOnce(String format, String request, String answer) {
    assertThat(run(request, "--format", format)).isEqualTo(new Outcome(0, answer + "\n", ""));
  }

  @Test
  void aDecimalIsNotRoundedThroughDouble() {
    // Just above the middle between 1 and the next posit16, which in a double is the middle.
    assertThat(run("abs 1.000244140625000000000000000000001", "--format", "posit16").out())
        .isEqualTo("4001\n");
    assertThat(run("abs 1.000244140625", "--format", "posit16").out()).isEqualTo("4000\n");
  }

  @ParameterizedTest
  @CsvSource({
    "posit16, 3e40, 3e40",
    "posit16, 1e10, 1e10",
    "posit16, 3E40, 3e40",
    "posit16, 3e+40, 7fff",
    "posit16, 3.e2, 7058",
    "posit16, 1e0, 4000",
    "posit8, 1e, 1e",
    "posit8, 1e0, 40",
    "posit32, 1e10, 7fc95030",
    "'posit<12,11,2>', 1e0, 1e0",
  })
  void aTokenOfTheWidthOfAPatternIsAPattern(String format, String token, String pattern) {
    assertThat(run("abs " + token, "--format", format).out()).isEqualTo(pattern + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "posit16, add 4000 4000, 2.0",
    "posit16, sub 4000 4000, 0.0",
    "posit16, neg 4400, -1.5",
    "posit16, neg 8000, NaR",
    "posit16, convert 4400 posit8, 1.5",
    "posit16, from-double bff8000000000000, -1.5",
    "posit16, to-double 4400, 1.5",
    "posit16, to-double 8000, NaN",
  })
  void answersInDecimal(String format, String request, String answer) {
    assertThat(run(request, "--format", format, "--decimal"))
        .isEqualTo(new Outcome(0, answer + "\n", ""));
  }

  @Test
  void everyDecimalAnswerReadsBackAsAnOperand() {
    StringBuilder patterns = new StringBuilder();
    for (int a = 0; a < 1 << 16; a++) {
      patterns.append(String.format("convert %04x bposit16%n", a));
    }
    String hexadecimal = run(patterns.toString(), "--format", "posit16").out();
    String decimals = run(patterns.toString(), "--format", "posit16", "--decimal").out();

    String requests =
        decimals.lines().map(line -> "abs " + line + "\n").collect(Collectors.joining());
    String again = run(requests, "--format", "bposit16").out();

    assertThat(again).isEqualTo(magnitudes(hexadecimal));
  }

  @ParameterizedTest
  @CsvSource({
    "add 4000, token 3 is missing, operand B",
    "add 4000 40000, token 3 is \"40000\", operand B",
    "add 4000 400, token 3 is \"400\", 4 hexadecimal digits",
    "add 4000 40g0, token 3 is \"40g0\", 4 hexadecimal digits",
    "add 0x4000 4000, token 2 is \"0x4000\", operand A",
    "add 4000 1.5.2, token 3 is \"1.5.2\", a decimal with a point",
    "add 4000 ., token 3 is \".\", a decimal with a point",
    "add 4000 1e, token 3 is \"1e\", a decimal with a point",
    "add 4000 -e5, token 3 is \"-e5\", a decimal with a point",
    "add 4000 nar, token 3 is \"nar\", or NaR",
    "add 4000 4000 4000, token 4 is \"4000\", the end of the line",
    "fma 4000 4000, token 4 is missing, operand C",
    "sqrt, token 2 is missing, operand A",
    "sqrt 4000 1, token 3 is \"1\", the end of the line",
    "plus 4000 4000, token 1 is \"plus\", 'an operation: add, sub, mul'",
    "ADD 4000 4000, token 1 is \"ADD\", an operation",
    "# comment, token 1 is \"#\", an operation",
    "from-double 3ff, token 2 is \"3ff\", 16 hexadecimal digits",
    "from-double NaR, token 2 is \"NaR\", 16 hexadecimal digits",
    "convert 4000, token 3 is missing, a format",
    "convert 4000 posit99, token 3 is \"posit99\", a format",
    "convert 4000 float32, token 3 is \"float32\", a format",
    "dot, token 2 is missing, operand A",
    "dot 4000 4000 4000, token 5 is missing, operand B",
    "explain, token 2 is missing, operand A",
    "explain 4000 4000, token 3 is \"4000\", the end of the line",
  })
  void aMalformedLineEndsTheRun(String request, String token, String expected) {
    Outcome outcome = run("abs c000\nabs 4800\n" + request + "\nabs 4000\n", "--format", "posit16");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEqualTo("4000\n4800\n");
    assertThat(outcome.err()).contains("line 3", token, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\r"})
  void aBlankLineIsMalformed(String blank) {
    Outcome outcome = run("abs 4000\n" + blank + "\nabs 4000\n", "--format", "posit16");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEqualTo("4000\n");
    assertThat(outcome.err()).contains("line 2", "token 1 is missing", "an operation");
  }

  @Test
  void theReferenceConvertsToAnyFormat() {
    assertThat(run("convert c000 posit<10,9,2>", "--format", "posit16").out()).isEqualTo("300\n");
  }

  @Test
  void anEmptyArgumentIsMalformed() {
    assertThat(run("", "--format", "posit16", "").status()).isEqualTo(2);
  }

  @Test
  void aPatternBeyondTheWidthIsMalformed() {
    Outcome outcome = run("abs 400", "--format", "posit<10,9,2>");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("line 1", "\"400\"", "3 hexadecimal digits up to 3ff");
  }

  @Test
  void aFunctionThatDoesNotTakeTheFormatIsRefused() {
    Outcome outcome = run("reciprocal 2000\nexp 2000\n", "--format", "posit<16,15,12>");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).hasSize(5);
    assertThat(outcome.err()).contains("line 2", "exp does not take posit<16,15,12>");
  }

  @Test
  void anUnprintableOrLongTokenIsShownSafely() {
    Outcome outcome = run("abs \u001b[31m" + "x".repeat(1000), "--format", "posit16");

    assertThat(outcome.err())
        .contains("token 2 is \"\uFFFD[31mxxx")
        .contains("…")
        .hasSizeLessThan(400);
  }

  @Test
  void tokensMayBeSeparatedByAnyBlanks() {
    assertThat(run("  add\t4000   4000 \r\nabs 4000", "--format", "posit16"))
        .isEqualTo(new Outcome(0, "4800\n4000\n", ""));
  }

  @Test
  void noRequestGivesNoAnswer() {
    assertThat(run("", "--format", "posit16")).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void aDotTakesManyPairs() {
    int pairs = 20_000;
    String request = "dot" + " 4000000000000000 c000000000000000".repeat(pairs);
    long sum = Posit.fromLong(Format.POSIT64, -pairs);

    for (String target : targets("posit64")) {
      assertThat(run(request + "\n" + request, "--format", "posit64", "--target", target).out())
          .isEqualTo((Long.toHexString(sum) + "\n").repeat(2));
    }
  }

  @Test
  void explainsAPatternToAPerson() {
    Outcome outcome = run("", "--format", "posit16", "explain", "4400");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("sign", "regime", "exponent", "fraction", "1.5");
  }

  @Test
  void answersBeforeItWaitsForTheNextRequest() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream conversation =
        new InputStream() {
          private int turn;

          @Override
          public int read() {
            throw new AssertionError("requests are read in blocks");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            assertThat(out.toString(UTF_8)).isEqualTo("4000\n".repeat(turn));
            byte[] request = "abs c000\n".getBytes(UTF_8);
            System.arraycopy(request, 0, buffer, offset, request.length);
            return turn++ < 3 ? request.length : -1;
          }
        };

    int status = CalcCommand.commandLine(conversation, out).execute("--format", "posit16");

    assertThat(status).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("4000\n".repeat(3));
  }

  @Test
  void anOutputThatFailsIsReported() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    StringWriter err = new StringWriter();

    int status =
        CalcCommand.commandLine(InputStream.nullInputStream(), full)
            .setErr(new PrintWriter(err))
            .execute("--format", "posit16", "abs", "4000");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("No space left on device");
  }

  @Test
  void aWrongOptionIsAUsageError() {
    assertThat(run("").status()).isEqualTo(2);
    assertThat(run("").err()).contains("--format");
    assertThat(run("", "--format", "posit99").status()).isEqualTo(2);
    assertThat(run("", "--format", "posit99").err()).contains("posit99", "from 3 to 64");
    Outcome test = run("add 4000 4000", "--format", "posit16", "--target", "null");
    assertThat(test.status()).isEqualTo(2);
    assertThat(test.out()).isEmpty();
    assertThat(test.err()).contains("--target null is for tests and does not calculate");
    assertThat(run("", "--format", "posit16", "--target", "gpu").status()).isEqualTo(2);
    assertThat(run("", "--format", "posit16", "--target", "gpu").err())
        .contains("gpu", "reference", "native");
    assertThat(run("", "--format", "posit16", "--hex").status()).isEqualTo(2);
  }

  @Test
  void theNativeTargetNamesTheFormatsItHas() {
    Outcome outcome = run("abs 400000", "--format", "posit24", "--target", "native");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("posit24", "bposit64", "--target reference");

    Outcome conversion = run("convert 4000 posit24", "--format", "posit16", "--target", "native");
    assertThat(conversion.status()).isEqualTo(2);
    assertThat(conversion.err()).contains("line 1", "posit24", "bposit64");
  }

  @Test
  void aDeviceThatIsNotThereIsToldInALine() {
    Outcome outcome = run("abs 4000", "--format", "posit16", "--target", "opencl:9999");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err())
        .startsWith("adamant calc: the target opencl")
        .contains("not available");
  }

  @Test
  void autoSaysWhatItChose() {
    Outcome outcome = run("add 4000 4000", "--format", "posit16", "--target", "auto");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEqualTo("4800\n");
    assertThat(outcome.err()).matches("adamant calc: auto is [a-z0-9:]+\n");
  }

  @Test
  void helpSaysWhatARequestIs() {
    Outcome outcome = run("", "--help");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("from-double HEX16", "convert A FORMAT", "exit status 2");
  }

  @Test
  void isACommandOfAdamant() {
    assertThat(Main.commandLine().getSubcommands()).containsKey("calc");
  }

  private static List<String> targets(String format) {
    boolean standard = Format.standard().contains(Format.parse(format));
    return standard ? List.of("reference", "native") : List.of("reference");
  }

  private static String magnitudes(String hexadecimal) {
    StringBuilder magnitudes = new StringBuilder();
    hexadecimal
        .lines()
        .forEach(
            line -> {
              int a = (short) Integer.parseInt(line, 16);
              magnitudes.append(String.format("%04x%n", Math.abs(a) & 0xffff));
            });
    return magnitudes.toString();
  }

  private static Outcome run(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter help = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        CalcCommand.commandLine(new ByteArrayInputStream(input.getBytes(UTF_8)), out)
            .setOut(new PrintWriter(help))
            .setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new Outcome(status, out.toString(UTF_8) + help, err.toString());
  }
}
