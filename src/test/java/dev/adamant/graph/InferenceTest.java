package dev.adamant.graph;

import static dev.adamant.graph.ProgramBuilder.term;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.number.Format;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

class InferenceTest {

  private static final Setting SETTING = Setting.untrained(8, Format.BPOSIT32);

  private static Program motion() {
    ProgramBuilder b = new ProgramBuilder(new Signature(3, 0, 0));
    Value mass = b.input("mass", GradeSet.SCALAR, 1, 2, Dimension.parse("kg"), 4);
    Value velocity = b.input("velocity", GradeSet.VECTOR, 1, 2, Dimension.parse("m s^-1"), 3);
    Value p =
        b.products(
            "momentum", List.of(term(ProductKind.GEOMETRIC, mass, velocity, GradeSet.VECTOR)));
    Value total = b.scatter("total", p, List.of(0, 0), 1);
    Value w = b.weight("mixing", GradeSet.VECTOR, 2, 1, 1);
    b.output("<out> & \"more\"", WrongPrograms.linear(b, "mixed", total, w, null), null);
    return b.build();
  }

  @Test
  void factsOfSmallProgram() {
    Facts facts = Inference.check(motion(), SETTING).orThrow();
    assertThat(ProgramReport.text(facts))
        .isEqualTo(
            "Cl(3,0,0), 6 values, 3 relations; a pass of 8 samples in bposit32\n"
                + "\n"
                + "value           role    grades  channels  nodes  dimension  lives    used  slot "
                + " bytes  bound\n"
                + "mass            input   {0}     1         2      kg         byref    0-0        "
                + " 64     4\n"
                + "velocity        input   {1}     1         2      m s^-1     byref    0-0        "
                + " 192    3\n"
                + "momentum        inner   {1}     1         2      kg m s^-1  stack    0-1   0    "
                + " 192    12\n"
                + "total           inner   {1}     1         1      kg m s^-1  stack    1-2   1    "
                + " 96     24\n"
                + "mixing          weight  {1}     2         1      1          closure  2-2        "
                + " 8      unknown\n"
                + "<out> & \"more\"  output  {1}     2         1      kg m s^-1  return   2-2      "
                + "   192    unknown\n"
                + "\n"
                + "relation    kind      reads           makes           multiply-adds  dense "
                + " bytes  dense  longest sum  of its tangent\n"
                + "0 momentum  products  mass, velocity  momentum        48             1024   448 "
                + "   1536   1            2\n"
                + "1 total     scatter   momentum        total           48             128    288 "
                + "   768    2            2\n"
                + "2 mixed     linear    total, mixing   <out> & \"more\"  48             1024  "
                + " 296    1280   1            2\n"
                + "\n"
                + "learned numbers: 2\n"
                + "inner values: 320 bytes in slots, 320 where all are kept\n"
                + "multiply-adds: 144, 6.6 % of the 2176 of the dense equivalent\n"
                + "bytes read and written: 1032, 28.8 % of the 3584 of the dense equivalent\n"
                + "consistent: grades, dimensions and quires\n");
    JsonNode json = ProgramReport.json(facts);
    assertThat(json.path("values").path(2))
        .hasToString(
            "{\"name\":\"momentum\",\"role\":\"inner\",\"stored\":[1],\"grades\":[1],"
                + "\"components\":3,\"channels\":1,\"nodes\":2,\"dimension\":\"kg m s^-1\","
                + "\"determined\":true,\"escape\":\"stack\",\"first\":0,\"last\":1,\"slot\":0,"
                + "\"bytes\":192,\"bound\":12.0}");
    assertThat(json.path("values").path(4).has("bound")).isFalse();
    assertThat(json.path("relations").path(1))
        .hasToString(
            "{\"name\":\"total\",\"kind\":\"scatter\",\"reads\":[\"momentum\"],"
                + "\"makes\":\"total\",\"longestSum\":2,\"longestTangentSum\":2,"
                + "\"cost\":{\"multiplyAdds\":48,\"readBytes\":192,\"writtenBytes\":96},"
                + "\"dense\":{\"multiplyAdds\":128,\"readBytes\":512,\"writtenBytes\":256}}");
    assertThat(json.path("cost").path("multiplyAdds").longValue()).isEqualTo(144);
  }

