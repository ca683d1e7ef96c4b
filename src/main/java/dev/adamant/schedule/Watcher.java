package dev.adamant.schedule;

/** Hears what the members of an ensemble do. Called by several threads, which it must not delay. */
public interface Watcher {

  /** Hears nothing. */
  Watcher NONE =
      new Watcher() {
        @Override
        public boolean wantsHappenings() {
          return false;
        }
      };

  /** Whether {@link #happened} is to be called. */
  default boolean wantsHappenings() {
    return true;
  }

  /** Something has ended. */
  default void happened(Happening happening) {}

  /**
   * A member was taken out and the others go on.
   *
   * @param member the name of its target
   * @param reason one sentence
   */
  default void takenOut(String member, String reason) {}
}
