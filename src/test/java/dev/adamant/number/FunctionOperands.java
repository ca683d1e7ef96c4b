package dev.adamant.number;

import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.Dyadic;
import dev.adamant.number.oracle.PositOracle;
import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * Random operands of the elementary functions in one format: biased patterns, huge and tiny ones
 * among them; operands over which the function is neither flat nor saturated; neighbours of exact
 * cases, of ties beside them, and of multiples of π/2. Immutable.
 */
final class FunctionOperands {

  private static final int HALF_PI_PLACES = 1300;
  private static final Dyadic HALF_PI =
      new Dyadic(HighPrecision.halfPi(HALF_PI_PLACES), -HALF_PI_PLACES);

  private final PositOracle format;
  private final BiasedPatterns patterns;
  private final int minScale;
  private final int maxScale;

  FunctionOperands(PositOracle format) {
    this.format = format;
    this.patterns = new BiasedPatterns(format);
    this.minScale = format.finiteValue(1).floorLog2();
    this.maxScale = format.finiteValue(format.maxpos()).floorLog2();
  }

  /** One pattern, possibly zero or NaR, sign-extended. */
  long next(Function function, SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> patterns.next(random);
      case 2 ->
          signed(near(Dyadic.of(random.nextInt(1, 1 << random.nextInt(1, 9))), random), random);
      case 3 -> nearTieBesideOne(random);
      case 4 -> nearMultipleOfHalfPi(random);
      case 5 ->
          signed(patterns.powerOfTwo(random.nextInt(-70, 12)) + random.nextInt(-2, 3), random);
      default -> signed(format.round(withScale(scale(function, random), random)), random);
    };
  }

  /** A scale of operands at which the function does something. */
  private int scale(Function function, SplittableRandom random) {
    return switch (function) {
      case EXP, EXP2, TANH, SIGMOID, SOFTPLUS -> random.nextInt(-40, 10);
      case SIN, COS -> random.nextInt(2) == 0 ? random.nextInt(-36, 12) : anyScale(random);
      case LOG, LOG2 -> random.nextInt(3) == 0 ? random.nextInt(-2, 2) : anyScale(random);
      case RSQRT, RECIPROCAL -> anyScale(random);
    };
  }

  private int anyScale(SplittableRandom random) {
    return random.nextInt(minScale, maxScale + 1);
  }

  /** 1 ± 2^−k or ±2^−k, about where half a unit in the last place of 1 lies. */
  private long nearTieBesideOne(SplittableRandom random) {
    int k = random.nextInt(2 * format.bits());
    Dyadic small = Dyadic.powerOfTwo(-k / 2 - 1);
    Dyadic operand = random.nextBoolean() ? Dyadic.of(1).add(small) : small;
    if (random.nextInt(4) == 0) {
      operand = operand.add(operand.shift(-random.nextInt(1, 9)));
    }
    return signed(near(operand, random), random);
  }

  private long nearMultipleOfHalfPi(SplittableRandom random) {
    int bits = random.nextInt(1, Math.max(2, maxScale));
    BigInteger multiple = BigInteger.ONE.shiftLeft(bits - 1);
    multiple = multiple.add(BigInteger.valueOf(random.nextLong()).mod(multiple));
    return signed(near(HALF_PI.multiply(new Dyadic(multiple, 0)), random), random);
  }

  private static Dyadic withScale(int scale, SplittableRandom random) {
    return new Dyadic(BigInteger.valueOf(random.nextLong() >>> 1 | 1L << 62), scale - 62);
  }

  private long near(Dyadic x, SplittableRandom random) {
    return format.round(x) + random.nextInt(-1, 2);
  }

  private long signed(long pattern, SplittableRandom random) {
    return format.canonical(random.nextBoolean() ? pattern : -pattern);
  }
}
