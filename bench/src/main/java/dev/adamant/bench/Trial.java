package dev.adamant.bench;

import dev.adamant.bindings.Adamant;
import java.lang.foreign.Arena;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A workload of a JMH benchmark, in memory of its own, whose answer is checked before it runs. */
@State(Scope.Thread)
public abstract class Trial {
  private Arena arena;
  private Workload workload;

  /** Only for subclasses. */
  protected Trial() {}

  /** Makes the workload that the parameters describe. */
  abstract Workload open(Arena memory);

  /**
   * Makes the workload, checks its answer and selects its path.
   *
   * @throws WrongAnswerException when the answer is wrong
   */
  @Setup
  public void setUp() {
    arena = Arena.ofConfined();
    try {
      workload = open(arena);
      workload.verify();
      workload.prepare();
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
    System.out.println(workload.name() + " on libadamant path " + Adamant.adm_path());
  }

  /** Frees the memory. */
  @TearDown
  public void tearDown() {
    arena.close();
  }

  /** Does the work once. */
  void run() {
    workload.run();
  }
}
