package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link ProgramText} writes, and checks all that {@link ProgramBuilder} does. */
final class ProgramReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> TERM =
      Set.of("grades", "kind", "left", "leftGrades", "negated", "right", "rightGrades");

  private final Signature signature;
  private final List<Value> values = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final Set<Integer> made = new HashSet<>();

  private ProgramReader(Signature signature) {
    this.signature = signature;
  }

  static Program read(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new ProgramException("the program is no JSON (" + e.getOriginalMessage() + ")");
    }
    JsonFields fields =
        new JsonFields(root, "the program", Set.of("algebra", "relations", "values", "version"));
    if (fields.whole("version") != ProgramText.VERSION) {
      throw fields.bad(
          "it has the version " + fields.whole("version") + ", this reads " + ProgramText.VERSION);
    }
    ProgramReader reader = new ProgramReader(signature(fields));
    fields.array("values").forEach(reader::value);
    fields.array("relations").forEach(reader::relation);
    return reader.program();
  }

  private Program program() {
    for (Value value : values) {
      boolean isMade = value.role() == Role.INNER || value.role() == Role.OUTPUT;
      if (isMade && !made.contains(value.id())) {
        throw new ProgramException(
            "the value "
                + value.name()
                + " is "
                + value.role().roleName()
                + " and no relation makes it: each such value needs one");
      }
    }
    Program program = new Program(signature, values, relations);
    Shapes.checkEnds(program);
    return program;
  }

  private static Signature signature(JsonFields fields) {
    List<Integer> sizes = fields.wholes("algebra");
    if (sizes.size() != 3) {
      throw fields.bad("\"algebra\" is " + sizes + ", it must be [p,q,r]");
    }
    return named(fields, "algebra", f -> new Signature(sizes.get(0), sizes.get(1), sizes.get(2)));
  }

  private void value(JsonNode node) {
    int id = values.size();
    JsonFields fields =
        new JsonFields(
            node,
            "value " + id,
            Set.of("bound", "channels", "dimension", "grades", "name", "nodes", "numbers", "role"));
    Value value =
        new Value(
            id,
            fields.text("name"),
            named(fields, "role", f -> role(f.text("role"))),
            fields.grades("grades"),
            fields.whole("channels"),
            fields.whole("nodes"),
            fields.has("dimension")
                ? named(fields, "dimension", f -> Dimension.parse(f.text("dimension")))
                : null,
            fields.has("bound") ? fields.number("bound") : Double.POSITIVE_INFINITY,
            fields.has("numbers") ? fields.numbers("numbers") : List.of());
    if (values.stream().anyMatch(other -> other.name().equals(value.name()))) {
      throw fields.bad("the name " + value.name() + " is taken by a value before it");
    }
    Shapes.check(signature, value);
    values.add(value);
  }

  private void relation(JsonNode node) {
    String where = "relation " + relations.size();
    if (!node.isObject()) {
      throw new ProgramException(where + ": it is no object");
    }
    String kind = node.path("kind").asString("");
    Relation relation =
        switch (kind) {
          case "linear" -> linear(fields(node, where, "terms", "bias"));
          case "products" -> products(fields(node, where, "terms"));
          case "apply" -> apply(fields(node, where, "function", "operand"));
          case "gather" -> gather(fields(node, where, "indices", "operand"));
          case "scatter" -> scatter(fields(node, where, "indices", "operand"));
          default ->
              throw new ProgramException(
                  where
                      + ": it is of the unknown kind \""
                      + kind
                      + "\", there are [linear, products, apply, gather, scatter]");
        };
    if (relations.stream().anyMatch(other -> other.name().equals(relation.name()))) {
      throw new ProgramException(
          where + ": the name " + relation.name() + " is taken by a relation before it");
    }
    checkOrder(where, relation);
    Shapes.check(signature, relation);
    relations.add(relation);
    made.add(relation.result().id());
  }

  private void checkOrder(String where, Relation relation) {
    for (Value operand : relation.operands()) {
      boolean isMade = operand.role() == Role.INNER || operand.role() == Role.OUTPUT;
      if (isMade && !made.contains(operand.id())) {
        throw new ProgramException(
            where
                + ": "
                + relation.name()
                + " reads "
                + operand.name()
                + ", which no relation before it makes: put its maker first, and leave no cycle");
      }
    }
    Value result = relation.result();
    if (result.role() != Role.INNER && result.role() != Role.OUTPUT) {
      throw new ProgramException(
          where
              + ": "
              + relation.name()
              + " makes "
              + result.name()
              + ", which is given as "
              + result.role().roleName()
              + ": only inner values and outputs are made");
    }
    if (made.contains(result.id())) {
      throw new ProgramException(
          where
              + ": "
              + relation.name()
              + " makes "
              + result.name()
              + " again: one relation makes a value");
    }
  }

  private static JsonFields fields(JsonNode node, String where, String... more) {
    Set<String> known = new HashSet<>(Set.of("kind", "name", "result"));
    known.addAll(Arrays.asList(more));
    return new JsonFields(node, where, known);
  }

  private Relation linear(JsonFields fields) {
    List<Relation.Linear.Term> terms = new ArrayList<>();
    for (JsonNode node : terms(fields)) {
      JsonFields term = term(fields, node, terms.size(), Set.of("operand", "weight"));
      terms.add(new Relation.Linear.Term(ref(term, "operand"), ref(term, "weight")));
    }
    return new Relation.Linear(
        relations.size(),
        fields.text("name"),
        terms,
        fields.has("bias") ? ref(fields, "bias") : null,
        ref(fields, "result"));
  }

  private Relation products(JsonFields fields) {
    List<Relation.Products.Term> terms = new ArrayList<>();
    for (JsonNode node : terms(fields)) {
      JsonFields term = term(fields, node, terms.size(), TERM);
      terms.add(
          new Relation.Products.Term(
              named(term, "kind", f -> ProductKind.parse(f.text("kind"))),
              ref(term, "left"),
              term.grades("leftGrades"),
              ref(term, "right"),
              term.grades("rightGrades"),
              term.grades("grades"),
              term.flag("negated")));
    }
    return new Relation.Products(
        relations.size(), fields.text("name"), terms, ref(fields, "result"));
  }

  private Relation apply(JsonFields fields) {
    return new Relation.Apply(
        relations.size(),
        fields.text("name"),
        named(fields, "function", f -> ScalarFunction.parse(f.text("function"))),
        ref(fields, "operand"),
        ref(fields, "result"));
  }

  private Relation gather(JsonFields fields) {
    return new Relation.Gather(
        relations.size(),
        fields.text("name"),
        ref(fields, "operand"),
        fields.wholes("indices"),
        ref(fields, "result"));
  }

  private Relation scatter(JsonFields fields) {
    return new Relation.Scatter(
        relations.size(),
        fields.text("name"),
        ref(fields, "operand"),
        fields.wholes("indices"),
        ref(fields, "result"));
  }

  private static JsonNode terms(JsonFields fields) {
    JsonNode terms = fields.array("terms");
    if (terms.isEmpty()) {
      throw fields.bad("it has no terms, it needs at least one");
    }
    return terms;
  }

  private JsonFields term(JsonFields of, JsonNode node, int index, Set<String> known) {
    String where = "relation " + relations.size() + " (" + of.text("name") + "), term " + index;
    return new JsonFields(node, where, known);
  }

  private Value ref(JsonFields fields, String key) {
    int id = fields.whole(key);
    if (id < 0 || id >= values.size()) {
      throw fields.bad(
          "\"" + key + "\" is the value " + id + ", there are 0 to " + (values.size() - 1));
    }
    return values.get(id);
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.roleName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no role \""
                        + name
                        + "\": there are "
                        + Arrays.stream(Role.values()).map(Role::roleName).toList()));
  }

  /** What a reader gives, with the place in what it throws. */
  private static <T> T named(JsonFields fields, String key, Function<JsonFields, T> reader) {
    try {
      return reader.apply(fields);
    } catch (ProgramException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw fields.bad("\"" + key + "\": " + e.getMessage());
    }
  }
}
