package dev.adamant.train;

/** Which stream of random numbers is used for what, so that no two uses share one. */
final class Streams {

  /** The order of samples, whose step is the epoch. */
  static final int SHUFFLE = 0;

  /** Which samples are held out. */
  static final int SPLIT = 1;

  private static final int WEIGHTS = 0x01000000;
  private static final int HEADS = 0x02000000;
  private static final int TANGENTS = 0x03000000;

  private Streams() {}

  /** The first weights of a layer. */
  static int weights(int layer) {
    return WEIGHTS + layer;
  }

  /** The first weights of the head after a stage. */
  static int head(int stage) {
    return HEADS + stage;
  }

  /** The tangents of a layer's parameters or of a stage's activities. */
  static int tangents(int of) {
    return TANGENTS + of;
  }
}
