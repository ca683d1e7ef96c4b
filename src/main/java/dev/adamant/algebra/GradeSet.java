package dev.adamant.algebra;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of grades, 0 to {@link Signature#MAX_DIMENSION}.
 *
 * @param bits bit k is set where grade k is a member
 */
public record GradeSet(int bits) {

  /** No grade: the type of what is always 0. */
  public static final GradeSet EMPTY = new GradeSet(0);

  /** Grade 0 alone. */
  public static final GradeSet SCALAR = of(0);

  /** Grade 1 alone. */
  public static final GradeSet VECTOR = of(1);

  /** Checks that there are no other grades. */
  public GradeSet {
    if (bits >>> (Signature.MAX_DIMENSION + 1) != 0) {
      throw new IllegalArgumentException(
          "the grades of bits "
              + Integer.toBinaryString(bits)
              + ": there are 0 to "
              + Signature.MAX_DIMENSION);
    }
  }

  /**
   * Those grades.
   *
   * @throws IllegalArgumentException when one is not from 0 to {@link Signature#MAX_DIMENSION}
   */
  public static GradeSet of(int... grades) {
    int bits = 0;
    for (int grade : grades) {
      if (grade < 0 || grade > Signature.MAX_DIMENSION) {
        throw new IllegalArgumentException(
            "grade " + grade + ": there are 0 to " + Signature.MAX_DIMENSION);
      }
      bits |= 1 << grade;
    }
    return new GradeSet(bits);
  }

  /** All grades of an algebra. */
  public static GradeSet all(Signature signature) {
    return new GradeSet((1 << (signature.dimension() + 1)) - 1);
  }

  /** The even grades of an algebra: of rotors and motors. */
  public static GradeSet even(Signature signature) {
    return new GradeSet(0b1010101 & all(signature).bits);
  }

  /** Whether a grade is a member. */
  public boolean contains(int grade) {
    return grade >= 0 && (bits >>> grade & 1) != 0;
  }

  /** Whether all grades of another are members. */
  public boolean containsAll(GradeSet other) {
    return (other.bits & ~bits) == 0;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return bits == 0;
  }

  /** The members, from the lowest. */
  public List<Integer> grades() {
    return IntStream.rangeClosed(0, Signature.MAX_DIMENSION)
        .filter(this::contains)
        .boxed()
        .toList();
  }

  /** Members of either. */
  public GradeSet union(GradeSet other) {
    return new GradeSet(bits | other.bits);
  }

  /** Members of both. */
  public GradeSet intersection(GradeSet other) {
    return new GradeSet(bits & other.bits);
  }

  /** Members of this and not of the other. */
  public GradeSet without(GradeSet other) {
    return new GradeSet(bits & ~other.bits);
  }

  /** {@code {0,2}}. */
  @Override
  public String toString() {
    return grades().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
