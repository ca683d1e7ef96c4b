package dev.adamant.train;

import dev.adamant.data.DataException;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
}
