package dev.adamant.graph;

import java.util.List;
import java.util.Locale;

/**
 * What cannot be in a program: two chains of facts, in the user's names, that disagree.
 *
 * @param kind what is inconsistent
 * @param what disagrees, such as {@code the dimension of acceleration}
 * @param one the one path, from what is declared to what follows; at least one step
 * @param two the other path; at least one step
 * @param remedy what the user can do
 */
public record Inconsistency(
    Kind kind, String what, List<String> one, List<String> two, String remedy) {

  /** Steps at each end of a long path that a message names. */
  private static final int ENDS = 6;

  /** The inferences that find one. */
  public enum Kind {
    /** A grade that is stored or wanted can only be 0. */
    GRADES,
    /** Two facts give a value different dimensions. */
    DIMENSIONS,
    /** A sum has more terms than a quire takes. */
    CAPACITY;

    private final String kindName = name().toLowerCase(Locale.ROOT);

    /** The name in lower case. */
    public String kindName() {
      return kindName;
    }
  }

  /** Makes the lists immutable. */
  public Inconsistency {
    one = List.copyOf(one);
    two = List.copyOf(two);
  }

  /**
   * All of it in a sentence: {@code what: one → one, but two → two: remedy}. Of a long path only
   * the ends are named.
   */
  public String message() {
    return what + ": " + joined(one) + ", but " + joined(two) + ": " + remedy;
  }

  private static String joined(List<String> path) {
    int left = path.size() - 2 * ENDS;
    return left <= 1
        ? String.join(" → ", path)
        : String.join(" → ", path.subList(0, ENDS))
            + " → ("
            + left
            + " more) → "
            + String.join(" → ", path.subList(path.size() - ENDS, path.size()));
  }
}
