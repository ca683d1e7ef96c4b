package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sums over nodes and messages between them. What is made so is permuted as the nodes are, or does
 * not change with their order, to the bit: sums are exact.
 */
public final class Nodes {

  private Nodes() {}

  /**
   * Pairs of different nodes, as two lists.
   *
   * @param receivers the first of each pair
   * @param senders the second
   */
  public record Pairs(List<Integer> receivers, List<Integer> senders) {

    /** Makes the lists immutable. */
    public Pairs {
      receivers = List.copyOf(receivers);
      senders = List.copyOf(senders);
    }

    /** All ordered pairs, n(n − 1) of them, by receiver. */
    public static Pairs ordered(int nodes) {
      return of(nodes, false);
    }

    /** Each pair once, the receiver with the lesser number: n(n − 1)/2 of them, by receiver. */
    public static Pairs unordered(int nodes) {
      return of(nodes, true);
    }

    /** These pairs, then the same with receivers and senders exchanged. */
    public Pairs bothWays() {
      List<Integer> first = new ArrayList<>(receivers);
      first.addAll(senders);
      List<Integer> second = new ArrayList<>(senders);
      second.addAll(receivers);
      return new Pairs(first, second);
    }

    private static Pairs of(int nodes, boolean once) {
      List<Integer> receivers = new ArrayList<>();
      List<Integer> senders = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        for (int j = once ? i + 1 : 0; j < nodes; j++) {
          if (i != j) {
            receivers.add(i);
            senders.add(j);
          }
        }
      }
      return new Pairs(receivers, senders);
    }

    /** The values of receivers, one for each pair. */
    public Value receivers(ProgramBuilder program, String name, Value ofNodes) {
      return program.gather(name, ofNodes, receivers);
    }

    /** The values of senders, one for each pair. */
    public Value senders(ProgramBuilder program, String name, Value ofNodes) {
      return program.gather(name, ofNodes, senders);
    }

    /** x of the sender − x of the receiver, for each pair; no translation changes it. */
    public Value differences(ProgramBuilder program, String name, Value x) {
      return Sums.difference(
          program,
          name,
          senders(program, name + ".sender", x),
          receivers(program, name + ".receiver", x));
    }

    /** For each of the nodes the sum of the messages of the pairs that it receives in. */
    public Value sum(ProgramBuilder program, String name, Value messages, int nodes) {
      return program.scatter(name, messages, receivers, nodes);
    }
  }

  /** A node of several, as the only one. */
  public static Value one(ProgramBuilder program, String name, Value x, int node) {
    return program.gather(name, x, List.of(node));
  }

  /** The sum over all nodes, as one node. */
  public static Value sum(ProgramBuilder program, String name, Value x) {
    return program.scatter(name, x, Collections.nCopies(x.nodes(), 0), 1);
  }

  /** The mean over all nodes, as one node. */
  public static Value mean(ProgramBuilder program, String name, Value x) {
    Value sum = sum(program, name + ".sum", x);
    return Sums.multiple(program, name, 1.0 / x.nodes(), Dimension.NONE, sum);
  }

  /** x − (mean over nodes of x): no translation of all nodes changes it. */
  public static Value centred(ProgramBuilder program, String name, Value x) {
    return Sums.difference(program, name, x, mean(program, name + ".mean", x));
  }
}
