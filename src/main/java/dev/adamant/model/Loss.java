package dev.adamant.model;

import dev.adamant.memory.Tensor;
import java.util.Arrays;

/**
 * What training makes small: a number for each sample, and its derivative by the outputs. Tangents
 * of outputs become tangents of the loss by one exact sum with the residual.
 */
public enum Loss {
  /**
   * Softmax cross-entropy: log Σ e^z − Σ y·z for targets y that sum to 1; the residual is
   * softmax(z) − y.
   */
  CROSS_ENTROPY("cross-entropy") {
    @Override
    public void residual(
        Pass pass,
        Tensor outputs,
        Tensor targets,
        Tensor residual,
        Tensor losses,
        Tensor scratch,
        Constants constants) {
      LossPasses.crossEntropy(pass, outputs, targets, residual, losses, scratch, constants);
    }
  },
  /** Mean squared error: Σ (z − y)²/C over C outputs; the residual is 2(z − y)/C. */
  MEAN_SQUARED_ERROR("mse") {
    @Override
    public void residual(
        Pass pass,
        Tensor outputs,
        Tensor targets,
        Tensor residual,
        Tensor losses,
        Tensor scratch,
        Constants constants) {
      LossPasses.meanSquaredError(pass, outputs, targets, residual, losses, constants);
    }
  };

  private final String lossName;

  Loss(String lossName) {
    this.lossName = lossName;
  }

  /** Its name, such as {@code cross-entropy}. */
  public String lossName() {
    return lossName;
  }

  /**
   * The loss of that name.
   *
   * @throws IllegalArgumentException for any other name, saying which there are
   */
  public static Loss parse(String name) {
    return Arrays.stream(values())
        .filter(l -> l.lossName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no loss \""
                        + name
                        + "\": there are "
                        + Arrays.stream(values()).map(Loss::lossName).toList()));
  }

  /**
   * Adds the work that finds both.
   *
   * @param outputs [C, B]; kept
   * @param targets [C, B]
   * @param residual [C, B], written: ∂loss/∂outputs of each sample
   * @param losses [B], written
   * @param scratch [B], of any content
   */
  public abstract void residual(
      Pass pass,
      Tensor outputs,
      Tensor targets,
      Tensor residual,
      Tensor losses,
      Tensor scratch,
      Constants constants);
}
