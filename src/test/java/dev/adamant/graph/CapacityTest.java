package dev.adamant.graph;

import static dev.adamant.graph.ProgramBuilder.term;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapacityTest {

  private static final double ANY = Double.POSITIVE_INFINITY;

  @Test
  void sumsAreCountedWhereTheyAreLongest() {
    ProgramBuilder b = new ProgramBuilder(new Signature(3, 0, 0));
    GradeSet all = GradeSet.all(b.signature());
    Value x = b.input("x", all, 5, 4, null, ANY);
    Value w = b.weight("w", all, 3, 5, 1);
    Value bias = b.parameter("b", GradeSet.SCALAR, 3, 1, null, 0);
    Value y = WrongPrograms.linear(b, "y", x, w, bias);
    Value p = b.products("p", List.of(term(ProductKind.GEOMETRIC, y, y, all)));
    Value s = b.scatter("s", p, List.of(0, 0, 1, 0), 2);
    b.output("out", b.gather("g", s, List.of(1, 1, 0)), null);
    Program program = b.build();
    Capacity capacity = Capacity.of(program, 100);
    assertThat(capacity.inconsistencies()).isEmpty();
    List<Relation> relations = program.relations();
    assertThat(relations.stream().map(capacity::forward)).containsExactly(6L, 8L, 3L, 0L);
    assertThat(relations.stream().map(capacity::tangent)).containsExactly(11L, 16L, 3L, 0L);
    // Of a weight: 3 components of grade 1 or 2, 4 nodes, 100 samples.
    assertThat(capacity.gradient(w)).isEqualTo(1200);
    assertThat(capacity.gradient(bias)).isEqualTo(400);
    assertThat(capacity.gradient(x)).isEqualTo(3);
    assertThat(capacity.gradient(y)).isEqualTo(16);
    assertThat(capacity.gradient(s)).isEqualTo(2);
    assertThat(capacity.oneHot()).isEqualTo(100L * 8 * 3 * 3);
  }

  @Test
  void broadcastParameterSumsOverChannelsAndNodes() {
    ProgramBuilder b = new ProgramBuilder(new Signature(2, 0, 0));
    Value x = b.input("x", GradeSet.VECTOR, 5, 7, null, ANY);
    Value p = b.parameter("p", GradeSet.VECTOR, 1, 1, null, 0);
    b.output(
        "out",
        b.products("p", List.of(term(ProductKind.GEOMETRIC, p, x, GradeSet.of(0, 2)))),
        null);
    assertThat(Capacity.of(b.build(), 10).gradient(p)).isEqualTo(2 * 5 * 7 * 10);
    assertThatThrownBy(() -> Capacity.of(b.build(), 0))
        .hasMessage("a batch of 0 samples: it needs at least 1");
  }

  /** No component of the product has more entries than the table, by count. */
  @Test
  void productsAreCountedFromTheTable() {
    Signature signature = Signature.PGA;
    GradeSet all = GradeSet.all(signature);
    for (ProductKind kind : ProductKind.values()) {
      ProductTable table = ProductTable.of(signature, kind, all, all, all);
      long most =
          IntStream.range(0, 16).mapToLong(k -> table.entries(k).size()).max().orElseThrow();
      ProgramBuilder b = new ProgramBuilder(signature);
      Value x = b.input("x", all, 1, 1, null, ANY);
      Value y = b.input("y", all, 1, 1, null, ANY);
      b.output("out", b.products("p", List.of(term(kind, x, y, table.out()))), null);
      Program program = b.build();
      Capacity capacity = Capacity.of(program, 1);
      assertThat(capacity.forward(program.relations().getFirst())).isEqualTo(most);
    }
  }

  @Test
  void sumsOfTooManyChannelsAreRefused() {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value x = b.input("x", GradeSet.SCALAR, 1_500_000_000, 1, null, ANY);
    Value w = b.weight("w", GradeSet.SCALAR, 1, 1_500_000_000, 1);
    b.output("out", WrongPrograms.linear(b, "wide", x, w, null), null);
    Program program = b.build();
    assertThat(messages(program, 1))
        .containsExactly(
            "the linear relation wide: a sum of the tangent rule has 3000000000 products, but a"
                + " quire takes at most 2147483647: use fewer channels or nodes, or split the sum"
                + " over several relations");
  }

  @Test
  void sumsOverTooLargeBatchesAreRefused() {
    ProgramBuilder b = new ProgramBuilder(new Signature(3, 0, 0));
    Value x = b.input("x", GradeSet.VECTOR, 1, 10, null, ANY);
    Value w = b.weight("mixing", GradeSet.VECTOR, 1, 1, 1);
    b.output("out", WrongPrograms.linear(b, "y", x, w, null), null);
    Program program = b.build();
    assertThat(messages(program, 71_582_788)).isEmpty();
    assertThat(messages(program, 71_582_789))
        .containsExactly(
            "the gradient by weight mixing: a sum has 2147483670 products over a batch of 71582789"
                + " samples, but a quire takes at most 2147483647: use batches of at most 71582788"
                + " samples",
            "the gradients along one-hot tangents of the outputs: a sum has 2147483670 products"
                + " over a batch of 71582789 samples, but a quire takes at most 2147483647: use"
                + " batches of at most 71582788 samples");
    assertThat(messages(program, Long.MAX_VALUE)).hasSize(2);
  }

  @Test
  void scatterOntoOneNodeIsLimited() {
    ProgramBuilder b = new ProgramBuilder(Signature.SCALARS);
    Value x = b.input("x", GradeSet.SCALAR, 1, 1000, null, ANY);
    b.output("out", b.scatter("all", x, Collections.nCopies(1000, 0), 1), null);
    Program program = b.build();
    assertThat(Capacity.of(program, 1, 1000).inconsistencies()).isEmpty();
    assertThat(Capacity.of(program, 1, 999).inconsistencies())
        .extracting(Inconsistency::message)
        .containsExactly(
            "the scatter relation all: a sum of the forward pass has 1000 products, but a quire"
                + " takes at most 999: use fewer channels or nodes, or split the sum over several"
                + " relations",
            "the scatter relation all: a sum of the tangent rule has 1000 products, but a quire"
                + " takes at most 999: use fewer channels or nodes, or split the sum over several"
                + " relations");
  }

  private static List<String> messages(Program program, long batch) {
    return Capacity.of(program, batch).inconsistencies().stream()
        .map(Inconsistency::message)
        .toList();
  }
}
