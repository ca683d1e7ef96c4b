package dev.adamant.number;

import dev.adamant.number.oracle.Operation;

/** Calls the code under test by the name of the operation. */
final class Reference {

  private Reference() {}

  static long apply(Operation operation, Format format, long... operands) {
    long a = operands[0];
    return switch (operation) {
      case ADD -> Posit.add(format, a, operands[1]);
      case SUB -> Posit.sub(format, a, operands[1]);
      case MUL -> Posit.mul(format, a, operands[1]);
      case DIV -> Posit.div(format, a, operands[1]);
      case FMA -> Posit.fma(format, a, operands[1], operands[2]);
      case SQRT -> Posit.sqrt(format, a);
      case NEG -> Posit.neg(format, a);
      case ABS -> Posit.abs(format, a);
    };
  }
}
