package dev.adamant.graph;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.Signature;
import java.util.List;

/** Whether the operands of a relation fit each other and its result. */
final class Shapes {

  private Shapes() {}

  static void check(Signature signature, Value value) {
    boolean fits =
        !value.grades().isEmpty()
            && GradeSet.all(signature).containsAll(value.grades())
            && value.channels() >= 1
            && value.nodes() >= 1;
    require(
        fits,
        "the value " + value,
        "in "
            + signature
            + " it needs grades from 0 to "
            + signature.dimension()
            + ", and 1 or more channels and nodes");
    long each = (long) value.channels() * value.nodes();
    require(
        each <= Integer.MAX_VALUE / signature.size(),
        "the value " + value + " has " + each + " multivectors",
        "use fewer channels or nodes, in "
            + signature
            + " at most "
            + Integer.MAX_VALUE / signature.size());
    require(!value.name().isBlank(), "the value " + value.id() + " has a blank name", "name it");
    int needed =
        switch (value.role()) {
          case CONSTANT, PARAMETER -> value.length(signature);
          case WEIGHT -> 1;
          case INPUT, INNER, OUTPUT -> 0;
        };
    require(
        value.numbers().size() == needed && value.numbers().stream().allMatch(Double::isFinite),
        "the value " + value + " is given " + count(value.numbers()),
        "it needs " + needed + ", all finite");
    require(
        value.bound() > 0 && (value.role() == Role.INPUT || Double.isInfinite(value.bound())),
        "the value " + value + " has the bound " + value.bound(),
        "inputs alone have one, above 0");
  }

  private static String count(List<Double> numbers) {
    long others = numbers.stream().filter(number -> !Double.isFinite(number)).count();
    return numbers.size() + " numbers" + (others == 0 ? "" : ", " + others + " of them not finite");
  }

  /** Whether a program has an input and an output. */
  static void checkEnds(Program program) {
    if (program.values(Role.INPUT).isEmpty() || program.values(Role.OUTPUT).isEmpty()) {
      throw new ProgramException("a program needs an input and an output or more");
    }
  }

  static void check(Signature signature, Relation relation) {
    String name = "the relation " + relation.name();
    switch (relation) {
      case Relation.Linear r -> linear(name, r);
      case Relation.Products r -> products(name, r);
      case Relation.Apply r -> {
        require(
            r.operand().grades().equals(GradeSet.SCALAR) && r.operand().role().isSampled(),
            name + " applies " + r.function().functionName() + " to " + r.operand(),
            "functions take values of grade 0 alone, different for each sample");
        same(name, r.operand(), r.result(), r.operand().nodes());
      }
      case Relation.Gather r -> {
        nodes(name, r.indices(), r.operand(), r.operand().nodes());
        same(name, r.operand(), r.result(), r.indices().size());
      }
      case Relation.Scatter r -> {
        same(name, r.operand(), r.result(), r.result().nodes());
        require(
            r.indices().size() == r.operand().nodes(),
            name + " has " + r.indices().size() + " indices for " + r.operand(),
            "one is needed for each node");
        nodes(name, r.indices(), r.operand(), r.result().nodes());
      }
    }
  }

  private static void same(String name, Value operand, Value result, int nodes) {
    require(
        result.grades().equals(operand.grades())
            && result.channels() == operand.channels()
            && result.nodes() == nodes,
        name + " makes " + result + " of " + operand,
        "the result must have the grades and channels of the operand, and " + nodes + " nodes");
  }

  private static void nodes(String name, List<Integer> indices, Value operand, int limit) {
    for (int index : indices) {
      require(
          index >= 0 && index < limit,
          name + " has the index " + index,
          "it must be from 0 to " + (limit - 1));
    }
    require(operand.role().isSampled(), name + " reads " + operand, "it must be sampled");
  }

  private static void linear(String name, Relation.Linear r) {
    GradeSet made = r.bias() == null ? GradeSet.EMPTY : GradeSet.SCALAR;
    for (Relation.Linear.Term term : r.terms()) {
      Value x = term.operand();
      Value w = term.weight();
      require(x.role().isSampled(), name + " takes " + x, "it must be different for each sample");
      require(
          w.role() == Role.WEIGHT
              && w.channels() == r.result().channels()
              && w.nodes() == x.channels(),
          name + " takes " + x + " by " + w,
          "the weight must be a matrix of "
              + r.result().channels()
              + " by "
              + x.channels()
              + " channels");
      GradeSet common = x.grades().intersection(r.result().grades());
      require(
          !common.isEmpty() && w.grades().equals(common),
          name + " takes " + x + " by the weight " + w + " to " + r.result(),
          "it must have matrices for the grades " + common + ", which both have, and at least one");
      require(
          x.nodes() == r.result().nodes(),
          name + " takes " + x + " to " + r.result(),
          "both must have as many nodes");
      made = made.union(common);
    }
    require(
        made.equals(r.result().grades()),
        name + " makes the grades " + made + " of " + r.result(),
        "no term reaches the others: leave them out of the result, whose type has them as 0");
    Value bias = r.bias();
    require(
        bias == null
            || (bias.role() == Role.PARAMETER
                && bias.grades().equals(GradeSet.SCALAR)
                && bias.channels() == r.result().channels()
                && bias.nodes() == 1
                && r.result().grades().contains(0)),
        name + " has the bias " + bias,
        "it must be a parameter of grade 0 and 1 node with the channels of the result, and the"
            + " result must have grade 0");
  }

  private static void products(String name, Relation.Products r) {
    GradeSet made = GradeSet.EMPTY;
    int channels = 1;
    int nodes = 1;
    for (Relation.Products.Term term : r.terms()) {
      for (Value operand : List.of(term.left(), term.right())) {
        require(
            operand.role() != Role.WEIGHT
                && (operand.channels() == 1 || operand.channels() == r.result().channels())
                && (operand.nodes() == 1 || operand.nodes() == r.result().nodes()),
            name + " multiplies " + operand + " for " + r.result(),
            "its channels and nodes must be 1 or those of the result, and it must be no weight");
        channels = Math.max(channels, operand.channels());
        nodes = Math.max(nodes, operand.nodes());
      }
      made = made.union(term.grades());
      require(
          term.left().grades().containsAll(term.leftGrades())
              && term.right().grades().containsAll(term.rightGrades())
              && r.result().grades().containsAll(term.grades())
              && !term.leftGrades().isEmpty()
              && !term.rightGrades().isEmpty()
              && !term.grades().isEmpty(),
          name
              + " takes the grades "
              + term.leftGrades()
              + " of "
              + term.left()
              + " and "
              + term.rightGrades()
              + " of "
              + term.right()
              + " to "
              + term.grades()
              + " of "
              + r.result(),
          "each must have those grades, and at least one");
    }
    require(
        made.equals(r.result().grades())
            && channels == r.result().channels()
            && nodes == r.result().nodes(),
        name + " makes " + made + " " + nodes + "x" + channels + " of " + r.result(),
        "the result must have the grades of its terms and the channels and nodes of its operands");
    require(
        r.operands().stream().anyMatch(operand -> operand.role().isSampled()),
        name + " has only constants and parameters",
        "one operand at least must be different for each sample");
  }

  private static void require(boolean holds, String what, String remedy) {
    if (!holds) {
      throw new ProgramException(what + ": " + remedy);
    }
  }
}
