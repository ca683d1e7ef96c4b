package dev.adamant.algebra;

import dev.adamant.number.Codec;
import dev.adamant.number.Format;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * A multivector whose components are integers in units of one power of two: what sums of products
 * of several factors, and functions beyond them, are computed in before they are rounded once.
 * Immutable. Components are counted by the mask of their basis blade; all are finite.
 */
final class ExactMultivector {
  private final Signature signature;
  private final BigInteger[] units;
  private final int exponent;

  private ExactMultivector(Signature signature, BigInteger[] units, int exponent) {
    this.signature = signature;
    this.units = units;
    this.exponent = exponent;
  }

  /** The exact value of a multivector without NaR. */
  static ExactMultivector of(Multivector x) {
    Format f = x.format();
    long[] patterns = x.patterns();
    List<Integer> blades = x.signature().blades(x.grades());
    int least = 0;
    for (long p : patterns) {
      if (p != 0) {
        int zeros = Long.numberOfTrailingZeros(Codec.significand(f, p));
        least = Math.min(least, Codec.scale(f, p) - 63 + zeros);
      }
    }
    BigInteger[] units = zeros(x.signature());
    for (int i = 0; i < patterns.length; i++) {
      units[blades.get(i)] = unitsOf(f, patterns[i], least);
    }
    return new ExactMultivector(x.signature(), units, least);
  }

  /** The exact value of one pattern, as a multivector of grade 0. */
  static ExactMultivector scalar(Signature signature, Format f, long pattern) {
    return of(Multivector.scalar(signature, f, pattern));
  }

  /** The number units · 2^exponent. */
  static ExactMultivector scalar(Signature signature, BigInteger units, int exponent) {
    return blade(signature, 0, units, exponent);
  }

  /** That many units of one basis blade. */
  static ExactMultivector blade(Signature signature, int blade, BigInteger units, int exponent) {
    BigInteger[] all = zeros(signature);
    all[blade] = units;
    return new ExactMultivector(signature, all, exponent);
  }

  private static BigInteger[] zeros(Signature signature) {
    BigInteger[] units = new BigInteger[signature.size()];
    Arrays.fill(units, BigInteger.ZERO);
    return units;
  }

  private static BigInteger unitsOf(Format f, long pattern, int exponent) {
    if (pattern == 0) {
      return BigInteger.ZERO;
    }
    // Bit 0 of a significand is clear, so that halving loses nothing.
    int places = Codec.scale(f, pattern) - 62 - exponent;
    BigInteger half = BigInteger.valueOf(Codec.significand(f, pattern) >>> 1);
    BigInteger magnitude = places >= 0 ? half.shiftLeft(places) : half.shiftRight(-places);
    return Codec.isNegative(f, pattern) ? magnitude.negate() : magnitude;
  }

  Signature signature() {
    return signature;
  }

  /** The component of a basis blade in units of 2^{@link #exponent}. */
  BigInteger unit(int blade) {
    return units[blade];
  }

  int exponent() {
    return exponent;
  }

  boolean isZero() {
    return bits() == 0;
  }

  /** The least b for which the magnitudes of all components together are below 2^b units. */
  private int bits() {
    return sum(units).bitLength();
  }

