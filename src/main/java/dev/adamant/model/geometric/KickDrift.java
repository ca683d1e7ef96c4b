package dev.adamant.model.geometric;

import dev.adamant.algebra.ProductKind;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A symplectic integrator with learned steps: u ← u + kick(x), then x ← x + θ·u, S times with the
 * same weights (semi-implicit Euler; Hairer, Lubich, Wanner, Geometric numerical integration). x
 * and u have one dimension: u is a velocity times a unit of time. It turns with x and u as the kick
 * does.
 */
public final class KickDrift {

  private KickDrift() {}

  /**
   * What is at the end.
   *
   * @param position x
   * @param motion u
   */
  public record State(Value position, Value motion) {}

  /**
   * Adds all steps.
   *
   * @param first where it begins
   * @param steps S, at least 1
   * @param drift θ, a parameter of grade 0 without a dimension
   * @param kick makes of a name and x what is added to u
   */
  public static State run(
      ProgramBuilder program,
      State first,
      int steps,
      Value drift,
      BiFunction<String, Value, Value> kick) {
    State state = first;
    for (int step = 1; step <= steps; step++) {
      Value pull = kick.apply("kick" + step, state.position);
      Value motion = Sums.sum(program, "motion" + step, state.motion, pull);
      Value position =
          program.products(
              "position" + step,
              List.of(
                  Sums.part(program, state.position),
                  ProgramBuilder.term(ProductKind.GEOMETRIC, drift, motion, motion.grades())));
      state = new State(position, motion);
    }
    return state;
  }
}