  @Test
  void costOfFullProductsIsThatOfTheTables() {
    assertProducts(Signature.PGA, 192, 256);
    assertProducts(new Signature(3, 0, 0), 64, 64);
    assertProducts(new Signature(5, 0, 0), 1024, 1024);
  }

  private static void assertProducts(Signature signature, long typed, long dense) {
    ProgramBuilder b = new ProgramBuilder(signature);
    GradeSet all = GradeSet.all(signature);
    Value x = b.input("x", all, 3, 2, null, 1);
    Value y = b.input("y", all, 3, 1, null, 1);
    b.output("out", b.products("p", List.of(term(ProductKind.GEOMETRIC, x, y, all))), null);
    Facts facts = Inference.check(b.build(), SETTING);
    assertThat(facts.cost().multiplyAdds()).isEqualTo(typed * 3 * 2 * 8);
    assertThat(facts.dense().multiplyAdds()).isEqualTo(dense * 3 * 2 * 8);
    assertThat(facts.cost().bytes()).isEqualTo(15L * signature.size() * 8 * 4);
    assertThat(facts.dense().bytes()).isEqualTo(facts.cost().bytes());
  }

  @Test
  void linearRelationIsCheaperThanDenseMatrixOfAllComponents() {
    ProgramBuilder b = new ProgramBuilder(Signature.PGA);
    Value x = b.input("x", GradeSet.of(1, 3), 6, 1, null, 1);
    Value w = b.weight("w", GradeSet.of(1, 3), 5, 6, 1);
    b.output("out", WrongPrograms.linear(b, "y", x, w, null), null);
    Facts facts = Inference.check(b.build(), Setting.untrained(1, Format.BPOSIT32));
    assertThat(facts.cost()).isEqualTo(new Cost(8 * 30, (8 * 6 + 2 * 30) * 4, 8 * 5 * 4));
    assertThat(facts.dense()).isEqualTo(new Cost(256 * 30, (16 * 6 + 256 * 30) * 4, 16 * 5 * 4));
    assertThat(facts.learned()).isEqualTo(60);
  }

