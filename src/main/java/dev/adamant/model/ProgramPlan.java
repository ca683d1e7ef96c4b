package dev.adamant.model;

import dev.adamant.algebra.Signature;
import dev.adamant.graph.Lifetimes;
import dev.adamant.graph.Program;
import dev.adamant.graph.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A program with what is found out of it once.
 *
 * @param program the program
 * @param parameters what it learns
 * @param sums what its products come to
 * @param lifetimes where its inner values lie while only later relations read them
 * @param kept where they lie while all are kept
 */
record ProgramPlan(
    Program program,
    List<Parameter> parameters,
    ProductSums sums,
    Lifetimes lifetimes,
    Lifetimes kept) {

  static ProgramPlan of(Program program) {
    return new ProgramPlan(
        program,
        program.learned().stream().map(v -> parameter(program.signature(), v)).toList(),
        new ProductSums(program),
        Lifetimes.of(program),
        Lifetimes.keepingAll(program));
  }

  /** How many numbers it learns. */
  long learnedCount() {
    return parameters.stream().mapToLong(Parameter::count).sum();
  }

  private static Parameter parameter(Signature signature, Value value) {
    long[] shape = ValueTensors.learnedShape(signature, value);
    return new Parameter(escaped(value.name()), Arrays.stream(shape).boxed().toList());
  }

  /**
   * Letters, digits, dots, hyphens and underscores of ASCII; other bytes of UTF-8 as {@code %20}.
   */
  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0);
      escaped.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return escaped.toString();
  }
}
