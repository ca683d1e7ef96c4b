package dev.adamant.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTextTest {

  private static final String TEXT =
      "{\"algebra\":[3,0,0],\"relations\":["
          + "{\"kind\":\"gather\",\"name\":\"pair\",\"operand\":0,\"indices\":[1,0],\"result\":1},"
          + "{\"bias\":4,\"kind\":\"linear\",\"name\":\"mix\",\"result\":3,"
          + "\"terms\":[{\"operand\":1,\"weight\":2}]},"
          + "{\"kind\":\"products\",\"name\":\"square\",\"result\":5,\"terms\":[{\"grades\":[0],"
          + "\"kind\":\"inner\",\"left\":3,\"leftGrades\":[1],\"negated\":true,\"right\":3,"
          + "\"rightGrades\":[1]}]},"
          + "{\"function\":\"tanh\",\"kind\":\"apply\",\"name\":\"bent\",\"operand\":5,"
          + "\"result\":6},"
          + "{\"indices\":[0,0],\"kind\":\"scatter\",\"name\":\"all\",\"operand\":6,"
          + "\"result\":7}],"
          + "\"values\":["
          + "{\"bound\":1.0E10,\"channels\":1,\"dimension\":\"m s^-1\",\"grades\":[0,1],"
          + "\"name\":\"a \\\"b\\\\ / é\",\"nodes\":2,\"role\":\"input\"},"
          + "{\"channels\":1,\"grades\":[0,1],\"name\":\"pair\",\"nodes\":2,\"role\":\"inner\"},"
          + "{\"channels\":2,\"dimension\":\"1\",\"grades\":[0,1],\"name\":\"w\",\"nodes\":1,"
          + "\"numbers\":[0.1],\"role\":\"weight\"},"
          + "{\"channels\":2,\"grades\":[0,1],\"name\":\"mix\",\"nodes\":2,\"role\":\"inner\"},"
          + "{\"channels\":2,\"grades\":[0],\"name\":\"b\",\"nodes\":1,\"numbers\":[-0.0,0.25],"
          + "\"role\":\"parameter\"},"
          + "{\"channels\":2,\"grades\":[0],\"name\":\"square\",\"nodes\":2,\"role\":\"inner\"},"
          + "{\"channels\":2,\"grades\":[0],\"name\":\"bent\",\"nodes\":2,\"role\":\"inner\"},"
          + "{\"channels\":2,\"grades\":[0],\"name\":\"y\",\"nodes\":1,\"role\":\"output\"}],"
          + "\"version\":1}";

  private static final String CANONICAL =
      TEXT.replace(
          "{\"kind\":\"gather\",\"name\":\"pair\",\"operand\":0,\"indices\":[1,0],\"result\":1}",
          "{\"indices\":[1,0],\"kind\":\"gather\",\"name\":\"pair\",\"operand\":0,\"result\":1}");

  private static Program program() {
    ProgramBuilder builder = new ProgramBuilder(new Signature(3, 0, 0));
    GradeSet grades = GradeSet.of(0, 1);
    Value x = builder.input("a \"b\\ / é", grades, 1, 2, Dimension.parse("m s^-1"), 1e10);
    Value pair = builder.gather("pair", x, List.of(1, 0));
    Value w = builder.weight("w", grades, 2, 1, 0.1);
    // A value's id is the order in which it was made: the parameter comes after what is made of it.
    Value mix = builder.linear("mix", grades, 2, List.of(new Relation.Linear.Term(pair, w)), null);
    builder.parameter("b", GradeSet.SCALAR, 2, 1, null, -0.0, 0.25);
    Value square =
        builder.products(
            "square",
            List.of(
                new Relation.Products.Term(
                    ProductKind.INNER,
                    mix,
                    GradeSet.VECTOR,
                    mix,
                    GradeSet.VECTOR,
                    GradeSet.SCALAR,
                    true)));
    Value bent = builder.apply("bent", ScalarFunction.TANH, square);
    builder.output("y", builder.scatter("all", bent, List.of(0, 0), 1), null);
    return builder.build();
  }

  @Test
  void textIsCanonical() {
    String withoutBias = CANONICAL.replace("\"bias\":4,", "");
    assertThat(ProgramText.write(program())).isEqualTo(withoutBias);
    assertThat(ProgramText.parse(withoutBias)).isEqualTo(program());
    assertThat(ProgramText.write(ProgramText.parse(CANONICAL))).isEqualTo(CANONICAL);
  }

  @Test
  void randomProgramsComeBack() {
    for (int seed = 0; seed < 25; seed++) {
      Program program = RandomPrograms.program(seed);
      String text = ProgramText.write(program);
      assertThat(ProgramText.parse(text)).isEqualTo(program);
    }
  }

  @Test
  void otherFormsAreRefused() {
    for (String other :
        List.of(TEXT, CANONICAL.replace("1.0E10", "1e10"), CANONICAL.replace(",", ", "))) {
      assertThatThrownBy(() -> ProgramText.parse(other))
          .isInstanceOf(ProgramException.class)
          .hasMessage(
              "the program is not in its canonical form, with sorted keys, no blanks and doubles"
                  + " in their fewest digits: write it again");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\":1|\"version\":2|the program: it has the version 2, this reads 1",
        "\"version\":1|\"revision\":1|the program: it has the unknown key \"revision\", there are"
            + " [algebra, relations, values, version]",
        "[3,0,0]|[3,0]|the program: \"algebra\" is [3, 0], it must be [p,q,r]",
        "[3,0,0]|[7,0,0]|the program: \"algebra\": Cl(7,0,0): p, q and r must be 0 or more,"
            + " together at most 6",
        "\"role\":\"input\"|\"role\":\"inpt\"|value 0: \"role\": no role \"inpt\": there are"
            + " [input, constant, parameter, weight, inner, output]",
        "m s^-1|m/s|value 0: \"dimension\": \"m/s\" is no dimension, for \"m/s\": expected units"
            + " with integer powers, such as m^3 s^-2, or 1",
        "\"bound\":1.0E10|\"bound\":-1.0|the value a \"b\\ / é {0,1} 2x1 has the bound -1.0: inputs"
            + " alone have one, above 0",
        "\"bound\":1.0E10|\"bound\":\"big\"|value 0: \"bound\" has \"big\" where a double must"
            + " stand",
        "\"name\":\"w\"|\"name\":\"pair\"|value 2: the name pair is taken by a value before it",
        "\"name\":\"w\",\"nodes\":1|\"name\":\"w\",\"nodes\":1.5|value 2: \"nodes\" has 1.5 where"
            + " an integer below 2^31 must stand",
        "\"grades\":[0,1],\"name\":\"w\"|\"grades\":[1,0],\"name\":\"w\"|value 2: the grades [1, 0]"
            + " of \"grades\" do not ascend",
        "\"numbers\":[-0.0,0.25]|\"numbers\":[0.25]|the value b {0} 1x2 is given 1 numbers: it"
            + " needs 2, all finite",
        "\"kind\":\"gather\"|\"kind\":\"grab\"|relation 0: it is of the unknown kind \"grab\","
            + " there are [linear, products, apply, gather, scatter]",
        "\"indices\":[1,0]|\"indices\":[2,0]|the relation pair has the index 2: it must be from 0"
            + " to 1",
        "\"indices\":[1,0]|\"indices\":[1]|the relation pair makes pair {0,1} 2x1 of a \"b\\ / é"
            + " {0,1} 2x1: the result must have the grades and channels of the operand, and 1"
            + " nodes",
        "\"name\":\"pair\",\"operand\":0|\"name\":\"pair\",\"operand\":8|relation 0: \"operand\" is"
            + " the value 8, there are 0 to 7",
        "\"name\":\"pair\",\"operand\":0|\"name\":\"pair\",\"operand\":1|relation 0: pair reads"
            + " pair, which no relation before it makes: put its maker first, and leave no cycle",
        "\"name\":\"bent\",\"operand\":5,\"result\":6|\"name\":\"bent\",\"operand\":5,\"result\":5|"
            + "relation 3: bent makes square again: one relation makes a value",
        "\"name\":\"pair\",\"operand\":0,\"result\":1|\"name\":\"pair\",\"operand\":0,\"result\":0|"
            + "relation 0: pair makes a \"b\\ / é, which is given as input: only inner values and"
            + " outputs are made",
        "\"bias\":4,|\"bias\":1,|the relation mix has the bias pair {0,1} 2x1: it must be a"
            + " parameter of grade 0 and 1 node with the channels of the result, and the result"
            + " must have grade 0",
        "\"negated\":true|\"negated\":1|relation 2 (square), term 0: \"negated\" is neither true"
            + " nor false",
        "\"kind\":\"inner\",\"left\"|\"kind\":\"dot\",\"left\"|relation 2 (square), term 0:"
            + " \"kind\": no product \"dot\": there are [geometric, outer, inner,"
            + " left-contraction, scalar, regressive]",
        "\"function\":\"tanh\"|\"function\":\"sin\"|relation 3: \"function\": no function \"sin\":"
            + " there are [relu, tanh, sigmoid, exp, log, sqrt, reciprocal]",
        "\"terms\":[{\"operand\":1,\"weight\":2}]|\"terms\":[]|relation 1: it has no terms, it"
            + " needs at least one",
        "\"terms\":[{\"operand\":1,\"weight\":2}]|\"terms\":[{\"operand\":1}]|relation 1 (mix),"
            + " term 0: \"weight\" is missing",
        "\"name\":\"bent\",\"operand\"|\"name\":\"pair\",\"operand\"|relation 3: the name pair is"
            + " taken by a relation before it",
        "\"role\":\"output\"|\"role\":\"inner\"|a program needs an input and an output or more",
        "\"name\":\"y\",\"nodes\":1|\"name\":\"y\",\"nodes\":2147483647|the value y {0}"
            + " 2147483647x2 has 4294967294 multivectors: use fewer channels or nodes, in"
            + " Cl(3,0,0) at most 268435455",
      })
  void malformedTextsAreRefused(String from, String to, String message) {
    String text = CANONICAL.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
    assertThat(text).isNotEqualTo(CANONICAL);
    assertThatThrownBy(() -> ProgramText.parse(text))
        .isInstanceOf(ProgramException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text : List.of("{", "nothing", CANONICAL + "x", "{\"version\":1,\"version\":1}")) {
      assertThatThrownBy(() -> ProgramText.parse(text))
          .isInstanceOf(ProgramException.class)
          .hasMessageStartingWith("the program is no");
    }
    assertThatThrownBy(() -> ProgramText.parse("[]")).hasMessage("the program: it is no object");
    assertThatThrownBy(
            () ->
                ProgramText.parse(
                    CANONICAL.replace("\"version\":1", "\"version\":1," + "\"values\":[]")))
        .hasMessageContaining("uplicate");
  }

  @Test
  void valueThatNothingMakesIsRefused() {
    String text =
        CANONICAL.replace(
            ",{\"indices\":[0,0],\"kind\":\"scatter\",\"name\":\"all\",\"operand\":6,"
                + "\"result\":7}",
            "");
    assertThatThrownBy(() -> ProgramText.parse(text))
        .hasMessage("the value y is output and no relation makes it: each such value needs one");
  }
}
