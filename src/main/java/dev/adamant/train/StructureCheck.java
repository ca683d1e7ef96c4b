package dev.adamant.train;

import dev.adamant.graph.Inference;
import dev.adamant.graph.ProgramException;
import dev.adamant.graph.Setting;
import dev.adamant.memory.DataType;
import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import dev.adamant.model.ProgramLayer;
import dev.adamant.number.Format;
import java.util.List;

/** Whether the programs of a network are consistent, asked before anything is trained. */
final class StructureCheck {

  private StructureCheck() {}

  /**
   * Infers grades, dimensions and the capacity of sums.
   *
   * @throws JobException with the first layer that contradicts itself, and how
   */
  static void check(Network network, Job job) throws JobException {
    DataType type = job.precision().compute();
    // A bound of magnitudes is only asked of posits; what has none is checked as one of its width.
    Format format = type.format() == null ? Format.posit(8 * type.byteSize()) : type.format();
    List<Layer> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof ProgramLayer layer) {
        try {
          Inference.check(layer.program(), Setting.untrained(job.batch(), format)).orThrow();
        } catch (ProgramException e) {
          throw new JobException(
              "model.kind is "
                  + job.model().kind()
                  + ", and layer "
                  + i
                  + " of that on "
                  + job.data().source()
                  + " contradicts itself: "
                  + e.getMessage(),
              e);
        }
      }
    }
  }
}
