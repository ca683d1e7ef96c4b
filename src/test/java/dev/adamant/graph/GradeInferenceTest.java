package dev.adamant.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.number.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradeInferenceTest {

  private static final List<ProductKind> KINDS = List.of(ProductKind.values());

  private static final Map<String, String> MESSAGES =
      Map.ofEntries(
          Map.entry(
              "inner product of vectors as a bivector",
              "the grades {2} of out can only be 0: term 0 of the products relation p wants {2} →"
                  + " out stores {2}, but the input x has {1} → the input y has {1} → the inner"
                  + " product of {1} of x and {1} of y gives {0}: leave the relation out, or use"
                  + " another product or other grades of the operands"),
          Map.entry(
              "outer square of a vector",
              "the grades {2} of out can only be 0: term 0 of the products relation p wants {2} →"
                  + " out stores {2}, but y has {1} by the linear relation y → the outer product of"
                  + " {1} of y and {1} of y gives {2}, of which {2} cancels out: leave the relation"
                  + " out, or use another product or other grades of the operands"),
          Map.entry(
              "anticommutator of vectors with a bivector",
              "the grades {2} of out can only be 0: term 0 of the products relation p wants {2} →"
                  + " term 1 of the products relation p wants {2} → out stores {0,2}, but the input"
                  + " x has {1} → the input y has {1} → the geometric product of {1} of x and {1}"
                  + " of y gives {0,2}, of which {2} cancels out → the geometric product of {1} of"
                  + " y and {1} of x gives {0,2}, of which {2} cancels out: want {0} alone, or use"
                  + " another product or other grades of the operands"),
          Map.entry(
              "commutator of vectors with a scalar",
              "the grades {0} of out can only be 0: term 0 of the products relation p wants {0} →"
                  + " term 1 of the products relation p wants {0} → out stores {0,2}, but the input"
                  + " x has {1} → the input y has {1} → the geometric product of {1} of x and {1}"
                  + " of y gives {0,2}, of which {0} cancels out → the geometric product of {1} of"
                  + " y and {1} of x gives {0,2}, of which {0} cancels out: want {2} alone, or use"
                  + " another product or other grades of the operands"),
          Map.entry(
              "product with a constant whose bivector is 0",
              "the grades {2} of out can only be 0: term 0 of the products relation p wants {2} →"
                  + " out stores {0,2}, but the input x has {0} → the constant rotor has {0} → the"
                  + " geometric product of {0} of rotor and {0} of x gives {0}: want {0} alone, or"
                  + " use another product or other grades of the operands"),
          Map.entry(
              "too high a grade, found once although more is made of it",
              "the grades {3} of p can only be 0: term 0 of the products relation p wants {3} "
                  + "→ p stores {0,3}, but the input x has {1} → the geometric product of {1} of x "
                  + "and {1} of x gives {0,2}: want {0} alone, or use another product or other "
                  + "grades of the operands"));

  @Test
  void illGradedProgramsAreRefused() {
    WrongPrograms.illGraded()
        .forEach(
            (name, program) ->
                assertThat(GradeInference.of(program).inconsistencies())
                    .as(name)
                    .extracting(Inconsistency::message)
                    .containsExactly(MESSAGES.get(name)));
    assertThat(WrongPrograms.illGraded()).hasSameSizeAs(MESSAGES);
  }

  @Test
  void whatIsInferredAsZeroIsZero() {
    for (int seed = 0; seed < 60; seed++) {
      Program program = RandomPrograms.program(seed);
      GradeInference grades = GradeInference.of(program);
      if (grades.inconsistencies().isEmpty()) {
        boolean[][] zeros = zeros(program, new Random(seed));
        for (Value value : program.values()) {
          for (int k = 0; k < zeros[value.id()].length; k++) {
            assertThat(grades.canBeNonzero(value, k) || zeros[value.id()][k]).isTrue();
          }
        }
      }
    }
  }

  @Test
  void componentOfSumOfProductsIsZeroExactlyWhereItIsInferred() {
    Random random = new Random(4);
    int zero = 0;
    int nonzero = 0;
    for (int trial = 0; trial < 200; trial++) {
      Program program = sumOfProducts(random);
      GradeInference grades = GradeInference.of(program);
      Value out = program.values(Role.OUTPUT).getFirst();
      boolean[] zeros = zeros(program, random)[out.id()];
      if (!grades.inconsistencies().isEmpty()) {
        // The grades that the message names are zero; others are not looked at any more.
        List<Integer> blades = program.signature().blades(out.grades());
        String what = grades.inconsistencies().getFirst().what();
        for (int k = 0; k < zeros.length; k++) {
          boolean isNamed = what.matches(".*[{,]" + Signature.grade(blades.get(k)) + "[,}].*");
          assertThat(!isNamed || zeros[k]).isTrue();
        }
        continue;
      }
      for (int k = 0; k < zeros.length; k++) {
        assertThat(zeros[k]).isEqualTo(!grades.canBeNonzero(out, k));
        zero += zeros[k] ? 1 : 0;
        nonzero += zeros[k] ? 0 : 1;
      }
    }
    assertThat(zero).isGreaterThan(20);
    assertThat(nonzero).isGreaterThan(200);
  }

  /** Up to three products of two inputs and a constant that has zeros, in any order and sign. */
  private static Program sumOfProducts(Random random) {
    List<Signature> signatures =
        List.of(new Signature(2, 0, 0), new Signature(1, 1, 1), Signature.PGA);
    Signature signature = signatures.get(random.nextInt(signatures.size()));
    ProgramBuilder builder = new ProgramBuilder(signature);
    List<Value> values = new ArrayList<>();
    for (String name : List.of("x", "y")) {
      values.add(builder.input(name, grades(signature, random), 1, 1, null, 2));
    }
    GradeSet all = GradeSet.all(signature);
    double[] numbers = random.doubles(signature.size(), -1, 1).map(x -> Math.max(x, 0)).toArray();
    values.add(builder.constant("c", all, null, numbers));
    List<Relation.Products.Term> terms = new ArrayList<>();
    while (terms.isEmpty() || random.nextInt(3) > 0) {
      Value left = values.get(random.nextInt(3));
      Value right = values.get(random.nextInt(left.role() == Role.CONSTANT ? 2 : 3));
      ProductKind kind = KINDS.get(random.nextInt(KINDS.size()));
      GradeSet reached = ProductTable.reach(signature, kind, left.grades(), right.grades());
      if (!reached.isEmpty()) {
        terms.add(
            random.nextBoolean()
                ? ProgramBuilder.term(kind, left, right, reached)
                : ProgramBuilder.minus(kind, left, right, reached));
      }
    }
    builder.output("out", builder.products("p", terms), null);
    return builder.build();
  }

  private static GradeSet grades(Signature signature, Random random) {
    return new GradeSet(1 + random.nextInt(GradeSet.all(signature).bits()));
  }

  /** Which components of each value are 0 in all channels and nodes of a random sample. */
  private static boolean[][] zeros(Program program, Random random) {
    SampledProgram sample =
        new SampledProgram(program, Format.BPOSIT64, RangesTest.given(program, random));
    boolean[][] zeros = new boolean[program.values().size()][];
    for (Value value : program.values()) {
      boolean isWeight = value.role() == Role.WEIGHT;
      zeros[value.id()] = new boolean[isWeight ? 0 : program.signature().size(value.grades())];
      int each = value.channels() * value.nodes();
      for (int k = 0; k < zeros[value.id()].length; k++) {
        zeros[value.id()][k] =
            Arrays.stream(sample.patterns(value), k * each, (k + 1) * each).allMatch(x -> x == 0);
      }
    }
    return zeros;
  }
}