  @Test
  void inconsistentProgramIsRefusedWithAllThatDisagrees() {
    ProgramBuilder b = new ProgramBuilder(new Signature(3, 0, 0));
    Value x = WrongPrograms.vector(b, "x", "m");
    Value p = b.products("p", List.of(term(ProductKind.OUTER, x, x, GradeSet.of(2))));
    b.output("out", p, Dimension.parse("m"));
    Facts facts = Inference.check(b.build(), SETTING);
    assertThat(facts.inconsistencies())
        .extracting(Inconsistency::kind)
        .containsExactly(Inconsistency.Kind.GRADES, Inconsistency.Kind.DIMENSIONS);
    assertThatThrownBy(facts::orThrow)
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            facts.inconsistencies().get(0).message()
                + "\n"
                + facts.inconsistencies().get(1).message());
    assertThat(ProgramReport.text(facts)).contains("inconsistent: the grades {2} of out can only");
    assertThat(ProgramReport.json(facts).path("inconsistencies")).hasSize(2);
  }

  @Test
  void dotTextNamesAllAndEscapesQuotes() {
    Facts facts = Inference.check(motion(), SETTING);
    assertThat(Dot.of(facts))
        .isEqualTo(
            "digraph program {\n"
                + "  rankdir=LR;\n"
                + "  node [fontname=\"sans-serif\"];\n"
                + "  v0 [shape=ellipse, style=filled, fillcolor=\"#cfe3f7\", label=\"mass\\n"
                + "{0} 2×1\\n"
                + "kg\"];\n"
                + "  v1 [shape=ellipse, style=filled, fillcolor=\"#cfe3f7\", label=\"velocity\\n"
                + "{1} 2×1\\n"
                + "m s^-1\"];\n"
                + "  v2 [shape=ellipse, style=filled, fillcolor=\"#ffffff\", label=\"momentum\\n"
                + "{1} 2×1\\n"
                + "kg m s^-1\"];\n"
                + "  v3 [shape=ellipse, style=filled, fillcolor=\"#ffffff\", label=\"total\\n"
                + "{1} 1×1\\n"
                + "kg m s^-1\"];\n"
                + "  v4 [shape=ellipse, style=filled, fillcolor=\"#fbe6b5\", label=\"mixing\\n"
                + "{1} 1×2\\n"
                + "1\"];\n"
                + "  v5 [shape=ellipse, style=filled, fillcolor=\"#cdebcf\", label=\"<out> &"
                + " \\\"more\\\"\\n"
                + "{1} 1×2\\n"
                + "kg m s^-1\"];\n"
                + "  r0 [shape=box, label=\"momentum\\n"
                + "geometric\\n"
                + "48 multiply-adds\"];\n"
                + "  v0 -> r0;\n"
                + "  v1 -> r0;\n"
                + "  r0 -> v2;\n"
                + "  r1 [shape=box, label=\"total\\n"
                + "scatter\\n"
                + "48 multiply-adds\"];\n"
                + "  v2 -> r1;\n"
                + "  r1 -> v3;\n"
                + "  r2 [shape=box, label=\"mixed\\n"
                + "linear\\n"
                + "48 multiply-adds\"];\n"
                + "  v3 -> r2;\n"
                + "  v4 -> r2;\n"
                + "  r2 -> v5;\n"
                + "}\n");
  }

  @Test
  void drawingIsXmlAndNothingInItOverlaps() throws Exception {
    for (int seed = 0; seed < 6; seed++) {
      Facts facts = Inference.check(RandomPrograms.program(seed), SETTING);
      assertThat(Svg.of(facts)).isEqualTo(Svg.of(facts));
      Document svg = parsed(Svg.of(facts));
      Set<List<Integer>> boxes = new HashSet<>();
      add(boxes, svg.getElementsByTagName("ellipse"), true);
      add(boxes, svg.getElementsByTagName("rect"), false);
      int nodes = facts.values().size() + facts.relations().size();
      assertThat(boxes).hasSize(nodes);
      for (List<Integer> a : boxes) {
        for (List<Integer> b : boxes) {
          assertThat(a.equals(b) || isApart(a, b)).isTrue();
        }
      }
    }
    Document named = parsed(Svg.of(Inference.check(motion(), SETTING)));
    assertThat(named.getDocumentElement().getTextContent()).contains("<out> & \"more\"");
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static void add(Set<List<Integer>> boxes, NodeList elements, boolean isEllipse) {
    for (int i = isEllipse ? 0 : 1; i < elements.getLength(); i++) {
      Element e = (Element) elements.item(i);
      boxes.add(
          isEllipse
              ? List.of(
                  whole(e, "cx") - whole(e, "rx"),
                  whole(e, "cy") - whole(e, "ry"),
                  2 * whole(e, "rx"),
                  2 * whole(e, "ry"))
              : List.of(whole(e, "x"), whole(e, "y"), whole(e, "width"), whole(e, "height")));
    }
  }

  private static int whole(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  private static boolean isApart(List<Integer> a, List<Integer> b) {
    return a.get(0) + a.get(2) < b.get(0)
        || b.get(0) + b.get(2) < a.get(0)
        || a.get(1) + a.get(3) < b.get(1)
        || b.get(1) + b.get(3) < a.get(1);
  }
}
