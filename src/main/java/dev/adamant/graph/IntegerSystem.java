package dev.adamant.graph;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Linear equations over the integers with several right sides at a time, solved as they come: the
 * solutions so far are a point and a lattice, x = point + basis · t for all integer t. An equation
 * a·x = b leaves of these those with (a·basis)·t = b − a·point; unimodular column operations, which
 * do not change the lattice, bring a·basis to (g, 0, …, 0), so that there are any if and only if g
 * divides the right side. This is the column form of Hermite's, found row by row, and decides
 * solvability over the integers and not only over the rationals.
 */
final class IntegerSystem {

  private final int sides;
  private final BigInteger[][] point;
  private final List<Column> basis = new ArrayList<>();

  /** A vector of the lattice by its nonzero entries, and what the equation at hand makes of it. */
  private static final class Column {
    final Map<Integer, BigInteger> entries = new TreeMap<>();
    BigInteger product = BigInteger.ZERO;

    void multiply(Map<Integer, Integer> equation) {
      product = BigInteger.ZERO;
      equation.forEach(
          (variable, coefficient) -> {
            BigInteger entry = entries.get(variable);
            if (entry != null) {
              product = product.add(entry.multiply(BigInteger.valueOf(coefficient)));
            }
          });
    }

    void subtract(BigInteger times, Column other) {
      other.entries.forEach(
          (variable, entry) -> {
            BigInteger now =
                entries.getOrDefault(variable, BigInteger.ZERO).subtract(times.multiply(entry));
            if (now.signum() == 0) {
              entries.remove(variable);
            } else {
              entries.put(variable, now);
            }
          });
      product = product.subtract(times.multiply(other.product));
    }
  }

  /**
   * Without equations.
   *
   * @param variables their number
   * @param sides the right sides of each equation
   */
  IntegerSystem(int variables, int sides) {
    this.sides = sides;
    point = new BigInteger[variables][sides];
    for (int i = 0; i < variables; i++) {
      Arrays.fill(point[i], BigInteger.ZERO);
      Column column = new Column();
      column.entries.put(i, BigInteger.ONE);
      basis.add(column);
    }
  }

  /**
   * Adds an equation; where no integers solve it with those before, it changes nothing.
   *
   * @param equation coefficients by variable
   * @param right one number for each side
   * @return whether there are solutions
   */
  boolean add(Map<Integer, Integer> equation, BigInteger... right) {
    BigInteger[] rest = rest(equation, right);
    List<Column> columns = new ArrayList<>();
    for (Column column : basis) {
      column.multiply(equation);
      if (column.product.signum() != 0) {
        columns.add(column);
      }
    }
    if (columns.isEmpty()) {
      return Arrays.stream(rest).allMatch(r -> r.signum() == 0);
    }
    Column pivot = reduce(columns);
    for (BigInteger r : rest) {
      if (r.mod(pivot.product.abs()).signum() != 0) {
        return false;
      }
    }
    pivot.entries.forEach(
        (variable, entry) -> {
          for (int s = 0; s < sides; s++) {
            BigInteger step = rest[s].divide(pivot.product);
            point[variable][s] = point[variable][s].add(entry.multiply(step));
          }
        });
    basis.remove(pivot);
    return true;
  }

  private BigInteger[] rest(Map<Integer, Integer> equation, BigInteger... right) {
    BigInteger[] rest = new BigInteger[sides];
    for (int s = 0; s < sides; s++) {
      BigInteger sum = right[s];
      for (Map.Entry<Integer, Integer> entry : equation.entrySet()) {
        BigInteger coefficient = BigInteger.valueOf(entry.getValue());
        sum = sum.subtract(coefficient.multiply(point[entry.getKey()][s]));
      }
      rest[s] = sum;
    }
    return rest;
  }

  /** Euclid's algorithm on columns: all products become 0 but one. */
  private static Column reduce(List<Column> columns) {
    while (columns.size() > 1) {
      Column least = columns.stream().min(Comparator.comparing(c -> c.product.abs())).orElseThrow();
      for (Column column : columns) {
        if (column != least) {
          column.subtract(column.product.divide(least.product), least);
        }
      }
      columns.removeIf(column -> column.product.signum() == 0);
    }
    return columns.getFirst();
  }

  /** Whether a variable has the same numbers in all solutions. */
  boolean isDetermined(int variable) {
    return basis.stream().noneMatch(column -> column.entries.containsKey(variable));
  }

  /** What a variable has in one solution, for each side; in all where it is determined. */
  List<BigInteger> solution(int variable) {
    return List.of(point[variable]);
  }
}
