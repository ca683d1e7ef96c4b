package dev.adamant.model;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;

/**
 * Rows of a batch on their way into a target: the host writes {@link #rows}, and a pass turns them
 * into columns. Where the target has memory of its own there are two tensors of rows, one on either
 * side.
 */
public final class BatchInput {

  private final Tensor rows;
  private final Tensor near;

  /**
   * Lays the tensors.
   *
   * @param region of the target
   * @param staging of the host; the same where the target shares the host's memory
   * @param count numbers in a row
   */
  public BatchInput(Region region, Region staging, DataType type, int count, int batch) {
    this.rows = staging.tensor(type, batch, count);
    this.near = staging == region ? rows : region.tensor(type, batch, count);
  }

  /** [B, count] in the memory of the host, which the caller writes between passes. */
  public Tensor rows() {
    return rows;
  }

  /**
   * Adds the work that brings the first rows to their columns.
   *
   * @param columns [count, b], for b up to B rows, perhaps of another type
   */
  public void load(Pass pass, Tensor columns) {
    if (near != rows) {
      pass.add(new Work.Copy(near, rows));
    }
    pass.add(new Work.Convert(columns, near.slice(0, 0, columns.size(1)).transpose(0, 1)));
  }
}
