package dev.adamant.graph;

import java.util.Locale;

/** Where a value lives: the escape classes of arXiv 2603.16437, by what role a value has. */
public enum Escape {
  /** Made and used up within a pass: a slot of the pass's own buffers ({@link Role#INNER}). */
  STACK,
  /** Captured by the program: constants and all that is learned. */
  CLOSURE,
  /** Given to the program's user: outputs. */
  RETURN,
  /** Lent by the program's user, read and never kept: inputs. */
  BYREF;

  private final String escapeName = name().toLowerCase(Locale.ROOT);

  /** The name in lower case. */
  public String escapeName() {
    return escapeName;
  }

  /** The class of values of a role. */
  public static Escape of(Role role) {
    return switch (role) {
      case INNER -> STACK;
      case CONSTANT, PARAMETER, WEIGHT -> CLOSURE;
      case OUTPUT -> RETURN;
      case INPUT -> BYREF;
    };
  }
}
