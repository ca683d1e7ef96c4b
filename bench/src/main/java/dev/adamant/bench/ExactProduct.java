package dev.adamant.bench;

import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An exact product of square matrices, row-major, N(0,1). */
final class ExactProduct implements Workload {

  /** Results of a row that are compared, at least; of a smaller matrix all are. */
  private static final int CHECKED_IN_ROW = 16;

  private final String path;
  private final Format format;
  private final int code;
  private final int side;
  private final PatternArray a;
  private final PatternArray b;
  private final PatternArray c;
  private final MemorySegment workspace;

  /**
   * Draws the matrices.
   *
   * @param path of libadamant
   */
  ExactProduct(String path, Format format, int side, Arena arena) {
    this.path = path;
    this.format = format;
    this.code = Native.code(format);
    this.side = side;
    a = PatternArray.of(arena, format, Distribution.NORMAL.sample(side * side, 1));
    b = PatternArray.of(arena, format, Distribution.NORMAL.sample(side * side, 2));
    c = PatternArray.allocate(arena, format, (long) side * side);
    workspace = arena.allocate(Native.productWorkspace(code, side), 64);
  }

  @Override
  public String name() {
    return "exact product " + side + "³ " + format;
  }

  @Override
  public long operations() {
    return (long) side * side * side;
  }

  @Override
  public void prepare() {
    Native.select(path);
  }

  @Override
  public void run() {
    Native.product(code, side, a.memory(), b.memory(), c.memory(), workspace);
  }

  @Override
  public MemorySegment results() {
    return c.memory();
  }

  /** {@inheritDoc} Of a large matrix some results of every row and every column are compared. */
  @Override
  public void check() {
    Quire expected = new Quire(format);
    int step = Math.max(1, side / CHECKED_IN_ROW);
    for (int i = 0; i < side; i++) {
      for (int k = i % step; k < side; k += step) {
        expected.clear();
        for (int j = 0; j < side; j++) {
          expected.addProduct(a.get((long) i * side + j), b.get((long) j * side + k));
        }
        long at = (long) i * side + k;
        WrongAnswerException.unlessSame(name(), at, expected.toPosit(), c.get(at));
      }
    }
  }
}
