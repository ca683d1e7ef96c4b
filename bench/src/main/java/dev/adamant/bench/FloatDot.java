package dev.adamant.bench;

import dev.adamant.bindings.AdamantFloats;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A float32 dot product, the measure of all others. */
final class FloatDot implements Workload {

  /** Who multiplies. */
  @FunctionalInterface
  interface Kernel {
    /** The dot product of two arrays of n floats. */
    float dot(int n, MemorySegment a, MemorySegment b);
  }

  private final String name;
  private final Kernel kernel;
  private final int length;
  private final Ring a;
  private final Ring b;
  private final float[] result = new float[1];

  /**
   * Draws the operands, N(0,1).
   *
   * @param kernel called on arrays of native memory
   * @param ringBytes how much memory the operands are to take, together, at least
   */
  FloatDot(String name, Kernel kernel, int length, long ringBytes, Arena arena) {
    this.name = name;
    this.kernel = kernel;
    this.length = length;
    a =
        new Ring(
            arena, FloatArrays.of(arena, Distribution.NORMAL.sample(length, 1)), ringBytes / 2);
    b =
        new Ring(
            arena, FloatArrays.of(arena, Distribution.NORMAL.sample(length, 2)), ringBytes / 2);
  }

  /** The float32 dot product of libadamant. */
  static FloatDot adamant(int length, long ringBytes, Arena arena) {
    return new FloatDot("float32 dot", AdamantFloats::adm_f32_dot, length, ringBytes, arena);
  }

  /** That of OpenBLAS. */
  static FloatDot openBlas(int length, long ringBytes, Arena arena) {
    OpenBlas.load();
    return new FloatDot("sdot of OpenBLAS", OpenBlas::dot, length, ringBytes, arena);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long operations() {
    return length;
  }

  @Override
  public void prepare() {
    Native.select(Native.BEST_PATH);
  }

  @Override
  public void run() {
    result[0] = kernel.dot(length, a.next(), b.next());
  }

  @Override
  public MemorySegment results() {
    return MemorySegment.ofArray(result);
  }

  @Override
  public void check() {
    FloatArrays.checkDot(name, length, a.next(), 0, b.next(), 0, 1, result[0]);
  }
}
