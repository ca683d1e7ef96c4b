package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;

/**
 * The one stretch of memory that a method has for tangents, for one kind after the other. While
 * tangents go forward it holds those of two signals, the second of them where parts of gradients
 * will lie later, if there is room, and of a part of the parameters. Its length decides how many
 * tangents are carried at a time and no bit of the result.
 */
final class TangentRoom {

  /** Training is to take at most so many times the bytes of inference. */
  static final long LIMIT = 2;

  private final Workbench bench;
  private final long signal;
  private final int atATime;
  private final boolean lent;
  private final Tensor elements;

  private TangentRoom(Workbench bench, long signal, long part, long least, int atATime) {
    this.bench = bench;
    this.signal = signal;
    this.atATime = atATime;
    this.lent = isLent(bench, signal, atATime);
    long count = Math.max(least, own(bench, signal, part, atATime));
    this.elements = bench.region().tensor(bench.type(), count);
  }

  /**
   * Takes what the limit leaves, when all else is laid: for all tangents at most, and for one at
   * least.
   *
   * @param tangents of a step
   * @param signal elements of one tangent of the widest signal
   * @param part elements of one tangent of as many parameters as are handled at a time
   * @param least elements that are needed however many tangents are carried
   * @param chunk how many at a time, or 0 for as many as there is room for
   */
  static TangentRoom of(
      Workbench bench, int tangents, long signal, long part, long least, int chunk) {
    int fitting = Math.min(chunk, tangents);
    if (chunk == 0) {
      long left = left(bench);
      fitting = tangents;
      while (fitting > 1 && own(bench, signal, part, fitting) > left) {
        fitting--;
      }
    }
    return new TangentRoom(bench, signal, part, least, fitting);
  }

  /** Whether one tangent fits the limit. */
  static boolean hasRoom(Workbench bench, long signal, long part) {
    return own(bench, signal, part, 1) <= left(bench);
  }

  /**
   * Elements that the limit leaves; the same for all targets, as if they shared the host's memory.
   */
  private static long left(Workbench bench) {
    DataType type = bench.type();
    long inference =
        Inference.plannedBytes(
            bench.network(), bench.job().precision().storage(), type, bench.job().batch(), true);
    return (LIMIT * inference - bench.region().liveBytes() - Region.ALIGNMENT) / type.byteSize();
  }

  private static boolean isLent(Workbench bench, long signal, int many) {
    return many * signal * bench.type().byteSize() <= bench.updater().idle().byteSize();
  }

  private static long own(Workbench bench, long signal, long part, int many) {
    return many * ((isLent(bench, signal, many) ? signal : 2 * signal) + part);
  }

  /** How many tangents are carried forward at a time. */
  int atATime() {
    return atATime;
  }

  /** How many elements there are for {@link #at}. */
  long count() {
    return elements.count();
  }

  /** A tensor that begins at an element. */
  Tensor at(long from, long... shape) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    return elements.slice(0, from, from + count).reshape(shape);
  }

  /**
   * [tangents, features, rows]: the first or the second signal's tangents, by turns.
   *
   * @param many at most {@link #atATime}
   */
  Tensor signal(int turn, int many, long features, int rows) {
    boolean second = turn % 2 == 1;
    if (second && lent) {
      return Tensor.over(bench.updater().idle(), bench.type(), many, features, rows);
    }
    return at(second ? atATime * signal : 0, many, features, rows);
  }

  /** A tensor that begins at an element behind both signals. */
  Tensor behindSignals(long from, long... shape) {
    return at((lent ? signal : 2 * signal) * atATime + from, shape);
  }
}
