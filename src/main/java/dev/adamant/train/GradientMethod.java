package dev.adamant.train;

import dev.adamant.model.Pass;
import dev.adamant.target.Target;

/**
 * A way to find gradients: it lays its buffers on the {@link Workbench} when it is made, and then
 * does step after step. Which tensors must survive between steps, beyond the network's own, it
 * tells the bench by {@link Workbench#keep}.
 */
interface GradientMethod {

  /**
   * Adds the work that gives its own tensors, such as heads, the values that training begins with.
   */
  default void initialise(Pass pass) {
    // Most have none.
  }

  /**
   * Makes the passes of steps of so many samples, ahead of the first: nothing is laid then but what
   * layers need for a moment, and no constant is new. Whole batches come first.
   */
  void record(int rows);

  /**
   * Does one step: the first rows of the bench's input and targets are written, and the updater's
   * numbers set. At its end all work has been done, the weights are updated, and the losses of the
   * samples, before the update, have been added up ({@link LossUnit#addLosses}).
   *
   * @param step from 0
   * @param rows how many samples it has
   */
  void step(Target target, int step, int rows);
}
