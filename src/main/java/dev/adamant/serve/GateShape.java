package dev.adamant.serve;

import dev.adamant.model.ModelDescription;
import dev.adamant.record.VersionRecord;
import java.util.List;

/** Whether a model can stand in for another: the same questions, the same kind of answers. */
final class GateShape {

  private GateShape() {}

  /**
   * Where a model is not what its record says.
   *
   * @return one sentence; null where it is
   */
  static String ofRecord(VersionRecord record, ModelDescription about) {
    String recorded =
        text(record.task(), record.inputs(), record.outputs())
            + ", "
            + record.storage()
            + " computed in "
            + record.compute();
    String found =
        text(about) + ", " + about.storage().name() + " computed in " + about.compute().name();
    return recorded.equals(found)
        ? null
        : "its model is of " + found + ", its record says " + recorded;
  }

  /**
   * Where a candidate differs from the live version.
   *
   * @return one sentence; null where it does not
   */
  static String between(ModelDescription live, ModelDescription candidate) {
    if (!text(live).equals(text(candidate))) {
      return "it is of " + text(candidate) + ", the live version of " + text(live);
    }
    if (!live.classes().equals(candidate.classes())) {
      return "its classes are "
          + brief(candidate.classes())
          + ", those of the live version "
          + brief(live.classes());
    }
    if (!live.features().isEmpty()
        && !candidate.features().isEmpty()
        && !live.features().equals(candidate.features())) {
      return "its features are "
          + brief(candidate.features())
          + ", those of the live version "
          + brief(live.features());
    }
    return null;
  }

  private static String text(ModelDescription about) {
    return text(about.task().taskName(), about.network().inputs(), about.network().outputs());
  }

  private static String text(String task, int inputs, int outputs) {
    return task + " of " + inputs + " features to " + outputs + " outputs";
  }

  private static String brief(List<String> names) {
    String all = String.join(", ", names);
    return all.length() <= 200 ? all : all.substring(0, 200) + "…";
  }
}
