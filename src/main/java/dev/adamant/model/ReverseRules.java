package dev.adamant.model;

import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The transposed tangent rules: of the derivatives of a number by the results of relations those by
 * their operands. Each is one exact sum over all relations and terms that read the operand, rounded
 * once; what comes through a function is a term that was rounded as {@link ScalarRules#chain} says.
 */
final class ReverseRules {

  private final Program program;
  private final Signature signature;
  private final ProductSums sums;
  private final Constants constants;
  private final ValueTensors values;
  private final ValueTensors adjoints;

  /**
   * For some samples.
   *
   * @param values what {@link TangentNeeds} asks for
   * @param adjoints derivatives by values, of which those of results come before those of operands
   */
  ReverseRules(ProgramPlan plan, Constants constants, ValueTensors values, ValueTensors adjoints) {
    this.program = plan.program();
    this.signature = program.signature();
    this.sums = plan.sums();
    this.constants = constants;
    this.values = values;
    this.adjoints = adjoints;
  }

  /** The relations that read a value and whose results have derivatives. */
  private List<Relation> readers(Value value) {
    return program.relations().stream()
        .filter(r -> adjoints.has(r.result()))
        .filter(r -> r.operands().stream().anyMatch(o -> o.id() == value.id()))
        .toList();
  }

  /** Whether a relation whose result has a derivative reads a value. */
  boolean isRead(Value value) {
    return !readers(value).isEmpty();
  }

  /**
   * Adds the derivative by a sampled value.
   *
   * @param dOut that by the value as an output; null where it is none
   * @param out written
   * @param frame for what comes through functions
   */
  void add(Pass pass, Value value, Tensor dOut, Tensor out, Scratch.Frame frame) {
    List<Relation> readers = readers(value);
    if (dOut == null
        && !readers.isEmpty()
        && readers.stream().allMatch(Relation.Linear.class::isInstance)) {
      linear(pass, value, readers, out);
      return;
    }
    List<Tensor> whole = new ArrayList<>();
    if (dOut != null) {
      whole.add(dOut);
    }
    for (Relation reader : readers) {
      if (reader instanceof Relation.Apply apply) {
        boolean alone = dOut == null && readers.size() == 1;
        Tensor through = alone ? out : frame.tensor(constants.type(), out.shape());
        chain(pass, apply, through);
        if (alone) {
          return;
        }
        whole.add(through);
      }
    }
    for (NodeRuns.Run nodes : groups(value, readers)) {
      for (int k = 0; k < out.size(0); k++) {
        Tensor to = nodes.of(out.select(0, k));
        List<Work.Term> terms = new ArrayList<>();
        for (Tensor each : whole) {
          addOne(terms, nodes.of(each.select(0, k)));
        }
        for (Relation reader : readers) {
          addTerms(terms, reader, value, k, nodes, to.shape());
        }
        Lanes.sum(pass, to, terms, constants);
      }
    }
  }

  private void chain(Pass pass, Relation.Apply r, Tensor to) {
    ScalarRules.chain(
        pass,
        r.function(),
        values.get(r.operand()),
        values.get(r.result()),
        adjoints.get(r.result()),
        to,
        constants);
  }

  /** Wᵀ times the derivatives by results, of all relations together. */
  private void linear(Pass pass, Value value, List<Relation> readers, Tensor out) {
    for (int grade : value.grades().grades()) {
      LinearSums sum = new LinearSums(LinearSums.grade(signature, value, grade, out));
      for (Relation reader : readers) {
        Relation.Linear r = (Relation.Linear) reader;
        Tensor adjoint = adjoints.get(r.result());
        for (Relation.Linear.Term term : r.terms()) {
          if (term.operand().id() == value.id() && term.weight().grades().contains(grade)) {
            sum.add(
                LinearSums.matrix(term.weight(), grade, values.get(term.weight())).transpose(0, 1),
                LinearSums.grade(signature, r.result(), grade, adjoint));
          }
        }
      }
      sum.add(pass, constants);
    }
  }

  /** Nodes whose sums have the same form. */
  private static List<NodeRuns.Run> groups(Value value, List<Relation> readers) {
    TreeSet<Integer> ends = new TreeSet<>();
    ends.add(value.nodes());
    for (Relation reader : readers) {
      if (reader instanceof Relation.Gather r) {
        NodeRuns.scatter(r.indices(), value.nodes()).forEach(s -> ends.add(s.to().end()));
      } else if (reader instanceof Relation.Scatter r) {
        NodeRuns.gather(r.indices()).forEach(c -> ends.add(c.to().end()));
      }
    }
    List<NodeRuns.Run> groups = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      groups.add(new NodeRuns.Run(from, end - from, 1));
      from = end;
    }
    return groups;
  }

  private void addOne(List<Work.Term> terms, Tensor tensor) {
    terms.add(Lanes.term(tensor, constants.get(1.0, tensor.shape()), false));
  }

  /** The terms of component k of some nodes that come from a relation. */
  private void addTerms(
      List<Work.Term> terms,
      Relation reader,
      Value value,
      int k,
      NodeRuns.Run nodes,
      long[] shape) {
    Tensor adjoint = adjoints.get(reader.result());
    switch (reader) {
      case Relation.Linear r -> addLinear(terms, r, value, k, nodes, shape);
      case Relation.Products r -> addProducts(terms, r, value, k, nodes, shape);
      case Relation.Apply r -> {}
      case Relation.Gather r -> {
        for (NodeRuns.Sum sum : NodeRuns.scatter(r.indices(), value.nodes())) {
          if (sum.to().has(nodes)) {
            int from = nodes.first() - sum.to().first();
            for (NodeRuns.Run run : sum.from()) {
              addOne(terms, run.part(from, nodes.count()).of(adjoint.select(0, k)));
            }
          }
        }
      }
      case Relation.Scatter r -> {
        for (NodeRuns.Copy copy : NodeRuns.gather(r.indices())) {
          if (copy.to().has(nodes)) {
            int from = nodes.first() - copy.to().first();
            addOne(terms, copy.from().part(from, nodes.count()).of(adjoint.select(0, k)));
          }
        }
      }
    }
  }

  /** A term for each channel of the result: its weights, the same for all nodes and samples. */
  private void addLinear(
      List<Work.Term> terms,
      Relation.Linear r,
      Value value,
      int k,
      NodeRuns.Run nodes,
      long[] shape) {
    int blade = signature.blades(value.grades()).get(k);
    int grade = Signature.grade(blade);
    for (Relation.Linear.Term term : r.terms()) {
      if (term.operand().id() == value.id() && term.weight().grades().contains(grade)) {
        int component = signature.blades(r.result().grades()).indexOf(blade);
        Tensor adjoint = nodes.of(adjoints.get(r.result()).select(0, component));
        Tensor matrix = LinearSums.matrix(term.weight(), grade, values.get(term.weight()));
        for (long o = 0; o < matrix.size(0); o++) {
          Tensor row = matrix.select(0, o);
          terms.add(
              Lanes.term(
                  row.split(0, row.size(0), 1, 1).expand(shape),
                  adjoint.select(0, o).expand(shape),
                  false));
        }
      }
    }
  }

  private void addProducts(
      List<Work.Term> terms,
      Relation.Products r,
      Value value,
      int k,
      NodeRuns.Run nodes,
      long[] shape) {
    boolean all = r.result().nodes() != value.nodes();
    factors(
        r,
        value,
        k,
        (adjoint, other, negated) ->
            Lanes.addSums(
                terms,
                all ? adjoint : nodes.of(adjoint),
                all ? other : nodes.of(other),
                negated,
                shape));
  }

  /** What the product of derivatives by results and other factors is taken of. */
  @FunctionalInterface
  interface Factors {

    /**
     * Takes a pair.
     *
     * @param adjoint [channels, nodes, B] of the result
     * @param other of that shape
     */
    void take(Tensor adjoint, Tensor other, boolean negated);
  }

  /** All pairs that component k of a value takes part in. */
  void factors(Relation.Products r, Value value, int k, Factors factors) {
    List<List<ProductSums.Entry>> components = sums.of(r);
    for (int c = 0; c < components.size(); c++) {
      Tensor adjoint = adjoints.get(r.result()).select(0, c);
      for (ProductSums.Entry e : components.get(c)) {
        if (e.left().id() == value.id() && e.leftComponent() == k) {
          Tensor other = values.component(e.right(), e.rightComponent(), adjoint.shape());
          factors.take(adjoint, other, e.negated());
        }
        if (e.right().id() == value.id() && e.rightComponent() == k) {
          Tensor other = values.component(e.left(), e.leftComponent(), adjoint.shape());
          factors.take(adjoint, other, e.negated());
        }
      }
    }
  }
}
