package dev.adamant.serve.adapt;

import dev.adamant.model.Dense;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.model.Pointwise;
import dev.adamant.record.Registry;
import dev.adamant.train.Job;
import dev.adamant.train.JobSettings;
import dev.adamant.train.MemoryPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an adaptation will hold, known before it begins. */
final class AdaptPlan {

  private AdaptPlan() {}

  /**
   * Checks that the model can be adapted within its memory, and says so.
   *
   * @throws AdaptException when not
   */
  static void check(AdaptParts parts) throws IOException {
    AdaptSettings settings = parts.settings();
    Registry registry = parts.registry();
    Base base = Base.of(registry, registry.state(), settings.model());
    ModelDescription about = ModelFile.describe(base.model());
    RowFiles files = new RowFiles(about, settings.model());
    JobSettings jobSettings = Trainee.job(settings, base, settings.work(), files.label());
    boolean plain =
        about.network().layers().stream()
            .allMatch(l -> l instanceof Dense || l instanceof Pointwise);
    if (!plain && !jobSettings.isSet("data.schema")) {
      throw new AdaptException(
          settings.model()
              + " takes its structure from named data, which rows do not have: train it on a file"
              + " with --schema to have it adapted");
    }
    Job job = jobSettings.job(about.task());
    long training =
        MemoryPlan.of(
                job, about.network(), parts.execution(), parts.target().info().sharesHostMemory())
            .training();
    long rows = rowBytes(settings.window(), about, job);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", settings.model());
    facts.put("version", base.record().version());
    facts.put("trainingBytes", training);
    facts.put("rowBytes", rows);
    facts.put("memory", settings.memory());
    if (training + rows > settings.memory()) {
      throw new AdaptException(
          "training needs "
              + training
              + " bytes and its window of "
              + settings.window()
              + " rows "
              + rows
              + ", together they may have "
              + settings.memory()
              + ": name a smaller --window or a larger --memory");
    }
    parts
        .listener()
        .heard(
            "planned",
            settings.model()
                + " version "
                + base.record().version()
                + " is adapted by "
                + settings.source()
                + ": "
                + training
                + " bytes to train and "
                + rows
                + " for "
                + settings.window()
                + " rows, of "
                + settings.memory(),
            facts);
  }

  /** The rows of a window as they are read, and encoded. */
  private static long rowBytes(int window, ModelDescription about, Job job) {
    long numbers = (long) window * (about.network().inputs() + 1);
    long encoded =
        (long) window
            * (about.network().inputs() * (long) job.precision().compute().byteSize()
                + about.network().outputs() * (long) job.precision().loss().byteSize());
    return numbers * Double.BYTES + encoded;
  }
}
