package dev.adamant.data;

/** Is told what goes on while a dataset is fetched; called by the thread that opens it. */
public interface ProgressListener {

  /** Says nothing to anyone. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void message(String line) {}

        @Override
        public void progress(String what, long done, long total) {}
      };

  /** A line for the user: what is fetched from where, or that a damaged file is fetched again. */
  void message(String line);

  /**
   * How far a fetch is; some ten times a second, and once at its end.
   *
   * @param what is fetched, such as a package and its version
   * @param done bytes that are there
   * @param total bytes that there will be
   */
  void progress(String what, long done, long total);
}
