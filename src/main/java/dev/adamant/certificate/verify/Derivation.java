package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.algebra.Signature;
import dev.adamant.certificate.verify.Hypergraph.Edge;
import dev.adamant.certificate.verify.Hypergraph.Vertex;
import dev.adamant.certificate.verify.ModelTypes.Layer;
import dev.adamant.memory.DataType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The obligations that a model calls for, in order, and for each the rule that derives it. */
public final class Derivation {

  static final String INTEGRITY = "integrity";
  static final String STRUCTURE = "structure";

  /** A quire has 31 carry bits: no exact sum may have more terms. */
  private static final long MOST_TERMS = Integer.MAX_VALUE;

  private final Map<String, Rule> rules = new LinkedHashMap<>();

  Derivation() {}

  /** Derives an obligation. */
  public interface Rule {
    /**
     * The obligation, of the model alone.
     *
     * @param evidence where there is a choice, of dimensions and slots, the one that is made, which
     *     is checked; other rules do not read it
     * @throws BrokenClaimException when the claim does not hold
     */
    Obligation derive(JsonNode evidence);
  }

  /**
   * The rules of a model.
   *
   * @param model bytes of its file
   * @throws BrokenClaimException when it is no model whose parts fit
   */
  public static Derivation of(MemorySegment model) {
    Derivation derivation = new Derivation();
    ModelBytes file = ModelBytes.read(model);
    derivation.ofFile(file);
    derivation.ofTypes(file, ModelTypes.parse(file));
    return derivation;
  }

  /** By the obligations' ids, in order. */
  public Map<String, Rule> rules() {
    return rules;
  }

  void ofFile(ModelBytes file) {
    rules.put(
        INTEGRITY,
        given -> {
          SortedMap<String, String> tensors = new TreeMap<>();
          file.tensors().forEach((name, t) -> tensors.put(name, Digest.sha256(t.bytes())));
          String header = Digest.sha256(file.bytes().asSlice(0, file.header()));
          return new Obligation(
              INTEGRITY,
              2,
              "the header and all " + tensors.size() + " tensors have the SHA-256 in evidence",
              evidence(Map.of("header", header, "tensors", tensors)),
              List.of());
        });
  }

  void ofTypes(ModelBytes file, ModelTypes types) {
    Structure.check(types.layers());
    rules.put(STRUCTURE, given -> structure(types.layers()));
    rules.put("storage", given -> storage(file, types));
    rules.put("finite", given -> finite(file, types));
    rules.put("scaling", given -> scaling(file));
    for (Layer layer : types.layers()) {
      boolean sums = layer.isDense() || layer.program() != null;
      if (sums && types.compute().kind() == DataType.Kind.POSIT) {
        put(layer, "capacity", given -> capacity(layer, types.compute()));
      }
      if (layer.program() != null) {
        put(layer, "grades", given -> grades(layer));
        put(layer, "equivariance", given -> equivariance(layer));
        put(layer, "dimensions", given -> dimensions(layer, given));
        put(layer, "lifetimes", given -> lifetimes(layer, given));
      }
    }
  }

  private void put(Layer layer, String what, Rule rule) {
    rules.put(what + "/" + layer.number(), rule);
  }

