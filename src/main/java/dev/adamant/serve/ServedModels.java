package dev.adamant.serve;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models of a server by name. */
public final class ServedModels {

  private final SortedMap<String, ServedModel> models = new ConcurrentSkipListMap<>();
  private final Metrics metrics;

  /** None yet, and passes are not counted. */
  public ServedModels() {
    this(null);
  }

  /**
   * None yet.
   *
   * @param metrics counts the rows of passes; null for none
   */
  public ServedModels(Metrics metrics) {
    this.metrics = metrics;
  }

  /** The model of that name; null where there is none. */
  public ServedModel find(String name) {
    return models.get(name);
  }

  /** The model of that name, made if there is none. */
  public ServedModel of(String name) {
    return models.computeIfAbsent(name, n -> new ServedModel(n, metrics));
  }

  /** All of them, in the order of their names. */
  public Iterable<ServedModel> all() {
    return models.values();
  }
}
