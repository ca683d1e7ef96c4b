package dev.adamant.model;

import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;

/** The work of the losses. */
final class LossPasses {

  private LossPasses() {}

  /**
   * With m = max z: losses = log Σ e^(z−m) − (Σ y·z − m), residual = e^(z−m)/Σ − y. Every operation
   * is rounded once, sums exactly summed before; with one y of 1 and else 0, Σ y·z is exact.
   */
  static void crossEntropy(
      Pass pass,
      Tensor outputs,
      Tensor targets,
      Tensor residual,
      Tensor losses,
      Tensor scratch,
      Constants constants) {
    pass.add(new Work.Reduce(ReduceOperation.MAX, losses, outputs.transpose(0, 1)));
    pass.add(new Work.Zip(BinaryOperation.MUL, residual, targets, outputs));
    sumOfRows(pass, residual, scratch, constants);
    pass.add(new Work.Zip(BinaryOperation.SUB, scratch, scratch, losses));
    pass.add(new Work.Zip(BinaryOperation.SUB, residual, outputs, losses.expand(outputs.shape())));
    pass.add(new Work.Map(UnaryOperation.EXP, residual, residual));
    sumOfRows(pass, residual, losses, constants);
    pass.add(new Work.Zip(BinaryOperation.DIV, residual, residual, losses.expand(outputs.shape())));
    pass.add(new Work.Map(UnaryOperation.LOG, losses, losses));
    pass.add(new Work.Zip(BinaryOperation.SUB, losses, losses, scratch));
    pass.add(new Work.Zip(BinaryOperation.SUB, residual, residual, targets));
  }

  /** out[b] = Σ over c of a[c, b]: a product with a row of ones, which reads a as it lies. */
  private static void sumOfRows(Pass pass, Tensor a, Tensor out, Constants constants) {
    Tensor ones = constants.get(1.0, 1, a.size(0));
    pass.add(new Work.Contract(out.expand(1, out.size(0)), ones, a));
  }

  static void meanSquaredError(
      Pass pass,
      Tensor outputs,
      Tensor targets,
      Tensor residual,
      Tensor losses,
      Constants constants) {
    long count = outputs.size(0);
    pass.add(new Work.Zip(BinaryOperation.SUB, residual, outputs, targets));
    dot(pass, residual, residual, losses);
    pass.add(
        new Work.Zip(
            BinaryOperation.MUL, losses, losses, constants.get(1.0 / count, losses.shape())));
    pass.add(
        new Work.Zip(
            BinaryOperation.MUL, residual, residual, constants.get(2.0 / count, residual.shape())));
  }

  /** out[b] = Σ over c of a[c, b]·b[c, b]. */
  private static void dot(Pass pass, Tensor a, Tensor b, Tensor out) {
    long samples = a.size(1);
    long count = a.size(0);
    Tensor rows = a.transpose(0, 1).expand(1, samples, count).transpose(0, 1);
    Tensor columns = b.transpose(0, 1).expand(1, samples, count).transpose(0, 1).transpose(1, 2);
    pass.add(new Work.Contract(out.expand(1, 1, samples).transpose(0, 2), rows, columns));
  }
}
