package dev.adamant.target.measure;

import dev.adamant.memory.DataType;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Target;
import dev.adamant.target.Work;

/**
 * What a kernel of one element costs beyond its work, an addition.
 *
 * @param type of the elements
 * @param way how the work was given to the target
 * @param micros beyond the work
 */
public record Latency(DataType type, Way way, Spread micros) {

  /** How work is given to a target. */
  public enum Way {
    /** {@link Target#submit}, then {@link dev.adamant.target.Event#await}. */
    QUEUED,
    /** {@link Target#run}. */
    DIRECT
  }

  /** Measures in the memory of the target. */
  static Latency measure(Target target, Sampler sampler, DataType type, Way way) {
    try (Operands operands = new Operands(target, type, Sizes.SMALL)) {
      Views views = operands.views(Workload.ADD);
      Work bulk = Workload.ADD.work(views);
      Work one =
          new Work.Zip(
              BinaryOperation.ADD,
              views.out().slice(0, 0, 1),
              views.a().slice(0, 0, 1),
              views.b().slice(0, 0, 1));
      Runnable call =
          switch (way) {
            case QUEUED -> () -> target.submit(one).await();
            case DIRECT -> () -> target.run(one);
          };
      Spread seconds = sampler.calls(call);
      double work = sampler.time(bulk).least() / bulk.out().count();
      return new Latency(type, way, seconds.minus(work).times(1e6));
    }
  }
}
