package dev.adamant.model;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Distribution;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Work in order, prepared once and run any number of times. Random work depends on the number of
 * the step, so tangents are made anew wherever they are needed and never stored.
 */
public final class Pass {

  /** What a piece of work is in a step. */
  @FunctionalInterface
  private interface Piece {
    Work at(int step);
  }

  private final List<Piece> pieces = new ArrayList<>();

  /** Empty. */
  public Pass() {}

  /** Adds a piece that is the same in every step. */
  public void add(Work work) {
    pieces.add(step -> work);
  }

  /**
   * Adds random elements of the step, as {@link Work.Random} has them.
   *
   * @param first the number of the tensor's first element in the stream
   */
  public void addRandom(Distribution distribution, Tensor out, long seed, int stream, long first) {
    // Its checks are made here, once.
    Work.Random random = new Work.Random(distribution, out, seed, stream, 0, first);
    pieces.add(
        step -> step == 0 ? random : new Work.Random(distribution, out, seed, stream, step, first));
  }

  /** How many pieces there are. */
  public int size() {
    return pieces.size();
  }

  /**
   * Does all of it and waits for the end.
   *
   * @param step the number of the step, from 0
   * @throws dev.adamant.target.TargetException when a piece fails: what it and the later ones write
   *     is then undefined
   */
  public void run(Target target, int step) {
    int last = pieces.size() - 1;
    // Where kernels are calls of the host, a queue would only hand them to another thread.
    if (target instanceof QueuedTarget) {
      for (Piece piece : pieces) {
        target.run(piece.at(step));
      }
      return;
    }
    for (int i = 0; i < last; i++) {
      target.submit(pieces.get(i).at(step));
    }
    if (last >= 0) {
      target.run(pieces.get(last).at(step));
    }
  }
}
