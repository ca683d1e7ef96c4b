package dev.adamant.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The float32 product of square matrices by OpenBLAS, row-major, N(0,1). */
final class FloatProduct implements Workload {
  private final int side;
  private final MemorySegment a;
  private final MemorySegment b;
  private final MemorySegment c;

  /** Draws the matrices. */
  FloatProduct(int side, Arena arena) {
    OpenBlas.load();
    this.side = side;
    a = FloatArrays.of(arena, Distribution.NORMAL.sample(side * side, 1));
    b = FloatArrays.of(arena, Distribution.NORMAL.sample(side * side, 2));
    c = FloatArrays.allocate(arena, (long) side * side);
  }

  @Override
  public String name() {
    return "sgemm of OpenBLAS " + side + "³";
  }

  @Override
  public long operations() {
    return (long) side * side * side;
  }

  @Override
  public void prepare() {
    // OpenBLAS has chosen its kernels when it was loaded.
  }

  @Override
  public void run() {
    OpenBlas.product(side, a, b, c);
  }

  @Override
  public MemorySegment results() {
    return c;
  }

  @Override
  public void check() {
    for (int i = 0; i < side; i++) {
      int k = side - 1 - i;
      float actual = c.getAtIndex(ValueLayout.JAVA_FLOAT, (long) i * side + k);
      FloatArrays.checkDot(name(), side, a, (long) i * side, b, k, side, actual);
    }
  }
}
