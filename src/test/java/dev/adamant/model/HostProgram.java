package dev.adamant.model;

import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.Relation;
import dev.adamant.graph.Role;
import dev.adamant.graph.ScalarFunction;
import dev.adamant.graph.Value;
import dev.adamant.number.Format;
import dev.adamant.number.Function;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import java.util.Arrays;
import java.util.List;

/**
 * A program for one sample and one tangent, number by number in quires, in plain arrays: what
 * layers are compared with.
 */
final class HostProgram {

  private final Program program;
  private final Signature signature;
  private final Format format;
  private final long[][] values;
  private final long[][] tangents;

  /** Patterns and tangents (null for 0) of inputs and of what is learned are set next. */
  HostProgram(Program program, Format format) {
    this.program = program;
    this.signature = program.signature();
    this.format = format;
    this.values = new long[program.values().size()][];
    this.tangents = new long[values.length][];
    for (Value value : program.values()) {
      if (value.role() == Role.CONSTANT) {
        values[value.id()] =
            value.numbers().stream().mapToLong(n -> Posit.fromDouble(format, n)).toArray();
      }
    }
  }

  void set(Value value, long[] patterns, long[] tangent) {
    values[value.id()] = patterns;
    tangents[value.id()] = tangent;
  }

  long[] value(Value value) {
    return values[value.id()];
  }

  /** Zeros where no tangent comes. */
  long[] tangent(Value value) {
    long[] tangent = tangents[value.id()];
    return tangent == null ? new long[values[value.id()].length] : tangent;
  }

  void run() {
    for (Relation relation : program.relations()) {
      Value result = relation.result();
      int length = result.length(signature);
      values[result.id()] = new long[length];
      boolean active = relation.operands().stream().anyMatch(v -> tangents[v.id()] != null);
      tangents[result.id()] = active ? new long[length] : null;
      for (int k = 0; k < signature.size(result.grades()); k++) {
        for (int c = 0; c < result.channels(); c++) {
          for (int n = 0; n < result.nodes(); n++) {
            element(relation, k, c, n);
          }
        }
      }
    }
  }

  private void element(Relation relation, int k, int c, int n) {
    int place = place(relation.result(), k, c, n);
    if (relation instanceof Relation.Apply apply) {
      apply(apply, place);
      return;
    }
    Quire sum = new Quire(format);
    Quire tangent = new Quire(format);
    switch (relation) {
      case Relation.Linear r -> linear(r, k, c, n, sum, tangent);
      case Relation.Products r -> products(r, k, c, n, sum, tangent);
      case Relation.Gather r -> one(r.operand(), k, c, r.indices().get(n), sum, tangent);
      case Relation.Scatter r -> {
        for (int m = 0; m < r.indices().size(); m++) {
          if (r.indices().get(m) == n) {
            one(r.operand(), k, c, m, sum, tangent);
          }
        }
      }
      case Relation.Apply r -> throw new AssertionError();
    }
    values[relation.result().id()][place] = sum.toPosit();
    if (tangents[relation.result().id()] != null) {
      tangents[relation.result().id()][place] = tangent.toPosit();
    }
  }

  private void one(Value operand, int k, int c, int n, Quire sum, Quire tangent) {
    sum.add(values[operand.id()][place(operand, k, c, n)]);
    if (tangents[operand.id()] != null) {
      tangent.add(tangents[operand.id()][place(operand, k, c, n)]);
    }
  }

  private void linear(Relation.Linear r, int k, int c, int n, Quire sum, Quire tangent) {
    int blade = signature.blades(r.result().grades()).get(k);
    int grade = Signature.grade(blade);
    for (Relation.Linear.Term term : r.terms()) {
      int g = term.weight().grades().grades().indexOf(grade);
      if (g >= 0) {
        Value x = term.operand();
        int component = signature.blades(x.grades()).indexOf(blade);
        for (int i = 0; i < x.channels(); i++) {
          int at = (g * r.result().channels() + c) * x.channels() + i;
          multiply(term.weight(), at, x, place(x, component, i, n), false, sum, tangent);
        }
      }
    }
    if (grade == 0 && r.bias() != null) {
      one(r.bias(), 0, c, 0, sum, tangent);
    }
  }

  private void products(Relation.Products r, int k, int c, int n, Quire sum, Quire tangent) {
    int blade = signature.blades(r.result().grades()).get(k);
    for (Relation.Products.Term t : r.terms()) {
      ProductTable table =
          ProductTable.of(signature, t.kind(), t.leftGrades(), t.rightGrades(), t.grades());
      for (ProductTable.Entry e : table.entries()) {
        if (signature.blades(t.grades()).get(e.out()) == blade) {
          int i =
              signature
                  .blades(t.left().grades())
                  .indexOf(signature.blades(t.leftGrades()).get(e.left()));
          int j =
              signature
                  .blades(t.right().grades())
                  .indexOf(signature.blades(t.rightGrades()).get(e.right()));
          boolean negated = (e.sign() < 0) != t.negated();
          multiply(
              t.left(),
              place(t.left(), i, c, n),
              t.right(),
              place(t.right(), j, c, n),
              negated,
              sum,
              tangent);
        }
      }
    }
  }

  private void multiply(Value a, int i, Value b, int j, boolean negated, Quire sum, Quire tangent) {
    addProduct(sum, values[a.id()][i], values[b.id()][j], negated);
    if (tangents[a.id()] != null) {
      addProduct(tangent, tangents[a.id()][i], values[b.id()][j], negated);
    }
    if (tangents[b.id()] != null) {
      addProduct(tangent, values[a.id()][i], tangents[b.id()][j], negated);
    }
  }

  private static void addProduct(Quire sum, long a, long b, boolean negated) {
    if (negated) {
      sum.subtractProduct(a, b);
    } else {
      sum.addProduct(a, b);
    }
  }

  private void apply(Relation.Apply r, int place) {
    long x = values[r.operand().id()][place];
    long y =
        switch (r.function()) {
          case RELU -> x < 0 ? 0 : x;
          case SQRT -> Posit.sqrt(format, x);
          default -> Function.byName(r.function().functionName()).apply(format, x);
        };
    values[r.result().id()][place] = y;
    if (tangents[r.operand().id()] != null) {
      tangents[r.result().id()][place] =
          chain(r.function(), x, y, tangents[r.operand().id()][place]);
    }
  }

  /** The documented order of operations. */
  private long chain(ScalarFunction function, long x, long y, long from) {
    Format f = format;
    long less = Posit.fma(f, Posit.neg(f, y), from, from);
    return switch (function) {
      case RELU -> y > 0 ? from : 0;
      case TANH -> Posit.fma(f, y, less, less);
      case SIGMOID -> Posit.mul(f, less, y);
      case EXP -> Posit.mul(f, from, y);
      case LOG -> Posit.div(f, from, x);
      case SQRT -> Posit.mul(f, Posit.div(f, from, y), Posit.fromDouble(f, 0.5));
      case RECIPROCAL -> Posit.neg(f, Posit.mul(f, Posit.mul(f, from, y), y));
    };
  }

  /** What has one channel or one node has the same for all. */
  private static int place(Value value, int k, int c, int n) {
    int channel = value.channels() == 1 ? 0 : c;
    int node = value.nodes() == 1 ? 0 : n;
    return (k * value.channels() + channel) * value.nodes() + node;
  }

  /** All of some values, one after the other. */
  static long[] joined(List<long[]> parts) {
    return parts.stream().flatMapToLong(Arrays::stream).toArray();
  }
}
