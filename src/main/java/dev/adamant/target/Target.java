package dev.adamant.target;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;

/**
 * Something that runs kernels: every target gives the same bits. Work runs in the order of its
 * submission, one piece after the other; any thread may submit. Implementations are found by {@link
 * TargetProvider}.
 */
public interface Target extends AutoCloseable {

  /** What it is. */
  TargetInfo info();

  /** Whether it has the kernel for elements of the type: as operands, and as results. */
  boolean supports(Kernel kernel, DataType type);

  /**
   * A region of the memory that its kernels use: of the host where they share it, else its own.
   *
   * @param name what errors and the accounting call it
   * @param limit the most bytes that it may hold
   * @throws dev.adamant.memory.MemoryException when the limit is not above 0
   */
  Region region(String name, long limit);

  /**
   * Begins work and does not wait. The regions of its tensors stay open until it ends.
   *
   * @throws TargetException when the target is closed, does not support the work, or cannot reach
   *     the memory of a tensor
   * @throws dev.adamant.memory.MemoryException when a region is closed
   */
  Event submit(Work work);

  /**
   * Does work and waits for it; a target of the host may do it in the calling thread, behind what
   * was submitted before.
   *
   * @throws TargetException as {@link #submit} and {@link Event#await}
   */
  default void run(Work work) {
    submit(work).await();
  }

  /** What it has moved between the host and memory of its own. */
  default Transfers transfers() {
    return Transfers.NONE;
  }

  /** What its clock has counted up to the last work that ended, where it counts. */
  default ClockCounts clockCounts() {
    return ClockCounts.NONE;
  }

  /** Waits for the work under way and gives everything back. Closing twice is harmless. */
  @Override
  void close();
}
