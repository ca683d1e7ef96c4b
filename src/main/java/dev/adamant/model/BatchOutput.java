package dev.adamant.model;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;

/** Outputs of a batch on their way to the host. */
public final class BatchOutput {

  private final Tensor host;
  private Tensor latest;

  /**
   * Lays what is needed: nothing where the target shares the host's memory.
   *
   * @param region of the target
   * @param staging of the host; the same where the target shares the host's memory
   */
  public BatchOutput(Region region, Region staging, DataType type, int outputs, int batch) {
    this.host = staging == region ? null : staging.tensor(type, outputs, batch);
  }

  /**
   * Adds the work that brings a whole signal's features to the host.
   *
   * @param whole of all B columns, even where fewer count: some columns do not lie one behind the
   *     other
   */
  public void store(Pass pass, Signal whole) {
    latest = whole.features();
    if (host != null) {
      pass.add(new Work.Copy(host, latest));
    }
  }

  /** [outputs, B] of the host, after the pass has run. */
  public Tensor values() {
    return host == null ? latest : host;
  }
}
