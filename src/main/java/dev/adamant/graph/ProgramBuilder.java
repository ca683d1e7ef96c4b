package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes a {@link Program}, value by value and relation by relation. A name that is taken gets a
 * number. All methods throw {@link ProgramException} where shapes or grades do not fit; whether
 * grades can be other than 0, and dimensions, are questions for the inference.
 */
public final class ProgramBuilder {

  private final Signature signature;
  private final List<Value> values = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();

  /** An empty program over an algebra. */
  public ProgramBuilder(Signature signature) {
    this.signature = signature;
  }

  /** The algebra. */
  public Signature signature() {
    return signature;
  }

  /**
   * An input.
   *
   * @param dimension null where it is to be inferred
   * @param bound the greatest magnitude of a component, or infinity
   */
  public Value input(
      String name, GradeSet grades, int channels, int nodes, Dimension dimension, double bound) {
    return value(name, Role.INPUT, grades, channels, nodes, dimension, bound, List.of());
  }

  /**
   * A constant of one channel and one node.
   *
   * @param numbers its components
   */
  public Value constant(String name, GradeSet grades, Dimension dimension, double... numbers) {
    return value(
        name, Role.CONSTANT, grades, 1, 1, dimension, Double.POSITIVE_INFINITY, list(numbers));
  }

  /** The number 1, without a dimension; made once. */
  public Value one() {
    for (Value value : values) {
      if (value.role() == Role.CONSTANT
          && value.grades().equals(GradeSet.SCALAR)
          && value.numbers().equals(List.of(1.0))
          && Dimension.NONE.equals(value.dimension())) {
        return value;
      }
    }
    return constant("one", GradeSet.SCALAR, Dimension.NONE, 1.0);
  }

  /**
   * Multivectors that are learned, the same for all samples.
   *
   * @param first its components at the beginning, [components, channels, nodes]; one number stands
   *     for all
   */
  public Value parameter(
      String name, GradeSet grades, int channels, int nodes, Dimension dimension, double... first) {
    int length = signature.size(grades) * channels * nodes;
    List<Double> numbers = first.length == 1 ? Collections.nCopies(length, first[0]) : list(first);
    return value(
        name,
        Role.PARAMETER,
        grades,
        channels,
        nodes,
        dimension,
        Double.POSITIVE_INFINITY,
        numbers);
  }

  /**
   * Matrices that are learned, one for each grade, without a dimension.
   *
   * @param outputs channels that it gives
   * @param inputs channels that it takes
   * @param deviation of the normal distribution of its first elements
   */
  public Value weight(String name, GradeSet grades, int outputs, int inputs, double deviation) {
    return value(
        name,
        Role.WEIGHT,
        grades,
        outputs,
        inputs,
        Dimension.NONE,
        Double.POSITIVE_INFINITY,
        List.of(deviation));
  }

  /**
   * A linear relation.
   *
   * @param grades of the result
   * @param bias may be null
   */
  public Value linear(
      String name, GradeSet grades, int channels, List<Relation.Linear.Term> terms, Value bias) {
    Value first = first(name, terms).operand();
    Value result = inner(name, grades, channels, first.nodes());
    Relation.Linear relation =
        new Relation.Linear(relations.size(), result.name(), terms, bias, result);
    Shapes.check(signature, relation);
    relations.add(relation);
    return result;
  }

  /** A sum of products, of grades that the terms give. */
  public Value products(String name, List<Relation.Products.Term> terms) {
    first(name, terms);
    GradeSet grades = GradeSet.EMPTY;
    int channels = 1;
    int nodes = 1;
    for (Relation.Products.Term term : terms) {
      grades = grades.union(term.grades());
      channels = Math.max(channels, Math.max(term.left().channels(), term.right().channels()));
      nodes = Math.max(nodes, Math.max(term.left().nodes(), term.right().nodes()));
    }
    Value result = inner(name, grades, channels, nodes);
    Relation.Products relation =
        new Relation.Products(relations.size(), result.name(), terms, result);
    Shapes.check(signature, relation);
    relations.add(relation);
    return result;
  }

