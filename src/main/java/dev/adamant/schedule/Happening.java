package dev.adamant.schedule;

/**
 * Something that a member did, for a timeline.
 *
 * @param kind what
 * @param member by the name of its target
 * @param lane of the member, from 0: two at a time where transfers overlap work
 * @param label such as {@code contract bposit32 rows 0..512}
 * @param start {@link System#nanoTime} at its start
 * @param end at its end
 * @param bytes that were moved, or 0
 */
public record Happening(
    Kind kind, String member, int lane, String label, long start, long end, long bytes) {

  /** What it was. */
  public enum Kind {
    /** A unit of work. */
    UNIT,
    /** Operands went to the member. */
    UPLOAD,
    /** Results came back. */
    DOWNLOAD,
    /** Elements were computed again by the reference and compared. */
    CHECK,
    /** Partial sums were merged and rounded. */
    MERGE,
    /** Nothing was left to do while others worked. */
    WAIT
  }
}
