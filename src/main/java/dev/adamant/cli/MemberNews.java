package dev.adamant.cli;

import dev.adamant.schedule.Happening;
import dev.adamant.schedule.Trace;
import dev.adamant.schedule.Watcher;
import java.io.PrintWriter;

/** Says in a line, at once, that a target was taken out; a timeline hears everything. */
final class MemberNews implements Watcher {

  private final PrintWriter err;
  private final boolean terminal;
  private final Trace trace;

  /**
   * News for a user.
   *
   * @param err where they are said
   * @param terminal whether that is a terminal, where progress may be shown
   * @param trace the timeline, or null; it stays the caller's
   */
  MemberNews(PrintWriter err, boolean terminal, Trace trace) {
    this.err = err;
    this.terminal = terminal;
    this.trace = trace;
  }

  @Override
  public boolean wantsHappenings() {
    return trace != null;
  }

  @Override
  public void happened(Happening happening) {
    if (trace != null) {
      trace.happened(happening);
    }
  }

  @Override
  public void takenOut(String member, String reason) {
    err.println((terminal ? Progress.CLEAR_LINE : "") + member + " is taken out: " + reason);
    err.flush();
    if (trace != null) {
      trace.takenOut(member, reason);
    }
  }
}
