package dev.adamant.graph;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A hyperedge of a program hypergraph: it makes one value of others. Every number of a result is
 * one exact sum, rounded once, or one function, rounded as that is.
 */
public sealed interface Relation {

  /** Its index in {@link Program#relations}. */
  int id();

  /** The user's, unique in its program. */
  String name();

  /** What it makes. */
  Value result();

  /** All that it reads, in its own order; one may come twice. */
  List<Value> operands();

  /** The kind, as files have it. */
  String kind();

  /**
   * Grade-wise linear: result[k, o, n] = Σ over terms and channels i of weight[grade of k, o, i] ·
   * operand[k, i, n], plus bias[0, o, 0]; all in one sum.
   *
   * @param terms at least one; a weight has matrices for the grades of its operand that are in the
   *     result, of result channels by operand channels
   * @param bias a {@link Role#PARAMETER} of grade 0, as many channels as the result, 1 node; null
   *     for none. It is added to grade 0, which the result must have
   */
  record Linear(int id, String name, List<Linear.Term> terms, Value bias, Value result)
      implements Relation {

    /**
     * A part of the sum.
     *
     * @param operand of as many nodes as the result
     * @param weight a {@link Role#WEIGHT}
     */
    public record Term(Value operand, Value weight) {}

    /** Makes the list immutable. */
    public Linear {
      terms = List.copyOf(terms);
    }

    @Override
    public List<Value> operands() {
      List<Value> operands = new ArrayList<>();
      for (Linear.Term term : terms) {
        operands.add(term.operand);
        operands.add(term.weight);
      }
      if (bias != null) {
        operands.add(bias);
      }
      return operands;
    }

    @Override
    public String kind() {
      return "linear";
    }
  }

  /**
   * A sum of products, channel by channel and node by node: component k of the result is Σ over
   * terms and over the entries (i, j) of k in the term's table of ±left[i]·right[j].
   *
   * @param terms at least one
   */
  record Products(int id, String name, List<Products.Term> terms, Value result)
      implements Relation {

    /**
     * A product. An operand of one channel or one node goes with all of them.
     *
     * @param kind of product
     * @param left the left operand
     * @param leftGrades of it that take part
     * @param right the right operand
     * @param rightGrades of it that take part
     * @param grades of the product that are added to the result, which has them
     * @param negated whether it is subtracted
     */
    public record Term(
        ProductKind kind,
        Value left,
        GradeSet leftGrades,
        Value right,
        GradeSet rightGrades,
        GradeSet grades,
        boolean negated) {}

    /** Makes the list immutable. */
    public Products {
      terms = List.copyOf(terms);
    }

    @Override
    public List<Value> operands() {
      List<Value> operands = new ArrayList<>();
      for (Products.Term term : terms) {
        operands.add(term.left);
        operands.add(term.right);
      }
      return operands;
    }

    @Override
    public String kind() {
      return "products";
    }
  }

  /**
   * A function of each number.
   *
   * @param operand of grade 0 alone
   */
  record Apply(int id, String name, ScalarFunction function, Value operand, Value result)
      implements Relation {

    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public String kind() {
      return "apply";
    }
  }

  /**
   * Nodes by number: node m of the result is node indices[m] of the operand.
   *
   * @param indices as many as the result has nodes
   */
  record Gather(int id, String name, Value operand, List<Integer> indices, Value result)
      implements Relation {

    /** Makes the list immutable. */
    public Gather {
      indices = List.copyOf(indices);
    }

    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public String kind() {
      return "gather";
    }
  }

  /**
   * Sums over nodes: node n of the result is the sum of all nodes m of the operand with indices[m]
   * = n, and 0 where there are none.
   *
   * @param indices as many as the operand has nodes
   */
  record Scatter(int id, String name, Value operand, List<Integer> indices, Value result)
      implements Relation {

    /** Makes the list immutable. */
    public Scatter {
      indices = List.copyOf(indices);
    }

    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public String kind() {
      return "scatter";
    }
  }
}
