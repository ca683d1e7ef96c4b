package dev.adamant.cli;

import dev.adamant.number.Explanation;
import dev.adamant.number.Format;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.ScalarArithmetic;
import dev.adamant.target.UnaryOperation;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations of the calculator by name, for one format on one target. */
final class CalcOperations {

  private final ScalarArithmetic arithmetic;
  private final Format format;
  private final byte[][] names;
  private final CalcOperation[] operations;
  private long[] left = new long[1];
  private long[] right = new long[1];

  CalcOperations(ScalarArithmetic arithmetic, Format format) {
    this.arithmetic = arithmetic;
    this.format = format;
    Map<String, CalcOperation> table = table();
    this.names = table.keySet().stream().map(CalcRequest::ascii).toArray(byte[][]::new);
    this.operations = table.values().toArray(CalcOperation[]::new);
  }

  /** The operation that the first token of the request names. */
  CalcOperation named(CalcRequest request) throws CalcMalformedLineException {
    if (request.next()) {
      for (int i = 0; i < names.length; i++) {
        if (request.is(names[i])) {
          return operations[i];
        }
      }
    }
    throw request.expected("an operation: " + String.join(", ", table().keySet()));
  }

  /** Every operation, the most usual first, since {@link #named} searches in this order. */
  private Map<String, CalcOperation> table() {
    Map<String, CalcOperation> table = new LinkedHashMap<>();
    for (BinaryOperation operation : BinaryOperation.values()) {
      table.put(operation.operationName(), (in, out) -> binary(operation, in, out));
    }
    table.put("fma", this::fma);
    for (UnaryOperation operation : UnaryOperation.values()) {
      table.put(operation.operationName(), (in, out) -> unary(operation, in, out));
    }
    table.put("from-double", this::fromDouble);
    table.put("to-double", this::toDouble);
    table.put("convert", this::convert);
    table.put("dot", this::dot);
    table.put("explain", this::explain);
    return table;
  }

  private void unary(UnaryOperation operation, CalcRequest in, CalcAnswers out)
      throws CalcMalformedLineException, IOException {
    long a = in.operand(format, "A");
    in.end();
    try {
      out.pattern(format, arithmetic.apply(operation, format, a));
    } catch (UnsupportedOperationException e) {
      throw new CalcMalformedLineException(e.getMessage());
    }
  }

  private void binary(BinaryOperation operation, CalcRequest in, CalcAnswers out)
      throws CalcMalformedLineException, IOException {
    long a = in.operand(format, "A");
    long b = in.operand(format, "B");
    in.end();
    out.pattern(format, arithmetic.apply(operation, format, a, b));
  }

  private void fma(CalcRequest in, CalcAnswers out) throws CalcMalformedLineException, IOException {
    long a = in.operand(format, "A");
    long b = in.operand(format, "B");
    long c = in.operand(format, "C");
    in.end();
    out.pattern(format, arithmetic.fma(format, a, b, c));
  }

  private void fromDouble(CalcRequest in, CalcAnswers out)
      throws CalcMalformedLineException, IOException {
    double a = in.doubleOperand("A");
    in.end();
    out.pattern(format, arithmetic.fromDouble(format, a));
  }

  private void toDouble(CalcRequest in, CalcAnswers out)
      throws CalcMalformedLineException, IOException {
    long a = in.operand(format, "A");
    in.end();
    out.number(arithmetic.toDouble(format, a));
  }

  private void convert(CalcRequest in, CalcAnswers out)
      throws CalcMalformedLineException, IOException {
    long a = in.operand(format, "A");
    Format to = target(in);
    in.end();
    out.pattern(to, arithmetic.convert(format, to, a));
  }

  private void dot(CalcRequest in, CalcAnswers out) throws CalcMalformedLineException, IOException {
    int length = 0;
    do {
      if (length == left.length) {
        left = Arrays.copyOf(left, 2 * length);
        right = Arrays.copyOf(right, 2 * length);
      }
      left[length] = in.operand(format, "A");
      right[length] = in.operand(format, "B");
      length++;
    } while (in.hasNext());
    out.pattern(format, arithmetic.dot(format, left, right, length));
  }

  private void explain(CalcRequest in, CalcAnswers out)
      throws CalcMalformedLineException, IOException {
    long a = in.operand(format, "A");
    in.end();
    out.text(Explanation.of(format, a).toString());
  }

  private Format target(CalcRequest in) throws CalcMalformedLineException {
    String problem = "a format such as bposit32";
    if (in.next()) {
      try {
        Format to = Format.parse(in.token());
        if (arithmetic.supports(to)) {
          return to;
        }
        problem = "a format of this target, one of " + Format.standard();
      } catch (IllegalArgumentException e) {
        problem = "a format; " + e.getMessage();
      }
    }
    throw in.expected(problem);
  }
}
