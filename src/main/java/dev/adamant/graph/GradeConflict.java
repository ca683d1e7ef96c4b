package dev.adamant.graph;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Says why grades of a relation's result can only be 0. */
final class GradeConflict {

  private final Program program;
  private final GradeInference grades;

  GradeConflict(Program program, GradeInference grades) {
    this.program = program;
    this.grades = grades;
  }

  /** The inconsistency of a relation whose result stores grades that can only be 0. */
  Inconsistency explain(Relation relation, GradeSet missing) {
    Value result = relation.result();
    List<String> one = new ArrayList<>();
    List<String> two = new ArrayList<>();
    TreeSet<Value> origins = new TreeSet<>(Comparator.comparingInt(Value::id));
    if (relation instanceof Relation.Products products) {
      for (int i = 0; i < products.terms().size(); i++) {
        Relation.Products.Term term = products.terms().get(i);
        GradeSet wanted = term.grades().intersection(missing);
        if (!wanted.isEmpty()) {
          one.add(
              "term " + i + " of the products relation " + relation.name() + " wants " + wanted);
          two.add(gives(term, missing));
          origins.add(term.left());
          origins.add(term.right());
        }
      }
    } else {
      one.add("the " + relation.kind() + " relation " + relation.name() + " stores " + missing);
      two.add("what it reads has " + missing + " as 0");
      origins.addAll(relation.operands());
    }
    one.add(result.name() + " stores " + result.grades());
    List<String> path = new ArrayList<>();
    origins.forEach(value -> path.add(origin(value)));
    path.addAll(two);
    return new Inconsistency(
        Inconsistency.Kind.GRADES,
        "the grades " + missing + " of " + result.name() + " can only be 0",
        one,
        path,
        remedy(result, missing));
  }

  private static String remedy(Value result, GradeSet missing) {
    GradeSet left = result.grades().without(missing);
    return left.isEmpty()
        ? "leave the relation out, or use another product or other grades of the operands"
        : "want " + left + " alone, or use another product or other grades of the operands";
  }

  private String origin(Value value) {
    Relation maker = program.maker(value);
    GradeSet has = grades.grades(value);
    return maker == null
        ? "the " + value.role().roleName() + " " + value.name() + " has " + has
        : value.name() + " has " + has + " by the " + maker.kind() + " relation " + maker.name();
  }

  private String gives(Relation.Products.Term term, GradeSet missing) {
    GradeSet left = grades.grades(term.left()).intersection(term.leftGrades());
    GradeSet right = grades.grades(term.right()).intersection(term.rightGrades());
    GradeSet reached = ProductTable.reach(program.signature(), term.kind(), left, right);
    String product =
        "the "
            + term.kind().productName()
            + " product of "
            + left
            + " of "
            + term.left().name()
            + " and "
            + right
            + " of "
            + term.right().name()
            + " gives "
            + reached;
    GradeSet cancelled = reached.intersection(missing).intersection(term.grades());
    return cancelled.isEmpty() ? product : product + ", of which " + cancelled + " cancels out";
  }
}
