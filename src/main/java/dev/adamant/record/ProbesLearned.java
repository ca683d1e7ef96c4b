package dev.adamant.record;

import dev.adamant.data.DataException;
import dev.adamant.data.ProgressListener;
import dev.adamant.train.HeldOut;
import dev.adamant.train.JobException;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;

/**
 * Which probes a version has learned from. A run holds out samples by its seed; of probes that were
 * held out by a run of one seed, a run of another has learned from most, and what it makes of them
 * says little about others. So it is counted when a version is published, and is two metrics of its
 * record: {@code probes}, how many there are, and {@code learnedProbes}.
 */
public final class ProbesLearned {

  private static final String PROBES = "probes";
  private static final String LEARNED = "learnedProbes";
  private static final String SEED = "seed";
  private static final String REMEDY =
      "publish versions with --probes of samples that none has learned from";

  private ProbesLearned() {}

  /**
   * Counts, if the run's data can be had.
   *
   * @param metrics that the two are put into
   * @param run whose model is published; without a report nothing is counted
   * @param probes that its successors are compared on
   * @param base version whose weights it began from, which has its own knowledge of the same
   *     probes; null for none
   * @param listener is told why it is not counted
   */
  public static void count(
      SortedMap<String, String> metrics,
      RunFiles run,
      Probes probes,
      VersionRecord base,
      ProgressListener listener)
      throws IOException {
    if (!Files.exists(run.report()) || !Files.exists(run.job())) {
      return;
    }
    try {
      count(metrics, HeldOut.of(run.directory(), listener), probes, base);
    } catch (DataException | JobException e) {
      listener.message("whether it has learned from its probes is not known: " + e.getMessage());
    }
  }

  private static void count(
      SortedMap<String, String> metrics, HeldOut held, Probes probes, VersionRecord base) {
    int before = base == null ? 0 : Math.max(0, learned(base));
    int learned = Math.max(before, held.learned(probes.features()));
    metrics.put(PROBES, Integer.toString(probes.size()));
    metrics.put(LEARNED, Integer.toString(learned));
  }

  /** How many probes of another a version has learned from, at least; −1 where it is not known. */
  public static int learned(VersionRecord candidate, VersionRecord live) {
    return candidate.probesSha256().equals(live.probesSha256()) ? learned(candidate) : -1;
  }

  private static int learned(VersionRecord version) {
    String text = version.metrics().get(LEARNED);
    return text == null || !text.matches("[0-9]{1,9}") ? -1 : Integer.parseInt(text);
  }

  /**
   * Why a version's accuracy on the probes of another flatters it.
   *
   * @param candidate a version
   * @param live whose probes they are
   * @return a sentence with the remedy, without a full stop; null where it does not, or nothing is
   *     known of it
   */
  public static String warning(VersionRecord candidate, VersionRecord live) {
    int learned = learned(candidate, live);
    if (learned == 0 || live.probesSha256().isEmpty()) {
      return null;
    }
    if (learned > 0) {
      return "it has learned from "
          + learned
          + " of the "
          + candidate.metrics().getOrDefault(PROBES, "")
          + " probes, so its accuracy on them flatters it: "
          + remedy(live);
    }
    String seed = candidate.metrics().get(SEED);
    boolean otherSeed = seed != null && !seed.equals(live.metrics().getOrDefault(SEED, seed));
    boolean sameData =
        !live.dataSha256().isEmpty() && live.dataSha256().equals(candidate.dataSha256());
    return otherSeed && sameData
        ? "it may have learned from some of the probes, for its data is that of version "
            + live.version()
            + " and its seed another: "
            + remedy(live)
        : null;
  }

  private static String remedy(VersionRecord live) {
    String seed = live.metrics().get(SEED);
    return learned(live) == 0 && seed != null
        ? "train it with --seed " + seed + ", as version " + live.version() + ", or " + REMEDY
        : REMEDY;
  }
}
