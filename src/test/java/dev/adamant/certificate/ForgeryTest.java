package dev.adamant.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.certificate.verify.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes whose author has corrected all digests break the obligation that they are about. */
class ForgeryTest {

  @TempDir private Path folder;

  private Path model;

  @BeforeEach
  void certify() throws IOException {
    model = Models.write(folder.resolve("model.safetensors"), Models.plane());
    Certifier.certify(model);
  }

  @Test
  void whatIsNotChangedHolds() throws IOException {
    assertThat(new Forgery(model).broken()).isEmpty();
  }

  private static Arguments change(String what, String breaks, String says, Consumer<Forgery> how) {
    return Arguments.of(what, breaks, says, how);
  }

  private static Consumer<Forgery> text(String old, String with) {
    return forgery -> forgery.replace(old.replace("'", "\\\""), with.replace("'", "\\\""));
  }

  private static Consumer<Forgery> evidence(String id, Consumer<ObjectNode> change) {
    return forgery ->
        forgery.obligation(id, node -> change.accept((ObjectNode) node.path("evidence")));
  }

  static Stream<Arguments> changesOfTheModel() {
    return Stream.of(
        change(
            "a weight is NaR",
            "finite",
            "layers.1.weight has at 1 the pattern 8000",
            f -> f.data("layers.1.weight", bytes -> bytes.putShort(2, Short.MIN_VALUE))),
        change(
            "a tensor of a forbidden grade",
            "storage",
            "stores layers.0.mix.2, which no type admits",
            f -> f.add("layers.0.mix.2", "posit16", (byte) 1, (byte) 2)),
        change(
            "another shape of as many bytes",
            "storage",
            "layers.1.weight is posit16[2]",
            text("[1,2],'data".replace('\'', '"'), "[2],'data".replace('\'', '"'))),
        change(
            "another type of as many bytes",
            "storage",
            "layers.1.bias is bposit16",
            f ->
                f.replace(
                    "\"adamant.type.layers.1.bias\":\"posit16\"",
                    "\"adamant.type.layers.1.bias\":\"bposit16\"")),
        change(
            "a product that cannot have the grade that is stored",
            "grades/0",
            "0/square reaches the grades {}, and its result stores {0}",
            text("'kind':'scalar'", "'kind':'outer'")),
        change(
            "a declared dimension",
            "dimensions/0",
            "0/pull is given m, declared is kg",
            text("'m','grades':[1],'name':'pull'", "'kg','grades':[1],'name':'pull'")),
        change(
            "a node that is not there",
            "structure",
            "layer 0/to has operands that do not fit",
            text("[1,0]", "[1,2]")),
        change(
            "a value that is read before it is made",
            "structure",
            "layer 0/apart reads to, which is not made before",
            f ->
                f.replace(
                    "{\\\"indices\\\":[1,0],\\\"kind\\\":\\\"gather\\\",\\\"name\\\":\\\"to\\\","
                        + "\\\"operand\\\":0,\\\"result\\\":4},",
                    "")),
        change(
            "a function that is not known",
            "structure",
            "layer 0/gate has operands that do not fit",
            text("'tanh'", "'cube'")),
        change(
            "a layer of an unknown kind",
            "structure",
            "its kind sparse is unknown",
            text("'dense'", "'sparse'")),
        change(
            "a layer that takes more than it is given",
            "structure",
            "layer 1 does not take as many numbers as the layer before it gives",
            text("{'inputs':2,'kind':'dense'", "{'inputs':3,'kind':'dense'")),
        change(
            "a feature that is scaled",
            "scaling",
            "/unscaled is true, and must be false",
            f -> f.data("input.scale", bytes -> bytes.putDouble(0, 2))),
        change(
            "a shift that is no number",
            "scaling",
            "input.shift has at 1 the pattern 7ff8000000000000",
            f -> f.data("input.shift", bytes -> bytes.putDouble(8, Double.NaN))),
        change(
            "an input of more nodes",
            "structure",
            "layer 0 does not take or give as many numbers as its program",
            text("'nodes':2,'role':'input'", "'nodes':3,'role':'input'")),
        change(
            "a key twice",
            "integrity",
            "Duplicate",
            f -> f.replace("{\"__metadata__\"", "{\"a\":1,\"a\":1,\"__metadata__\"")),
        change(
            "a key of a relation that no one knows",
            "structure",
            "has the unknown key hint",
            text("{'function'", "{'hint':1,'function'")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfTheModel")
  void ofTheModel(String what, String breaks, String says, Consumer<Forgery> how)
      throws IOException {
    check(breaks, says, how);
  }

  static Stream<Arguments> changesOfTheCertificate() {
    return Stream.of(
        change(
            "a shorter sum",
            "capacity/0",
            "/relations/apart is 1, and must be 2",
            evidence("capacity/0", e -> ((ObjectNode) e.path("relations")).put("apart", 1))),
        change(
            "a larger batch",
            "capacity/0",
            "/batch is 2147483647",
            evidence("capacity/0", e -> e.put("batch", Integer.MAX_VALUE))),
        change(
            "fewer products",
            "grades/0",
            "/relations/square/products is 1, and must be 4",
            evidence(
                "grades/0",
                e -> ((ObjectNode) e.path("relations").path("square")).put("products", 1))),
        change(
            "another grade",
            "grades/0",
            "/relations/total/grades",
            evidence(
                "grades/0",
                e ->
                    ((ArrayNode) e.path("relations").path("total").path("grades"))
                        .removeAll()
                        .add(2))),
        change(
            "another dimension",
            "dimensions/0",
            "0/apart has a term of m where s must stand",
            evidence("dimensions/0", e -> ((ObjectNode) e.path("values")).put("apart", "s"))),
        change(
            "a dimension too few",
            "dimensions/0",
            "gate is , must be text",
            evidence("dimensions/0", e -> ((ObjectNode) e.path("values")).remove("gate"))),
        change(
            "a dimension of no value",
            "dimensions/0",
            "/values/ether is there, and must not be",
            evidence("dimensions/0", e -> ((ObjectNode) e.path("values")).put("ether", "1"))),
        change(
            "a slot that is in use",
            "lifetimes/0",
            "0/to overwrites slot",
            evidence(
                "lifetimes/0",
                e -> {
                  ObjectNode values = (ObjectNode) e.path("values");
                  values.put("to", values.path("from").intValue());
                })),
        change(
            "fewer numbers in slots",
            "lifetimes/0",
            "/numbers is 1, and must be",
            evidence("lifetimes/0", e -> e.put("numbers", 1))),
        change(
            "a pseudoscalar",
            "equivariance/0",
            "/values/gate is \"pseudo\", and must be \"pin\"",
            evidence("equivariance/0", e -> ((ObjectNode) e.path("values")).put("gate", "pseudo"))),
        change(
            "another shape",
            "storage",
            "/tensors/layers.0.mix is",
            evidence(
                "storage",
                e -> ((ObjectNode) e.path("tensors")).put("layers.0.mix", "posit16[1,1,2]"))),
        change(
            "fewer layers",
            "structure",
            "/layers is",
            evidence("structure", e -> ((ArrayNode) e.path("layers")).remove(1))),
        change(
            "a tier",
            "finite",
            "finite/tier is 1, and must be 2",
            f -> f.obligation("finite", o -> o.put("tier", 1))),
        change(
            "a claim",
            "equivariance/0",
            "/claim is \"layer 0 is always right\"",
            f -> f.obligation("equivariance/0", o -> o.put("claim", "layer 0 is always right"))),
        change(
            "a scope",
            "grades/0",
            "/scope is",
            f -> f.obligation("grades/0", o -> ((ArrayNode) o.path("scope")).remove(0))),
        change(
            "an obligation too few",
            "finite",
            "has no obligation",
            f -> f.obligations(o -> o.remove(3))),
        change(
            "an obligation twice",
            "certificate",
            "it has the obligations [",
            f -> f.obligations(o -> o.add(o.get(3).deepCopy()))),
        change(
            "another order",
            "certificate",
            "it has the obligations [",
            f -> f.obligations(o -> o.add(o.remove(3)))),
        change(
            "an obligation that no one knows",
            "certificate",
            "magic",
            f -> f.obligations(o -> o.add(((ObjectNode) o.get(3).deepCopy()).put("id", "magic")))),
        change(
            "a job that is no digest",
            "certificate",
            "which is no SHA-256",
            f -> f.subject("job", "mine")),
        change(
            "an assumption more",
            "certificate",
            "unknown key more",
            f -> f.subject("more", "none")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfTheCertificate")
  void ofTheCertificate(String what, String breaks, String says, Consumer<Forgery> how)
      throws IOException {
    check(breaks, says, how);
  }

  private void check(String breaks, String says, Consumer<Forgery> how) throws IOException {
    Forgery forgery = new Forgery(model);
    how.accept(forgery);
    List<Finding> broken = forgery.broken();
    assertThat(broken).extracting(Finding::obligation).contains(breaks);
    assertThat(broken)
        .filteredOn(finding -> finding.obligation().equals(breaks))
        .anySatisfy(finding -> assertThat(finding.message()).contains(says));
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        form("a blank", text -> text.replace(",\"tier\"", ", \"tier\"")),
        form("something behind it", text -> text + "{}"),
        form("a line feed more", text -> text + "\n"),
        form("no line feed", String::stripTrailing),
        form("a key twice", text -> text.replace("\"tier\":1", "\"tier\":1,\"tier\":1")),
        form("a float", text -> text.replace("\"tier\":1", "\"tier\":1.0")),
        form("a needless escape", text -> text.replace("tier", "\\u0074ier")),
        form("another version", text -> text.replace("\"version\":\"1\"", "\"version\":\"2\"")),
        form("a list", text -> "[" + text + "]"),
        form("nothing", text -> ""));
  }

  private static Arguments form(String what, UnaryOperator<String> how) {
    return Arguments.of(what, how);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void anyOtherFormIsRefused(String what, UnaryOperator<String> how) throws IOException {
    assertThat(new Forgery(model).broken(how))
        .extracting(Finding::obligation)
        .contains("certificate");
  }
}
