package dev.adamant.target.rtl;

import dev.adamant.bindings.AdamantRtl;
import dev.adamant.number.Format;

/** The codes by which libadamant_rtl knows formats, and which of them it has. */
final class RtlFormats {

  /** How many there are. */
  static final int COUNT = AdamantRtl.ADM_RTL_BPOSIT64 + 1;

  private static final int NONE = -1;

  private RtlFormats() {}

  /** Whether there is an array of the format. */
  static boolean has(Format format) {
    return code(format) != NONE;
  }

  /** The code, or a negative number where there is no array of the format. */
  static int code(Format format) {
    int bits = format.bits();
    if (format.maxRegime() == bits - 1 && format.exponentBits() == 2) {
      return switch (bits) {
        case 8 -> AdamantRtl.ADM_RTL_POSIT8;
        case 16 -> AdamantRtl.ADM_RTL_POSIT16;
        case 32 -> AdamantRtl.ADM_RTL_POSIT32;
        case 64 -> AdamantRtl.ADM_RTL_POSIT64;
        default -> NONE;
      };
    }
    if (format.maxRegime() == 6 && format.exponentBits() == 5) {
      return switch (bits) {
        case 16 -> AdamantRtl.ADM_RTL_BPOSIT16;
        case 32 -> AdamantRtl.ADM_RTL_BPOSIT32;
        case 64 -> AdamantRtl.ADM_RTL_BPOSIT64;
        default -> NONE;
      };
    }
    return NONE;
  }
}
