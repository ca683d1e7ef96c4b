package dev.adamant.certificate.verify;

import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.certificate.verify.Hypergraph.Edge;
import dev.adamant.certificate.verify.Hypergraph.Term;
import dev.adamant.certificate.verify.Hypergraph.Vertex;
import java.util.List;

/**
 * How a value answers when all inputs are acted on by an element of Pin(p,q,r), which reflections
 * in vectors of nonzero square generate: linear maps that keep the metric and every null basis
 * vector, extended to all grades as automorphisms of the algebra. In order, the later the weaker.
 *
 * <p>All products but the regressive one are made of the algebra alone, so they commute with
 * automorphisms; the regressive one takes complements, and gains the map's determinant, 1 or −1.
 */
enum Symmetry {
  /** It is acted on alike. */
  PIN,
  /** It is acted on alike, and multiplied by the determinant. */
  PSEUDO,
  /** It is acted on alike by Spin(p,q,r), where the determinant is 1. */
  SPIN,
  /** It is acted on alike by what of Spin(p,q,r) keeps some constants or parameters. */
  NONE;

  /** That of each value, by its id. */
  static Symmetry[] of(Hypergraph program) {
    Symmetry[] all = new Symmetry[program.vertices().size()];
    for (Vertex vertex : program.vertices()) {
      all[vertex.id()] = vertex.isMade() ? null : given(program.signature(), vertex);
    }
    for (Edge edge : program.edges()) {
      Symmetry sum = edge.bias() == null ? null : all[edge.bias().id()];
      for (Term term : edge.terms()) {
        sum = sum(sum, term(edge, term, all));
      }
      all[edge.result().id()] = sum;
    }
    return all;
  }

  /** Inputs are acted on, matrices mix channels alone, other values stay as they are. */
  private static Symmetry given(Signature signature, Vertex vertex) {
    if (vertex.isSampled() || vertex.isWeight()) {
      return PIN;
    }
    List<Integer> blades = signature.blades(vertex.grades());
    int places = Math.toIntExact(vertex.places());
    Symmetry sum = null;
    for (int i = 0; i < blades.size(); i++) {
      List<Double> numbers = vertex.numbers().subList(i * places, (i + 1) * places);
      if (vertex.isLearned() || numbers.stream().anyMatch(number -> number != 0)) {
        sum = sum(sum, fixed(signature, blades.get(i)));
      }
    }
    return sum == null ? PIN : sum;
  }

  /** A product of null vectors is kept by Pin; the blade of all vectors gains the determinant. */
  private static Symmetry fixed(Signature signature, int blade) {
    if (blade >>> signature.zero() == 0) {
      return PIN;
    }
    return blade == signature.size() - 1 ? PSEUDO : NONE;
  }

  private static Symmetry term(Edge edge, Term term, Symmetry[] all) {
    Symmetry left = all[term.left().id()];
    if (edge.kind().equals("apply")) {
      boolean isOdd = edge.function().equals("tanh") || edge.function().equals("reciprocal");
      return left == PSEUDO && !isOdd ? SPIN : left;
    }
    Symmetry product = term.right() == null ? left : product(left, all[term.right().id()]);
    return term.product() == ProductKind.REGRESSIVE ? product(product, PSEUDO) : product;
  }

  private static Symmetry product(Symmetry a, Symmetry b) {
    if (a == PSEUDO && b == PSEUDO) {
      return PIN;
    }
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Symmetry sum(Symmetry a, Symmetry b) {
    if (a == null || a == b) {
      return b;
    }
    Symmetry weaker = a.compareTo(b) > 0 ? a : b;
    return weaker == PSEUDO ? SPIN : weaker;
  }
}
