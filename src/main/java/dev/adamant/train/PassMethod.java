package dev.adamant.train;

import dev.adamant.model.Pass;
import dev.adamant.target.Target;
import java.util.HashMap;
import java.util.Map;

/** A method whose step is one pass, made once for each number of samples. */
abstract class PassMethod implements GradientMethod {

  private final Map<Integer, Pass> passes = new HashMap<>();

  @Override
  public final void record(int rows) {
    pass(rows);
  }

  @Override
  public final void step(Target target, int step, int rows) {
    pass(rows).run(target, step);
  }

  private Pass pass(int rows) {
    return passes.computeIfAbsent(rows, this::make);
  }

  /** The pass of a step of so many samples. */
  abstract Pass make(int rows);
}
