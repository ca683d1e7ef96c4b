package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identities of the products on random integer multivectors, exactly. */
class ProductIdentityTest {

  static List<Signature> many() {
    return Algebras.many();
  }

  static List<Signature> small() {
    return Algebras.small();
  }

  /** A multivector of all grades, its components in their order. */
  private static final class Exact {
    private final Signature signature;
    private final BigInteger[] components;

    private Exact(Signature signature, BigInteger[] components) {
      this.signature = signature;
      this.components = components;
    }

    static Exact random(Signature signature, SplittableRandom random) {
      BigInteger[] components = new BigInteger[signature.size()];
      Arrays.setAll(components, i -> BigInteger.valueOf(random.nextLong(-1L << 40, 1L << 40)));
      return new Exact(signature, components);
    }

    Exact product(ProductKind kind, Exact other) {
      BigInteger[] sums = new BigInteger[components.length];
      Arrays.fill(sums, BigInteger.ZERO);
      GradeSet all = GradeSet.all(signature);
      for (ProductTable.Entry e : ProductTable.of(signature, kind, all, all, all).entries()) {
        BigInteger product = components[e.left()].multiply(other.components[e.right()]);
        sums[e.out()] = sums[e.out()].add(product.multiply(BigInteger.valueOf(e.sign())));
      }
      return new Exact(signature, sums);
    }

    Exact plus(Exact other) {
      BigInteger[] sums = new BigInteger[components.length];
      Arrays.setAll(sums, i -> components[i].add(other.components[i]));
      return new Exact(signature, sums);
    }

    Exact part(int grade) {
      BigInteger[] kept = components.clone();
      List<Integer> blades = signature.blades(GradeSet.all(signature));
      for (int i = 0; i < kept.length; i++) {
        kept[i] = Signature.grade(blades.get(i)) == grade ? kept[i] : BigInteger.ZERO;
      }
      return new Exact(signature, kept);
    }

    Exact reverse() {
      Exact sum = part(0);
      for (int k = 1; k <= signature.dimension(); k++) {
        Exact part = part(k);
        boolean flip = k * (k - 1) / 2 % 2 != 0;
        sum = sum.plus(flip ? part.negate() : part);
      }
      return sum;
    }

    Exact negate() {
      return new Exact(
          signature, Arrays.stream(components).map(BigInteger::negate).toArray(BigInteger[]::new));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Exact that && Arrays.equals(components, that.components);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(components);
    }
  }

  @ParameterizedTest
  @MethodSource("many")
  void productsAreAssociativeAndReverse(Signature signature) {
    SplittableRandom random = new SplittableRandom(signature.hashCode());
    Exact x = Exact.random(signature, random);
    Exact y = Exact.random(signature, random);
    Exact z = Exact.random(signature, random);
    for (ProductKind kind :
        List.of(ProductKind.GEOMETRIC, ProductKind.OUTER, ProductKind.REGRESSIVE)) {
      assertThat(x.product(kind, y).product(kind, z))
          .as("%s in %s", kind, signature)
          .isEqualTo(x.product(kind, y.product(kind, z)));
    }
    for (ProductKind kind : List.of(ProductKind.GEOMETRIC, ProductKind.OUTER)) {
      assertThat(x.product(kind, y).reverse()).isEqualTo(y.reverse().product(kind, x.reverse()));
    }
    // The left contraction is adjoint to the outer product: (x ∧ y) ⌋ z = x ⌋ (y ⌋ z).
    ProductKind contract = ProductKind.LEFT_CONTRACTION;
    assertThat(x.product(ProductKind.OUTER, y).product(contract, z))
        .isEqualTo(x.product(contract, y.product(contract, z)));
  }

  @ParameterizedTest
  @MethodSource("small")
  void productsOfGradesArePartsOfTheGeometricProduct(Signature signature) {
    SplittableRandom random = new SplittableRandom(signature.hashCode() + 1L);
    Exact x = Exact.random(signature, random);
    Exact y = Exact.random(signature, random);
    int n = signature.dimension();
    assertThat(x.product(ProductKind.SCALAR, y))
        .isEqualTo(x.product(ProductKind.GEOMETRIC, y.reverse()).part(0));
    for (int j = 0; j <= n; j++) {
      for (int k = 0; k <= n; k++) {
        Exact a = x.part(j);
        Exact b = y.part(k);
        Exact whole = a.product(ProductKind.GEOMETRIC, b);
        assertThat(a.product(ProductKind.OUTER, b)).isEqualTo(whole.part(j + k));
        assertThat(a.product(ProductKind.INNER, b)).isEqualTo(whole.part(Math.abs(j - k)));
        assertThat(a.product(ProductKind.LEFT_CONTRACTION, b)).isEqualTo(whole.part(k - j));
        if (j == 1) {
          // A vector's product is its inner and its outer product.
          assertThat(
                  k == 0 // Both are the whole product with a number.
                      ? a.product(ProductKind.OUTER, b)
                      : a.product(ProductKind.INNER, b).plus(a.product(ProductKind.OUTER, b)))
              .isEqualTo(whole);
        }
      }
    }
  }
}
