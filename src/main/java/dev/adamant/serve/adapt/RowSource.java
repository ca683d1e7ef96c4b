package dev.adamant.serve.adapt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where labelled rows appear. */
interface RowSource extends AutoCloseable {

  /** The most bytes of a file, or of an answer of an endpoint. */
  long MOST_BYTES = 1L << 26;

  /**
   * Something that is there and complete.
   *
   * @param name of it
   */
  record Offer(String name) {}

  /**
   * What is there and was not read yet, in the order in which it is to be read.
   *
   * @param state says what was read
   * @throws NotNowException when it cannot be looked at now
   */
  List<Offer> look(AdaptState state) throws NotNowException;

  /** Whether something is there that may be complete at the next look. */
  boolean expectsMore();

  /**
   * Reads an offer.
   *
   * @param copy where its content goes, replaced
   * @return what it is; null when it is not complete after all, or not new
   * @throws NotNowException when it cannot be read now
   * @throws IOException when the copy cannot be written
   */
  Content read(Offer offer, Path copy, AdaptState state) throws IOException, InterruptedException;

  /**
   * The content of an offer, in the copy.
   *
   * @param input its digest; with a fault where there is more than may be read
   * @param etag of an endpoint; else empty
   */
  record Content(AdaptState.Input input, String etag) {}

  @Override
  void close();
}
