package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a trial is about.
 *
 * @param kernel which
 * @param type of its first operand, or of its result where it has none
 */
record Subject(Kernel kernel, DataType type) {

  /**
   * All of a target whose bits are defined. With IEEE floats these are random numbers, conversions
   * and copies.
   */
  static List<Subject> of(Target target) {
    Set<DataType> types = new LinkedHashSet<>(target.info().types());
    for (DataType type : target.info().types()) {
      if (type.kind() == Kind.POSIT) {
        types.add(DataType.quire(type.format()));
      }
    }
    List<Subject> subjects = new ArrayList<>();
    for (Kernel kernel : Kernel.values()) {
      for (DataType type : types) {
        if (isDefined(kernel, type) && target.supports(kernel, type)) {
          subjects.add(new Subject(kernel, type));
        }
      }
    }
    return subjects;
  }

  private static boolean isDefined(Kernel kernel, DataType type) {
    return switch (type.kind()) {
      case POSIT -> true;
      case QUIRE ->
          kernel == Kernel.MAP
              || kernel == Kernel.ZIP
              || kernel == Kernel.CONVERT
              || kernel == Kernel.COPY;
      case IEEE -> kernel == Kernel.RANDOM || kernel == Kernel.CONVERT || kernel == Kernel.COPY;
    };
  }
}