  /**
   * A term of a sum of products: of all grades of its operands, those of some grades.
   *
   * @param grades of the product that are wanted
   */
  public static Relation.Products.Term term(
      ProductKind kind, Value left, Value right, GradeSet grades) {
    return new Relation.Products.Term(
        kind, left, left.grades(), right, right.grades(), grades, false);
  }

  /** The same, subtracted. */
  public static Relation.Products.Term minus(
      ProductKind kind, Value left, Value right, GradeSet grades) {
    return new Relation.Products.Term(
        kind, left, left.grades(), right, right.grades(), grades, true);
  }

  /** A function of scalars. */
  public Value apply(String name, ScalarFunction function, Value operand) {
    Value result = inner(name, operand.grades(), operand.channels(), operand.nodes());
    Relation.Apply relation =
        new Relation.Apply(relations.size(), result.name(), function, operand, result);
    Shapes.check(signature, relation);
    relations.add(relation);
    return result;
  }

  /** Nodes by number. */
  public Value gather(String name, Value operand, List<Integer> indices) {
    Value result = inner(name, operand.grades(), operand.channels(), indices.size());
    Relation.Gather relation =
        new Relation.Gather(relations.size(), result.name(), operand, indices, result);
    Shapes.check(signature, relation);
    relations.add(relation);
    return result;
  }

  /**
   * Sums over nodes.
   *
   * @param nodes of the result
   */
  public Value scatter(String name, Value operand, List<Integer> indices, int nodes) {
    Value result = inner(name, operand.grades(), operand.channels(), nodes);
    Relation.Scatter relation =
        new Relation.Scatter(relations.size(), result.name(), operand, indices, result);
    Shapes.check(signature, relation);
    relations.add(relation);
    return result;
  }

  /**
   * Makes an inner value an output, under a name and with what is declared of it.
   *
   * @param value made by a relation, and no output yet
   * @param dimension null where it is to be inferred
   */
  public Value output(String name, Value value, Dimension dimension) {
    if (value.role() != Role.INNER || !values.get(value.id()).equals(value)) {
      throw new ProgramException(
          "the output " + name + " is " + value + ", which no relation makes: make it by one");
    }
    Value output =
        new Value(
            value.id(),
            name.equals(value.name()) ? name : unique(name),
            Role.OUTPUT,
            value.grades(),
            value.channels(),
            value.nodes(),
            dimension,
            Double.POSITIVE_INFINITY,
            List.of());
    values.set(value.id(), output);
    relations.replaceAll(relation -> Renaming.replace(relation, value, output));
    return output;
  }

  /**
   * The program.
   *
   * @throws ProgramException when it has no input or no output
   */
  public Program build() {
    Program program = new Program(signature, values, relations);
    Shapes.checkEnds(program);
    return program;
  }

  private Value inner(String name, GradeSet grades, int channels, int nodes) {
    return value(
        name, Role.INNER, grades, channels, nodes, null, Double.POSITIVE_INFINITY, List.of());
  }

  private Value value(
      String name,
      Role role,
      GradeSet grades,
      int channels,
      int nodes,
      Dimension dimension,
      double bound,
      List<Double> numbers) {
    Value value =
        new Value(
            values.size(), unique(name), role, grades, channels, nodes, dimension, bound, numbers);
    Shapes.check(signature, value);
    values.add(value);
    return value;
  }

  private String unique(String name) {
    String candidate = name;
    for (int number = 2; isTaken(candidate); number++) {
      candidate = name + "." + number;
    }
    return candidate;
  }

  private boolean isTaken(String name) {
    return values.stream().anyMatch(value -> value.name().equals(name))
        || relations.stream().anyMatch(relation -> relation.name().equals(name));
  }

  private static <T> T first(String name, List<T> terms) {
    if (terms.isEmpty()) {
      throw new ProgramException("the relation " + name + " has no terms: it needs at least one");
    }
    return terms.getFirst();
  }

  private static List<Double> list(double... numbers) {
    List<Double> list = new ArrayList<>();
    for (double number : numbers) {
      list.add(number);
    }
    return list;
  }
}
