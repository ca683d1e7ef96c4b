package dev.adamant.serve.adapt;

import dev.adamant.data.DataException;
import dev.adamant.data.Dataset;
import dev.adamant.serve.adapt.AdaptState.Input;
import dev.adamant.serve.adapt.AdaptState.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes rows from what is followed into segments, and out of them into the window. */
final class Reading {

  private final AdaptSettings settings;
  private final WorkFolder work;
  private final RowSource source;
  private final AdaptListener listener;

  /** From the source into the work folder. */
  Reading(AdaptSettings settings, WorkFolder work, RowSource source, AdaptListener listener) {
    this.settings = settings;
    this.work = work;
    this.source = source;
    this.listener = listener;
  }

  /**
   * Reads what is offered: all of its rows are taken, or none and it is set aside.
   *
   * @return the state after it, saved
   */
  AdaptState take(RowSource.Offer offer, RowFiles files, AdaptState state)
      throws IOException, InterruptedException {
    Path copy = work.incoming();
    RowSource.Content content = source.read(offer, copy, state);
    if (content == null) {
      return state;
    }
    String name = offer.name();
    Input input = content.input();
    Input known = state.inputs().get(name);
    boolean same = known != null && !known.sha256().isEmpty();
    if (same && known.sha256().equals(input.sha256())) {
      Input again = new Input(known.sha256(), input.size(), input.modified(), known.fault());
      return save(state.withInput(name, again, content.etag()));
    }
    if (!input.fault().isEmpty()) {
      return setAside(name, content, input.fault(), state);
    }
    Dataset rows;
    try {
      rows = files.read(copy, settings.label());
    } catch (DataException e) {
      return setAside(name, content, e.getMessage().replace(copy.toString(), name), state);
    }
    files.write(work.segment(state.next()), List.of(() -> new RowFiles.Part(rows, 0)));
    AdaptState taken =
        save(state.withInput(name, input, content.etag()).withRows(name, rows.size()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("input", name);
    facts.put("sha256", input.sha256());
    facts.put("rows", rows.size());
    facts.put("fresh", taken.freshRows());
    listener.heard(
        "taken",
        rows.size()
            + " rows of "
            + name
            + ", "
            + taken.freshRows()
            + " of "
            + settings.rows()
            + " new ones",
        facts);
    return taken;
  }

  private AdaptState setAside(
      String name, RowSource.Content content, String fault, AdaptState state) throws IOException {
    Input of = content.input();
    Input input = new Input(of.sha256(), of.size(), of.modified(), fault);
    AdaptState after = save(state.withInput(name, input, content.etag()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("input", name);
    facts.put("sha256", of.sha256());
    facts.put("fault", fault);
    listener.heard("set-aside", fault, facts);
    return after;
  }

  private AdaptState save(AdaptState state) throws IOException {
    work.save(state);
    return state;
  }

  /** Writes the newest rows of all segments to a file, the oldest of them first. */
  int writeWindow(Path file, RowFiles files, AdaptState state) throws IOException {
    List<RowFiles.Source> parts = new ArrayList<>();
    int count = 0;
    for (Segment segment : state.segments().reversed()) {
      int wanted = Math.min(segment.rows(), settings.window() - count);
      if (wanted > 0) {
        int from = segment.rows() - wanted;
        Path of = work.segment(segment.number());
        parts.addFirst(() -> new RowFiles.Part(files.readOwn(of), from));
        count += wanted;
      }
    }
    files.write(file, parts);
    return count;
  }
}
