package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of fully connected geometric products: y_1 = P_1(A_1 x, B x), y_t = P_t(A_t x, y_(t−1)),
 * all A, B, P linear, homogeneous of degree blocks + 1 in the input, which dimensions ask for. Only
 * grades from which the output can be reached are made. Under O(p,q) it turns with the input.
 */
final class Polynomial {

  private final ProgramBuilder program;
  private final GeometricNetworks.Settings settings;
  private final Field input;
  private final Field output;

  private Polynomial(Schema schema, GeometricNetworks.Settings settings) {
    this.program = new ProgramBuilder(schema.signature());
    this.settings = settings;
    this.input = schema.inputs().getFirst();
    this.output = Fields.onlyOutput(schema);
    Dimension degree = input.dimension().times(settings.blocks() + 1);
    Fields.require(
        degree.equals(output.dimension()),
        settings.blocks()
            + " products of "
            + input.name()
            + " have the dimension "
            + degree
            + ", and "
            + output.name()
            + " has "
            + output.dimension()
            + ": take another number of blocks (--blocks)");
  }

  /** The program. */
  static Program program(Schema schema, GeometricNetworks.Settings settings) {
    Fields.require(
        schema.inputs().size() == 1
            && schema.inputs().getFirst().nodes() == 1
            && schema.outputs().getFirst().nodes() == 1
            && settings.blocks() >= 1,
        "products take one input field of one node, and 1 or more blocks");
    return new Polynomial(schema, settings).build();
  }

  private Program build() {
    Value x = Fields.input(program, input);
    List<GradeSet> needed = needed();
    Value y = GradeLinear.of(program, "first", x, needed.getFirst(), settings.channels());
    for (int block = 1; block <= settings.blocks(); block++) {
      boolean last = block == settings.blocks();
      GradeSet wanted = needed.get(block);
      Value left =
          GradeLinear.of(
              program, "left" + block, x, useful(y.grades(), wanted), settings.channels());
      y =
          GeometricProduct.fullyConnected(
              program,
              "product" + block,
              left,
              y,
              wanted,
              last ? output.channels() : settings.channels());
    }
    Fields.require(
        y.grades().equals(output.grades()),
        settings.blocks()
            + " products reach the grades "
            + y.grades()
            + " of "
            + output.name()
            + " only: take another number of blocks (--blocks)");
    program.output(output.name(), y, output.dimension());
    return program.build();
  }

  /**
   * By product, from before the first: the grades that can be and from which the output follows.
   */
  private List<GradeSet> needed() {
    List<GradeSet> possible = new ArrayList<>(List.of(input.grades()));
    for (int block = 1; block <= settings.blocks(); block++) {
      possible.add(reach(input.grades(), possible.getLast()));
    }
    List<GradeSet> needed = new ArrayList<>(possible);
    needed.set(settings.blocks(), possible.getLast().intersection(output.grades()));
    for (int block = settings.blocks(); block >= 1; block--) {
      GradeSet useful = GradeSet.EMPTY;
      for (int grade : possible.get(block - 1).grades()) {
        GradeSet one = GradeSet.of(grade);
        if (!reach(input.grades(), one).intersection(needed.get(block)).isEmpty()) {
          useful = useful.union(one);
        }
      }
      Fields.require(
          !useful.isEmpty(),
          settings.blocks()
              + " products of the grades "
              + input.grades()
              + " never have the grades "
              + output.grades()
              + ": take another number of blocks (--blocks)");
      needed.set(block - 1, useful);
    }
    return needed;
  }

  /** The grades of the input that, times those on the right, reach one that is wanted. */
  private GradeSet useful(GradeSet right, GradeSet wanted) {
    GradeSet useful = GradeSet.EMPTY;
    for (int grade : input.grades().grades()) {
      GradeSet one = GradeSet.of(grade);
      if (!reach(one, right).intersection(wanted).isEmpty()) {
        useful = useful.union(one);
      }
    }
    return useful;
  }

  private GradeSet reach(GradeSet left, GradeSet right) {
    return ProductTable.reach(program.signature(), ProductKind.GEOMETRIC, left, right);
  }
}
