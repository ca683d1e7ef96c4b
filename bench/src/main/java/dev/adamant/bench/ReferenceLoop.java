package dev.adamant.bench;

import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An operation of the Java reference, one element at a time, N(0,1); libadamant checks it. */
final class ReferenceLoop implements Workload {
  private final ReferenceOperation operation;
  private final Format format;
  private final PatternArray sourceA;
  private final PatternArray sourceB;
  private final PatternArray expected;
  private final MemorySegment quireWords;
  private final long[] a;
  private final long[] b;
  private final long[] result;
  private final Quire quire;

  /** Draws the operands. */
  ReferenceLoop(ReferenceOperation operation, Format format, int length, Arena arena) {
    this.operation = operation;
    this.format = format;
    sourceA = PatternArray.of(arena, format, Distribution.NORMAL.sample(length, 1));
    sourceB = PatternArray.of(arena, format, Distribution.NORMAL.sample(length, 2));
    expected = PatternArray.allocate(arena, format, length);
    quireWords = arena.allocate(8L * format.quireWords(), 64);
    a = sourceA.toLongs();
    b = sourceB.toLongs();
    result = new long[operation == ReferenceOperation.DOT ? 1 : length];
    quire = new Quire(format);
  }

  @Override
  public String name() {
    return "Java " + operation.title() + " " + format;
  }

  @Override
  public long operations() {
    return a.length;
  }

  @Override
  public void prepare() {
    Native.select(Native.BEST_PATH);
  }

  @Override
  public void run() {
    operation.run(format, a, b, result, quire);
  }

  @Override
  public MemorySegment results() {
    return MemorySegment.ofArray(result);
  }

  @Override
  public void check() {
    prepare();
    quireWords.fill((byte) 0);
    operation.runNative(
        Native.code(format),
        a.length,
        expected.memory(),
        sourceA.memory(),
        sourceB.memory(),
        quireWords);
    for (int i = 0; i < result.length; i++) {
      WrongAnswerException.unlessSame(name(), i, expected.get(i), result[i]);
    }
  }
}
