package dev.adamant.algebra;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A physical dimension: an integer power for each of some base units, those of the SI ({@code m kg
 * s A K mol cd}) and any others that a user names. Dimensions are an abelian group; a derivative
 * ∂f/∂x has the dimension of f over that of x (arXiv 2603.16437).
 *
 * @param powers by unit, none of them 0
 */
public record Dimension(SortedMap<String, Integer> powers) {

  /** Of plain numbers. */
  public static final Dimension NONE = new Dimension(new TreeMap<>());

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Makes the map immutable and leaves out powers of 0. */
  public Dimension {
    SortedMap<String, Integer> nonzero = new TreeMap<>(powers);
    nonzero.values().removeIf(power -> power == 0);
    powers = Collections.unmodifiableSortedMap(nonzero);
  }

  /** A base unit itself. */
  public static Dimension of(String unit) {
    return new Dimension(new TreeMap<>(Map.of(unit, 1)));
  }

  /**
   * The dimension of a text such as {@code m^3 s^-2}; {@code 1} or an empty one has none.
   *
   * @throws IllegalArgumentException when it is no such text
   */
  public static Dimension parse(String text) {
    Dimension result = NONE;
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.equals("1")) {
      return NONE;
    }
    for (String factor : BLANKS.splitAsStream(stripped).toList()) {
      if (!factor.matches("[\\p{L}_]+(\\^-?[0-9]{1,4})?")) {
        throw new IllegalArgumentException(
            "\""
                + text
                + "\" is no dimension, for \""
                + factor
                + "\": expected units with integer powers, such as m^3 s^-2, or 1");
      }
      int caret = factor.indexOf('^');
      Dimension unit = of(caret < 0 ? factor : factor.substring(0, caret));
      result =
          result.plus(unit.times(caret < 0 ? 1 : Integer.parseInt(factor.substring(caret + 1))));
    }
    return result;
  }

  /** The power of a unit; 0 where it has none. */
  public int power(String unit) {
    return powers.getOrDefault(unit, 0);
  }

  /** Of a product. */
  public Dimension plus(Dimension other) {
    SortedMap<String, Integer> sum = new TreeMap<>(powers);
    other.powers.forEach((unit, power) -> sum.merge(unit, power, Math::addExact));
    return new Dimension(sum);
  }

  /** Of a quotient. */
  public Dimension minus(Dimension other) {
    return plus(other.times(-1));
  }

  /** Of an integer power. */
  public Dimension times(int factor) {
    SortedMap<String, Integer> multiple = new TreeMap<>();
    powers.forEach((unit, power) -> multiple.put(unit, Math.multiplyExact(power, factor)));
    return new Dimension(multiple);
  }

  /** Whether it is that of plain numbers. */
  public boolean isNone() {
    return powers.isEmpty();
  }

  /** {@code m^3 s^-2}, as {@link #parse} reads it; {@code 1} for none. */
  @Override
  public String toString() {
    if (isNone()) {
      return "1";
    }
    return powers.entrySet().stream()
        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + "^" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
