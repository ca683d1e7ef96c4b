package dev.adamant.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Defaults of jobs on data whose schema has structure. */
final class SourceDefaults {

  private static final Map<String, Map<String, Object>> BY_SOURCE = all();

  private SourceDefaults() {}

  /**
   * The default of a key for a source, where it has one of its own, else null.
   *
   * @param source as {@code data.source} has it, with parameters or without
   * @param dense whether the network is chosen to be dense: then only defaults of the steps apply
   */
  static Object of(String key, String source, boolean dense) {
    int colon = source.indexOf(':');
    Map<String, Object> defaults =
        BY_SOURCE.getOrDefault(colon < 0 ? source : source.substring(0, colon), Map.of());
    boolean ofSteps = key.equals("training.epochs") || key.equals("training.batch");
    return dense && !ofSteps && !key.equals("model.kind") ? null : defaults.get(key);
  }

  private static Map<String, Map<String, Object>> all() {
    Map<String, Map<String, Object>> all = new HashMap<>();
    all.put("signed-volume", with(job("products", 4, 2, 1, 20, 32, 0.01)));
    // Invariants first, then dense layers: a look-ahead over all of them needs no heads.
    all.put(
        "o5",
        with(
            job("products", 8, 1, 1, 100, 32, 0.01),
            Map.entry("model.hidden", List.of(64L, 64L)),
            Map.entry("training.method", Method.LOCAL.methodName()),
            Map.entry("training.lookahead", 3L)));
    all.put(
        "hulls",
        with(job("points", 8, 1, 1, 15, 32, 0.005), Map.entry("model.hidden", List.of(32L))));
    // Gradients of close encounters are greater than others by orders of magnitude.
    all.put(
        "nbody",
        with(
            job("dynamics", 1, 1, 100, 30, 25, 0.003),
            Map.entry("optimizer.beta2", 0.99),
            Map.entry("optimizer.clip", 1e-4)));
    // Accelerations of planets are so small that 1e-8 would be more than the root of any square.
    all.put(
        "orbits",
        with(
            job("dynamics", 1, 1, 0, 40, 10, 0.01),
            Map.entry("optimizer.beta1", 0.95),
            Map.entry("optimizer.beta2", 0.95),
            Map.entry("optimizer.epsilon", 1e-20)));
    all.put("motion", with(job("motors", 1, 1, 1, 30, 50, 0.01)));
    return all;
  }

  @SafeVarargs
  private static Map<String, Object> with(
      Map<String, Object> job, Map.Entry<String, Object>... settings) {
    for (Map.Entry<String, Object> setting : settings) {
      job.put(setting.getKey(), setting.getValue());
    }
    return job;
  }

  private static Map<String, Object> job(
      String kind, long channels, long blocks, long steps, long epochs, long batch, double rate) {
    Map<String, Object> job = new HashMap<>();
    job.put("model.kind", kind);
    job.put("model.channels", channels);
    job.put("model.blocks", blocks);
    job.put("model.steps", steps);
    job.put("model.hidden", List.of());
    job.put("data.scaling", "none");
    job.put("training.method", Method.EXACT.methodName());
    job.put("training.epochs", epochs);
    job.put("training.batch", batch);
    job.put("optimizer.name", "adam");
    job.put("optimizer.rate", rate);
    job.put("optimizer.schedule", "cosine");
    return job;
  }
}
