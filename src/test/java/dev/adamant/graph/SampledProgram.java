package dev.adamant.graph;

import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.number.Format;
import dev.adamant.number.Function;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a program on one sample, number by number, each sum exact and rounded once. */
final class SampledProgram {

  private final Signature signature;
  private final Format format;
  private final Map<Integer, long[]> numbers = new HashMap<>();

  /**
   * Runs it.
   *
   * @param given the numbers of inputs and of what is learned, by the value's id
   */
  SampledProgram(Program program, Format format, Map<Integer, double[]> given) {
    this.signature = program.signature();
    this.format = format;
    for (Value value : program.values()) {
      double[] first =
          value.role() == Role.CONSTANT
              ? value.numbers().stream().mapToDouble(Double::doubleValue).toArray()
              : given.get(value.id());
      long[] patterns = new long[value.length(signature)];
      for (int i = 0; first != null && i < first.length; i++) {
        patterns[i] = Posit.fromDouble(format, first[i]);
      }
      numbers.put(value.id(), patterns);
    }
    program.relations().forEach(this::run);
  }

  /** The patterns of a value. */
  long[] patterns(Value value) {
    return numbers.get(value.id());
  }

  private void run(Relation relation) {
    switch (relation) {
      case Relation.Linear r -> linear(r);
      case Relation.Products r -> products(r);
      case Relation.Apply r -> {
        long[] y = patterns(r.result());
        for (int i = 0; i < y.length; i++) {
          y[i] = apply(r.function(), patterns(r.operand())[i]);
        }
      }
      case Relation.Gather r -> {
        for (int i = 0; i < patterns(r.result()).length; i++) {
          int row = i / r.indices().size();
          int node = r.indices().get(i % r.indices().size());
          patterns(r.result())[i] = patterns(r.operand())[row * r.operand().nodes() + node];
        }
      }
      case Relation.Scatter r -> scatter(r);
    }
  }

  private long apply(ScalarFunction function, long x) {
    return switch (function) {
      case RELU -> Posit.compare(format, x, 0) > 0 ? x : 0;
      case TANH -> Function.TANH.apply(format, x);
      case SIGMOID -> Function.SIGMOID.apply(format, x);
      case EXP -> Function.EXP.apply(format, x);
      case LOG -> Function.LOG.apply(format, x);
      case SQRT -> Posit.sqrt(format, x);
      case RECIPROCAL -> Function.RECIPROCAL.apply(format, x);
    };
  }

  private long at(Value value, int component, int channel, int node) {
    int c = value.channels() == 1 ? 0 : channel;
    int n = value.nodes() == 1 ? 0 : node;
    return patterns(value)[(component * value.channels() + c) * value.nodes() + n];
  }

  private void linear(Relation.Linear r) {
    Value y = r.result();
    List<Integer> blades = signature.blades(y.grades());
    for (int i = 0; i < patterns(y).length; i++) {
      int blade = blades.get(i / (y.channels() * y.nodes()));
      int o = i / y.nodes() % y.channels();
      int n = i % y.nodes();
      Quire sum = new Quire(format);
      if (r.bias() != null && blade == 0) {
        sum.add(patterns(r.bias())[o]);
      }
      for (Relation.Linear.Term term : r.terms()) {
        int k = signature.blades(term.operand().grades()).indexOf(blade);
        int matrix = term.weight().grades().grades().indexOf(Signature.grade(blade));
        for (int c = 0; k >= 0 && c < term.operand().channels(); c++) {
          int w = (matrix * y.channels() + o) * term.operand().channels() + c;
          sum.addProduct(patterns(term.weight())[w], at(term.operand(), k, c, n));
        }
      }
      patterns(y)[i] = sum.toPosit();
    }
  }

  private void products(Relation.Products r) {
    Value y = r.result();
    int each = y.channels() * y.nodes();
    List<Integer> blades = signature.blades(y.grades());
    for (int i = 0; i < patterns(y).length; i++) {
      Quire sum = new Quire(format);
      for (Relation.Products.Term term : r.terms()) {
        ProductTable table =
            ProductTable.of(
                signature, term.kind(), term.left().grades(), term.right().grades(), y.grades());
        List<Integer> lefts = signature.blades(term.left().grades());
        List<Integer> rights = signature.blades(term.right().grades());
        for (ProductTable.Entry e : table.entries(i / each)) {
          boolean takesPart =
              term.leftGrades().contains(Signature.grade(lefts.get(e.left())))
                  && term.rightGrades().contains(Signature.grade(rights.get(e.right())))
                  && term.grades().contains(Signature.grade(blades.get(e.out())));
          if (takesPart) {
            long a = at(term.left(), e.left(), i / y.nodes() % y.channels(), i % y.nodes());
            long b = at(term.right(), e.right(), i / y.nodes() % y.channels(), i % y.nodes());
            if (e.sign() < 0 != term.negated()) {
              sum.subtractProduct(a, b);
            } else {
              sum.addProduct(a, b);
            }
          }
        }
      }
      patterns(y)[i] = sum.toPosit();
    }
  }

  private void scatter(Relation.Scatter r) {
    Value y = r.result();
    for (int i = 0; i < patterns(y).length; i++) {
      Quire sum = new Quire(format);
      for (int m = 0; m < r.indices().size(); m++) {
        if (r.indices().get(m) == i % y.nodes()) {
          sum.add(patterns(r.operand())[i / y.nodes() * r.indices().size() + m]);
        }
      }
      patterns(y)[i] = sum.toPosit();
    }
  }
}
