package dev.adamant.algebra;

import dev.adamant.number.Codec;
import dev.adamant.number.DecimalText;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A multivector of some grades on the host: one pattern of a format for each basis blade of those
 * grades, in the order of {@link Signature#blades}. Other components are 0 and have no storage.
 *
 * <p>A component of a product is one exact sum, rounded once; so are norms and inverses, which are
 * exact up to that one rounding. A NaR component makes NaR of every component that is computed from
 * it. Immutable.
 *
 * <p>Definitions follow Dorst, Fontijne and Mann, "Geometric Algebra for Computer Science" (2007).
 */
public final class Multivector {
  private final Signature signature;
  private final Format format;
  private final GradeSet grades;
  private final long[] patterns;

  /**
   * A multivector of those components.
   *
   * @param patterns of the components, of which the low n bits are read; copied
   * @throws IllegalArgumentException when the algebra lacks a grade, or when there are more or
   *     fewer components than the grades have
   */
  public Multivector(Signature signature, Format format, GradeSet grades, long[] patterns) {
    if (!GradeSet.all(signature).containsAll(grades)) {
      throw new IllegalArgumentException(
          "a multivector of the grades "
              + grades
              + ": "
              + signature
              + " has the grades 0 to "
              + signature.dimension());
    }
    if (patterns.length != signature.size(grades)) {
      throw new IllegalArgumentException(
          "got "
              + patterns.length
              + " components, a multivector of the grades "
              + grades
              + " of "
              + signature
              + " has "
              + signature.size(grades));
    }
    this.signature = signature;
    this.format = format;
    this.grades = grades;
    int unused = 64 - format.bits();
    this.patterns = Arrays.stream(patterns).map(p -> p << unused >> unused).toArray();
  }

  /** Zero in all components of those grades. */
  public static Multivector zero(Signature signature, Format format, GradeSet grades) {
    return new Multivector(signature, format, grades, new long[signature.size(grades)]);
  }

  /** A multivector of grade 0. */
  public static Multivector scalar(Signature signature, Format format, long pattern) {
    return new Multivector(signature, format, GradeSet.SCALAR, new long[] {pattern});
  }

  /** A basis blade, given by its mask, as the only component other than 0 of its grade. */
  public static Multivector basis(Signature signature, Format format, int blade) {
    GradeSet grade = GradeSet.of(Signature.grade(blade));
    long[] patterns = new long[signature.size(grade)];
    patterns[signature.components(grade)[blade]] = format.one();
    return new Multivector(signature, format, grade, patterns);
  }

  /** The components nearest to those doubles. */
  public static Multivector fromDoubles(
      Signature signature, Format format, GradeSet grades, double... components) {
    long[] patterns =
        Arrays.stream(components).mapToLong(v -> Posit.fromDouble(format, v)).toArray();
    return new Multivector(signature, format, grades, patterns);
  }

  /** NaR in all components of those grades. */
  static Multivector nar(Signature signature, Format format, GradeSet grades) {
    long[] patterns = new long[signature.size(grades)];
    Arrays.fill(patterns, format.nar());
    return new Multivector(signature, format, grades, patterns);
  }

  /** The algebra. */
  public Signature signature() {
    return signature;
  }

  /** The format of the components. */
  public Format format() {
    return format;
  }

  /** The grades that have components. */
  public GradeSet grades() {
    return grades;
  }

  /** A copy of the components. */
  public long[] patterns() {
    return patterns.clone();
  }

  /**
   * The component of a basis blade, given by its mask; 0 where there is none.
   *
   * @throws IndexOutOfBoundsException when the algebra has no such blade
   */
  public long component(int blade) {
    int index = signature.components(grades)[blade];
    return index < 0 ? 0 : patterns[index];
  }

  /** The components as doubles, each rounded once. */
  public double[] toDoubles() {
    return Arrays.stream(patterns).mapToDouble(p -> Posit.toDouble(format, p)).toArray();
  }

  /** Whether any component is NaR. */
  public boolean isNaR() {
    return Arrays.stream(patterns).anyMatch(p -> Codec.isNaR(format, p));
  }

  /** A product with another multivector, in all grades that it can have. */
  public Multivector product(ProductKind kind, Multivector right) {
    requireAlike(right);
    return product(kind, right, ProductTable.reach(signature, kind, grades, right.grades));
  }

  /**
   * Those grades of a product with another multivector; no others are computed.
   *
   * @throws IllegalArgumentException when algebras or formats differ
   */
  public Multivector product(ProductKind kind, Multivector right, GradeSet out) {
    requireAlike(right);
    ProductTable table = ProductTable.of(signature, kind, grades, right.grades, out);
    return ComponentSums.of(this, right, out, table.entries());
  }

  /** The geometric product. */
  public Multivector times(Multivector right) {
    return product(ProductKind.GEOMETRIC, right);
  }

  /**
   * The commutator ½(xy − yx): the sum over the pairs of blades that anticommute, so that nothing
   * is halved and a component is one exact sum.
   */
  public Multivector commutator(Multivector right) {
    requireAlike(right);
    return ComponentSums.commutator(this, right);
  }

  /** The sum, of the grades of either, every component rounded once. */
  public Multivector plus(Multivector other) {
    requireAlike(other);
    GradeSet union = grades.union(other.grades);
    Multivector a = part(union);
    Multivector b = other.part(union);
    long[] sums = new long[a.patterns.length];
    Arrays.setAll(sums, i -> Posit.add(format, a.patterns[i], b.patterns[i]));
    return new Multivector(signature, format, union, sums);
  }

  /** The difference, of the grades of either, every component rounded once. */
  public Multivector minus(Multivector other) {
    return plus(other.negate());
  }

  /** Every component times a number, rounded once. */
  public Multivector scale(long factor) {
    long[] scaled = Arrays.stream(patterns).map(p -> Posit.mul(format, factor, p)).toArray();
    return new Multivector(signature, format, grades, scaled);
  }

  /** Minus the multivector, exactly. */
  public Multivector negate() {
    return signed(grade -> -1);
  }

  /** The reverse: grades 2, 3 and 6 change their sign. */
  public Multivector reverse() {
    return signed(Signature::reverseSign);
  }

  /** The grade involution: odd grades change their sign. */
  public Multivector involute() {
    return signed(grade -> (grade & 1) == 0 ? 1 : -1);
  }

  /** The Clifford conjugate, the reverse of the grade involution. */
  public Multivector conjugate() {
    return reverse().involute();
  }

  private Multivector signed(IntUnaryOperator sign) {
    List<Integer> blades = signature.blades(grades);
    long[] results = patterns.clone();
    for (int i = 0; i < results.length; i++) {
      if (sign.applyAsInt(Signature.grade(blades.get(i))) < 0) {
        results[i] = Posit.neg(format, results[i]);
      }
    }
    return new Multivector(signature, format, grades, results);
  }

  /** The part of those grades; grades that this multivector lacks are 0. */
  public Multivector part(GradeSet of) {
    int[] from = signature.components(grades);
    long[] results =
        signature.blades(of).stream()
            .mapToLong(blade -> from[blade] < 0 ? 0 : patterns[from[blade]])
            .toArray();
    return new Multivector(signature, format, of, results);
  }

  /**
   * The dual: the right complement, which takes a basis blade a to the c with a ∧ c = I, whatever
   * the metric; so it is a bijection in degenerate algebras, too. The regressive product is {@code
   * dual(x ∨ y) = dual(x) ∧ dual(y)}.
   */
  public Multivector dual() {
    return Complement.of(this, Signature::orderSign);
  }

  /** The inverse of {@link #dual}: the left complement, the c with c ∧ a = I. */
  public Multivector undual() {
    return Complement.of(this, (blade, rest) -> Signature.orderSign(rest, blade));
  }

  /**
   * The Hodge dual ⋆x = reverse(x) I, for which y ∧ ⋆x is I times the scalar product of y and x. In
   * Cl(n,0,0) it is {@link #dual}; in a degenerate algebra it takes blades with a null vector to 0.
   */
  public Multivector hodge() {
    int all = signature.size() - 1;
    return Complement.of(
        this,
        (blade, rest) ->
            Signature.reverseSign(Signature.grade(blade)) * signature.sign(blade, all));
  }

  /** The squared norm, the scalar part of x·reverse(x): one exact sum; it can be negative. */
  public long squaredNorm() {
    return product(ProductKind.SCALAR, this).component(0);
  }

  /** The norm: the root of the magnitude of the exact squared norm, rounded once. */
  public long norm() {
    if (isNaR()) {
      return format.nar();
    }
    ExactMultivector square = ExactMultivector.of(this).squaredNorm();
    return ExactRounding.root(format, square.unit(0).abs(), BigInteger.ONE, square.exponent());
  }

  /**
   * The multivector over its {@link #norm}, every component the exact quotient rounded once.
   *
   * @throws ArithmeticException when the norm is 0
   */
  public Multivector normalized() {
    if (isNaR()) {
      return nar(signature, format, grades);
    }
    ExactMultivector exact = ExactMultivector.of(this);
    ExactMultivector square = exact.squaredNorm();
    if (square.unit(0).signum() == 0) {
      throw new ArithmeticException("cannot normalise " + this + ": its norm is 0");
    }
    return exact.overRoot(square, format, grades);
  }

  /**
   * The inverse of any multivector that has one, every component the exact value rounded once, in
   * the grades of the reverse where the multivector is a blade or a versor, else in all.
   *
   * @throws ArithmeticException when there is none
   */
  public Multivector inverse() {
    return isNaR() ? nar(signature, format, grades) : ExactInverse.of(this);
  }

  /** Refuses a multivector of another algebra or format. */
  void requireAlike(Multivector other) {
    if (!signature.equals(other.signature) || !format.equals(other.format)) {
      throw new IllegalArgumentException(
          "cannot combine a multivector of "
              + signature
              + " in "
              + format.name()
              + " with one of "
              + other.signature
              + " in "
              + other.format.name()
              + ": algebra and format must be the same");
    }
  }

  /** Whether the other has the same algebra, format, grades and bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Multivector that
        && signature.equals(that.signature)
        && format.equals(that.format)
        && grades.equals(that.grades)
        && Arrays.equals(patterns, that.patterns);
  }

  @Override
  public int hashCode() {
    return 31 * signature.hashCode() + Arrays.hashCode(patterns);
  }

  /**
   * The components other than 0, such as {@code 0.5 + 2.0 e12 - 1.0 e13}; {@code 0} where all are.
   */
  @Override
  public String toString() {
    List<Integer> blades = signature.blades(grades);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < patterns.length; i++) {
      if (patterns[i] != 0) {
        boolean minus = Codec.isNegative(format, patterns[i]);
        text.append(text.isEmpty() ? minus ? "-" : "" : minus ? " - " : " + ")
            .append(DecimalText.toString(format, Posit.abs(format, patterns[i])))
            .append(blades.get(i) == 0 ? "" : " " + signature.name(blades.get(i)));
      }
    }
    return text.isEmpty() ? "0" : text.toString();
  }
}
