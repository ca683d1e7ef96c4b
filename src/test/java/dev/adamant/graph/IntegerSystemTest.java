package dev.adamant.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntegerSystemTest {

  private static final int VARIABLES = 3;
  private static final int BOX = 6;

  private static final class Row {
    final int[] coefficients;
    final int[] right;

    Row(int[] coefficients, int... right) {
      this.coefficients = coefficients;
      this.right = right;
    }
  }

  @Test
  void agreesWithBruteForceOnSmallSystems() {
    Random random = new Random(5);
    int solvable = 0;
    int indivisible = 0;
    for (int trial = 0; trial < 300; trial++) {
      IntegerSystem system = new IntegerSystem(VARIABLES, 2);
      List<Row> kept = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Row row = new Row(random.ints(VARIABLES, -2, 4).toArray(), random.ints(2, -3, 4).toArray());
        List<Row> all = new ArrayList<>(kept);
        all.add(row);
        boolean isSolvable = add(system, row, 1);
        if (isSolvable) {
          kept = all;
          solvable++;
          for (int side = 0; side < 2; side++) {
            assertSolves(system, all, side);
          }
        } else {
          assertThat(solutions(all, 0).isEmpty() || solutions(all, 1).isEmpty()).isTrue();
          indivisible += isSolvableWithFractions(all) ? 1 : 0;
        }
      }
      assertDetermined(system, kept);
    }
    assertThat(solvable).isGreaterThan(600);
    assertThat(indivisible).isGreaterThan(40);
  }

  private static boolean isSolvableWithFractions(List<Row> rows) {
    IntegerSystem system = new IntegerSystem(VARIABLES, 2);
    // All minors of such rows divide this.
    return rows.stream().allMatch(row -> add(system, row, 2 * 2 * 3 * 3 * 5 * 7 * 11 * 13));
  }

  private static boolean add(IntegerSystem system, Row row, int times) {
    Map<Integer, Integer> equation = new TreeMap<>();
    for (int i = 0; i < VARIABLES; i++) {
      if (row.coefficients[i] != 0) {
        equation.put(i, row.coefficients[i]);
      }
    }
    return system.add(
        equation,
        BigInteger.valueOf((long) times * row.right[0]),
        BigInteger.valueOf((long) times * row.right[1]));
  }

  private static void assertSolves(IntegerSystem system, List<Row> rows, int side) {
    for (Row row : rows) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < VARIABLES; i++) {
        BigInteger coefficient = BigInteger.valueOf(row.coefficients[i]);
        sum = sum.add(coefficient.multiply(system.solution(i).get(side)));
      }
      assertThat(sum).isEqualTo(BigInteger.valueOf(row.right[side]));
    }
  }

  /** What is determined is the same in all solutions there are; what is not has several. */
  private static void assertDetermined(IntegerSystem system, List<Row> rows) {
    List<Row> homogeneous =
        rows.stream().map(row -> new Row(row.coefficients, new int[2])).toList();
    List<int[]> kernel = solutions(homogeneous, 0);
    for (int i = 0; i < VARIABLES; i++) {
      int variable = i;
      boolean moves = kernel.stream().anyMatch(x -> x[variable] != 0);
      if (system.isDetermined(i)) {
        assertThat(moves).isFalse();
      } else if (rows.size() < 2) {
        // With more rows a kernel vector may lie outside of the box.
        assertThat(moves).isTrue();
      }
    }
  }

  private static List<int[]> solutions(List<Row> rows, int side) {
    List<int[]> found = new ArrayList<>();
    for (int a = -BOX; a <= BOX; a++) {
      for (int b = -BOX; b <= BOX; b++) {
        for (int c = -BOX; c <= BOX; c++) {
          int[] x = {a, b, c};
          if (rows.stream().allMatch(row -> dot(row.coefficients, x) == row.right[side])) {
            found.add(x);
          }
        }
      }
    }
    return found;
  }

  private static int dot(int[] a, int... b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
