package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Constants;
import dev.adamant.model.Loss;
import dev.adamant.model.Pass;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Work;

/** The loss in its own type: residuals for the passes, and the sum of losses of an epoch. */
final class LossUnit {

  private final Loss loss;
  private final Constants constants;
  private final Tensor targets;
  private final Tensor losses;
  private final Tensor scratch;
  private final Tensor outputs;
  private final Tensor residual;
  private final Tensor total;
  private final Tensor rounded;

  /**
   * Lays its tensors.
   *
   * @param count outputs of a sample
   */
  LossUnit(
      Region region, Loss loss, Precision precision, Constants constants, int count, int batch) {
    DataType type = precision.loss();
    boolean same = type.equals(precision.compute());
    this.loss = loss;
    this.constants = constants;
    this.targets = region.tensor(type, count, batch);
    this.losses = region.tensor(type, batch);
    this.scratch = region.tensor(type, batch);
    this.outputs = same ? null : region.tensor(type, count, batch);
    this.residual = same ? null : region.tensor(type, count, batch);
    boolean exact = type.kind() == DataType.Kind.POSIT;
    this.total = region.tensor(exact ? DataType.quire(type.format()) : type, 1);
    this.rounded = region.tensor(type, 1);
  }

  /** [C, B]: what the samples should give. */
  Tensor targets() {
    return targets;
  }

  /** [1]: the sum of all losses since {@link #clearTotal}, once {@link #roundTotal} has run. */
  Tensor rounded() {
    return rounded;
  }

  /** [1]: the sum of all losses since {@link #clearTotal}, a quire but of IEEE floats. */
  Tensor total() {
    return total;
  }

  /**
   * Adds the work that finds the residual of outputs, and the losses, which {@link #addLosses}
   * takes.
   *
   * @param given [C, b] in the type of computing
   * @param result [C, b], written
   */
  void residual(Pass pass, Tensor given, Tensor result) {
    long rows = given.size(1);
    Tensor wanted = targets.slice(1, 0, rows);
    Tensor each = losses.slice(0, 0, rows);
    Tensor temporary = scratch.slice(0, 0, rows);
    if (outputs == null) {
      loss.residual(pass, given, wanted, result, each, temporary, constants);
      return;
    }
    Tensor from = outputs.slice(1, 0, rows);
    Tensor to = residual.slice(1, 0, rows);
    pass.add(new Work.Convert(from, given));
    loss.residual(pass, from, wanted, to, each, temporary, constants);
    pass.add(new Work.Convert(result, to));
  }

  /** Adds the losses of the latest residual to the sum, exactly but in IEEE floats. */
  void addLosses(Pass pass, int rows) {
    Tensor each = losses.slice(0, 0, rows).reshape(1, rows);
    if (total.type().kind() == DataType.Kind.QUIRE) {
      pass.add(new Work.Reduce(ReduceOperation.SUM, total, each, total));
      return;
    }
    pass.add(new Work.Reduce(ReduceOperation.SUM, rounded, each));
    pass.add(new Work.Zip(BinaryOperation.ADD, total, total, rounded));
  }

  /** Empties the sum. */
  void clearTotal(Pass pass) {
    pass.add(new Work.Convert(total, constants.get(0.0, 1)));
  }

  /** Rounds the sum once. */
  void roundTotal(Pass pass) {
    pass.add(new Work.Convert(rounded, total));
  }
}