  private static BigInteger sum(BigInteger[] values) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger value : values) {
      sum = sum.add(value.abs());
    }
    return sum;
  }

  /** The least b for which the magnitudes of all components together are below 2^b. */
  int magnitudeBits() {
    return isZero() ? Integer.MIN_VALUE / 4 : bits() + exponent;
  }

  /** {@link #magnitudeBits}, at least 0. */
  int magnitude() {
    return Math.max(0, magnitudeBits());
  }

  ExactMultivector plus(ExactMultivector other) {
    int least = Math.min(exponent, other.exponent);
    BigInteger[] sums = new BigInteger[units.length];
    Arrays.setAll(
        sums,
        i ->
            units[i]
                .shiftLeft(exponent - least)
                .add(other.units[i].shiftLeft(other.exponent - least)));
    return new ExactMultivector(signature, sums, least);
  }

  ExactMultivector minus(ExactMultivector other) {
    return plus(other.negate());
  }

  ExactMultivector negate() {
    return times(BigInteger.ONE.negate(), 0);
  }

  /** Times factor · 2^places. */
  ExactMultivector times(BigInteger factor, int places) {
    BigInteger[] products = new BigInteger[units.length];
    Arrays.setAll(products, i -> units[i].multiply(factor));
    return new ExactMultivector(signature, products, exponent + places);
  }

  /** Times 2^places. */
  ExactMultivector shift(int places) {
    return new ExactMultivector(signature, units, exponent + places);
  }

  /** The geometric product. */
  ExactMultivector times(ExactMultivector right) {
    return product(ProductKind.GEOMETRIC, right);
  }

  /** A product, of every grade. */
  ExactMultivector product(ProductKind kind, ExactMultivector right) {
    BigInteger[] products = zeros(signature);
    for (int a = 0; a < units.length; a++) {
      for (int b = 0; b < units.length && units[a].signum() != 0; b++) {
        int sign = right.units[b].signum() == 0 ? 0 : kind.sign(signature, a, b);
        if (sign != 0) {
          BigInteger product = units[a].multiply(right.units[b]);
          int c = kind.blade(a, b);
          products[c] = sign > 0 ? products[c].add(product) : products[c].subtract(product);
        }
      }
    }
    return new ExactMultivector(signature, products, exponent + right.exponent);
  }

  ExactMultivector reverse() {
    BigInteger[] signed = units.clone();
    for (int blade = 0; blade < signed.length; blade++) {
      if (Signature.reverseSign(Signature.grade(blade)) < 0) {
        signed[blade] = signed[blade].negate();
      }
    }
    return new ExactMultivector(signature, signed, exponent);
  }

  /** The scalar part of x·reverse(x). */
  ExactMultivector squaredNorm() {
    BigInteger sum = BigInteger.ZERO;
    for (int blade = 0; blade < units.length; blade++) {
      int sign = ProductKind.SCALAR.sign(signature, blade, blade);
      sum = sum.add(units[blade].multiply(units[blade]).multiply(BigInteger.valueOf(sign)));
    }
    return scalar(signature, sum, 2 * exponent);
  }

  /** The part of those grades. */
  ExactMultivector part(GradeSet grades) {
    BigInteger[] kept = units.clone();
    for (int blade = 0; blade < kept.length; blade++) {
      if (!grades.contains(Signature.grade(blade))) {
        kept[blade] = BigInteger.ZERO;
      }
    }
    return new ExactMultivector(signature, kept, exponent);
  }

  /** The grades that have a component other than 0. */
  GradeSet grades() {
    GradeSet present = GradeSet.EMPTY;
    for (int blade = 0; blade < units.length; blade++) {
      if (units[blade].signum() != 0) {
        present = present.union(GradeSet.of(Signature.grade(blade)));
      }
    }
    return present;
  }

  /**
   * Every component to the nearest multiple of 2^−fractionBits, a tie away from 0, so that x and −x
   * go the same way.
   */
  ExactMultivector nearest(int fractionBits) {
    int drop = -fractionBits - exponent;
    if (drop <= 0) {
      return this;
    }
    BigInteger half = BigInteger.ONE.shiftLeft(drop - 1);
    BigInteger[] kept = new BigInteger[units.length];
    for (int i = 0; i < kept.length; i++) {
      BigInteger magnitude = units[i].abs().add(half).shiftRight(drop);
      kept[i] = units[i].signum() < 0 ? magnitude.negate() : magnitude;
    }
    return new ExactMultivector(signature, kept, -fractionBits);
  }

  /** Every component over an exact divisor, which is not 0, to the nearest 2^−fractionBits. */
  ExactMultivector over(BigInteger divisor, int divisorExponent, int fractionBits) {
    int up = Math.max(0, exponent - divisorExponent + fractionBits + 2);
    BigInteger[] quotients = new BigInteger[units.length];
    Arrays.setAll(quotients, i -> units[i].shiftLeft(up).divide(divisor));
    return new ExactMultivector(signature, quotients, exponent - divisorExponent - up)
        .nearest(fractionBits);
  }

  /** Those grades, every component rounded once. */
  Multivector round(Format f, GradeSet grades) {
    return overUnits(BigInteger.ONE, 0, f, grades);
  }

  /** Those grades over an exact divisor, every component rounded once. */
  Multivector over(ExactMultivector scalar, Format f, GradeSet grades) {
    return overUnits(scalar.units[0], scalar.exponent, f, grades);
  }

  private Multivector overUnits(BigInteger divisor, int places, Format f, GradeSet grades) {
    long[] patterns =
        signature.blades(grades).stream()
            .mapToLong(blade -> ExactRounding.quotient(f, units[blade], divisor, exponent - places))
            .toArray();
    return new Multivector(signature, f, grades, patterns);
  }

  /** Those grades over the root of the magnitude of a number, every component rounded once. */
  Multivector overRoot(ExactMultivector square, Format f, GradeSet grades) {
    long[] patterns =
        signature.blades(grades).stream()
            .mapToLong(
                blade -> {
                  BigInteger unit = units[blade];
                  long root =
                      ExactRounding.root(
                          f,
                          unit.multiply(unit),
                          square.units[0].abs(),
                          2L * exponent - square.exponent);
                  return unit.signum() < 0 ? -root : root;
                })
            .toArray();
    return new Multivector(signature, f, grades, patterns);
  }
}
