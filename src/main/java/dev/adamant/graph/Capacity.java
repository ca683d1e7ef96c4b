package dev.adamant.graph;

import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most products of one sum, of every reduction of a program, against what a quire takes: {@link
 * Work#MAX_TERMS}, by its 31 carry bits. These are the sums of the forward pass; those of the
 * tangent rule, d(a·b) = da·b + a·db, twice as many; and those of gradients, which run over
 * everything that a number contributes to: components, channels, nodes, relations and, where the
 * number is learned, the samples of a batch. Gradients along one-hot tangents are sums over the
 * numbers of the outputs, and over the batch.
 *
 * <p>Counts that would pass 2^63 stay at 2^63 − 1.
 */
public final class Capacity {

  private final Program program;
  private final Signature signature;
  private final long batch;
  private final long limit;
  private final Map<Integer, Long> contributions = new HashMap<>();
  private final List<Inconsistency> inconsistencies = new ArrayList<>();

  private Capacity(Program program, long batch, long limit) {
    this.program = program;
    this.signature = program.signature();
    this.batch = batch;
    this.limit = limit;
    program.relations().forEach(this::contribute);
  }

  /** Counts and checks all sums of a program for batches of so many samples. */
  public static Capacity of(Program program, long batch) {
    return of(program, batch, Work.MAX_TERMS);
  }

  static Capacity of(Program program, long batch, long limit) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch of " + batch + " samples: it needs at least 1");
    }
    Capacity capacity = new Capacity(program, batch, limit);
    capacity.check();
    return capacity;
  }

  /** Sums with too many products. */
  public List<Inconsistency> inconsistencies() {
    return List.copyOf(inconsistencies);
  }

  /** Products of the longest sum of the forward pass; 0 where nothing is summed. */
  public long forward(Relation relation) {
    return switch (relation) {
      case Relation.Linear r -> linear(r, 1);
      case Relation.Products r -> entries(r);
      case Relation.Scatter r -> most(r.indices());
      case Relation.Apply r -> 0;
      case Relation.Gather r -> 0;
    };
  }

  /** Products of the longest sum of the tangent rule; 0 where nothing is summed. */
  public long tangent(Relation relation) {
    return switch (relation) {
      case Relation.Linear r -> linear(r, 2);
      case Relation.Products r -> times(2, entries(r));
      case Relation.Scatter r -> most(r.indices());
      case Relation.Apply r -> 0;
      case Relation.Gather r -> 0;
    };
  }

  /**
   * Products of the longest sum of the gradient by a value: of each sample where the value is
   * sampled, else over the batch.
   */
  public long gradient(Value value) {
    long each = contributions.getOrDefault(value.id(), 0L);
    return value.role().isSampled() ? each : times(each, batch);
  }

  /** Products of the sum of a learned number's gradient along one-hot tangents of the outputs. */
  public long oneHot() {
    return times(batch, program.outputs());
  }

  private static long linear(Relation.Linear r, int each) {
    long sum = r.bias() == null ? 0 : 1;
    for (Relation.Linear.Term term : r.terms()) {
      sum = plus(sum, times(each, term.operand().channels()));
    }
    return sum;
  }

  private long entries(Relation.Products r) {
    Map<Integer, Long> byBlade = new HashMap<>();
    for (Relation.Products.Term term : r.terms()) {
      List<Integer> blades = signature.blades(term.grades());
      for (ProductTable.Entry entry : table(term).entries()) {
        byBlade.merge(blades.get(entry.out()), 1L, Capacity::plus);
      }
    }
    return byBlade.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private ProductTable table(Relation.Products.Term term) {
    return ProductTable.of(
        signature, term.kind(), term.leftGrades(), term.rightGrades(), term.grades());
  }

  private static long most(List<Integer> indices) {
    Map<Integer, Long> counts = new HashMap<>();
    indices.forEach(index -> counts.merge(index, 1L, Capacity::plus));
    return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private void contribute(Relation relation) {
    switch (relation) {
      case Relation.Linear r -> {
        for (Relation.Linear.Term term : r.terms()) {
          add(term.operand(), r.result().channels());
          long components =
              term.weight().grades().grades().stream().mapToInt(signature::size).max().orElse(0);
          add(term.weight(), times(components, r.result().nodes()));
        }
        if (r.bias() != null) {
          add(r.bias(), r.result().nodes());
        }
      }
      case Relation.Products r -> {
        for (Relation.Products.Term term : r.terms()) {
          List<ProductTable.Entry> entries = table(term).entries();
          add(term.left(), times(most(lefts(entries)), spread(term.left(), r.result())));
          add(term.right(), times(most(rights(entries)), spread(term.right(), r.result())));
        }
      }
      case Relation.Apply r -> add(r.operand(), 1);
      case Relation.Gather r -> add(r.operand(), most(r.indices()));
      case Relation.Scatter r -> add(r.operand(), 1);
    }
  }

  private static List<Integer> lefts(List<ProductTable.Entry> entries) {
    return entries.stream().map(ProductTable.Entry::left).toList();
  }

  private static List<Integer> rights(List<ProductTable.Entry> entries) {
    return entries.stream().map(ProductTable.Entry::right).toList();
  }

  /** Into how many multivectors of a result one of an operand goes. */
  private static long spread(Value operand, Value result) {
    long channels = operand.channels() == 1 ? result.channels() : 1;
    long nodes = operand.nodes() == 1 ? result.nodes() : 1;
    return times(channels, nodes);
  }

  private void add(Value value, long terms) {
    contributions.merge(value.id(), terms, Capacity::plus);
  }

  private void check() {
    for (Relation relation : program.relations()) {
      String name = "the " + relation.kind() + " relation " + relation.name();
      check(name, "a sum of the forward pass", forward(relation), false);
      check(name, "a sum of the tangent rule", tangent(relation), false);
    }
    for (Value value : program.values()) {
      if (value.role() != Role.CONSTANT) {
        String name = "the gradient by " + value.role().roleName() + " " + value.name();
        check(name, "a sum", gradient(value), value.role().isLearned());
      }
    }
    if (!program.learned().isEmpty()) {
      check("the gradients along one-hot tangents of the outputs", "a sum", oneHot(), true);
    }
  }

  private void check(String name, String sum, long count, boolean isOverBatch) {
    if (count <= limit) {
      return;
    }
    long most = isOverBatch ? limit / (count / batch) : 0;
    inconsistencies.add(
        new Inconsistency(
            Inconsistency.Kind.CAPACITY,
            name,
            List.of(
                sum
                    + " has "
                    + count
                    + " products"
                    + (isOverBatch ? " over a batch of " + batch + " samples" : "")),
            List.of("a quire takes at most " + limit),
            most > 0
                ? "use batches of at most " + most + " samples"
                : "use fewer channels or nodes, or split the sum over several relations"));
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high != 0 || low < 0 ? Long.MAX_VALUE : low;
  }
}
