package dev.adamant.train;

import dev.adamant.data.DataException;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The samples that a run is judged by and has not learned from.
 *
 * @param data all samples of the run, raw; its labels count the classes of the run's model
 * @param rows which of them are held out, ascending; at least one
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader
public record HeldOut(Dataset data, int[] rows) {

  /**
   * Opens the data of a run's job, and splits it as the run has.
   *
   * @param run its directory
   * @param listener is told what is fetched
   * @throws JobException when there is no job, or it makes no sense
   * @throws DataException when the data cannot be had, or is not what a finished run learned from:
   *     then samples that are held out now may be ones that it has learned from
   * @throws RunException when the report of a finished run cannot be read
   */
  public static HeldOut of(Path run, ProgressListener listener) throws IOException {
    RunFiles files = new RunFiles(run);
    JobData job = JobData.open(JobSettings.read(files.job()), listener);
    if (Files.exists(files.report())) {
      String learned = Report.read(files.report()).dataSha256();
      String found = job.data().digest();
      if (!learned.equals(found)) {
        throw new DataException(
            job.data().name()
                + ": has the SHA-256 "
                + found
                + ", the run in "
                + run
                + " has learned from "
                + learned
                + ": get that data, or name a file of labelled samples that it has not seen");
      }
    }
    return new HeldOut(job.data(), job.split().test());
  }

  /**
   * How many of some samples the run has learned from, or chosen by: those whose features are, to
   * the bit, those of a sample that is not held out.
   *
   * @param samples raw, [any][inputs]
   */
  public int learned(double[][] samples) {
    Set<Features> unseen = new HashSet<>();
    for (double[] sample : samples) {
      unseen.add(new Features(sample));
    }
    double[] features = new double[data.features()];
    int held = 0;
    for (int row = 0; row < data.size(); row++) {
      if (held < rows.length && rows[held] == row) {
        held++;
      } else {
        for (int f = 0; f < features.length; f++) {
          features[f] = data.feature(row, f);
        }
        unseen.remove(new Features(features));
      }
    }
    return (int) Arrays.stream(samples).filter(s -> !unseen.contains(new Features(s))).count();
  }

  /** Equal by the bits of its numbers. */
  private record Features(double[] numbers) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Features features && Arrays.equals(numbers, features.numbers);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(numbers);
    }
  }
}
