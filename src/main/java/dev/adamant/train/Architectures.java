package dev.adamant.train;

import dev.adamant.graph.ProgramText;
import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import dev.adamant.model.ProgramLayer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How two networks differ, their weights apart. */
final class Architectures {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Architectures() {}

  /**
   * The first difference.
   *
   * @param model which is there
   * @param job which is wanted
   * @return null where there is none, else words such as {@code its layer 2 is relu of 8 and …}
   */
  static String difference(Network model, Network job) {
    List<Layer> have = model.layers();
    List<Layer> want = job.layers();
    for (int i = 0; i < Math.min(have.size(), want.size()); i++) {
      String of = text(have.get(i));
      String other = text(want.get(i));
      if (!of.equals(other)) {
        return "its layer " + i + " is " + of + " and that of the job " + other;
      }
      if (have.get(i) instanceof ProgramLayer program) {
        String difference = difference(program, (ProgramLayer) want.get(i));
        if (difference != null) {
          return "its layer " + i + " is a program that differs from the job's in " + difference;
        }
      }
    }
    if (have.size() != want.size()) {
      return "it has " + have.size() + " layers and the job " + want.size();
    }
    if (model.loss() != job.loss()) {
      return "its loss is "
          + model.loss().lossName()
          + " and that of the job "
          + job.loss().lossName();
    }
    return null;
  }

  private static String text(Layer layer) {
    return layer.kind() + " from " + layer.inputs() + " to " + layer.outputs() + " features";
  }

  private static String difference(ProgramLayer model, ProgramLayer job) {
    JsonNode have = JSON.readTree(ProgramText.write(model.program()));
    JsonNode want = JSON.readTree(ProgramText.write(job.program()));
    for (String list : List.of("values", "relations")) {
      int count = Math.min(have.path(list).size(), want.path(list).size());
      for (int i = 0; i < count; i++) {
        JsonNode one = have.path(list).get(i);
        if (!one.equals(want.path(list).get(i))) {
          return (list.equals("values") ? "the value " : "the relation ")
              + one.path("name").asString();
        }
      }
      if (have.path(list).size() != want.path(list).size()) {
        return "how many "
            + list
            + " it has, "
            + have.path(list).size()
            + " and "
            + want.path(list).size();
      }
    }
    return have.equals(want) ? null : "its algebra";
  }
}
