package dev.adamant.cli;

import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.model.Network;
import dev.adamant.target.TargetInfo;
import dev.adamant.train.Job;
import dev.adamant.train.JobFile;
import dev.adamant.train.MemoryPlan;
import dev.adamant.train.RunListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.toml.TomlMapper;

/** What a run would use as JSON: the keys of its report that are known before, and the job. */
final class PlanJson implements RunListener {

  private final TargetInfo target;
  private final RunListener display;
  private final Map<String, Object> plan = new LinkedHashMap<>();

  /**
   * Knows nothing yet.
   *
   * @param target of the run
   * @param display hears the same
   */
  PlanJson(TargetInfo target, RunListener display) {
    this.target = target;
    this.display = display;
  }

  @Override
  public ProgressListener data() {
    return display.data();
  }

  @Override
  public void dataRead(Dataset data, int train, int validation, int test) {
    display.dataRead(data, train, validation, test);
    plan.put("data", data.name());
    plan.put("dataSha256", data.digest());
    plan.put("trainSamples", train);
    plan.put("validationSamples", validation);
    plan.put("testSamples", test);
  }

  @Override
  public void planned(Job job, Network network, MemoryPlan memory, long datasetBytes) {
    display.planned(job, network, memory, datasetBytes);
    plan.put("parameters", network.parameterCount());
    plan.put("targets", List.of(Map.of("name", target.name(), "device", target.device())));
    plan.put("peakTrainingBytes", memory.training());
    plan.put("peakInferenceBytes", memory.inference());
    plan.put("datasetBytes", datasetBytes);
    plan.put("jobSha256", JobFile.digest(job));
    plan.put("job", new TomlMapper().readTree(JobFile.text(job)));
  }

  /** All of it, indented, without a line feed at its end. */
  String text() {
    return JsonText.of(plan);
  }
}