  private static Obligation structure(List<Layer> layers) {
    List<String> scope = new ArrayList<>();
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Layer layer : layers) {
      Hypergraph program = layer.program();
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("kind", layer.kind());
      part.put("inputs", layer.inputs());
      part.put("outputs", layer.outputs());
      part.put("relations", program == null ? 0 : program.edges().size());
      part.put("values", program == null ? 0 : program.vertices().size());
      parts.add(part);
      scope.add(String.valueOf(layer.number()));
      scope.addAll(program == null ? List.of() : scope(layer));
    }
    return new Obligation(
        STRUCTURE,
        1,
        layers.size()
            + " layers in a row take "
            + layers.getFirst().inputs()
            + " numbers to "
            + layers.getLast().outputs()
            + "; operands fit, and nothing is read before it is made",
        evidence(Map.of("layers", parts)),
        scope);
  }

  private static Obligation storage(ModelBytes file, ModelTypes types) {
    SortedMap<String, String> tensors = Stored.check(file, types);
    long numbers = Stored.numbers(file);
    long bytes = Stored.bytes(file);
    return new Obligation(
        "storage",
        1,
        numbers
            + " learned numbers in "
            + bytes
            + " bytes are stored, in exactly the tensors that the layers' types admit; forbidden"
            + " grades have no storage",
        evidence(Map.of("bytes", bytes, "numbers", numbers, "tensors", tensors)),
        List.of());
  }

  private static Obligation finite(ModelBytes file, ModelTypes types) {
    Stored.checkFinite(file, types);
    String type = types.storage().name();
    return new Obligation(
        "finite",
        2,
        "all " + Stored.numbers(file) + " learned numbers are finite numbers of " + type,
        evidence(Map.of("numbers", Stored.numbers(file), "type", type)),
        List.of());
  }

  private static Obligation scaling(ModelBytes file) {
    boolean isUnscaled = Stored.isUnscaled(file);
    return new Obligation(
        "scaling",
        2,
        "shifts and scales are finite, and features go in "
            + (isUnscaled
                ? "as they are"
                : "shifted and scaled, of which the claims about layer 0 say nothing"),
        evidence(Map.of("unscaled", isUnscaled)),
        List.of());
  }

  private static Obligation capacity(Layer layer, DataType compute) {
    Hypergraph program = layer.program();
    Map<String, Long> terms = new TreeMap<>();
    long longest = layer.isDense() ? 1L + layer.inputs() : 0;
    long gradient = layer.isDense() ? 1 : 0;
    if (program != null) {
      program.edges().forEach(e -> terms.put(e.name(), Sums.longest(program.signature(), e)));
      longest = terms.values().stream().reduce(0L, Math::max);
      gradient = Sums.gradient(program);
    }
    require(
        longest <= MOST_TERMS && gradient <= MOST_TERMS,
        "layer " + layer.number() + " sums " + longest + " terms, a quire takes " + MOST_TERMS);
    long batch = MOST_TERMS / Math.max(1, gradient);
    return new Obligation(
        "capacity/" + layer.number(),
        1,
        "no exact sum of layer "
            + layer.number()
            + " has more than "
            + longest
            + " terms for an answer, nor more than "
            + MOST_TERMS
            + ", which a quire of "
            + compute
            + " takes, for a gradient over "
            + batch
            + " samples",
        evidence(Map.of("batch", batch, "longest", longest, "relations", terms)),
        program == null ? List.of(String.valueOf(layer.number())) : scope(layer));
  }

  private static Obligation grades(Layer layer) {
    Signature signature = layer.program().signature();
    Map<String, Object> relations = new TreeMap<>();
    long products = 0;
    Grades inferred = new Grades(layer.program());
    for (Edge edge : layer.program().edges()) {
      inferred.check(layer.number() + "/" + edge.name(), edge);
      long own = Sums.products(signature, edge);
      relations.put(
          edge.name(), Map.of("grades", edge.result().grades().grades(), "products", own));
      products = Math.addExact(products, own);
    }
    return new Obligation(
        "grades/" + layer.number(),
        1,
        "in "
            + signature
            + " each result of layer "
            + layer.number()
            + " stores the grades that its relation reaches and no other, by "
            + products
            + " products a sample",
        evidence(Map.of("algebra", signature.toString(), "relations", relations)),
        scope(layer));
  }

  private static Obligation equivariance(Layer layer) {
    Hypergraph program = layer.program();
    Symmetry[] all = Symmetry.of(program);
    Symmetry weakest = Symmetry.PIN;
    for (Vertex vertex : program.vertices()) {
      boolean counts = vertex.role().equals("output") && all[vertex.id()].compareTo(weakest) > 0;
      weakest = counts ? all[vertex.id()] : weakest;
    }
    List<String> kept =
        program.vertices().stream()
            .filter(vertex -> !vertex.isMade() && all[vertex.id()] == Symmetry.NONE)
            .map(Vertex::name)
            .toList();
    String sizes = program.signature().toString().substring("Cl".length());
    String group =
        switch (weakest) {
          case PIN -> "Pin" + sizes;
          case PSEUDO -> "Pin" + sizes + ", up to the determinant of pseudo outputs";
          case SPIN -> "Spin" + sizes;
          case NONE -> "what of Spin" + sizes + " keeps " + String.join(", ", kept);
        };
    return new Obligation(
        "equivariance/" + layer.number(),
        1,
        "layer " + layer.number() + " commutes with " + group,
        evidence(
            Map.of(
                "keeps",
                kept,
                "values",
                byName(program, v -> all[v.id()].name().toLowerCase(Locale.ROOT)))),
        scope(layer));
  }

  private static <T> Map<String, T> byName(Hypergraph program, Function<Vertex, T> what) {
    return program.vertices().stream()
        .filter(Vertex::isMade)
        .collect(Collectors.toMap(Vertex::name, what));
  }

  private static Obligation dimensions(Layer layer, JsonNode given) {
    SortedMap<String, String> values =
        Dimensions.check(layer.number() + "/", layer.program(), given);
    return new Obligation(
        "dimensions/" + layer.number(),
        1,
        "the dimensions in evidence are as declared, and solve the equation of each relation of"
            + " layer "
            + layer.number(),
        evidence(Map.of("values", values)),
        scope(layer));
  }

  private static Obligation lifetimes(Layer layer, JsonNode given) {
    SortedMap<Integer, Long> lengths = Slots.check(layer.number() + "/", layer.program(), given);
    long numbers = lengths.values().stream().reduce(0L, Math::addExact);
    Map<String, Integer> values = new TreeMap<>();
    for (Vertex vertex : layer.program().vertices()) {
      if (vertex.role().equals("inner")) {
        values.put(vertex.name(), Json.whole(given.path("values"), vertex.name()));
      }
    }
    return new Obligation(
        "lifetimes/" + layer.number(),
        1,
        "slots of together "
            + numbers
            + " numbers a sample hold the inner values of layer "
            + layer.number()
            + ", and none is overwritten before its last use",
        evidence(Map.of("numbers", numbers, "values", values)),
        scope(layer));
  }

  private static List<String> scope(Layer layer) {
    return layer.program().edges().stream().map(e -> layer.number() + "/" + e.name()).toList();
  }

  private static ObjectNode evidence(Map<String, ?> properties) {
    return (ObjectNode) Json.of(properties);
  }
}
