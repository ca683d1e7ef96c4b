package dev.adamant.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProductTableTest {

  static List<Signature> many() {
    return Algebras.many();
  }

  private static ProductTable full(Signature signature, ProductKind kind) {
    GradeSet all = GradeSet.all(signature);
    return ProductTable.of(signature, kind, all, all, all);
  }

  @ParameterizedTest
  @CsvSource({
    "2,0,0, 10,16",
    "3,0,0, 20,64",
    "3,0,1, 34,192",
    "4,0,0, 35,256",
    "1,3,0, 35,256",
    "5,0,0, 56,1024"
  })
  void gradePathsAndNonzeroEntriesOfTheGeometricProduct(
      int p, int q, int r, int paths, int entries) {
    ProductTable table = full(new Signature(p, q, r), ProductKind.GEOMETRIC);
    assertThat(table.paths()).hasSize(paths);
    assertThat(table.entries()).hasSize(entries);
  }

  @ParameterizedTest
  @MethodSource("many")
  void everyProductIsThatOfTheGeneratorsRelations(Signature signature) {
    WordProduct oracle =
        new WordProduct(signature.positive(), signature.negative(), signature.zero());
    List<Integer> blades = signature.blades(GradeSet.all(signature));
    for (ProductKind kind : ProductKind.values()) {
      ProductTable table = full(signature, kind);
      int[][] signs = new int[blades.size()][blades.size()];
      int[][] masks = new int[blades.size()][blades.size()];
      for (ProductTable.Entry entry : table.entries()) {
        signs[entry.left()][entry.right()] = entry.sign();
        masks[entry.left()][entry.right()] = blades.get(entry.out());
      }
      for (int i = 0; i < signs.length; i++) {
        for (int j = 0; j < signs.length; j++) {
          WordProduct.Term expected = oracle.of(kind, blades.get(i), blades.get(j));
          if (signs[i][j] != expected.sign()
              || (signs[i][j] != 0 && masks[i][j] != expected.mask())) {
            fail(
                "%s %s %s in %s is %d %s, expected %s",
                signature.name(blades.get(i)),
                kind,
                signature.name(blades.get(j)),
                signature,
                signs[i][j],
                signature.name(masks[i][j]),
                expected);
          }
        }
      }
      assertThat(table.entries()).noneMatch(entry -> entry.sign() == 0);
    }
  }

  @Test
  void aRestrictedTableHasTheEntriesOfItsGradesAlone() {
    Signature pga = Signature.PGA;
    GradeSet line = GradeSet.of(2);
    GradeSet motor = GradeSet.even(pga);
    ProductTable table = ProductTable.of(pga, ProductKind.GEOMETRIC, motor, line, line);
    List<Integer> lefts = pga.blades(motor);
    List<Integer> rights = pga.blades(line);
    Set<List<Integer>> found = new HashSet<>();
    for (ProductTable.Entry entry : table.entries()) {
      found.add(
          List.of(
              lefts.get(entry.left()),
              rights.get(entry.right()),
              rights.get(entry.out()),
              entry.sign()));
    }
    Set<List<Integer>> expected = new HashSet<>();
    List<Integer> all = pga.blades(GradeSet.all(pga));
    for (ProductTable.Entry entry : full(pga, ProductKind.GEOMETRIC).entries()) {
      int a = all.get(entry.left());
      int b = all.get(entry.right());
      int c = all.get(entry.out());
      if (motor.contains(Signature.grade(a))
          && line.contains(Signature.grade(b))
          && line.contains(Signature.grade(c))) {
        expected.add(List.of(a, b, c, entry.sign()));
      }
    }
    assertThat(found).isEqualTo(expected).hasSize(table.entries().size());
    for (int component = 0; component < 6; component++) {
      int of = component;
      assertThat(table.entries(component))
          .isNotEmpty()
          .isEqualTo(table.entries().stream().filter(e -> e.out() == of).toList());
    }
  }

  @Test
  void reachIsWhatEntriesCanMake() {
    for (Signature signature : Algebras.small()) {
      for (ProductKind kind : ProductKind.values()) {
        for (int a = 0; a <= signature.dimension(); a++) {
          for (int b = 0; b <= signature.dimension(); b++) {
            GradeSet left = GradeSet.of(a);
            GradeSet right = GradeSet.of(b);
            GradeSet made =
                ProductTable.of(signature, kind, left, right, GradeSet.all(signature))
                    .paths()
                    .stream()
                    .map(path -> GradeSet.of(path.out()))
                    .reduce(GradeSet.EMPTY, GradeSet::union);
            assertThat(ProductTable.reach(signature, kind, left, right)).isEqualTo(made);
          }
        }
      }
    }
  }

  @Test
  void componentsComeByGradeThenInTheOrderOfTheirIndices() {
    Signature pga = Signature.PGA;
    assertThat(pga.blades(GradeSet.all(pga)).stream().map(pga::name))
        .containsExactly(
            "1", "e0", "e1", "e2", "e3", "e01", "e02", "e03", "e12", "e13", "e23", "e012", "e013",
            "e023", "e123", "e0123");
    Signature space = new Signature(3, 0, 0);
    assertThat(space.blades(GradeSet.of(1, 2)).stream().map(space::name))
        .containsExactly("e1", "e2", "e3", "e12", "e13", "e23");
    assertThat(space.size(2)).isEqualTo(3);
    assertThat(space.size(GradeSet.EMPTY)).isZero();
  }

  @Test
  void signaturesGradesAndKindsThatAreNotAreRefused() {
    assertThatThrownBy(() -> new Signature(4, 2, 1))
        .hasMessage("Cl(4,2,1): p, q and r must be 0 or more, together at most 6");
    assertThatThrownBy(() -> new Signature(-1, 2, 1)).hasMessageStartingWith("Cl(-1,2,1): p, q");
    assertThatThrownBy(() -> GradeSet.of(7)).hasMessage("grade 7: there are 0 to 6");
    assertThatThrownBy(() -> new GradeSet(1 << 7))
        .hasMessage("the grades of bits 10000000: there are 0 to 6");
    assertThatThrownBy(() -> ProductKind.parse("cross"))
        .hasMessage(
            "no product \"cross\": there are [geometric, outer, inner, left-contraction, scalar,"
                + " regressive]");
    for (ProductKind kind : ProductKind.values()) {
      assertThat(ProductKind.parse(kind.productName())).isEqualTo(kind);
    }
  }

  @Test
  void gradeSetsAreSets() {
    GradeSet odd = GradeSet.of(1, 3);
    assertThat(odd.union(GradeSet.of(2)).grades()).containsExactly(1, 2, 3);
    assertThat(odd.intersection(GradeSet.of(2, 3))).isEqualTo(GradeSet.of(3));
    assertThat(odd.without(GradeSet.of(3))).isEqualTo(GradeSet.VECTOR);
    assertThat(odd.containsAll(GradeSet.VECTOR)).isTrue();
    assertThat(GradeSet.VECTOR.containsAll(odd)).isFalse();
    assertThat(GradeSet.EMPTY.isEmpty()).isTrue();
    assertThat(GradeSet.even(Signature.PGA)).hasToString("{0,2,4}");
    assertThat(GradeSet.even(new Signature(3, 0, 0))).isEqualTo(GradeSet.of(0, 2));
  }
}
