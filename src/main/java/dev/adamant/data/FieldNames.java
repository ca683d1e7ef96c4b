package dev.adamant.data;

import dev.adamant.algebra.Signature;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of the numbers of fields: the field's, then in brackets the node and the channel, where
 * there are several, counted from 1, and the basis blade where there is another than 1: {@code
 * gm[3]}, {@code position[3].e2}, {@code now[4].1}, {@code pixel[2,1].e1}.
 */
final class FieldNames {

  private FieldNames() {}

  /** Of all numbers of the fields, in their order: [components, channels, nodes] of each. */
  static List<String> of(Signature signature, List<Field> fields) {
    List<String> names = new ArrayList<>();
    for (Field field : fields) {
      List<Integer> blades = signature.blades(field.grades());
      for (int blade : blades) {
        String component = blades.equals(List.of(0)) ? "" : "." + signature.name(blade);
        for (int channel = 1; channel <= field.channels(); channel++) {
          for (int node = 1; node <= field.nodes(); node++) {
            names.add(field.name() + place(field, node, channel) + component);
          }
        }
      }
    }
    return names;
  }

  private static String place(Field field, int node, int channel) {
    if (field.nodes() > 1) {
      return "[" + node + (field.channels() > 1 ? "," + channel : "") + "]";
    }
    return field.channels() > 1 ? "[" + channel + "]" : "";
  }
}
