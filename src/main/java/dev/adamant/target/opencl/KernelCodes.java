package dev.adamant.target.opencl;

import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.UnaryOperation;

/** The numbers by which the kernels know operations. */
final class KernelCodes {

  /** The code of the first that {@code functions.cl} has, where it is 0. */
  static final int FIRST_FUNCTION = 3;

  private KernelCodes() {}

  /** As {@code float.cl} counts. */
  static int of(UnaryOperation operation) {
    return switch (operation) {
      case NEG -> 0;
      case ABS -> 1;
      case SQRT -> 2;
      case EXP -> 3;
      case EXP2 -> 4;
      case LOG -> 5;
      case LOG2 -> 6;
      case SIN -> 7;
      case COS -> 8;
      case TANH -> 9;
      case SIGMOID -> 10;
      case SOFTPLUS -> 11;
      case RSQRT -> 12;
      case RECIPROCAL -> 13;
    };
  }

  /** As {@code float.cl} counts. */
  static int of(BinaryOperation operation) {
    return switch (operation) {
      case ADD -> 0;
      case SUB -> 1;
      case MUL -> 2;
      case DIV -> 3;
      case MAX -> 4;
      case MIN -> 5;
      case GATE -> 6;
    };
  }

  /** As {@code float.cl} counts. */
  static int of(ReduceOperation operation) {
    return switch (operation) {
      case SUM -> 0;
      case MAX -> 1;
      case MIN -> 2;
    };
  }

  /** As {@code random.h} counts. */
  static int of(Distribution distribution) {
    return switch (distribution) {
      case SIGN -> 0;
      case UNIFORM -> 1;
      case NORMAL -> 2;
    };
  }
}
