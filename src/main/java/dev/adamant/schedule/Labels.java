package dev.adamant.schedule;

import dev.adamant.target.Work;
import java.util.Arrays;

/** What timelines call a piece of work. */
final class Labels {

  private Labels() {}

  /** Such as {@code contract bposit32 [64, 128] of 784}. */
  static String of(Work work) {
    String depth =
        work instanceof Work.Contract c
            ? " of " + c.terms().stream().mapToLong(t -> t.a().size(-1)).sum()
            : "";
    return work.kernel().kernelName()
        + " "
        + work.out().type()
        + " "
        + Arrays.toString(work.out().shape())
        + depth;
  }
}
