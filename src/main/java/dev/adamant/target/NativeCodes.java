package dev.adamant.target;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;

/** The codes by which libadamant knows operations and formats. */
final class NativeCodes {

  private NativeCodes() {}

  /** The code for {@link Adamant#adm_map}. */
  static int of(UnaryOperation operation) {
    return switch (operation) {
      case NEG -> Adamant.ADM_NEG;
      case ABS -> Adamant.ADM_ABS;
      case SQRT -> Adamant.ADM_SQRT;
      case EXP -> Adamant.ADM_EXP;
      case EXP2 -> Adamant.ADM_EXP2;
      case LOG -> Adamant.ADM_LOG;
      case LOG2 -> Adamant.ADM_LOG2;
      case SIN -> Adamant.ADM_SIN;
      case COS -> Adamant.ADM_COS;
      case TANH -> Adamant.ADM_TANH;
      case SIGMOID -> Adamant.ADM_SIGMOID;
      case SOFTPLUS -> Adamant.ADM_SOFTPLUS;
      case RSQRT -> Adamant.ADM_RSQRT;
      case RECIPROCAL -> Adamant.ADM_RECIPROCAL;
    };
  }

  /** The code for {@link Adamant#adm_zip}. */
  static int of(BinaryOperation operation) {
    return switch (operation) {
      case ADD -> Adamant.ADM_ADD;
      case SUB -> Adamant.ADM_SUB;
      case MUL -> Adamant.ADM_MUL;
      case DIV -> Adamant.ADM_DIV;
    };
  }

  /**
   * The code of a standard format, which is its place among them.
   *
   * @throws IllegalArgumentException for any other format
   */
  static int of(Format format) {
    int code = Format.standard().indexOf(format);
    if (code < 0) {
      throw new IllegalArgumentException(
          "the native library has no "
              + format
              + ": choose one of "
              + Format.standard()
              + ", or the reference");
    }
    return code;
  }
}
