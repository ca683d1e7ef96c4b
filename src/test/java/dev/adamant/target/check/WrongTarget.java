package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Event;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The reference under another name, which spoils some of its answers. */
public class WrongTarget implements Target {

  /** Under which it goes. */
  public static final String NAME = "wrong:0";

  private final Target reference = Targets.open("reference");
  private final Predicate<Work> victims;
  private final Consumer<Work> mischief;

  /**
   * A target.
   *
   * @param victims the work whose answers it spoils
   * @param mischief what it does after the work
   */
  public WrongTarget(Predicate<Work> victims, Consumer<Work> mischief) {
    this.victims = victims;
    this.mischief = mischief;
  }

  /** One that is right. */
  public static WrongTarget right() {
    return new WrongTarget(work -> false, work -> {});
  }

  /** One that flips the lowest bit of the last element of the results of a kernel. */
  public static WrongTarget in(Kernel kernel, DataType type) {
    return new WrongTarget(
        work -> work.kernel() == kernel && work.out().type().equals(type) && work.out().count() > 0,
        work -> flip(work.out()));
  }

  /** The index of the last element. */
  public static long[] last(Tensor out) {
    long[] index = out.shape();
    for (int d = 0; d < index.length; d++) {
      index[d]--;
    }
    return index;
  }

  private static void flip(Tensor out) {
    out.set(out.get(last(out)) ^ 1, last(out));
  }

  @Override
  public TargetInfo info() {
    TargetInfo of = reference.info();
    return new TargetInfo(
        NAME,
        "wrong",
        DeviceClass.CPU,
        of.device(),
        of.driver(),
        of.memoryBytes(),
        of.computeUnits(),
        true,
        of.types(),
        of.route());
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    return reference.supports(kernel, type);
  }

  @Override
  public Region region(String name, long limit) {
    return reference.region(name, limit);
  }

  @Override
  public Event submit(Work work) {
    run(work);
    return new Event() {
      @Override
      public boolean isDone() {
        return true;
      }

      @Override
      public void await() {
        // The work is done.
      }
    };
  }

  @Override
  public void run(Work work) {
    reference.run(work);
    if (victims.test(work)) {
      mischief.accept(work);
    }
  }

  @Override
  public void close() {
    reference.close();
  }
}
