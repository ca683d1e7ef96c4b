package dev.adamant.model;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.List;

/** Gives whole gradients to sinks. */
final class Sinks {

  private Sinks() {}

  /**
   * Adds the work that gives a gradient away, part by part. A sink may change parameters with the
   * first part, so a gradient that depends on them must be whole by then.
   *
   * @param gradient of all parameters, one after the other
   */
  static void give(Pass pass, List<Parameter> parameters, Tensor gradient, GradientSink sink) {
    long first = 0;
    for (int p = 0; p < parameters.size(); p++) {
      Parameter parameter = parameters.get(p);
      long each = parameter.rowCount();
      long rows = parameter.shape().getFirst();
      long step = sink.rowsAtATime(p);
      for (long from = 0; from < rows; from += step) {
        long to = Math.min(rows, from + step);
        Tensor part = sink.part(p, from, to);
        Tensor of = gradient.slice(0, first + from * each, first + to * each);
        pass.add(new Work.Convert(part, of.reshape(part.shape())));
        sink.accept(pass, p, from, part);
      }
      first += parameter.count();
    }
  }
}
