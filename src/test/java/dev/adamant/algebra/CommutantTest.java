package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The dimension of the space of linear maps of an algebra that commute with a group, exactly: a map
 * commutes with a connected group when it commutes with the commutators of its bivectors, and with
 * the whole group when it commutes with one reflection besides. The equations have integer
 * coefficients and are eliminated in integers.
 */
class CommutantTest {
  private static final Signature SPACE = new Signature(3, 0, 0);

  @Test
  void mapsThatCommuteWithTheGroupsOfSpace() {
    assertThat(commutant(SPACE, false)).as("SO(3)").isEqualTo(8);
    assertThat(commutant(SPACE, true)).as("O(3)").isEqualTo(4);
    assertThat(commutant(Signature.PGA, false)).as("Spin(3,0,1)").isEqualTo(16);
    assertThat(commutant(Signature.PGA, true)).as("Pin(3,0,1)").isEqualTo(9);
  }

  private static int commutant(Signature signature, boolean reflections) {
    List<int[][]> generators = new ArrayList<>();
    for (int bivector : signature.blades(GradeSet.of(2))) {
      generators.add(commutator(signature, bivector));
    }
    if (reflections) {
      generators.add(reflection(signature));
    }
    Equations equations = new Equations();
    int n = signature.size();
    for (int[][] g : generators) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          // (M g − g M)[i][j] = 0, of the unknowns M[i][k] and M[k][j].
          SortedMap<Integer, BigInteger> row = new TreeMap<>();
          for (int k = 0; k < n; k++) {
            row.merge(i * n + k, BigInteger.valueOf(g[k][j]), BigInteger::add);
            row.merge(k * n + j, BigInteger.valueOf(-g[i][k]), BigInteger::add);
          }
          equations.add(row);
        }
      }
    }
    return n * n - equations.rank();
  }

  /** The matrix of x ↦ ½(bx − xb), by blade masks. */
  private static int[][] commutator(Signature signature, int b) {
    int[][] matrix = new int[signature.size()][signature.size()];
    for (int x = 0; x < signature.size(); x++) {
      matrix[b ^ x][x] = (signature.sign(b, x) - signature.sign(x, b)) / 2;
    }
    return matrix;
  }

  /** The matrix of x ↦ v x̂ v⁻¹ for a vector v of square 1. */
  private static int[][] reflection(Signature signature) {
    int v = 1 << signature.zero();
    int[][] matrix = new int[signature.size()][signature.size()];
    for (int x = 0; x < signature.size(); x++) {
      int involution = Signature.grade(x) % 2 == 0 ? 1 : -1;
      matrix[x][x] = involution * signature.sign(v, x) * signature.sign(v ^ x, v);
    }
    return matrix;
  }

  /** Homogeneous equations with integer coefficients, in echelon form by their first unknown. */
  private static final class Equations {
    private final Map<Integer, SortedMap<Integer, BigInteger>> pivots = new HashMap<>();

    void add(SortedMap<Integer, BigInteger> row) {
      row.values().removeIf(value -> value.signum() == 0);
      while (!row.isEmpty()) {
        SortedMap<Integer, BigInteger> pivot = pivots.get(row.firstKey());
        if (pivot == null) {
          BigInteger divisor = row.values().stream().reduce(BigInteger.ZERO, BigInteger::gcd);
          row.replaceAll((unknown, value) -> value.divide(divisor));
          pivots.put(row.firstKey(), row);
          return;
        }
        BigInteger factor = row.get(row.firstKey());
        BigInteger lead = pivot.get(pivot.firstKey());
        row.replaceAll((unknown, value) -> value.multiply(lead));
        pivot.forEach(
            (unknown, value) ->
                row.merge(unknown, value.multiply(factor).negate(), BigInteger::add));
        row.values().removeIf(value -> value.signum() == 0);
      }
    }

    int rank() {
      return pivots.size();
    }
  }
}
