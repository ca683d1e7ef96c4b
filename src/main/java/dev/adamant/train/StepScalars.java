package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.Arrays;

/** Numbers that the host sets for each step, each rounded once into a type. */
public final class StepScalars {

  private final Tensor host;
  private final Tensor near;
  private double[] last = {};

  /**
   * Lays them.
   *
   * @param region of the target
   * @param staging of the host; the same where the target shares the host's memory
   */
  public StepScalars(Region region, Region staging, DataType type, int count) {
    this.host = staging.tensor(type, Math.max(1, count));
    this.near = staging == region ? host : region.tensor(type, Math.max(1, count));
  }

  /** A number, repeated to a shape. */
  public Tensor get(int index, long... shape) {
    return near.slice(0, index, index + 1).expand(shape);
  }

  /** Sets all of them, before the pass of a step runs. */
  public void set(Target target, double... values) {
    if (values.length == 0 || Arrays.equals(values, last)) {
      return;
    }
    last = values.clone();
    host.fill(values);
    if (near != host) {
      target.run(new Work.Copy(near, host));
    }
  }
}
