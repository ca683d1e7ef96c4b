package dev.adamant.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What equivariance claims rest on, with numbers: a reflection of all operands reflects each
 * product, and multiplies the regressive one by its determinant, −1; null vectors stay.
 */
class ActionTest {

  private static final double SMALL = 1e-9;

  private final Random random = new Random(3);

  private double[] multivector(Signature signature, GradeSet grades) {
    double[] numbers = new double[signature.size()];
    List<Integer> all = signature.blades(GradeSet.all(signature));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = grades.contains(Signature.grade(all.get(i))) ? random.nextInt(-9, 10) / 4.0 : 0;
    }
    return numbers;
  }

  private static double[] product(Signature s, ProductKind kind, double[] a, double[] b) {
    GradeSet all = GradeSet.all(s);
    double[] out = new double[a.length];
    for (ProductTable.Entry e : ProductTable.of(s, kind, all, all, all).entries()) {
      out[e.out()] += e.sign() * a[e.left()] * b[e.right()];
    }
    return out;
  }

  /** n · involute(x) · n⁻¹: the reflection in n, by an automorphism of the algebra. */
  private static double[] reflect(Signature s, double[] n, double[] x) {
    double[] involuted = x.clone();
    List<Integer> blades = s.blades(GradeSet.all(s));
    for (int i = 0; i < x.length; i++) {
      involuted[i] *= Signature.grade(blades.get(i)) % 2 == 0 ? 1 : -1;
    }
    double square = product(s, ProductKind.GEOMETRIC, n, n)[0];
    double[] out =
        product(s, ProductKind.GEOMETRIC, product(s, ProductKind.GEOMETRIC, n, involuted), n);
    for (int i = 0; i < out.length; i++) {
      out[i] /= square;
    }
    return out;
  }

  private double[] mirror(Signature s) {
    while (true) {
      double[] n = multivector(s, GradeSet.VECTOR);
      if (Math.abs(product(s, ProductKind.GEOMETRIC, n, n)[0]) > 0.5) {
        return n;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,0,0", "3,0,0", "3,0,1", "1,3,0", "2,1,2"})
  void reflectionsCommuteWithProducts(int p, int q, int r) {
    Signature s = new Signature(p, q, r);
    for (int trial = 0; trial < 5; trial++) {
      double[] n = mirror(s);
      double[] a = multivector(s, GradeSet.all(s));
      double[] b = multivector(s, GradeSet.all(s));
      for (ProductKind kind : ProductKind.values()) {
        double determinant = kind == ProductKind.REGRESSIVE ? -1 : 1;
        double[] before = reflect(s, n, product(s, kind, a, b));
        double[] after = product(s, kind, reflect(s, n, a), reflect(s, n, b));
        for (int i = 0; i < before.length; i++) {
          assertThat(after[i])
              .as("%s of %s", kind.productName(), s)
              .isCloseTo(determinant * before[i], within(SMALL * (1 + Math.abs(before[i]))));
        }
      }
    }
  }

  @Test
  void nullVectorsStayAndTheBladeOfAllGainsTheDeterminant() {
    Signature s = new Signature(2, 1, 2);
    List<Integer> blades = s.blades(GradeSet.all(s));
    double[] n = mirror(s);
    for (int i = 0; i < blades.size(); i++) {
      double[] blade = new double[s.size()];
      blade[i] = 1;
      double[] image = reflect(s, n, blade);
      boolean stays = image[i] == 1 && Math.abs(sum(image) - 1) < SMALL;
      boolean flips = image[i] == -1 && Math.abs(sum(image) - 1) < SMALL;
      assertThat(stays).as(s.name(blades.get(i))).isEqualTo(blades.get(i) >>> s.zero() == 0);
      assertThat(flips).as(s.name(blades.get(i))).isEqualTo(blades.get(i) == s.size() - 1);
    }
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += Math.abs(number);
    }
    return sum;
  }
}
