package dev.adamant.serve;

import dev.adamant.data.Task;
import dev.adamant.model.ModelDescription;
import dev.adamant.record.Probes;
import dev.adamant.record.VersionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers to a version's probes. As many probes are asked as keep a rotation short: all, but of
 * large models some, evenly over the file.
 *
 * @param version that answered
 * @param probes that were asked
 * @param answers [outputs] of each
 * @param score accuracy from 0 to 1, an answer that is no number counted as wrong; of regression
 *     the root of the mean squared error over samples and outputs
 */
record GateEvidence(VersionRecord version, Probes probes, List<double[]> answers, double score) {

  /** Parameters times probes. */
  private static final long MOST_WORK = 1 << 26;

  private static final int LEAST_PROBES = 32;

  /** A version's answers to its own probes, or as many of them as are asked. */
  static GateEvidence of(Engine engine, Probes all) throws InterruptedException {
    int count = asked(engine.version().parameters(), all.size());
    return answer(engine, chosen(all, count));
  }

  /** How many of so many probes a model of that size is asked. */
  static int asked(long parameters, int all) {
    long affordable = MOST_WORK / Math.max(1, parameters);
    return (int) Math.min(all, Math.max(LEAST_PROBES, affordable));
  }

  static Probes chosen(Probes all, int count) {
    if (count == all.size()) {
      return all;
    }
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> (int) ((long) i * all.size() / count));
    double[][] features = pick(all.features(), rows);
    return all.isClassification()
        ? new Probes(
            features, Arrays.stream(rows).map(i -> all.labels()[i]).toArray(), all.targets())
        : new Probes(features, all.labels(), pick(all.targets(), rows));
  }

  private static double[][] pick(double[][] all, int... rows) {
    return Arrays.stream(rows).mapToObj(i -> all[i]).toArray(double[][]::new);
  }

  /** The same probes, answered by another version. */
  GateEvidence by(Engine other) throws InterruptedException {
    return answer(other, probes);
  }

  private static GateEvidence answer(Engine engine, Probes probes) throws InterruptedException {
    List<Integer> labels = new ArrayList<>();
    List<double[]> answers = ask(engine, Arrays.asList(probes.features()), labels);
    return new GateEvidence(engine.version(), probes, answers, score(probes, answers, labels));
  }

  /** An engine's answers to rows, that no one else asks yet. */
  static List<double[]> answers(Engine engine, List<double[]> rows) throws InterruptedException {
    return ask(engine, rows, new ArrayList<>());
  }

  private static List<double[]> ask(Engine engine, List<double[]> rows, List<Integer> labels)
      throws InterruptedException {
    int batch = Math.min(engine.limits().batch(), engine.limits().waiting());
    List<double[]> answers = new ArrayList<>();
    if (!engine.retain()) {
      throw new IllegalStateException("a candidate was retired before it was asked");
    }
    try {
      for (int from = 0; from < rows.size(); from += batch) {
        List<double[]> part = rows.subList(from, Math.min(rows.size(), from + batch));
        double[] features = part.stream().flatMapToDouble(Arrays::stream).toArray();
        Answer answer = engine.answer(features, part.size());
        double[] values = answer.values();
        int outputs = values.length / part.size();
        for (int i = 0; i < part.size(); i++) {
          answers.add(Arrays.copyOfRange(values, i * outputs, (i + 1) * outputs));
          labels.add(answer.label(i));
        }
      }
    } catch (BusyException e) {
      throw new IllegalStateException("a candidate that no one asks has rows waiting", e);
    } finally {
      engine.release();
    }
    return answers;
  }

  private static double score(Probes probes, List<double[]> answers, List<Integer> labels) {
    double sum = 0;
    for (int i = 0; i < answers.size(); i++) {
      double[] answer = answers.get(i);
      if (probes.isClassification()) {
        sum += labels.get(i) == probes.labels()[i] ? 1 : 0;
      } else {
        for (int o = 0; o < answer.length; o++) {
          double difference = answer[o] - probes.targets()[i][o];
          sum += difference * difference / answer.length;
        }
      }
    }
    double mean = sum / answers.size();
    return probes.isClassification() ? mean : StrictMath.sqrt(mean);
  }

  /** Whether all answers are finite numbers. */
  boolean isFinite() {
    return answers.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }

  /**
   * Why probes cannot be put to a model.
   *
   * @return one sentence; null where they can
   */
  static String misfit(Probes probes, ModelDescription about) {
    boolean classes = about.task() == Task.CLASSIFICATION;
    int inputs = about.network().inputs();
    int outputs = about.network().outputs();
    boolean fits =
        probes.features()[0].length == inputs
            && probes.isClassification() == classes
            && (classes
                ? Arrays.stream(probes.labels()).allMatch(label -> label < outputs)
                : probes.targets()[0].length == outputs);
    return fits
        ? null
        : "its probes are of another shape than "
            + inputs
            + " features and "
            + outputs
            + (classes ? " classes" : " outputs")
            + ": publish it with probes of its own data";
  }
}
