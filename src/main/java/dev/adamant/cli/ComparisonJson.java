package dev.adamant.cli;

import dev.adamant.cli.Comparison.Group;
import dev.adamant.cli.Comparison.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A comparison as what JSON has. */
final class ComparisonJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private ComparisonJson() {}

  /** Everything. */
  static Map<String, Object> of(Comparison comparison) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("runs", comparison.runs().stream().map(ComparisonJson::run).toList());
    all.put("seeds", comparison.groups().stream().map(ComparisonJson::group).toList());
    all.put(
        "equalModels",
        comparison.equalModels().keySet().stream()
            .map(digest -> equal(comparison, digest))
            .toList());
    return all;
  }

  private static Map<String, Object> run(ComparedRun run) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run.folder().toString());
    object.put("hidden", run.job().model().hidden());
    object.put("activation", run.job().model().activation().activationName());
    object.put("memoryRatio", run.memoryRatio());
    object.put("report", MAPPER.readTree(run.report().json()));
    return object;
  }

  private static Map<String, Object> group(Group group) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("runs", names(group.runs()));
    object.put("testAccuracy", spread(group.spread(r -> r.report().testAccuracy())));
    object.put("testLoss", spread(group.spread(r -> r.report().testLoss())));
    object.put("trainLoss", spread(group.spread(r -> r.report().trainLoss())));
    object.put("samplesPerSecond", spread(group.spread(r -> r.report().samplesPerSecond())));
    object.put("secondsTotal", spread(group.spread(r -> r.report().secondsTotal())));
    return object;
  }

  private static Map<String, Object> spread(Spread spread) {
    if (spread == null) {
      return null;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("mean", spread.mean());
    object.put("deviation", spread.deviation());
    return object;
  }

  private static Map<String, Object> equal(Comparison comparison, String digest) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("modelSha256", digest);
    object.put(
        "runs",
        names(
            comparison.runs().stream()
                .filter(run -> run.report().modelSha256().equals(digest))
                .toList()));
    return object;
  }

  private static List<String> names(List<ComparedRun> runs) {
    return runs.stream().map(run -> run.folder().toString()).toList();
  }
}
