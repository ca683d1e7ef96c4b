package dev.adamant.serve.adapt;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far an adaptation is: one value in one file, replaced as a whole, so that every row is used
 * or not, whenever the process ends.
 *
 * @param model that is adapted
 * @param source that is followed
 * @param inputs what was read of it, by name
 * @param etag of the last answer of an endpoint; empty for none
 * @param segments of rows that were taken, the oldest first
 * @param next number of the next segment or candidate
 * @param best the best on the probes of the version that adaptation began with and those that it
 *     has brought in; null before it has begun
 * @param made the last version that it brought in; null for none
 * @param candidate the one under way; null for none
 */
record AdaptState(
    String model,
    String source,
    SortedMap<String, Input> inputs,
    String etag,
    List<Segment> segments,
    long next,
    Best best,
    Version made,
    Candidate candidate) {

  /** Makes copies. */
  AdaptState {
    inputs = new TreeMap<>(inputs);
    segments = List.copyOf(segments);
  }

  /** Nothing read yet. */
  static AdaptState empty(String model, String source) {
    return new AdaptState(model, source, new TreeMap<>(), "", List.of(), 1, null, null, null);
  }

  /**
   * What was read.
   *
   * @param sha256 of the content
   * @param size in bytes
   * @param modified time of the last modification in milliseconds since 1970; 0 for endpoints
   * @param fault why it was set aside, in one sentence; empty where its rows were taken
   */
  record Input(String sha256, long size, long modified, String fault) {}

  /**
   * Rows of one input.
   *
   * @param number names its file
   * @param input it came from
   * @param rows how many
   * @param fresh whether no candidate was judged by them yet
   */
  record Segment(long number, String input, int rows, boolean fresh) {}

  /**
   * A version of a model.
   *
   * @param version its number
   * @param sha256 of model.safetensors
   */
  record Version(int version, String sha256) {}

  /**
   * The best version so far.
   *
   * @param version which
   * @param score on the probes, as {@link ProbeScore} has it
   */
  record Best(Version version, double score) {}

  /**
   * A candidate under way.
   *
   * @param number names its folder
   * @param base whose weights it begins from
   * @param segments that are fresh with it
   */
  record Candidate(long number, Version base, List<Long> segments) {

    /** Makes the list immutable. */
    Candidate {
      segments = List.copyOf(segments);
    }
  }

  /** Rows that no candidate was judged by. */
  int freshRows() {
    return segments.stream().filter(Segment::fresh).mapToInt(Segment::rows).sum();
  }

  /** The rows that are fresh with the candidate under way. */
  List<Segment> judged() {
    return segments.stream().filter(s -> candidate.segments().contains(s.number())).toList();
  }

  /** With something read. */
  AdaptState withInput(String name, Input input, String newTag) {
    SortedMap<String, Input> more = new TreeMap<>(inputs);
    more.put(name, input);
    return new AdaptState(model, source, more, newTag, segments, next, best, made, candidate);
  }

  /** With the rows of an input. */
  AdaptState withRows(String input, int rows) {
    List<Segment> more = new ArrayList<>(segments);
    more.add(new Segment(next, input, rows, true));
    return new AdaptState(model, source, inputs, etag, more, next + 1, best, made, candidate);
  }

  /** With another version that adaptation begins with. */
  AdaptState begunWith(Best version) {
    return new AdaptState(model, source, inputs, etag, segments, next, version, null, candidate);
  }

  /** With a better version that adaptation has brought in. */
  AdaptState withBest(Best version) {
    return new AdaptState(model, source, inputs, etag, segments, next, version, made, candidate);
  }

  /** With a candidate of all fresh rows. */
  AdaptState withCandidate(Version base) {
    List<Long> fresh = segments.stream().filter(Segment::fresh).map(Segment::number).toList();
    Candidate begun = new Candidate(next, base, fresh);
    return new AdaptState(model, source, inputs, etag, segments, next + 1, best, made, begun);
  }

  /** With the candidate given up, and its rows as they were. */
  AdaptState withoutCandidate() {
    return new AdaptState(model, source, inputs, etag, segments, next, best, made, null);
  }

  /**
   * With the candidate's rows taken for good, and only those in a window kept.
   *
   * @param version that is live now
   */
  AdaptState accepted(Version version, int window) {
    List<Segment> kept = new ArrayList<>();
    int newer = 0;
    for (Segment segment : segments.reversed()) {
      boolean judged = candidate.segments().contains(segment.number());
      boolean fresh = segment.fresh() && !judged;
      if (fresh || newer < window) {
        kept.addFirst(new Segment(segment.number(), segment.input(), segment.rows(), fresh));
      }
      newer += segment.rows();
    }
    return new AdaptState(model, source, inputs, etag, kept, next, best, version, null);
  }

  /** With the candidate's rows thrown away. */
  AdaptState refused() {
    List<Segment> kept =
        segments.stream().filter(s -> !candidate.segments().contains(s.number())).toList();
    return new AdaptState(model, source, inputs, etag, kept, next, best, made, null);
  }
}
