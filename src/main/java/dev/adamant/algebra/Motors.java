package dev.adamant.algebra;

import dev.adamant.number.Codec;
import dev.adamant.number.Format;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Motors: the rotors of PGA, Cl(3,0,1), which are the rigid motions of space (Dorst and De Keninck,
 * "A guided tour to the plane-based geometric algebra PGA", 2022). A motor has the grades 0, 2 and
 * 4 and acts on planes, lines and points by {@link Rotors#sandwich}; {@code a.times(b)} does b
 * first; {@link Rotors#inPlane} makes the rotation about a line, {@link Rotors#interpolate} goes
 * from one motor to another along a screw. Results are rounded as {@link Rotors} says.
 */
public final class Motors {
  /** The grades of a motor. */
  public static final GradeSet GRADES = GradeSet.of(0, 2, 4);

  private static final int PSEUDOSCALAR = 0b1111;
  private static final int[] POINT_BLADES = {Pga.E023, Pga.E013, Pga.E012};
  private static final int[] POINT_SIGNS = {-1, 1, -1};

  private Motors() {}

  /** The motor that moves by (x, y, z): 1 − ½ (x e01 + y e02 + z e03), every half rounded once. */
  public static Multivector translator(Format f, long x, long y, long z) {
    if (Codec.isNaR(f, x) || Codec.isNaR(f, y) || Codec.isNaR(f, z)) {
      return Multivector.nar(Pga.SIGNATURE, f, GRADES);
    }
    return translator(ExactMultivector.of(Pga.plane(f, x, y, z, 0))).round(f, GRADES);
  }

  private static ExactMultivector translator(ExactMultivector move) {
    ExactMultivector e0 = ExactMultivector.blade(Pga.SIGNATURE, 1, BigInteger.ONE, 0);
    return one().minus(e0.times(move).shift(-1));
  }

  private static ExactMultivector one() {
    return ExactMultivector.scalar(Pga.SIGNATURE, BigInteger.ONE, 0);
  }

  /**
   * The screw motion about a line: a turn by an angle in radians and a move by a distance along the
   * line, both after the right-hand rule of {@link Pga#join}.
   *
   * @throws ArithmeticException when the line is ideal, or when exp refuses the angle
   */
  public static Multivector screw(Multivector line, long angle, long distance) {
    Pga.require("screw", line, Pga.LINE);
    Format f = line.format();
    if (line.isNaR() || Codec.isNaR(f, angle) || Codec.isNaR(f, distance)) {
      return Multivector.nar(Pga.SIGNATURE, f, GRADES);
    }
    ExactMultivector turn = ExactMultivector.scalar(Pga.SIGNATURE, f, angle);
    ExactMultivector move = ExactMultivector.scalar(Pga.SIGNATURE, f, distance);
    ExactMultivector all = ExactMultivector.blade(Pga.SIGNATURE, PSEUDOSCALAR, BigInteger.ONE, 0);
    int bits = ExactExponential.fractionBits(f);
    ExactMultivector unit = Rotors.unit(line, bits + turn.magnitude() + move.magnitude() + 64);
    ExactMultivector generator = unit.times(turn.minus(move.times(all))).shift(-1).negate();
    return ExactExponential.exp(generator, bits).round(f, GRADES);
  }

  /**
   * The rigid matrix of a motor, 4×4 in row order, for columns (x, y, z, 1): every entry is the
   * exact value for the motor over its norm, rounded once; the last row is 0 0 0 1.
   *
   * @throws ArithmeticException when the norm of the motor is 0
   */
  public static long[] toMatrix(Multivector motor) {
    Pga.require("toMatrix", motor, GRADES);
    Format f = motor.format();
    long[] matrix = new long[16];
    if (motor.isNaR()) {
      Arrays.fill(matrix, f.nar());
      return matrix;
    }
    ExactMultivector m = ExactMultivector.of(motor);
    BigInteger norm = m.squaredNorm().unit(0);
    if (norm.signum() == 0) {
      throw new ArithmeticException(motor + " is no motor: its norm is 0");
    }
    for (int column = 0; column < 4; column++) {
      int blade = column < 3 ? POINT_BLADES[column] : Pga.E123;
      int sign = column < 3 ? POINT_SIGNS[column] : 1;
      ExactMultivector image =
          Rotors.sandwich(
              m, ExactMultivector.blade(Pga.SIGNATURE, blade, BigInteger.valueOf(sign), 0));
      for (int row = 0; row < 3; row++) {
        BigInteger unit = image.unit(POINT_BLADES[row]);
        matrix[4 * row + column] =
            ExactRounding.quotient(f, POINT_SIGNS[row] < 0 ? unit.negate() : unit, norm, 0);
      }
    }
    matrix[15] = f.one();
    return matrix;
  }

  /**
   * The motor of a rigid matrix, 4×4 in row order, of unit norm, its scalar part not negative where
   * that is the greatest of its rotation. Errors of the matrix, which must be small, go through.
   *
   * @throws IllegalArgumentException when there are not 16 entries, when the last row is not 0 0 0
   *     1, when the rotation is off by more than eight units of the last place of 1, or mirrors
   */
  public static Multivector fromMatrix(Format f, long[] matrix) {
    if (matrix.length != 16) {
      throw new IllegalArgumentException(
          "a rigid matrix of " + matrix.length + " entries: there must be 16, row after row");
    }
    if (Arrays.stream(matrix).anyMatch(entry -> Codec.isNaR(f, entry))) {
      return Multivector.nar(Pga.SIGNATURE, f, GRADES);
    }
    ExactMatrix exact = ExactMatrix.of(f, matrix);
    exact.requireRigid(f);
    BigInteger[] q = exact.quaternion();
    int e = exact.exponent();
    ExactMultivector rotor =
        component(0, q[0], e)
            .plus(component(0b1100, q[1].negate(), e))
            .plus(component(0b1010, q[2], e))
            .plus(component(0b0110, q[3].negate(), e));
    ExactMultivector move =
        component(0b0010, exact.entry(0, 3), e)
            .plus(component(0b0100, exact.entry(1, 3), e))
            .plus(component(0b1000, exact.entry(2, 3), e));
    return translator(move).times(rotor).overRoot(rotor.squaredNorm(), f, GRADES);
  }

  private static ExactMultivector component(int blade, BigInteger units, int exponent) {
    return ExactMultivector.blade(Pga.SIGNATURE, blade, units, exponent);
  }
}
