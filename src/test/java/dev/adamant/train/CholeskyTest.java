package dev.adamant.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  private static double[] solve(String typeName, double[] gram, double... right) {
    DataType type = DataType.parse(typeName);
    HostArithmetic arithmetic = HostArithmetic.of(type);
    try (Region region = Region.open("solve", 1 << 16)) {
      Tensor matrix = region.tensor(type, gram.length);
      Tensor j = region.tensor(type, right.length);
      matrix.fill(gram);
      j.fill(right);
      arithmetic.write(j, Cholesky.solve(arithmetic, arithmetic.read(matrix), arithmetic.read(j)));
      return j.toDoubles();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit16", "bposit32", "posit64", "float32", "float64"})
  void wholeNumbersAreSolvedExactly(String type) {
    // L = [2; 1 3; 4 -2 1], c = [1, -2, 3].
    double[] gram = {4, 2, 10, 8, -2, 21};
    assertThat(solve(type, gram, 4 - 4 + 24, 2 - 20 - 6, 8 + 4 + 63)).containsExactly(1, -2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"posit8", "posit16", "bposit32", "float32"})
  void dependentTangentsCountForNothing(String type) {
    // The second tangent is twice the first; the third is apart.
    double[] gram = {4, 8, 16, 0, 0, 4};
    assertThat(solve(type, gram, 8, 16, 4)).containsExactly(2, 0, 1);
  }

  @Test
  void whatIsNoNumberStaysSo() {
    assertThat(solve("bposit32", new double[] {1, 0, 1}, Double.NaN, 1)[0]).isNaN();
    assertThat(solve("bposit32", new double[] {Double.NaN}, 1)[0]).isNaN();
    assertThat(solve("float32", new double[] {Double.NaN}, 1)[0]).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    // √(π/2) is the mean of χ of two degrees, √(2/π) of one, √(8/π) of three.
    "1, 2, 1.5707963267948966",
    "2, 3, 1.2732395447351628",
    "1, 3, 2",
    "5, 5, 1",
    "9, 5, 1",
  })
  void correctionsHaveTheirClosedForms(long tangents, long dimensions, double expected) {
    assertThat(LengthCorrection.of(tangents, dimensions)).isCloseTo(expected, within(1e-14));
  }

  @Test
  void theSeriesGoesOnWhereTheRecursionEnds() {
    // E[χ(m + 1)]·E[χ(m)] = m for any m, so of two steps the ratio is (m + 1)/m.
    assertThat(LengthCorrection.of(1022, 1024)).isCloseTo(1023.0 / 1022, within(1e-13));
    assertThat(LengthCorrection.of(1_000_000, 1_000_002))
        .isCloseTo(1_000_001.0 / 1_000_000, within(1e-13));
  }
}
