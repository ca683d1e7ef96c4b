package dev.adamant.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places for values and relations: a layer for each, so that edges go to later layers, and an order
 * within the layers in which few edges cross. A node comes as late as its readers allow; its layer
 * is ordered by the mean place of its neighbours, forward and back, a few times (the barycentre
 * method of Sugiyama, Tagawa and Toda 1981).
 */
final class LayeredLayout {

  private static final int SWEEPS = 4;

  private final int values;
  private final List<List<Integer>> before = new ArrayList<>();
  private final List<List<Integer>> after = new ArrayList<>();
  private final int[] layer;
  private final List<List<Integer>> layers = new ArrayList<>();

  LayeredLayout(Program program) {
    values = program.values().size();
    int nodes = values + program.relations().size();
    for (int i = 0; i < nodes; i++) {
      before.add(new ArrayList<>());
      after.add(new ArrayList<>());
    }
    layer = new int[nodes];
    for (Relation relation : program.relations()) {
      int node = values + relation.id();
      for (Value operand : Cost.distinct(relation)) {
        link(operand.id(), node);
        layer[node] = Math.max(layer[node], layer[operand.id()] + 1);
      }
      link(node, relation.result().id());
      layer[relation.result().id()] = layer[node] + 1;
    }
    for (Value value : program.values()) {
      if (before.get(value.id()).isEmpty()) {
        layer[value.id()] =
            after.get(value.id()).stream().mapToInt(node -> layer[node] - 1).min().orElse(0);
      }
    }
    fill();
    for (int i = 0; i < SWEEPS; i++) {
      layers.forEach(each -> order(each, before));
      layers.reversed().forEach(each -> order(each, after));
    }
  }

  /** Nodes by layers: values by their ids, then relations by theirs. */
  List<List<Integer>> layers() {
    return layers;
  }

  /** Whether a node is a value; a relation else. */
  boolean isValue(int node) {
    return node < values;
  }

  /** The id of a node's value or relation. */
  int id(int node) {
    return isValue(node) ? node : node - values;
  }

  /** Where edges of a node lead. */
  List<Integer> after(int node) {
    return after.get(node);
  }

  private void link(int from, int to) {
    after.get(from).add(to);
    before.get(to).add(from);
  }

  private void fill() {
    for (int node = 0; node < layer.length; node++) {
      while (layers.size() <= layer[node]) {
        layers.add(new ArrayList<>());
      }
      layers.get(layer[node]).add(node);
    }
  }

  private void order(List<Integer> nodes, List<List<Integer>> neighbours) {
    double[] place = new double[layer.length];
    for (List<Integer> each : layers) {
      for (int i = 0; i < each.size(); i++) {
        place[each.get(i)] = (i + 0.5) / each.size();
      }
    }
    nodes.sort(
        Comparator.comparingDouble(
            node ->
                neighbours.get(node).stream()
                    .mapToDouble(other -> place[other])
                    .average()
                    .orElse(place[node])));
  }
}
