package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.model.Inference;
import dev.adamant.model.Network;

/**
 * What a job will hold, in bytes, known before anything is taken. Examples are not among them: they
 * are held beside, once, whatever the method; nor is what a target keeps to work with, which {@link
 * dev.adamant.memory.Accounting} lists by name.
 *
 * @param training weights, what the optimizer keeps, heads, signals, tangents, gradients and the
 *     batch on its way in
 * @param inference what it takes to answer batches of the same size with the same weights
 */
public record MemoryPlan(long training, long inference) {

  /**
   * Lays a job on paper.
   *
   * @param sharesHostMemory as the target has it: else there are copies of batches on the host
   */
  public static MemoryPlan of(
      Job job, Network network, Execution execution, boolean sharesHostMemory) {
    try (Region region = Region.onPaper("training");
        Region staging = Region.onPaper("training staging")) {
      new Laid(job, network, execution, region, sharesHostMemory ? region : staging, 1).record();
      return new MemoryPlan(
          region.liveBytes() + staging.liveBytes(),
          Inference.plannedBytes(
              network,
              job.precision().storage(),
              job.precision().compute(),
              job.batch(),
              sharesHostMemory));
    }
  }

  /** How many times what answering takes. */
  public double ratio() {
    return (double) training / inference;
  }
}
