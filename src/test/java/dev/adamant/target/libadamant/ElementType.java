package dev.adamant.target.libadamant;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.target.DataMix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What an array that the native library converts may hold.
 *
 * @param format null for the two IEEE types
 */
record ElementType(String name, int code, int bits, Format format) {

  static final ElementType FLOAT32 = new ElementType("float32", Adamant.ADM_FLOAT32, 32, null);
  static final ElementType FLOAT64 = new ElementType("float64", Adamant.ADM_FLOAT64, 64, null);

  /** The seven formats and the two IEEE types. */
  static List<ElementType> all() {
    List<ElementType> all = new ArrayList<>();
    Format.standard().forEach(format -> all.add(of(format)));
    all.add(FLOAT32);
    all.add(FLOAT64);
    return all;
  }

  static ElementType of(Format format) {
    return new ElementType(format.name(), NativeCodes.of(format), format.bits(), format);
  }

  /** The answer of the reference, sign-extended; one of the two types is a format. */
  long convert(ElementType to, long a) {
    if (equals(FLOAT32)) {
      return Posit.fromFloat(to.format, Float.intBitsToFloat((int) a));
    } else if (equals(FLOAT64)) {
      return Posit.fromDouble(to.format, Double.longBitsToDouble(a));
    } else if (to.equals(FLOAT32)) {
      return Float.floatToRawIntBits(Posit.toFloat(format, a));
    } else if (to.equals(FLOAT64)) {
      return Double.doubleToRawLongBits(Posit.toDouble(format, a));
    }
    return Posit.convert(format, to.format, a);
  }

  /** One element, sign-extended; biased to values that are hard to round to the other type. */
  long draw(ElementType to, SplittableRandom random) {
    if (format != null) {
      DataMix mix = random.nextBoolean() ? DataMix.BIASED : DataMix.WIDE;
      return mix.draw(format, random);
    }
    double near = Posit.toDouble(to.format, DataMix.BIASED.draw(to.format, random));
    boolean single = equals(FLOAT32);
    long bits = single ? Float.floatToRawIntBits((float) near) : Double.doubleToRawLongBits(near);
    long drawn =
        switch (random.nextInt(4)) {
          case 0 -> random.nextLong();
          case 1 -> bits + random.nextInt(-2, 3);
          case 2 -> bits ^ 1L << random.nextInt(bits());
          default -> bits;
        };
    return single ? (int) drawn : drawn;
  }

  @Override
  public String toString() {
    return name;
  }
}
