package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Constants;
import dev.adamant.model.Pass;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Target;
import dev.adamant.target.Work;

/**
 * From derivatives j along K tangents V of all n parameters to a gradient V·c, whose every element
 * is one exact sum over the tangents, rounded once.
 *
 * <ul>
 *   <li>The mean: c = j/K (Baydin and others 2022, arXiv 2202.08587), rounded once.
 *   <li>The projection of the gradient onto the space of the tangents: c = (VᵀV)⁻¹·j, times {@link
 *       LengthCorrection} where it is wanted; of K tangents above n the first n count (Flügel and
 *       others 2024, arXiv 2410.17764). The matrix and j are rounded once, c as {@link Cholesky}
 *       has it.
 * </ul>
 *
 * The order is: {@link #derivatives} are written, every part of the tangents is given to {@link
 * #addGram}, {@link #finish} is run, {@link #solve} is called, and {@link #combine} is run for
 * every part.
 */
final class Aggregation {

  private final int count;
  private final Constants constants;
  private final HostArithmetic arithmetic;
  private final double correction;
  private final Tensor derivatives;
  private final Tensor coefficients;
  private final GramMatrix gram;
  private final Tensor hostGram;
  private final Tensor hostDerivatives;
  private final Tensor hostCoefficients;

  /**
   * Lays its numbers.
   *
   * @param region of the target
   * @param staging of the host; the same where the target shares the host's memory
   * @param tangents K
   * @param parameters n
   * @param projects whether it projects: else it takes the mean
   * @param corrects whether projections are made as long as gradients are
   */
  Aggregation(
      Region region,
      Region staging,
      Constants constants,
      int tangents,
      long parameters,
      boolean projects,
      boolean corrects) {
    this.count = projects ? (int) Math.min(tangents, parameters) : tangents;
    this.constants = constants;
    this.arithmetic = HostArithmetic.of(constants.type());
    this.correction = corrects ? LengthCorrection.of(count, parameters) : 1;
    this.derivatives = region.tensor(constants.type(), count);
    this.coefficients = region.tensor(constants.type(), count);
    this.gram = projects ? new GramMatrix(region, constants.type(), count) : null;
    boolean copies = projects && staging != region;
    this.hostDerivatives = copies ? onHost(staging, derivatives) : derivatives;
    this.hostCoefficients = copies ? onHost(staging, coefficients) : coefficients;
    this.hostGram = !projects ? null : copies ? onHost(staging, gram.rounded()) : gram.rounded();
  }

  private static Tensor onHost(Region staging, Tensor like) {
    return staging.tensor(like.type(), like.shape());
  }

  /** K, or n where projections are of no more. */
  int count() {
    return count;
  }

  /** Whether {@link #addGram} must be given the tangents. */
  boolean needsGram() {
    return gram != null;
  }

  /** [K]: where the derivatives along the tangents go. */
  Tensor derivatives() {
    return derivatives;
  }

  /**
   * Adds a part of all tangents to their Gram matrix.
   *
   * @param part [K, elements]
   * @param first whether the step begins with it
   */
  void addGram(Pass pass, Tensor part, boolean first) {
    gram.add(pass, part, first);
  }

  /** Adds the work that readies the numbers for {@link #solve}. */
  void finish(Pass pass) {
    if (gram == null) {
      divideByCount(pass, constants, coefficients, derivatives, count);
      return;
    }
    gram.round(pass);
    if (hostGram != gram.rounded()) {
      pass.add(new Work.Copy(hostGram, gram.rounded()));
      pass.add(new Work.Copy(hostDerivatives, derivatives));
    }
  }

  /** out = sum/K, rounded once; no work where K is 1 and both are the same tensor. */
  static void divideByCount(Pass pass, Constants constants, Tensor out, Tensor sum, int count) {
    if (count > 1) {
      Tensor divisor = constants.get(count, sum.shape());
      pass.add(new Work.Zip(BinaryOperation.DIV, out, sum, divisor));
    } else if (!out.isSameAs(sum)) {
      pass.add(new Work.Convert(out, sum));
    }
  }

  /** Finds the coefficients, when all that has been added so far has run. */
  void solve(Target target) {
    if (gram == null) {
      return;
    }
    long[] solution =
        Cholesky.solve(arithmetic, arithmetic.read(hostGram), arithmetic.read(hostDerivatives));
    if (correction != 1) {
      long factor = arithmetic.number(correction);
      for (int k = 0; k < count; k++) {
        solution[k] = arithmetic.multiply(solution[k], factor);
      }
    }
    arithmetic.write(hostCoefficients, solution);
    if (hostCoefficients != coefficients) {
      target.run(new Work.Copy(coefficients, hostCoefficients));
    }
  }

  /**
   * Adds the work that makes a part of the gradient.
   *
   * @param tangents [K, elements]
   * @param part [elements], written
   */
  void combine(Pass pass, Tensor tangents, Tensor part) {
    pass.add(
        new Work.Contract(part.reshape(1, part.count()), coefficients.reshape(1, count), tangents));
  }
}
