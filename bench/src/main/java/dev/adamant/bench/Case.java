package dev.adamant.bench;

import java.lang.foreign.Arena;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One comparison of the report.
 *
 * @param name for {@code --only}
 * @param target what the ratio must not exceed
 * @param needsOpenBlas whether one of the workloads is a product of OpenBLAS
 * @param subject makes the workload in memory of an arena
 * @param baseline makes the one that it is compared with
 */
record Case(
    String name,
    OptionalDouble target,
    boolean needsOpenBlas,
    Function<Arena, Workload> subject,
    Function<Arena, Workload> baseline) {

  Comparison compare(Turns turns) {
    try (Arena arena = Arena.ofConfined()) {
      return turns.compare(subject.apply(arena), baseline.apply(arena));
    }
  }
}
