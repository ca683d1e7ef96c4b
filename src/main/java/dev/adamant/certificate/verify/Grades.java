package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.certificate.verify.Hypergraph.Edge;
import dev.adamant.certificate.verify.Hypergraph.Term;
import dev.adamant.certificate.verify.Hypergraph.Vertex;
import java.util.List;

/**
 * Which blades of each value can be other than 0: of a sum of products those whose polynomial in
 * the components of the operands is not 0 at a point that is chosen by chance once and for all,
 * modulo a prime. A value other than 0 there is a proof; that a polynomial of degree 2 that is not
 * 0 vanishes there has the chance 2^-30 (Schwartz 1980).
 */
final class Grades {

  private static final long PRIME = (1L << 31) - 1;

  private final Signature signature;

  /** Of each value the blades that can be other than 0, as bits. */
  private final long[] nonzero;

  Grades(Hypergraph program) {
    signature = program.signature();
    nonzero = new long[program.vertices().size()];
    for (Vertex vertex : program.vertices()) {
      nonzero[vertex.id()] = vertex.isWeight() ? 0 : given(vertex);
    }
  }

  private long given(Vertex vertex) {
    List<Integer> blades = signature.blades(vertex.grades());
    int places = Math.toIntExact(vertex.places());
    long set = 0;
    for (int i = 0; i < blades.size(); i++) {
      boolean isZero =
          vertex.role().equals("constant")
              && vertex.numbers().subList(i * places, (i + 1) * places).stream()
                  .allMatch(number -> number == 0);
      set |= isZero ? 0 : 1L << blades.get(i);
    }
    return set;
  }

  /** Checks that every grade that a relation's result stores can be other than 0, and no other. */
  void check(String what, Edge edge) {
    long set = edge.bias() == null ? 0 : 1;
    long[] point = new long[signature.size()];
    for (Term term : edge.terms()) {
      if (term.product() != null) {
        multiply(term, point);
      } else {
        set |= nonzero[term.left().id()] & bits(term.grades());
      }
    }
    for (int blade = 0; blade < point.length; blade++) {
      set |= point[blade] == 0 ? 0 : 1L << blade;
    }
    if (edge.function() != null && !edge.function().matches("relu|tanh|sqrt")) {
      set |= 1;
    }
    nonzero[edge.result().id()] = set;
    GradeSet reached = GradeSet.EMPTY;
    for (int blade = 0; blade < point.length; blade++) {
      if ((set >>> blade & 1) != 0) {
        reached = reached.union(GradeSet.of(Signature.grade(blade)));
      }
    }
    GradeSet stored = edge.result().grades();
    require(
        stored.equals(reached),
        what + " reaches the grades " + reached + ", and its result stores " + stored);
  }

  private long bits(GradeSet grades) {
    return signature.blades(grades).stream().mapToLong(blade -> 1L << blade).sum();
  }

  private void multiply(Term term, long[] sums) {
    List<Integer> lefts = signature.blades(term.leftGrades());
    List<Integer> rights = signature.blades(term.rightGrades());
    List<Integer> outs = signature.blades(term.grades());
    for (ProductTable.Entry entry : Sums.table(signature, term).entries()) {
      long left = point(term.left(), lefts.get(entry.left()));
      long right = point(term.right(), rights.get(entry.right()));
      long sign = term.isNegated() ? -entry.sign() : entry.sign();
      int out = outs.get(entry.out());
      sums[out] = Math.floorMod(sums[out] + sign * (left * right % PRIME), PRIME);
    }
  }

  /** A component where the polynomials are evaluated, the same for the same one: SplitMix64. */
  private long point(Vertex vertex, int blade) {
    long z = 0x9e3779b97f4a7c15L * (1L + blade + 64L * vertex.id());
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    long isNonzero = nonzero[vertex.id()] >>> blade & 1;
    return isNonzero * (1 + Long.remainderUnsigned(z ^ (z >>> 31), PRIME - 1));
  }
}
