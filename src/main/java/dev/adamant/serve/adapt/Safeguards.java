package dev.adamant.serve.adapt;

import dev.adamant.data.Dataset;
import dev.adamant.data.Task;
import dev.adamant.record.Probes;
import dev.adamant.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Why a candidate is not even published, before the server's gate judges: what each step of the
 * gate would let by, but not many of them.
 *
 * @param settings with the limits
 * @param target asks them
 */
record Safeguards(AdaptSettings settings, Target target) {

  /**
   * Whether new rows are such as the live version knows.
   *
   * @param rows the window, the new rows last
   * @param live its score on the probes
   * @return why not; null where they are
   */
  String drifted(AdaptState state, Path rows, RowFiles files, Base base, ProbeScore live)
      throws IOException {
    int fresh = state.judged().stream().mapToInt(AdaptState.Segment::rows).sum();
    Dataset data = files.readOwn(rows);
    ProbeScore found =
        ProbeScore.of(base.model(), samples(data, Math.max(0, data.size() - fresh)), target);
    if (found.keepsTo(live.value(), settings.drift())) {
      return null;
    }
    return "the live version's "
        + found.name()
        + " on the new rows is "
        + found.value()
        + " and on the probes "
        + live.value()
        + ", which is further apart than --max-drift "
        + settings.drift();
  }

  private static Probes samples(Dataset data, int from) {
    int count = data.size() - from;
    boolean classes = data.task() == Task.CLASSIFICATION;
    double[][] features = new double[count][data.features()];
    int[] labels = new int[classes ? count : 0];
    double[][] targets = new double[classes ? 0 : count][data.outputs()];
    for (int i = 0; i < count; i++) {
      int row = from + i;
      Arrays.setAll(features[i], f -> data.feature(row, f));
      if (classes) {
        labels[i] = data.label(row);
      } else {
        Arrays.setAll(targets[i], o -> data.target(row, o));
      }
    }
    return new Probes(features, labels, targets);
  }

  /**
   * Whether a candidate is as good as the best version so far.
   *
   * @param best of them
   * @param candidate its score on the probes
   * @return why not; null where it is
   */
  String anchored(AdaptState.Best best, ProbeScore candidate) {
    if (candidate.keepsTo(best.score(), settings.accuracyLoss())) {
      return null;
    }
    return "its "
        + candidate.name()
        + " on the probes is "
        + candidate.value()
        + ", that of version "
        + best.version().version()
        + ", the best so far, "
        + best.score()
        + ", which is further apart than --max-accuracy-loss "
        + settings.accuracyLoss();
  }
}
