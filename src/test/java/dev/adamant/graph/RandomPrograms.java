package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Programs of random shape, all relations among them, in which all grades can be reached. */
final class RandomPrograms {

  private static final List<Signature> SIGNATURES =
      List.of(Signature.SCALARS, new Signature(2, 0, 0), new Signature(3, 0, 0), Signature.PGA);

  private static final List<ProductKind> KINDS = List.of(ProductKind.values());

  private final Random random;
  private final ProgramBuilder builder;
  private final Signature signature;
  private final List<Value> sampled = new ArrayList<>();

  private RandomPrograms(Random random) {
    this.random = random;
    this.signature = SIGNATURES.get(random.nextInt(SIGNATURES.size()));
    this.builder = new ProgramBuilder(signature);
  }

  /** A program of up to 12 relations; all its values are without dimensions. */
  static Program program(long seed) {
    return new RandomPrograms(new Random(seed)).make();
  }

  private Program make() {
    int inputs = 1 + random.nextInt(3);
    for (int i = 0; i < inputs; i++) {
      sampled.add(
          builder.input("input", grades(), channels(), 1 + random.nextInt(3), Dimension.NONE, 1.5));
    }
    int relations = 1 + random.nextInt(12);
    for (int i = 0; i < relations; i++) {
      relation();
    }
    List<Value> made =
        new ArrayList<>(sampled.stream().filter(v -> v.role() == Role.INNER).toList());
    if (made.isEmpty()) {
      made.add(linear(pick()));
    }
    builder.output("last", made.removeLast(), null);
    if (!made.isEmpty() && random.nextBoolean()) {
      builder.output("another", made.get(random.nextInt(made.size())), Dimension.NONE);
    }
    return builder.build();
  }

  private void relation() {
    Value value = pick();
    switch (random.nextInt(6)) {
      case 0, 1 -> sampled.add(linear(value));
      case 2, 3 -> products(value);
      case 4 -> {
        List<Integer> indices = indices(1 + random.nextInt(4), value.nodes());
        sampled.add(builder.gather("taken", value, indices));
      }
      default -> {
        if (value.grades().equals(GradeSet.SCALAR) && random.nextBoolean()) {
          sampled.add(builder.apply("applied", function(), value));
        } else {
          int nodes = 1 + random.nextInt(3);
          sampled.add(builder.scatter("summed", value, indices(value.nodes(), nodes), nodes));
        }
      }
    }
  }

  private ScalarFunction function() {
    return List.of(ScalarFunction.TANH, ScalarFunction.SIGMOID, ScalarFunction.RELU)
        .get(random.nextInt(3));
  }

  private Value linear(Value value) {
    int channels = channels();
    List<Relation.Linear.Term> terms = new ArrayList<>();
    terms.add(term(value, channels));
    for (Value other : sampled) {
      boolean fits = other.nodes() == value.nodes() && value.grades().containsAll(other.grades());
      if (fits && random.nextInt(3) == 0) {
        terms.add(term(other, channels));
      }
    }
    Value bias =
        value.grades().contains(0) && random.nextBoolean()
            ? builder.parameter("bias", GradeSet.SCALAR, channels, 1, null, 0.5)
            : null;
    return builder.linear("mixed", value.grades(), channels, terms, bias);
  }

  private Relation.Linear.Term term(Value operand, int channels) {
    return new Relation.Linear.Term(
        operand, builder.weight("weight", operand.grades(), channels, operand.channels(), 0.25));
  }

  private void products(Value left) {
    Value right = random.nextInt(4) == 0 ? constant() : pick();
    ProductKind kind = KINDS.get(random.nextInt(KINDS.size()));
    GradeSet reached = ProductTable.reach(signature, kind, left.grades(), right.grades());
    boolean fits =
        (left.channels() == 1 || right.channels() == 1 || left.channels() == right.channels())
            && (left.nodes() == 1 || right.nodes() == 1 || left.nodes() == right.nodes());
    if (!fits || reached.isEmpty()) {
      return;
    }
    List<Relation.Products.Term> terms = new ArrayList<>();
    terms.add(ProgramBuilder.term(kind, left, right, reached));
    if (random.nextBoolean()) {
      terms.add(ProgramBuilder.minus(kind, left, right, reached));
    }
    sampled.add(builder.products("product", terms));
  }

  private Value constant() {
    GradeSet grades = grades();
    double[] numbers = random.doubles(signature.size(grades), -1, 1).toArray();
    return builder.constant("fixed", grades, Dimension.NONE, numbers);
  }

  private Value pick() {
    return sampled.get(random.nextInt(sampled.size()));
  }

  private List<Integer> indices(int count, int limit) {
    return random.ints(count, 0, limit).boxed().toList();
  }

  private int channels() {
    return 1 + random.nextInt(4);
  }

  private GradeSet grades() {
    int all = GradeSet.all(signature).bits();
    int bits = random.nextInt(all + 1);
    return bits == 0 ? GradeSet.SCALAR : new GradeSet(bits);
  }
}
