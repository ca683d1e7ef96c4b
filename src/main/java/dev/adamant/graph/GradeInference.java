package dev.adamant.graph;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which components of each value can be other than 0, by algebra alone: a component of a sum of
 * products is a polynomial in components of the operands, and it can be other than 0 if and only if
 * a coefficient is. So x ∧ x is known to be 0, and so is what a b − b a loses. What is given is
 * taken as able to have any number, but for constants, whose zeros are known.
 *
 * <p>A grade that is stored although all its components can only be 0 is an {@link Inconsistency};
 * what follows from that value is then inferred as if it were not, so each is reported once.
 */
public final class GradeInference {

  private final Program program;
  private final Signature signature;
  private final BitSet[] nonzero;
  private final List<Inconsistency> inconsistencies = new ArrayList<>();

  private GradeInference(Program program) {
    this.program = program;
    this.signature = program.signature();
    this.nonzero = new BitSet[program.values().size()];
  }

  /** Infers all of a program. */
  public static GradeInference of(Program program) {
    GradeInference inference = new GradeInference(program);
    program.values().forEach(inference::given);
    program.relations().forEach(inference::made);
    return inference;
  }

  /** The grades of a value that can be other than 0. */
  public GradeSet grades(Value value) {
    return grades(value, nonzero[value.id()]);
  }

  /** How many of the stored components of a value can be other than 0. */
  public int components(Value value) {
    return nonzero[value.id()].cardinality();
  }

  /** Whether a component, counted within the stored grades, can be other than 0. */
  public boolean canBeNonzero(Value value, int component) {
    return nonzero[value.id()].get(component);
  }

  /** Grades that are stored or wanted and can only be 0, in order of relations. */
  public List<Inconsistency> inconsistencies() {
    return List.copyOf(inconsistencies);
  }

  private void given(Value value) {
    BitSet set = all(value);
    if (value.role() == Role.CONSTANT) {
      int components = signature.size(value.grades());
      int each = value.numbers().size() / components;
      for (int i = 0; i < components; i++) {
        set.set(
            i, value.numbers().subList(i * each, (i + 1) * each).stream().anyMatch(x -> x != 0.0));
      }
    }
    nonzero[value.id()] = set;
  }

  private BitSet all(Value value) {
    BitSet set = new BitSet();
    set.set(0, signature.size(value.grades()));
    return set;
  }

  private void made(Relation relation) {
    Value result = relation.result();
    BitSet set =
        switch (relation) {
          case Relation.Linear r -> linear(r);
          case Relation.Products r -> products(r);
          case Relation.Apply r -> apply(r);
          case Relation.Gather r -> (BitSet) nonzero[r.operand().id()].clone();
          case Relation.Scatter r -> (BitSet) nonzero[r.operand().id()].clone();
        };
    GradeSet missing = result.grades().without(grades(result, set));
    if (missing.isEmpty()) {
      nonzero[result.id()] = set;
    } else {
      inconsistencies.add(new GradeConflict(program, this).explain(relation, missing));
      nonzero[result.id()] = all(result);
    }
  }

  private BitSet linear(Relation.Linear r) {
    BitSet set = new BitSet();
    List<Integer> blades = signature.blades(r.result().grades());
    for (Relation.Linear.Term term : r.terms()) {
      List<Integer> of = signature.blades(term.operand().grades());
      BitSet operand = nonzero[term.operand().id()];
      for (int i = operand.nextSetBit(0); i >= 0; i = operand.nextSetBit(i + 1)) {
        int k = blades.indexOf(of.get(i));
        if (k >= 0) {
          set.set(k);
        }
      }
    }
    if (r.bias() != null) {
      set.set(blades.indexOf(0));
    }
    return set;
  }

  private static final class Polynomial extends HashMap<List<Integer>, Integer> {
    private static final long serialVersionUID = 1L;

    void add(Value a, int i, Value b, int j, int sign) {
      boolean swap = a.id() > b.id() || (a.id() == b.id() && i > j);
      List<Integer> pair = swap ? List.of(b.id(), j, a.id(), i) : List.of(a.id(), i, b.id(), j);
      merge(pair, sign, Integer::sum);
    }

    boolean isZero() {
      return values().stream().allMatch(coefficient -> coefficient == 0);
    }
  }

  private BitSet products(Relation.Products r) {
    List<Integer> blades = signature.blades(r.result().grades());
    Map<Integer, Polynomial> polynomials = new HashMap<>();
    for (Relation.Products.Term term : r.terms()) {
      List<Integer> lefts = signature.blades(term.left().grades());
      List<Integer> rights = signature.blades(term.right().grades());
      List<Integer> leftPart = signature.blades(term.leftGrades());
      List<Integer> rightPart = signature.blades(term.rightGrades());
      List<Integer> outPart = signature.blades(term.grades());
      for (ProductTable.Entry entry : table(term).entries()) {
        int i = lefts.indexOf(leftPart.get(entry.left()));
        int j = rights.indexOf(rightPart.get(entry.right()));
        if (nonzero[term.left().id()].get(i) && nonzero[term.right().id()].get(j)) {
          polynomials
              .computeIfAbsent(blades.indexOf(outPart.get(entry.out())), k -> new Polynomial())
              .add(term.left(), i, term.right(), j, term.negated() ? -entry.sign() : entry.sign());
        }
      }
    }
    BitSet set = new BitSet();
    polynomials.forEach((k, polynomial) -> set.set(k, !polynomial.isZero()));
    return set;
  }

  private ProductTable table(Relation.Products.Term term) {
    return ProductTable.of(
        signature, term.kind(), term.leftGrades(), term.rightGrades(), term.grades());
  }

  private BitSet apply(Relation.Apply r) {
    BitSet set = (BitSet) nonzero[r.operand().id()].clone();
    boolean keepsZero =
        switch (r.function()) {
          case RELU, TANH, SQRT -> true;
          case SIGMOID, EXP, LOG, RECIPROCAL -> false;
        };
    if (!keepsZero) {
      set.set(0);
    }
    return set;
  }

  private GradeSet grades(Value value, BitSet components) {
    GradeSet grades = GradeSet.EMPTY;
    List<Integer> blades = signature.blades(value.grades());
    for (int i = components.nextSetBit(0); i >= 0; i = components.nextSetBit(i + 1)) {
      grades = grades.union(GradeSet.of(Signature.grade(blades.get(i))));
    }
    return grades;
  }
}
