package dev.adamant.certificate.verify;

import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.certificate.verify.Hypergraph.Edge;
import dev.adamant.certificate.verify.Hypergraph.Term;
import dev.adamant.certificate.verify.Hypergraph.Vertex;
import java.util.List;

/** How many products and terms the sums of relations have. */
final class Sums {

  private Sums() {}

  static ProductTable table(Signature signature, Term term) {
    return ProductTable.of(
        signature, term.product(), term.leftGrades(), term.rightGrades(), term.grades());
  }

  /** Multiplications for a sample. */
  static long products(Signature signature, Edge edge) {
    long each = 0;
    for (Term term : edge.terms()) {
      each +=
          term.product() != null
              ? table(signature, term).entries().size()
              : term.right() == null
                  ? 0
                  : (long) signature.size(term.grades()) * term.left().channels();
    }
    return Math.multiplyExact(each, edge.result().places());
  }

  /** The most terms that an exact sum for an answer has; 0 where nothing is summed. */
  static long longest(Signature signature, Edge edge) {
    long[] sums = new long[Math.max(signature.size(), edge.result().nodes())];
    if (edge.kind().equals("scatter")) {
      edge.indices().forEach(index -> sums[index]++);
    }
    long longest = edge.bias() == null ? 0 : 1;
    for (Term term : edge.terms()) {
      if (term.product() != null) {
        List<Integer> outs = signature.blades(term.grades());
        table(signature, term).entries().forEach(entry -> sums[outs.get(entry.out())]++);
      } else if (term.right() != null) {
        longest += term.left().channels();
      }
    }
    for (long sum : sums) {
      longest = Math.max(longest, sum);
    }
    return longest;
  }

  /**
   * A bound of the terms that a sample adds to the gradient by a learned number: the products that
   * the number takes part in, and along one-hot tangents one for each output.
   */
  static long gradient(Hypergraph program) {
    long[] terms = new long[program.vertices().size()];
    Signature signature = program.signature();
    for (Edge edge : program.edges()) {
      long places = edge.result().places();
      if (edge.bias() != null) {
        terms[edge.bias().id()] += edge.result().nodes();
      }
      for (Term term : edge.terms()) {
        if (term.product() != null) {
          long each = table(signature, term).entries().size();
          terms[term.left().id()] += each * places / term.left().places();
          terms[term.right().id()] += each * places / term.right().places();
        } else if (term.right() != null) {
          long each = term.grades().grades().stream().mapToInt(signature::size).max().orElse(0);
          terms[term.right().id()] += each * edge.result().nodes();
        }
      }
    }
    long most = 0;
    for (Vertex vertex : program.vertices()) {
      most =
          vertex.isLearned()
              ? Math.max(most, Math.max(terms[vertex.id()], program.length("output")))
              : most;
    }
    return most;
  }
}
