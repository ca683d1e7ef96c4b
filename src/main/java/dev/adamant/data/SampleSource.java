package dev.adamant.data;

import java.util.List;

/** A source that has a name, and parameters that say which samples and how many. */
interface SampleSource {

  /** What it is called. */
  String name();

  /** The keys of its parameters, in the order in which errors name them. */
  List<String> keys();

  /**
   * Its samples, the same for the same parameters on every machine.
   *
   * @param source the name with parameters of these keys
   * @param surroundings where files are fetched to and by what
   * @param listener is told what is fetched
   * @throws DataException when a parameter is out of its range, or a file cannot be had
   */
  Dataset read(SourceName source, Surroundings surroundings, ProgressListener listener)
      throws DataException;
}
