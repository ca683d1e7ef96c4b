package dev.adamant.target.libadamant;

import dev.adamant.bindings.Adamant;
import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.number.Format;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.UnaryOperation;

/** The codes by which libadamant knows operations and types. */
final class NativeCodes {

  private static final int NONE = -1;

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
      case MAX -> Adamant.ADM_MAX;
      case MIN -> Adamant.ADM_MIN;
      case GATE -> Adamant.ADM_GATE;
    };
  }

  /** The code for {@link Adamant#adm_random}. */
  static int of(Distribution distribution) {
    return switch (distribution) {
      case SIGN -> Adamant.ADM_RANDOM_SIGN;
      case UNIFORM -> Adamant.ADM_RANDOM_UNIFORM;
      case NORMAL -> Adamant.ADM_RANDOM_NORMAL;
    };
  }

  /** Whether the library has the format. */
  static boolean has(Format format) {
    return search(format) != NONE;
  }

  /**
   * The code of a standard format.
   *
   * @throws IllegalArgumentException for any other format
   */
  static int of(Format format) {
    int code = search(format);
    if (code == NONE) {
      throw new IllegalArgumentException(
          "the native library has no "
              + format
              + ": choose one of "
              + Format.standard()
              + ", or the reference");
    }
    return code;
  }

  /**
   * The code of patterns, of what quires sum, or of floats.
   *
   * @throws IllegalArgumentException for a format that the library has not
   */
  static int of(DataType type) {
    if (type.kind() == Kind.IEEE) {
      return type.byteSize() == 4 ? Adamant.ADM_FLOAT32 : Adamant.ADM_FLOAT64;
    }
    return of(type.format());
  }

  /** By the numbers alone: comparing formats as records compares their names too. */
  private static int search(Format format) {
    int bits = format.bits();
    if (format.maxRegime() == bits - 1 && format.exponentBits() == 2) {
      return switch (bits) {
        case 8 -> Adamant.ADM_POSIT8;
        case 16 -> Adamant.ADM_POSIT16;
        case 32 -> Adamant.ADM_POSIT32;
        case 64 -> Adamant.ADM_POSIT64;
        default -> NONE;
      };
    }
    if (format.maxRegime() == 6 && format.exponentBits() == 5) {
      return switch (bits) {
        case 16 -> Adamant.ADM_BPOSIT16;
        case 32 -> Adamant.ADM_BPOSIT32;
        case 64 -> Adamant.ADM_BPOSIT64;
        default -> NONE;
      };
    }
    return NONE;
  }
}
