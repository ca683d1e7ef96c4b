package dev.adamant.number;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Computes the coefficients of {@link NormalTables}: on each piece, the polynomial through the
 * normal quantile at Chebyshev's nodes.
 */
final class NormalPieces {

  private static final int OCTAVES = 32;
  private static final int DEGREE = RandomValues.DEGREE;

  private static final int COUNT = OCTAVES * RandomValues.PIECES;

  private final long[] origins = new long[COUNT];
  private final int[] slopes = new int[COUNT * DEGREE];

  NormalPieces() {
    for (int piece = 0; piece < COUNT; piece++) {
      BigInteger[] coefficients = coefficients(piece);
      origins[piece] = rounded(coefficients[0], RandomValues.NORMAL_PLACES).longValueExact();
      for (int k = 1; k <= DEGREE; k++) {
        BigInteger slope = rounded(coefficients[k], 32 + 3 * k);
        if (slope.signum() < 0 || slope.bitLength() > 32) {
          throw new ArithmeticException("coefficient " + k + " of piece " + piece + ": " + slope);
        }
        slopes[piece * DEGREE + k - 1] = slope.intValue();
      }
    }
  }

  /** c₀ of each piece in units of 2^−40. */
  long[] origins() {
    return origins;
  }

  /** c₁, c₂, … of each piece: c_k in units of 2^−(32 + 3k), unsigned. */
  int[] slopes() {
    return slopes;
  }

  /** The probability at a place of a piece, both as {@link RandomValues} counts them. */
  static BigInteger tail(int piece, BigInteger place) {
    int end = RandomValues.PIECES + piece % RandomValues.PIECES + 1;
    BigInteger last =
        BigInteger.valueOf(((long) end << RandomValues.PLACE_BITS) - 1)
            .shiftLeft(HighPrecision.PLACES);
    BigInteger distance = place.shiftLeft(RandomValues.PLACE_BITS);
    return last.subtract(distance).shiftRight(33 + piece / RandomValues.PIECES);
  }

  private static BigInteger value(int piece, BigInteger place) {
    return NormalQuantile.upper(tail(piece, place));
  }

  private static BigInteger[] coefficients(int piece) {
    if (piece == RandomValues.PIECES - 1) {
      return nearZero(piece);
    }
    BigInteger[] nodes = nodes(DEGREE + 1);
    BigInteger[] values = new BigInteger[nodes.length];
    Arrays.setAll(values, i -> value(piece, nodes[i]));
    return interpolate(nodes, values);
  }

  /** The piece at the median, where the quantile is odd: its polynomial has no even powers. */
  private static BigInteger[] nearZero(int piece) {
    BigInteger[] squares = nodes((DEGREE + 1) / 2);
    BigInteger[] quotients = new BigInteger[squares.length];
    BigInteger origin = value(piece, BigInteger.ZERO);
    for (int i = 0; i < squares.length; i++) {
      BigInteger place = squares[i].shiftLeft(HighPrecision.PLACES).sqrt();
      quotients[i] = HighPrecision.divide(value(piece, place).subtract(origin), place);
    }
    BigInteger[] odd = interpolate(squares, quotients);
    BigInteger[] all = new BigInteger[DEGREE + 1];
    Arrays.setAll(all, k -> k == 0 ? origin : k % 2 == 1 ? odd[k / 2] : BigInteger.ZERO);
    return all;
  }

  /** Chebyshev's nodes from 0 to 1. */
  private static BigInteger[] nodes(int count) {
    BigInteger[] nodes = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      double node = (1 - StrictMath.cos((2 * i + 1) * Math.PI / (2 * count))) / 2;
      nodes[i] = HighPrecision.fixed(HighPrecision.dyadic(node));
    }
    return nodes;
  }

  /** The coefficients of the polynomial through the points, by divided differences. */
  private static BigInteger[] interpolate(BigInteger[] nodes, BigInteger[] values) {
    int count = nodes.length;
    BigInteger[] differences = values.clone();
    for (int order = 1; order < count; order++) {
      for (int i = count - 1; i >= order; i--) {
        differences[i] =
            HighPrecision.divide(
                differences[i].subtract(differences[i - 1]), nodes[i].subtract(nodes[i - order]));
      }
    }
    BigInteger[] sum = new BigInteger[count];
    Arrays.fill(sum, BigInteger.ZERO);
    for (int i = count - 1; i >= 0; i--) {
      for (int k = count - 1; k >= 0; k--) {
        BigInteger shifted = k > 0 ? sum[k - 1] : differences[i];
        sum[k] = shifted.subtract(HighPrecision.multiply(nodes[i], sum[k]));
      }
    }
    return sum;
  }

  private static BigInteger rounded(BigInteger x, int places) {
    return x.shiftRight(HighPrecision.PLACES - places - 1).add(BigInteger.ONE).shiftRight(1);
  }
}
